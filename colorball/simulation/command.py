"""The command line that gives a simulation again."""

from __future__ import annotations

import math
import shlex
from collections.abc import Iterator
from fractions import Fraction

from colorball.exact.rational import rational_text
from colorball.simulation.plan import AXES, Plan, default_window

__all__ = ["command_of"]


def command_of(plan: Plan, command: str = "simulate") -> str | None:
    """The whole command; None if the problem was given as an object, which has no name.

    Args:
        plan: what was run.
        command: ``simulate`` for one point, ``sweep`` for a grid.

    Example:
        >>> from colorball.simulation.plan import make_plan
        >>> print(command_of(make_plan(n=10, epochs=5, seeds=3, engine="reference")))
        colorball simulate --problem function-2 --n 10 --rule adam --step 1/10 --beta1 9/10 \
--beta2 999/1000 --epochs 5 --seeds 3 --schedule 1/sqrt-epoch --sampling reshuffle --seed 0 \
--engine reference
    """
    if plan.parameters is None:
        return None
    return shlex.join(["colorball", command, *_words(plan)])


def _words(plan: Plan) -> Iterator[str]:
    yield from ("--problem", plan.problems[0].name)
    yield from _axis(plan, "n")
    yield from ("--rule", plan.rule.name)
    for name in AXES[1:]:
        yield from _axis(plan, name)
    for name in ("epochs", "seeds", "schedule", "sampling", "seed"):
        yield from (f"--{name}", str(getattr(plan, name)))
    if plan.common_noise:
        yield "--common-noise"
    if plan.record:
        yield from ("--record", str(plan.record))
    if plan.start is not None:
        yield from _option("start", rational_text(plan.start))
    if plan.is_scalar and plan.window != default_window(plan.problems[0]):
        yield from _option("window", ",".join(_end(end) for end in plan.window))
    yield from ("--engine", str(plan.engine))
    for name, value in (plan.parameters or {}).items():
        yield from ("--parameter", f"{name}={value}")
    for name, value in plan.options.items():
        option = name.replace("_", "-")
        if isinstance(value, bool):
            yield f"--{option}" if value else f"--no-{option}"
        else:
            yield from _option(option, str(value))


def _axis(plan: Plan, name: str) -> Iterator[str]:
    values = [rational_text(value) for value in plan.axes[name]]
    one = name in plan.dims and len(values) == 1  # a list of one value is another thing than it
    yield from _option(name, ",".join(values) + ("," if one else ""))


def _end(end: float) -> str:
    return "" if math.isinf(end) else rational_text(Fraction(end))


def _option(name: str, text: str) -> tuple[str, ...]:
    # a value with a leading minus sign would be taken for an option
    return (f"--{name}={text}",) if text[:1] in "-," else (f"--{name}", text)

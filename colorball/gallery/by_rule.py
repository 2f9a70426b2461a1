"""An update rule on the full gradient, with a constant step size."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from colorball.gallery.counted import Counted, NotFiniteError
from colorball.gallery.run import Trace
from colorball.problems.problem import Floats
from colorball.rules.rule import Betas, Clock, Flags, Numbers, Rule, State

__all__ = ["by_rule"]


def by_rule(
    rule: Rule,
    counted: Counted,
    start: Floats,
    iterations: int,
    *,
    step: float,
    betas: tuple[Fraction, Fraction],
    flags: Flags,
    numbers: Numbers,
) -> Trace:
    """Run a rule and note the point after each iteration.

    Args:
        rule: what to do with a gradient.
        counted: what is minimized.
        start: flat.
        iterations: at most so many.
        step: the step size, > 0.
        betas: ``beta1`` and ``beta2``, exactly.
        flags: the rule's options.
        numbers: the rule's options that are numbers.

    Raises:
        NotImplementedError: if the rule needs second derivatives and the problem has none.
    """
    trace = Trace()
    trace.add(counted, start)
    x = start[np.newaxis]  # rules take points along the first axis; here there is one
    zero = np.zeros_like(x)
    state = State(zero, np.full_like(x, numbers.start_v), zero)
    powers = [1.0, 1.0]
    first, second = (float(beta) for beta in betas)
    rests = [float(1 - beta) for beta in betas]
    for t in range(1, iterations + 1):
        try:
            g = counted.gradient(x[0])[np.newaxis]
            h = counted.diagonal(x[0])[np.newaxis] if rule.needs_curvature else zero
        except NotFiniteError as error:
            trace.note = str(error)
            break
        powers = [powers[0] * first, powers[1] * second]
        now = Betas(first, rests[0], second, rests[1], *powers)
        with np.errstate(all="ignore"):  # what is not finite is looked for, and ends the run
            new, state = rule.update(x, g, h, state, now, Clock(step, float(t)), flags, numbers)
        if not np.all(np.isfinite(new)):
            trace.note = f"x is not finite after iteration {t}"
            break
        x = new
        trace.add(counted, x[0])
    return trace

"""Which engine runs a simulation."""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import StrEnum
from importlib.util import find_spec
from types import FunctionType

from colorball.choices import choice
from colorball.errors import InputError
from colorball.problems.problem import OddPart, Problem

__all__ = ["Engine", "choose_engine"]


class Engine(StrEnum):
    """The engine; the first two give the same numbers, to the last bit.

    * ``REFERENCE``: NumPy, always there; for any problem.
    * ``COMPILED``: numba, for the scalar problems that describe an odd part.
    * ``SHARED_NOISE``: a matrix product, for grids with common noise, where gradients do not
      depend on x; elsewhere the compiled engine, or the reference. Its numbers differ in the last
      digits.

    Example:
        >>> str(Engine.REFERENCE)
        'reference'
    """

    REFERENCE = "reference"
    COMPILED = "compiled"
    SHARED_NOISE = "shared-noise"


def choose_engine(name: str, problems: Sequence[Problem]) -> Engine:
    """The engine of that name; ``auto`` takes the compiled one where it can run.

    Whether the noise is shared is for the whole plan to say; see ``make_plan``.

    Raises:
        InputError: for another name, or where the compiled engine cannot run.
    """
    has_form = all(_compiles(problem.odd_part) for problem in problems)
    # numba's switch for debugging makes it compile nothing
    installed = find_spec("numba") is not None and os.environ.get("NUMBA_DISABLE_JIT", "0") == "0"
    plain = Engine.COMPILED if has_form and installed else Engine.REFERENCE
    if name == "auto":
        return plain
    engine = choice(Engine, name, "engine")
    if engine is Engine.COMPILED and not has_form:
        raise InputError("engine", name, f"auto or reference for {problems[0].name}")
    if engine is Engine.COMPILED and not installed:
        raise InputError(
            "engine", name, "auto or reference without numba: pip install 'colorball[simulate]'"
        )
    return engine


def _compiles(form: OddPart | None) -> bool:
    """Whether a problem has the form, in plain functions; numba takes no methods and the like."""
    return form is not None and all(
        isinstance(each, FunctionType)
        for each in (form.gradient, form.total, form.slope, form.curvature)
    )

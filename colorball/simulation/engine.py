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
    * ``FUSED``: numba, for rules whose step is a product, where gradients do not depend on x; with
      fused multiply-add and roots to two units in the last place, so that its numbers differ in the
      last digits. Lanes that come to elsewhere are run by the compiled engine, from the start.
    * ``SHARED_NOISE``: a matrix product, for grids with common noise, where gradients do not
      depend on x; elsewhere the compiled engine, or the reference. Its numbers differ in the last
      digits.

    Example:
        >>> str(Engine.REFERENCE)
        'reference'
    """

    REFERENCE = "reference"
    COMPILED = "compiled"
    FUSED = "fused"
    SHARED_NOISE = "shared-noise"


def choose_engine(name: str, problems: Sequence[Problem]) -> Engine:
    """The engine of that name.

    ``exact`` takes the quickest of those that agree to the last bit: the compiled one where it can
    run. So does ``auto`` here; which rules and problems the others are for, ``make_plan`` says.

    Raises:
        InputError: for another name, or where the compiled engine cannot run.
    """
    has_form = all(_compiles(problem.odd_part) for problem in problems)
    # numba's switch for debugging makes it compile nothing
    installed = find_spec("numba") is not None and os.environ.get("NUMBA_DISABLE_JIT", "0") == "0"
    plain = Engine.COMPILED if has_form and installed else Engine.REFERENCE
    if name in ("auto", "exact"):
        return plain
    engine = choice(Engine, name, "engine")
    compiles = engine in (Engine.COMPILED, Engine.FUSED)
    if compiles and not has_form:
        raise InputError("engine", name, f"auto or reference for {problems[0].name}")
    if compiles and not installed:
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

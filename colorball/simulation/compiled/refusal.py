"""What a user is told whose functions numba cannot compile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from numba.core.errors import NumbaError

from colorball.errors import InputError
from colorball.problems.problem import Problem
from colorball.simulation.plan import Plan

__all__ = ["refusing"]


@contextmanager
def refusing(plan: Plan, problem: Problem) -> Iterator[None]:
    """Whatever numba says becomes an InputError.

    Raises:
        InputError: for the engine, in place of numba's error.
    """
    try:
        yield
    except NumbaError as error:
        valid = f"reference: numba cannot compile the functions of {problem.name}"
        raise InputError("engine", plan.engine, valid) from error

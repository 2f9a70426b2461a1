"""The arguments of the gallery, checked before any work."""

from __future__ import annotations

from collections.abc import Sequence
from operator import index

import numpy as np
from numpy.typing import ArrayLike

from colorball.errors import InputError
from colorball.gallery.counted import gradient_at, value_at
from colorball.gallery.methods import METHODS
from colorball.problems.problem import Floats, Problem

__all__ = ["read_iterations", "read_methods", "read_start", "read_steps"]

_MOST_ITERATIONS = 1_000_000


def read_iterations(iterations: int) -> int:
    """A number of iterations.

    Raises:
        InputError: if it is not an integer from 1 to a million.
    """
    valid = f"an integer from 1 to {_MOST_ITERATIONS}"
    try:
        found = index(iterations)
    except TypeError:
        raise InputError("iterations", iterations, valid) from None
    if not 1 <= found <= _MOST_ITERATIONS:
        raise InputError("iterations", iterations, valid)
    return found


def read_methods(methods: Sequence[str]) -> tuple[str, ...]:
    """Names of methods, each once.

    Raises:
        InputError: if one is unknown, or there is none.
    """
    valid = f"one or more of {', '.join(METHODS)}"
    if isinstance(methods, str) or not methods:
        raise InputError("methods", methods, valid)
    for name in methods:
        if name not in METHODS:
            raise InputError("methods", name, valid)
    return tuple(dict.fromkeys(methods))


def read_steps(steps: Sequence[float]) -> tuple[float, ...]:
    """Step sizes.

    Raises:
        InputError: if one is not a positive number, or there is none.
    """
    valid = "one or more finite numbers > 0"
    try:
        found = tuple(float(step) for step in steps)
    except (TypeError, ValueError):
        raise InputError("steps", steps, valid) from None
    if not found or not all(0 < step < np.inf for step in found):
        raise InputError("steps", steps, valid)
    return found


def read_start(problem: Problem, start: ArrayLike | None) -> Floats:
    """Where to start, flat.

    Raises:
        InputError: if it is not of the problem's shape, or x, f or its gradient is not finite.
    """
    valid = f"finite numbers of shape {problem.shape}, at which f and its gradient are finite"
    try:
        found = np.array(problem.start if start is None else start, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError("start", start, valid) from None
    if found.shape != problem.shape or not np.all(np.isfinite(found)):
        raise InputError("start", start, valid)
    flat = found.reshape(-1)
    if not (np.isfinite(value_at(problem, flat)) and np.isfinite(gradient_at(problem, flat)).all()):
        raise InputError("start", start, valid)
    return flat

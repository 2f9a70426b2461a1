"""A problem as the methods of the gallery ask it: flat vectors, and every question counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from colorball.problems.problem import Floats, Problem

__all__ = ["Counted", "Hessian", "NotFiniteError", "gradient_at", "value_at"]

Hessian = Callable[[Floats], Floats]
_CHUNK = 256  # parts whose curvatures are added at once


class NotFiniteError(ArithmeticError):
    """A value or gradient overflowed, or is not a number; it ends the run that asked."""


@dataclass
class Counted:
    """The sum of all parts and its derivatives at flat points, and how often each was asked.

    Attributes:
        problem: what is minimized.
        hessian: its matrix of second derivatives at a flat point, if there is one.
        values: how many values were asked.
        gradients: how many gradients.
        curvatures: how many second derivatives, whole or diagonal.
    """

    problem: Problem
    hessian: Hessian | None = None
    values: int = 0
    gradients: int = 0
    curvatures: int = 0

    def value(self, x: Floats) -> float:
        """The sum at a flat point.

        Raises:
            NotFiniteError: if it is not finite.
        """
        self.values += 1
        found = value_at(self.problem, x)
        _require_finite(found, "value")
        return found

    def gradient(self, x: Floats) -> Floats:
        """The sum's gradient there, flat.

        Raises:
            NotFiniteError: if it is not finite.
        """
        self.gradients += 1
        found = gradient_at(self.problem, x)
        _require_finite(found, "gradient")
        return found

    def second(self, x: Floats) -> Floats:
        """The matrix of second derivatives there.

        Raises:
            NotFiniteError: if it is not finite.
        """
        assert self.hessian is not None
        self.curvatures += 1
        found = np.asarray(self.hessian(x), dtype=np.float64)
        _require_finite(found, "Hessian")
        return found

    def diagonal(self, x: Floats) -> Floats:
        """The diagonal of the sum's second derivative there, flat.

        Raises:
            NotFiniteError: if it is not finite.
            NotImplementedError: if the problem does not offer it.
        """
        self.curvatures += 1
        found = np.zeros_like(x)
        for first in range(0, self.problem.n, _CHUNK):
            parts = np.arange(first, min(first + _CHUNK, self.problem.n), dtype=np.intp)
            points = np.broadcast_to(_point(self.problem, x), (len(parts), *self.problem.shape))
            found += self.problem.curvatures(parts, points).reshape(len(parts), -1).sum(axis=0)
        _require_finite(found, "second derivative")
        return found


def value_at(problem: Problem, x: Floats) -> float:
    """The sum of all parts at one flat point, not counted."""
    with np.errstate(all="ignore"):  # whoever asks looks for what is not finite
        return float(problem.totals(_point(problem, x))[0])


def gradient_at(problem: Problem, x: Floats) -> Floats:
    """The sum's gradient at one flat point, flat, not counted."""
    with np.errstate(all="ignore"):
        found = problem.total_gradients(_point(problem, x))
    return np.array(found, dtype=np.float64).reshape(-1)


def _point(problem: Problem, x: Floats) -> Floats:
    return np.asarray(x, dtype=np.float64).reshape(1, *problem.shape)


def _require_finite(found: float | Floats, what: str) -> None:
    if not np.all(np.isfinite(found)):
        raise NotFiniteError(f"a {what} is not finite")

"""What the simulator asks of a problem: a finite sum, its parts' gradients, and what is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["Constants", "Floats", "OddPart", "Parts", "Problem"]

Floats = NDArray[np.float64]
Parts = NDArray[np.intp]


@dataclass(frozen=True)
class Constants:
    r"""What is known of a problem; None where nothing is.

    .. math:: \frac1n \sum_i \|\nabla f_i - \nabla f/n\|^2 \le D_1 \|\nabla f\|^2 + D_0

    Attributes:
        lipschitz: A1: the largest Lipschitz constant of a part's gradient.
        growth: A2: ``D_1``.
        error: A2: ``D_0``, with that ``D_1``.
        least: the least value of the sum.
        minimizer: where the sum takes it, for a scalar problem.
    """

    lipschitz: Fraction | None = None
    growth: Fraction | None = None
    error: Fraction | None = None
    least: Fraction | None = None
    minimizer: Fraction | None = None


@dataclass(frozen=True)
class OddPart:
    """A scalar problem whose part 0 differs from the others, which are all alike.

    The compiled engine needs no more than this: which part comes when is one number per epoch, the
    place of part 0. The three functions are plain arithmetic on floats, for arrays and for the
    compiler alike; ``(p, q)`` are the two numbers of the part.

    Attributes:
        gradient: ``(x, p, q) -> f_i'(x)``.
        total: the sum of all parts, from x and the numbers.
        slope: the derivative of the sum, from x and the numbers.
        curvature: ``(x, p, q) -> f_i''(x)``.
        odd: ``(p, q)`` of part 0.
        others: ``(p, q)`` of all others.
        numbers: four numbers that ``total`` and ``slope`` get, such as ``n``.
    """

    gradient: Callable[[Any, Any, Any], Any]
    total: Callable[[Any, Any], Any]
    slope: Callable[[Any, Any], Any]
    curvature: Callable[[Any, Any, Any], Any]
    odd: tuple[float, float]
    others: tuple[float, float]
    numbers: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


class Problem(Protocol):
    r"""Minimize :math:`f(x) = \sum_{i<n} f_i(x)`.

    ``shape`` is ``()`` for a scalar x and ``(d,)`` for a vector; arrays of L points have the shape
    ``(L, *shape)``, arrays of values ``(L,)``. Parts are integers from 0 to n - 1, shape ``(L,)``.
    """

    @property
    def name(self) -> str:
        """What the command line calls it."""

    @property
    def n(self) -> int:
        """Number of parts."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of one x."""

    @property
    def start(self) -> Floats:
        """Where runs start unless they are told, shape ``shape``."""

    @property
    def interval(self) -> tuple[float, float] | None:
        """The interval that x is projected onto after each step, or None."""

    @property
    def linear_from(self) -> float | None:
        """Where the gradients stop to depend on x: they do not for x >= this; None: nowhere."""

    @property
    def odd_part(self) -> OddPart | None:
        """The description for the compiled engine, if the problem has that form."""

    @property
    def constants(self) -> Constants:
        """What is known of it."""

    def gradients(self, part: Parts, x: Floats) -> Floats:
        """The gradient of one part at each point."""

    def totals(self, x: Floats) -> Floats:
        """The sum of all parts at each point."""

    def total_gradients(self, x: Floats) -> Floats:
        """The gradient of the sum at each point."""

    def curvatures(self, part: Parts, x: Floats) -> Floats:
        """The diagonal of one part's second derivative at each point.

        Raises:
            NotImplementedError: if the problem does not offer it; only Sophia asks.
        """

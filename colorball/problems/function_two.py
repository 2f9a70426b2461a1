r"""Function (2) of the talk: n parts with a minimum at -2, on which Adam can diverge.

.. math::

    f_0(x) = \begin{cases} nx & x \ge -1 \\ \frac n2 (x+2)^2 - \frac{3n}2 & x < -1 \end{cases},
    \qquad
    f_i(x) = \begin{cases} -x & x \ge -1 \\ -\frac12 (x+2)^2 + \frac32 & x < -1 \end{cases}.

All parts are multiples of one function, ``f_0 = n h`` and ``f_i = -h``; their sum is h itself. So
the spread of the gradients is a multiple of ``h'^2``, and A2 holds with ``D_0 = 0``: the strong
growth condition.

In floating point ``h'(x) = min(x + 2, 1)``. This is the piecewise form to the last bit: rounding is
monotone and 1 is a float, so the rounded ``x + 2`` is at least 1 where ``x >= -1``, and at most 1
where ``x < -1``.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from colorball.errors import InputError
from colorball.exact.rational import RationalLike, rational
from colorball.phase.arguments import read_parts
from colorball.problems.odd_sum import odd_curvatures, odd_gradients
from colorball.problems.problem import Constants, Floats, OddPart
from colorball.rules.elementary import smaller, where

__all__ = ["JOIN", "LEAST", "MINIMIZER", "FunctionTwo", "function_two"]

JOIN = Fraction(-1)  # where the two pieces meet
MINIMIZER = Fraction(-2)
LEAST = Fraction(-3, 2)  # the sum's value there


@dataclass(frozen=True)
class FunctionTwo:
    """Function (2) with n parts; use :func:`function_two`, which checks n.

    Attributes:
        n: number of parts.
    """

    n: int

    @property
    def name(self) -> str:
        """What the command line calls it."""
        return "function-2"

    @property
    def shape(self) -> tuple[int, ...]:
        """``()``: x is a number."""
        return ()

    @property
    def start(self) -> Floats:
        """1: on the right piece, and not at the join."""
        return np.array(1.0)

    @property
    def interval(self) -> None:
        """None: x is not projected."""
        return None

    @property
    def linear_from(self) -> float:
        """-1: from there on no gradient depends on x."""
        return float(JOIN)

    @property
    def constants(self) -> Constants:
        """A1 with ``L = n``, A2 with ``D_0 = 0``, and the minimum."""
        return Constants(Fraction(self.n), self.growth, Fraction(0), LEAST, MINIMIZER)

    @property
    def odd_part(self) -> OddPart:
        """The description for the compiled engine; p is what h is multiplied by, q is not used."""
        return OddPart(
            gradient=_gradient,
            total=_total,
            slope=_sum_slope,
            curvature=_curvature,
            odd=(float(self.n), 0.0),
            others=(-1.0, 0.0),
        )

    @property
    def factors(self) -> tuple[int, ...]:
        """What h is multiplied by in each part: ``n, -1, ..., -1``. They add up to 1."""
        return (self.n, *(-1,) * (self.n - 1))

    @property
    def lipschitz(self) -> tuple[int, ...]:
        """A1: the least Lipschitz constant of each part's gradient."""
        return (self.n, *(1,) * (self.n - 1))

    @property
    def growth(self) -> Fraction:
        r"""A2's ``D_1``, with ``D_0 = 0``; the least that will do with any D_0.

        .. math:: \frac1n \sum_i (f_i' - f'/n)^2 = \frac{(n-1)(n+1)^2}{n^2} f'^2
        """
        return Fraction((self.n - 1) * (self.n + 1) ** 2, self.n**2)

    def value(self, part: int, x: RationalLike) -> Fraction:
        """``f_part(x)``, exactly.

        Example:
            >>> function_two(3).value(0, "-3/2")
            Fraction(-33, 8)
        """
        return self._factor(part) * _base(rational(x, "x"))

    def gradient(self, part: int, x: RationalLike) -> Fraction:
        """``f_part'(x)``, exactly.

        Example:
            >>> [function_two(3).gradient(part, "-3/2") for part in range(3)]
            [Fraction(3, 2), Fraction(-1, 2), Fraction(-1, 2)]
        """
        return self._factor(part) * _slope(rational(x, "x"))

    def total(self, x: RationalLike) -> Fraction:
        """The sum of all parts at x.

        Example:
            >>> function_two(3).total(-2)
            Fraction(-3, 2)
        """
        return sum((self.value(part, x) for part in range(self.n)), Fraction(0))

    def total_gradient(self, x: RationalLike) -> Fraction:
        """The sum's derivative at x."""
        return sum((self.gradient(part, x) for part in range(self.n)), Fraction(0))

    def spread(self, x: RationalLike) -> Fraction:
        """The left side of A2: the mean square of a part's gradient minus the parts' mean."""
        gradients = [self.gradient(part, x) for part in range(self.n)]
        mean = sum(gradients, Fraction(0)) / self.n
        return sum(((g - mean) ** 2 for g in gradients), Fraction(0)) / self.n

    def _factor(self, part: int) -> int:
        if not 0 <= part < self.n:
            raise InputError("part", part, f"an integer from 0 to {self.n - 1}")
        return self.n if part == 0 else -1

    def totals(self, x: ArrayLike) -> Floats:
        """The sum of all parts in floating point, for an array of x.

        Example:
            >>> function_two(3).totals([-3.0, -2.0, 5.0])
            array([-1. , -1.5,  5. ])
        """
        return np.asarray(_total(np.asarray(x, dtype=np.float64), ()))

    def total_gradients(self, x: ArrayLike) -> Floats:
        """The sum's derivative in floating point, for an array of x.

        Example:
            >>> function_two(3).total_gradients([-3.0, -2.0, 5.0])
            array([-1.,  0.,  1.])
        """
        return np.asarray(_sum_slope(np.asarray(x, dtype=np.float64), ()))

    def gradients(self, part: ArrayLike, x: ArrayLike) -> Floats:
        """``f_part'(x)`` in floating point; part and x are arrays that are broadcast.

        Example:
            >>> function_two(3).gradients([0, 1, 2], -3.0)
            array([-3.,  1.,  1.])
        """
        return odd_gradients(self.odd_part, part, x)

    def curvatures(self, part: ArrayLike, x: ArrayLike) -> Floats:
        """``f_part''(x)`` in floating point, 0 at the join; part and x are broadcast.

        Example:
            >>> function_two(3).curvatures(0, [-3.0, 5.0])
            array([3., 0.])
        """
        return odd_curvatures(self.odd_part, part, x)


def function_two(n: int | str) -> FunctionTwo:
    """Function (2) with n parts.

    Args:
        n: an integer >= 3.

    Raises:
        InputError: for another n.

    Source: talk, Theorem 2.

    Example:
        >>> function_two(10).growth
        Fraction(1089, 100)
    """
    return FunctionTwo(read_parts(n))


def _base(x: Fraction) -> Fraction:
    """The function h."""
    return x if x >= JOIN else (x - MINIMIZER) ** 2 / 2 + LEAST


def _slope(x: Fraction) -> Fraction:
    """The derivative of h."""
    return Fraction(1) if x >= JOIN else x - MINIMIZER


# The same in floating point, for arrays and for the compiler alike.


def _gradient(x: Any, p: Any, q: Any) -> Any:  # noqa: ARG001  one number tells the part
    return p * smaller(x + 2.0, 1.0)


def _total(x: Any, numbers: Any) -> Any:  # noqa: ARG001  the same for every n
    left = smaller(x + 2.0, 1.0)  # on the right it is 1: no square of a large x can overflow
    return where(x >= -1.0, x, 0.5 * (left * left) - 1.5)


def _sum_slope(x: Any, numbers: Any) -> Any:  # noqa: ARG001  the same for every n
    return smaller(x + 2.0, 1.0)


def _curvature(x: Any, p: Any, q: Any) -> Any:  # noqa: ARG001  one number tells the part
    return where(x >= -1.0, 0.0 * p, p)

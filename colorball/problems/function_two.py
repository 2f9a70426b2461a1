r"""Function (2) of the talk: n parts with a minimum at -2, on which Adam can diverge.

.. math::

    f_0(x) = \begin{cases} nx & x \ge -1 \\ \frac n2 (x+2)^2 - \frac{3n}2 & x < -1 \end{cases},
    \qquad
    f_i(x) = \begin{cases} -x & x \ge -1 \\ -\frac12 (x+2)^2 + \frac32 & x < -1 \end{cases}.

All parts are multiples of one function, ``f_0 = n h`` and ``f_i = -h``; their sum is h itself. So
the spread of the gradients is a multiple of ``h'^2``, and A2 holds with ``D_0 = 0``: the strong
growth condition.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

from colorball.errors import InputError
from colorball.exact.rational import RationalLike, rational
from colorball.phase.arguments import read_parts

__all__ = ["JOIN", "LEAST", "MINIMIZER", "FunctionTwo", "function_two"]

JOIN = Fraction(-1)  # where the two pieces meet
MINIMIZER = Fraction(-2)
LEAST = Fraction(-3, 2)  # the sum's value there

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class FunctionTwo:
    """Function (2) with n parts; use :func:`function_two`, which checks n.

    Attributes:
        n: number of parts.
    """

    n: int

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
        places = np.asarray(x, dtype=np.float64)
        return np.where(places >= -1, places, (places + 2) ** 2 / 2 - 1.5)

    def gradients(self, part: ArrayLike, x: ArrayLike) -> Floats:
        """``f_part'(x)`` in floating point; part and x are arrays that are broadcast.

        Example:
            >>> function_two(3).gradients([0, 1, 2], -3.0)
            array([-3.,  1.,  1.])
        """
        factors = np.where(np.asarray(part) == 0, float(self.n), -1.0)
        places = np.asarray(x, dtype=np.float64)
        return np.asarray(factors * np.where(places >= -1, 1.0, places + 2))


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

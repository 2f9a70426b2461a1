r"""A scalar problem whose part 0 differs from the others, which are all alike.

All arithmetic is written once, in functions ``(x, p, q)`` that serve exact rationals, NumPy arrays
and the compiler. ``(p, q)`` are the two numbers of a part.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from colorball.errors import InputError
from colorball.exact.rational import RationalLike, rational
from colorball.problems.problem import Constants, Floats, OddPart

__all__ = ["OddSum", "odd_curvatures", "odd_gradients"]

Pair = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class OddSum:
    r"""A problem of this form; :func:`toy` and :func:`reddi` make them.

    Attributes:
        name: what the command line calls it.
        n: number of parts.
        odd: ``(p, q)`` of part 0, exact.
        others: ``(p, q)`` of every other part, exact.
        part_value: ``(x, p, q) -> f_i(x)``.
        odd_part: the same with the derivatives, in floating point.
        constants: what is known of it.
        start: where runs start unless they are told.
        interval: what x is projected onto after each step, or None.
    """

    name: str
    n: int
    odd: Pair
    others: Pair
    part_value: Callable[[Any, Any, Any], Any]
    odd_part: OddPart
    constants: Constants
    start: Floats
    interval: tuple[float, float] | None = None

    @property
    def linear_from(self) -> None:
        """None: gradients depend on x, or x is projected, so that moves do."""
        return None

    @property
    def shape(self) -> tuple[int, ...]:
        """``()``: x is a number."""
        return ()

    def value(self, part: int, x: RationalLike) -> Fraction:
        """``f_part(x)``, exactly."""
        return Fraction(self.part_value(rational(x, "x"), *self._numbers(part)))

    def gradient(self, part: int, x: RationalLike) -> Fraction:
        """``f_part'(x)``, exactly."""
        return Fraction(self.odd_part.gradient(rational(x, "x"), *self._numbers(part)))

    def total(self, x: RationalLike) -> Fraction:
        """The sum of all parts at x, exactly."""
        return self.value(0, x) + (self.n - 1) * self.value(1, x)

    def total_gradient(self, x: RationalLike) -> Fraction:
        """The sum's derivative at x, exactly."""
        return self.gradient(0, x) + (self.n - 1) * self.gradient(1, x)

    def spread(self, x: RationalLike) -> Fraction:
        """The left side of A2: the mean square of a part's gradient minus the parts' mean."""
        odd, other = self.gradient(0, x), self.gradient(1, x)
        mean = (odd + (self.n - 1) * other) / self.n
        return ((odd - mean) ** 2 + (self.n - 1) * (other - mean) ** 2) / self.n

    def gradients(self, part: ArrayLike, x: ArrayLike) -> Floats:
        """``f_part'(x)`` in floating point; part and x are arrays that are broadcast."""
        return odd_gradients(self.odd_part, part, x)

    def totals(self, x: ArrayLike) -> Floats:
        """The sum of all parts in floating point, for an array of x."""
        places = np.asarray(x, dtype=np.float64)
        return np.asarray(self.odd_part.total(places, self.odd_part.numbers))

    def total_gradients(self, x: ArrayLike) -> Floats:
        """The sum's derivative in floating point, for an array of x."""
        places = np.asarray(x, dtype=np.float64)
        return np.asarray(self.odd_part.slope(places, self.odd_part.numbers))

    def curvatures(self, part: ArrayLike, x: ArrayLike) -> Floats:
        """``f_part''(x)`` in floating point; part and x are arrays that are broadcast."""
        return odd_curvatures(self.odd_part, part, x)

    def _numbers(self, part: int) -> Pair:
        if not 0 <= part < self.n:
            raise InputError("part", part, f"an integer from 0 to {self.n - 1}")
        return self.odd if part == 0 else self.others


def odd_gradients(form: OddPart, part: ArrayLike, x: ArrayLike) -> Floats:
    """The gradients of parts of such a problem, in floating point.

    Args:
        form: the problem.
        part: integers from 0 to n - 1.
        x: points; part and x are broadcast.
    """
    return np.asarray(form.gradient(np.asarray(x, dtype=np.float64), *_numbers(form, part)))


def odd_curvatures(form: OddPart, part: ArrayLike, x: ArrayLike) -> Floats:
    """The second derivatives of parts of such a problem; as :func:`odd_gradients`."""
    return np.asarray(form.curvature(np.asarray(x, dtype=np.float64), *_numbers(form, part)))


def _numbers(form: OddPart, part: ArrayLike) -> tuple[Floats, Floats]:
    is_odd = np.asarray(part) == 0
    return (
        np.where(is_odd, form.odd[0], form.others[0]),
        np.where(is_odd, form.odd[1], form.others[1]),
    )

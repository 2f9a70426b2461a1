"""Intervals of numbers in fixed point, on Python's integers, rounded outwards."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

__all__ = ["ONE", "Interval"]

_BITS = 80
ONE = 1 << _BITS  # the integer that stands for 1


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low/ONE`` to ``high/ONE``."""

    low: int
    high: int

    def __post_init__(self) -> None:
        """Refuse an empty interval."""
        if self.low > self.high:
            raise ValueError("an interval's ends are in the wrong order")

    @staticmethod
    def of(low: Fraction | int, high: Fraction | int) -> Interval:
        """The least interval that has both numbers."""
        return Interval(
            low.numerator * ONE // low.denominator, -(-high.numerator * ONE // high.denominator)
        )

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        products = (
            self.low * other.low,
            self.low * other.high,
            self.high * other.low,
            self.high * other.high,
        )
        return Interval(min(products) >> _BITS, -(-max(products) >> _BITS))

    def __truediv__(self, other: Interval) -> Interval:
        """By an interval of positive numbers."""
        if other.low <= 0:
            raise ValueError("an interval is divided by one that is not positive")
        low = (self.low << _BITS) // (other.high if self.low >= 0 else other.low)
        high = -(-(self.high << _BITS) // (other.low if self.high >= 0 else other.high))
        return Interval(low, high)

    def sqrt(self) -> Interval:
        """The square roots of numbers that are not negative."""
        if self.low < 0:
            raise ValueError("a root is taken of an interval that is not positive")
        high = isqrt(self.high << _BITS)
        if high * high < self.high << _BITS:
            high += 1
        return Interval(isqrt(self.low << _BITS), high)

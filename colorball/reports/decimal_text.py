"""Exact decimals as text, for data files."""

from __future__ import annotations

from fractions import Fraction

from colorball.exact.decimals import floor_decimal
from colorball.exact.rational import to_flint

__all__ = ["decimal_text"]

_MOST_DIGITS = 100


def decimal_text(value: Fraction) -> str:
    """The number with all its digits, and no more.

    Raises:
        ValueError: if it is no decimal with at most 100 digits after the point.

    Example:
        >>> decimal_text(Fraction(1, 8)), decimal_text(Fraction(3))
        ('0.125', '3')
    """
    for digits in range(_MOST_DIGITS + 1):
        if 10**digits % value.denominator == 0:
            return floor_decimal(to_flint(value), digits)
    raise ValueError(f"{value} is no decimal")

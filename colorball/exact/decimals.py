"""Enclosures out: decimal strings that are rounded outwards."""

from __future__ import annotations

from fractions import Fraction

from flint import arb, fmpq, fmpz

from colorball.exact.rational import to_flint

__all__ = ["ceiling_decimal", "exact_bounds", "floor_decimal", "outward_decimals"]


def floor_decimal(value: fmpq, digits: int) -> str:
    """The largest decimal with ``digits`` digits after the point that is at most ``value``.

    Example:
        >>> floor_decimal(fmpq(1, 3), 4), floor_decimal(fmpq(-1, 3), 4)
        ('0.3333', '-0.3334')
    """
    return _placed((value * fmpz(10) ** digits).floor(), digits)


def ceiling_decimal(value: fmpq, digits: int) -> str:
    """The smallest decimal with ``digits`` digits after the point that is at least ``value``.

    Example:
        >>> ceiling_decimal(fmpq(1, 3), 4), ceiling_decimal(fmpq(2), 2)
        ('0.3334', '2.00')
    """
    return _placed((value * fmpz(10) ** digits).ceil(), digits)


def outward_decimals(lower: Fraction, upper: Fraction, digits: int) -> tuple[str, str]:
    """An interval's ends as decimals, the first rounded down, the second up.

    Example:
        >>> outward_decimals(Fraction(1, 3), Fraction(2, 3), 2)
        ('0.33', '0.67')
    """
    return floor_decimal(to_flint(lower), digits), ceiling_decimal(to_flint(upper), digits)


def _placed(scaled: fmpz, digits: int) -> str:
    text = str(abs(scaled)).rjust(digits + 1, "0")
    sign = "-" if scaled < 0 else ""
    return f"{sign}{text[:-digits]}.{text[-digits:]}" if digits else f"{sign}{text}"


def exact_bounds(ball: arb) -> tuple[fmpq, fmpq]:
    """The two ends of a ball as exact rationals.

    Example:
        >>> low, high = exact_bounds(arb(2).sqrt())
        >>> low**2 <= 2 <= high**2
        True
    """
    return ball.lower().fmpq(), ball.upper().fmpq()

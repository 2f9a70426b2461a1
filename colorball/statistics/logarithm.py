"""Rational bounds of logarithms."""

from __future__ import annotations

from fractions import Fraction

from flint import arb, fmpq

from colorball.exact.precision import working_precision
from colorball.exact.rational import from_flint, to_flint

__all__ = ["log_bounds"]

_DIGITS = 12


def log_bounds(value: Fraction) -> tuple[Fraction, Fraction]:
    """The natural logarithm rounded down and up to 12 digits, for ``value > 0``.

    Example:
        >>> low, high = log_bounds(Fraction(2))
        >>> float(low), float(high - low) < 2e-12
        (0.693147180559, True)
    """
    unit = 10**_DIGITS
    with working_precision(160):
        ball = arb(to_flint(value)).log() * unit
        low, high = ball.floor().unique_fmpz(), ball.ceil().unique_fmpz()
    assert low is not None  # only 1 has a logarithm that is rational, and that ball is exact
    assert high is not None
    return from_flint(fmpq(low, unit)), from_flint(fmpq(high, unit))

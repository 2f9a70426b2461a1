"""Rational numbers in: integers, fractions, decimal strings and floats, all exact."""

from __future__ import annotations

import numbers
import re
from decimal import Decimal
from fractions import Fraction

from flint import fmpq, fmpz

from colorball.errors import InputError

__all__ = ["RationalLike", "from_flint", "rational", "rational_latex", "rational_text", "to_flint"]

RationalLike = int | Fraction | Decimal | float | str

_FORMS = "an integer, a fraction such as 9/10 or a decimal such as 0.9"
_FRACTION = re.compile(r"\s*([+-]?[0-9]+)\s*(?:/\s*([0-9]+))?\s*")
_DECIMAL = re.compile(r"\s*([+-]?)([0-9]*)\.([0-9]*)\s*")
_MOST_CHARACTERS = 4000
_MOST_BITS = 14_000  # what _MOST_CHARACTERS digits hold, for Decimal and Fraction objects alike


def rational(value: RationalLike, argument: str) -> Fraction:
    """The exact rational number that ``value`` denotes.

    A Python float is taken as the exact binary number that it is: ``0.9`` the float is
    ``8106479329266893/9007199254740992``, while ``"0.9"`` the string is ``9/10``.

    Args:
        value: integer, Fraction, Decimal, finite float, or a string in one of the forms
            ``9/10``, ``0.9``, ``3``.
        argument: the name to use in an error.

    Raises:
        InputError: for anything else, NaN and infinities included, and for numbers of more
            than 4000 digits.

    Example:
        >>> rational("0.9", "beta"), rational("-3/6", "label"), rational(0.5, "beta")
        (Fraction(9, 10), Fraction(-1, 2), Fraction(1, 2))
    """
    if isinstance(value, str):
        return _from_text(value, argument)
    if isinstance(value, bool):
        raise InputError(argument, value, _FORMS)
    if isinstance(value, Decimal):
        # the exponent is looked at first: Decimal("1e999999999") would fill the memory
        if not value.is_finite() or max(_exponents(value)) > _MOST_CHARACTERS:
            raise InputError(argument, value, f"{_FORMS} of at most {_MOST_CHARACTERS} digits")
        return Fraction(value)
    if isinstance(value, numbers.Rational):  # int, Fraction, NumPy and SymPy integers
        result = Fraction(int(value.numerator), int(value.denominator))
    elif isinstance(value, numbers.Real) and hasattr(value, "as_integer_ratio"):
        # Python's and NumPy's floats; other libraries' floats have no exact ratio to offer
        try:
            result = Fraction(*value.as_integer_ratio())
        except (OverflowError, ValueError):  # infinite, or not a number
            raise InputError(argument, value, _FORMS) from None
    else:
        raise InputError(argument, value, _FORMS)
    if max(result.numerator.bit_length(), result.denominator.bit_length()) > _MOST_BITS:
        raise InputError(argument, value, f"{_FORMS} of at most {_MOST_CHARACTERS} digits")
    return result


def _exponents(value: Decimal) -> tuple[int, int]:
    """How far a finite number's first and last digit are from the point."""
    last = value.as_tuple().exponent
    assert isinstance(last, int)
    return abs(value.adjusted()), abs(last)


def _from_text(text: str, argument: str) -> Fraction:
    if len(text) > _MOST_CHARACTERS:
        raise InputError(argument, text, f"{_FORMS} of at most {_MOST_CHARACTERS} characters")
    if match := _FRACTION.fullmatch(text):
        numerator, denominator = int(match[1]), int(match[2] or 1)
        if denominator == 0:
            raise InputError(argument, text, f"{_FORMS}; the denominator may not be 0")
        return Fraction(numerator, denominator)
    match = _DECIMAL.fullmatch(text)
    if match and (match[2] or match[3]):
        magnitude = Fraction(int(match[2] + match[3]), 10 ** len(match[3]))
        return -magnitude if match[1] == "-" else magnitude
    raise InputError(argument, text, _FORMS)


def to_flint(value: Fraction) -> fmpq:
    """The same number as a FLINT rational, whose arithmetic is faster for long numbers."""
    return fmpq(value.numerator, value.denominator)


def from_flint(value: fmpq) -> Fraction:
    """The same number as a Python Fraction."""
    return Fraction(int(value.p), int(value.q))


def rational_text(value: Fraction | int) -> str:
    """``numerator/denominator`` (or the integer), of any length.

    FLINT writes it, because ``str`` of a Python integer stops at 4300 digits.

    Example:
        >>> rational_text(Fraction(-4, 6))
        '-2/3'
    """
    return str(fmpq(value.numerator, value.denominator))


def rational_latex(value: Fraction) -> str:
    r"""The same as a LaTeX fraction.

    Example:
        >>> print(rational_latex(Fraction(-4, 6)))
        -\frac{2}{3}
    """
    numerator, denominator = fmpz(abs(value.numerator)), fmpz(value.denominator)
    sign = "-" if value < 0 else ""
    if denominator == 1:
        return f"{sign}{numerator}"
    return rf"{sign}\frac{{{numerator}}}{{{denominator}}}"

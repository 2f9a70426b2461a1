"""The arguments that the problems share."""

from __future__ import annotations

import numbers
import re
from fractions import Fraction

from colorball.errors import InputError
from colorball.exact.rational import RationalLike, rational
from colorball.phase.arguments import MOST_PARTS

__all__ = ["read_count", "read_float", "read_parts_from", "read_word"]


def read_count(value: int | str, argument: str, least: int, most: int) -> int:
    """An integer between two bounds.

    Raises:
        InputError: if it is no integer, or outside them.

    Example:
        >>> read_count("32", "hidden", 1, 4096)
        32
    """
    valid = f"an integer with {least} <= {argument} <= {most}"
    if isinstance(value, str) and re.fullmatch(r"\s*[+-]?[0-9]{1,30}\s*", value):
        count = int(value)
    elif isinstance(value, bool) or not isinstance(value, numbers.Integral):
        raise InputError(argument, value, valid)
    else:
        count = int(value)
    if not least <= count <= most:
        raise InputError(argument, value, valid)
    return count


def read_parts_from(n: int | str, least: int) -> int:
    """The number of parts of a problem that needs ``least`` of them.

    Raises:
        InputError: if it is not an integer from ``least`` to 100000.
    """
    return read_count(n, "n", least, MOST_PARTS)


def read_float(value: RationalLike, argument: str) -> Fraction:
    """An exact number that floating point can hold too.

    Raises:
        InputError: if it is no number, or too large for float64, or not 0 and rounded to 0.

    Example:
        >>> read_float("0.1", "l2")
        Fraction(1, 10)
    """
    exact = rational(value, argument)
    try:
        nearest = float(exact)
    except OverflowError:
        nearest = 0.0
    if exact and not nearest:
        raise InputError(argument, value, "a number whose size is between 1e-300 and 1e300, or 0")
    return exact


def read_word(value: str, argument: str, words: tuple[str, ...]) -> str:
    """One of several words.

    Raises:
        InputError: if it is none of them.
    """
    if value not in words:
        raise InputError(argument, value, f"one of {', '.join(words)}")
    return value

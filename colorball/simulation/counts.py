"""Arguments that are counts."""

from __future__ import annotations

import numbers
import re

from colorball.errors import InputError

__all__ = ["read_count"]

_INTEGER = re.compile(r"\s*[+-]?[0-9]{1,30}\s*")


def read_count(value: int | str, argument: str, *, least: int = 1, most: int | None = None) -> int:
    """An integer from ``least`` to ``most``.

    Raises:
        InputError: for anything else.

    Example:
        >>> read_count("64", "seeds")
        64
    """
    valid = f"an integer >= {least}" + ("" if most is None else f" and <= {most}")
    is_text = isinstance(value, str) and _INTEGER.fullmatch(value)
    is_whole = isinstance(value, numbers.Rational) and value.denominator == 1
    if isinstance(value, bool) or not (is_text or is_whole):
        raise InputError(argument, value, valid)
    count = int(value)
    if count < least or (most is not None and count > most):
        raise InputError(argument, value, valid)
    return count

"""The arguments of a simulation, one by one: exact, and fit to become doubles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from colorball.errors import InputError
from colorball.exact.rational import RationalLike, rational, rational_text
from colorball.phase.arguments import read_beta

__all__ = [
    "is_sequence",
    "read_axis",
    "read_beta_below_one",
    "read_double",
    "read_step",
    "read_switch",
    "read_window",
]


def is_sequence(value: object) -> bool:
    """Whether an argument is several values: a list, a tuple, an array; not a text.

    Example:
        >>> is_sequence(["0", "1/2"]), is_sequence("1/2")
        (True, False)
    """
    if isinstance(value, np.ndarray):
        return value.ndim > 0
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def read_axis(value: Any, argument: str, read: Callable[[Any], Fraction]) -> tuple[Fraction, ...]:
    """The values along an axis of a grid, from one value or several.

    Raises:
        InputError: if there are none, or two are the same, or become the same double: they would
            be two names for one point.

    Example:
        >>> read_axis(["0.1", "1/2"], "step", read_step)
        (Fraction(1, 10), Fraction(1, 2))
    """
    values = tuple(read(one) for one in (value if is_sequence(value) else [value]))
    if not values:
        raise InputError(argument, "an empty list", "one or more values")
    seen: dict[float, Fraction] = {}
    for one in values:
        if (other := seen.setdefault(float(one), one)) is not one:
            valid = "values that differ from each other, also when rounded to doubles"
            raise InputError(argument, f"{rational_text(other)}, {rational_text(one)}", valid)
    return values


def read_double(value: RationalLike, argument: str) -> Fraction:
    """An exact number that a double can hold.

    Raises:
        InputError: if it is no number, or too large.
    """
    exact = rational(value, argument)
    try:
        float(exact)
    except OverflowError:
        raise InputError(argument, value, "a number below 1.8 * 10^308 in size") from None
    return exact


def read_step(value: RationalLike) -> Fraction:
    """A step size.

    Raises:
        InputError: if it is not above 0, also as a double.
    """
    exact = read_double(value, "step")
    if exact <= 0 or float(exact) == 0.0:
        raise InputError("step", value, "a step size > 0, such as 0.1")
    return exact


def read_beta_below_one(value: RationalLike, argument: str) -> Fraction:
    """A momentum coefficient that stays below 1 as a double.

    Raises:
        InputError: if it is not in [0, 1), or nearer to 1 than to any double below.
    """
    exact = read_beta(value, argument)
    if float(exact) == 1.0:
        raise InputError(argument, value, "a number that is below 1 as a double: <= 1 - 2^-53")
    return exact


def read_switch(value: bool, argument: str) -> bool:
    """True or False.

    Raises:
        InputError: for anything else.
    """
    if not isinstance(value, bool | np.bool_):
        raise InputError(argument, value, "True or False")
    return bool(value)


def read_window(window: Any) -> tuple[float, float]:
    """The ends of a window; None is an open end.

    Raises:
        InputError: if there are not two, or the first is not below the second.

    Example:
        >>> read_window(("-1/2", None))
        (-0.5, inf)
    """
    if not is_sequence(window) or len(window) != 2:
        raise InputError("window", window, "two numbers (low, high), or None for an open end")
    low, high = window
    ends = (
        -np.inf if low is None else float(read_double(low, "window")),
        np.inf if high is None else float(read_double(high, "window")),
    )
    if not ends[0] < ends[1]:
        raise InputError("window", f"({low}, {high})", "two ends, the first below the second")
    return ends

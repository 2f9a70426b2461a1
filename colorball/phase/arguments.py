"""The arguments that all of the phase boundary shares: n, beta_1, beta_2 and digits."""

from __future__ import annotations

import numbers
import re
import sys
from fractions import Fraction

from colorball.errors import InputError
from colorball.exact.rational import RationalLike, rational

__all__ = ["MOST_PARTS", "read_beta", "read_digits", "read_parts", "read_time_limit"]

MOST_PARTS = 100_000
_MOST_DIGITS = 1_000


def read_parts(n: int | str) -> int:
    """The number of parts of Function (2).

    Raises:
        InputError: if it is not an integer from 3 to 100000; for n < 3 it says why.
    """
    value = _integer(n, "n", f"an integer n with 3 <= n <= {MOST_PARTS}")
    if value < 3:
        raise InputError(
            "n",
            n,
            "an integer n >= 3: with one or two parts the small gradients cannot outweigh the big "
            "one (at beta_1 = beta_2 = 0 an epoch's drift is 2 - n), so there is no region of "
            "divergence",
        )
    if value > MOST_PARTS:
        raise InputError("n", n, f"an integer n with 3 <= n <= {MOST_PARTS}")
    return value


def read_beta(value: RationalLike, argument: str) -> Fraction:
    """A momentum coefficient, exactly.

    Raises:
        InputError: if it is not a number in [0, 1).

    Example:
        >>> read_beta("0.999", "beta2")
        Fraction(999, 1000)
    """
    exact = rational(value, argument)
    if not 0 <= exact < 1:
        raise InputError(argument, value, f"a number with 0 <= {argument} < 1, such as 9/10 or 0.9")
    return exact


def read_digits(digits: int | str) -> int:
    """How many digits after the point an enclosure is to have.

    Raises:
        InputError: if it is not an integer from 1 to 1000.
    """
    valid = f"an integer with 1 <= digits <= {_MOST_DIGITS}"
    value = _integer(digits, "digits", valid)
    if not 1 <= value <= _MOST_DIGITS:
        raise InputError("digits", digits, valid)
    return value


def read_time_limit(seconds: float | None) -> float | None:
    """A time limit in seconds; None for no limit.

    Raises:
        InputError: if it is not a number > 0.
    """
    if seconds is None:
        return None
    is_number = isinstance(seconds, numbers.Real) and not isinstance(seconds, bool)
    if not is_number or not 0 < seconds <= sys.float_info.max:
        raise InputError("time_limit", seconds, "a number of seconds > 0, or None")
    return float(seconds)


def _integer(value: int | str, argument: str, valid: str) -> int:
    if isinstance(value, str) and re.fullmatch(r"\s*[+-]?[0-9]{1,30}\s*", value):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, numbers.Integral):
        raise InputError(argument, value, valid)
    return int(value)

r"""A probability, by the exact binomial interval of Clopper and Pearson.

With k successes among N the interval holds every p for which neither
:math:`P_p(X \ge k)` nor :math:`P_p(X \le k)` is below :math:`\delta/2`. It misses the true p with
probability :math:`\delta` at most, for every N and p. Source: Clopper and Pearson, "The use of
confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26, 1934.
"""

from __future__ import annotations

from fractions import Fraction

from colorball.errors import InputError
from colorball.statistics.interval import ConfidenceInterval, require_false_alarm

__all__ = ["clopper_pearson"]

_UNIT = 10**6  # the ends are multiples of one millionth


def clopper_pearson(successes: int, trials: int, false_alarm: Fraction) -> ConfidenceInterval:
    """The interval for the probability of a success, rounded outwards to 6 digits.

    All tails are computed in integers, so there is nothing to trust but the binomial law.

    Args:
        successes: how many trials succeeded.
        trials: how many there were, from 1 to 5,000.
        false_alarm: the probability of missing it, both sides together.

    Raises:
        InputError: for arguments out of range.

    Example:
        >>> print(clopper_pearson(0, 1000, Fraction(1, 10**6)))
        [0, 0.014404]
    """
    require_false_alarm(false_alarm)
    if not 1 <= trials <= 5_000:
        raise InputError("trials", trials, "an integer from 1 to 5000")
    if not 0 <= successes <= trials:
        raise InputError("successes", successes, f"an integer from 0 to {trials}")
    lower = _lower(successes, trials, false_alarm)
    upper = 1 - _lower(trials - successes, trials, false_alarm)  # failures are successes of 1 - p
    return ConfidenceInterval(lower, upper, false_alarm, trials)


def _lower(successes: int, trials: int, false_alarm: Fraction) -> Fraction:
    """The largest multiple p of the unit with ``P_p(X >= successes) <= false_alarm/2``."""
    if successes == 0:
        return Fraction(0)
    low, high = 0, _UNIT  # the tail grows with p: it is 0 at 0 and 1 at 1
    while high - low > 1:
        middle = (low + high) // 2
        if _tail(successes, trials, middle) * 2 <= false_alarm * _UNIT**trials:
            low = middle
        else:
            high = middle
    return Fraction(low, _UNIT)


def _tail(successes: int, trials: int, p: int) -> int:
    """``P(X >= successes)`` at ``p / _UNIT``, times ``_UNIT^trials``: an integer."""
    if 2 * successes > trials:
        return _top(successes, trials, p)
    return int(_UNIT**trials) - _top(trials - successes + 1, trials, _UNIT - p)


def _top(least: int, trials: int, p: int) -> int:
    """``sum over j >= least of C(trials, j) p^j (_UNIT - p)^(trials-j)``, from its small end."""
    if p == 0:
        return 0
    term = total = int(p**trials)
    for j in range(trials, least, -1):
        term = term * (j * (_UNIT - p)) // ((trials - j + 1) * p)  # exact: both are integers
        total += term
    return total

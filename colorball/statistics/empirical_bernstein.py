r"""The mean of a bounded variable, by the empirical Bernstein bound.

For independent samples of one law in an interval of length R, with sample variance
:math:`V = \frac1{N(N-1)} (N \sum X_i^2 - (\sum X_i)^2)`, each of the two

.. math::

    \pm (E X - \bar X) \le \sqrt{\frac{2 V \ln(4/\delta)}{N}} + \frac{7 R \ln(4/\delta)}{3 (N-1)}

fails with probability :math:`\delta/2` at most, for every N and every such law. Source: Maurer and
Pontil, "Empirical Bernstein bounds and sample variance penalization", COLT 2009, Theorem 4.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, isqrt

from colorball.errors import InputError
from colorball.statistics.interval import ConfidenceInterval, decimal_unit, require_false_alarm
from colorball.statistics.logarithm import log_bounds

__all__ = ["empirical_bernstein"]

_ROOT_UNIT = 10**12


def empirical_bernstein(
    count: int, total: int, squares: int, bounds: tuple[int, int], false_alarm: Fraction
) -> ConfidenceInterval:
    """The interval for the mean, from sums of integers.

    Args:
        count: number N of samples, at least 2.
        total: their sum.
        squares: the sum of their squares.
        bounds: integers between which every sample lies.
        false_alarm: the probability of missing the mean, both sides together.

    Raises:
        InputError: if no such samples can have these sums.

    Example:
        >>> print(empirical_bernstein(10**6, 500000, 500000, (0, 1), Fraction(1, 10**6)))
        [0.497208, 0.502792]
    """
    low, high = bounds
    require_false_alarm(false_alarm)
    if count < 2:
        raise InputError("count", count, "at least 2 samples")
    if not count * low <= total <= count * high:
        raise InputError("total", total, f"a sum of {count} samples from {low} to {high}")
    spread = count * squares - total * total  # N (N-1) V
    if spread < 0:
        raise InputError("squares", squares, "a sum of squares of samples with that total")
    log = log_bounds(4 / false_alarm)[1]
    variance = Fraction(spread, count * (count - 1))
    square = 2 * variance * log / count * _ROOT_UNIT**2
    root = Fraction(isqrt(ceil(square)) + 1, _ROOT_UNIT)
    half = root + 7 * (high - low) * log / (3 * (count - 1))
    mean, unit = Fraction(total, count), decimal_unit()
    return ConfidenceInterval(
        floor((mean - half) / unit) * unit, ceil((mean + half) / unit) * unit, false_alarm, count
    )

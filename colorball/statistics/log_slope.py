r"""The slope of a log-log fit, from intervals for its points.

For abscissas :math:`x_i` and positive means :math:`\mu_i` the least-squares slope is
:math:`\sum_i w_i \ln \mu_i` with :math:`w_i = (t_i - \bar t)/\sum_j (t_j - \bar t)^2`,
:math:`t_i = \ln x_i`. If all intervals hold their means at once, the slope of the means lies
between the sums with each interval's end that the sign of :math:`w_i` asks for. The probability
that one fails is at most the sum of theirs (union bound). Nothing is assumed of the errors' law,
nor that the points lie on a line: the slope is that of the exact means.

Here the abscissas are powers of one base, :math:`x_i = b^{e_i}`, so that the weights are rational
multiples of :math:`1/\ln b`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from colorball.errors import InputError
from colorball.statistics.interval import ConfidenceInterval, decimal_unit
from colorball.statistics.logarithm import log_bounds

__all__ = ["log_slope"]


def log_slope(
    base: int, exponents: Sequence[int], means: Sequence[ConfidenceInterval]
) -> ConfidenceInterval:
    """The interval for the slope of ``ln mean`` against ``ln base^exponent``.

    Args:
        base: an integer, at least 2.
        exponents: at least two, not all the same; positive or negative.
        means: an interval for each, above 0.

    Raises:
        InputError: for other arguments.

    Example:
        >>> def near(value):
        ...     return ConfidenceInterval(
        ...         value * Fraction(99, 100), value * Fraction(101, 100), Fraction(1, 1000), 9
        ...     )
        >>> print(log_slope(2, [0, 1, 2], [near(Fraction(1, 2**k)) for k in range(3)]))
        [-1.01443, -0.985573]
    """
    if base < 2:
        raise InputError("base", base, "an integer, at least 2")
    if len(exponents) != len(means) or len(set(exponents)) < 2:
        raise InputError("exponents", len(exponents), "one for each mean, two of them different")
    if min(mean.lower for mean in means) <= 0:
        raise InputError("means", min(means, key=lambda m: m.lower), "intervals above 0")
    centre = Fraction(sum(exponents), len(exponents))
    moment = sum(((e - centre) ** 2 for e in exponents), Fraction(0))
    least = most = Fraction(0)
    for exponent, mean in zip(exponents, means, strict=True):
        weight = (exponent - centre) / moment
        low, high = log_bounds(mean.lower)[0], log_bounds(mean.upper)[1]
        least += weight * (low if weight > 0 else high)
        most += weight * (high if weight > 0 else low)
    below, above = log_bounds(Fraction(base))
    unit = decimal_unit()
    return ConfidenceInterval(
        floor(least / (below if least < 0 else above) / unit) * unit,
        ceil(most / (above if most < 0 else below) / unit) * unit,
        sum((mean.false_alarm for mean in means), Fraction(0)),
        sum(mean.count for mean in means),
    )

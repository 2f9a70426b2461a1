"""Intervals for means, probabilities and slopes from sums of integers, in exact arithmetic.

*Mean* (Maurer and Pontil 2009, Theorem 4): N independent samples in an interval of length R, with
the sample variance V, have ``|E X - mean| <= sqrt(2 V L / N) + 7 R L / (3 (N - 1))``,
``L = log(4/a)``, but for an event of probability a.

*Probability* (Clopper and Pearson 1934): the p at which neither binomial tail is below a/2.

*Slope*: the least-squares slope of ``log mean`` is a sum of weights times logarithms; each takes
the end of its interval that the weight's sign asks for.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, isqrt

from colorball.checker.failures import Rejected

__all__ = ["mean_interval", "probability_interval", "rounded", "slope_interval"]

Ends = tuple[Fraction, Fraction]

_BILLIONTH = Fraction(1, 10**9)
_MILLION = 10**6
_FINE = 10**12


def rounded(low: Fraction, high: Fraction) -> Ends:
    """Outwards to nine digits."""
    return floor(low / _BILLIONTH) * _BILLIONTH, ceil(high / _BILLIONTH) * _BILLIONTH


def mean_interval(count: int, total: int, squares: int, length: int, risk: Fraction) -> Ends:
    """For the mean of integers that lie in an interval of this length."""
    spread = count * squares - total * total
    if count < 2 or spread < 0:
        raise Rejected("its sums are not those of any samples")
    log = _log(4 / risk)[1]
    square = 2 * log * Fraction(spread, count * count * (count - 1))
    half = Fraction(isqrt(ceil(square * _FINE**2)) + 1, _FINE)
    half += Fraction(7 * length, 3 * (count - 1)) * log
    return rounded(Fraction(total, count) - half, Fraction(total, count) + half)


def probability_interval(successes: int, count: int, risk: Fraction) -> Ends:
    """For the probability of success, with ends that are multiples of a millionth."""
    if not 0 <= successes <= count <= 5_000 or count == 0:
        raise Rejected("its counts are not those of any trials")
    return _least(successes, count, risk), 1 - _least(count - successes, count, risk)


def _least(successes: int, count: int, risk: Fraction) -> Fraction:
    if successes == 0:
        return Fraction(0)
    low, high = 0, _MILLION
    while high > low + 1:
        p = (low + high) // 2
        if 2 * _upper_tail(successes, count, p) <= risk * _MILLION**count:
            low = p
        else:
            high = p
    return Fraction(low, _MILLION)


def _upper_tail(least: int, count: int, p: int) -> int:
    """The sum over j from ``least`` of ``C(count, j) p^j q^(count-j)``, p and q in millionths."""
    q, fewer = _MILLION - p, 2 * least <= count  # the tail with fewer terms is summed
    end, ratio, other = (least, p, q) if fewer else (count - least + 1, q, p)
    term = total = int(other**count)
    for j in range(1, end):
        term = term * (count - j + 1) * ratio // (j * other)
        total += term
    return int(_MILLION**count) - total if fewer else total


def slope_interval(base: int, exponents: tuple[int, ...], means: list[Ends]) -> Ends:
    """For the slope of ``log mean`` against ``log base^exponent``."""
    centre = Fraction(sum(exponents), len(exponents))
    moment = sum((e - centre) ** 2 for e in exponents)
    low = high = Fraction(0)
    for exponent, (least, most) in zip(exponents, means, strict=True):
        if least <= 0:
            raise Rejected("a mean of its fit is not seen to be positive")
        weight = (exponent - centre) / moment
        ends = weight * _log(least)[0], weight * _log(most)[1]
        low, high = low + min(ends), high + max(ends)
    below, above = _log(Fraction(base))
    return rounded(low / (below if low < 0 else above), high / (above if high < 0 else below))


def _log(value: Fraction) -> Ends:
    """The natural logarithm, rounded down and up to twelve digits.

    ``value = 2^k z`` with ``2/3 <= z <= 4/3``, ``log z = 2 artanh((z-1)/(z+1))``.
    """
    if value == 1:
        return Fraction(0), Fraction(0)
    k = 0
    while value > Fraction(4, 3):
        value, k = value / 2, k + 1
    while value < Fraction(2, 3):
        value, k = value * 2, k - 1
    low, high = _log_near_one(value)
    (below, above), (less, more) = _log_near_one(Fraction(2, 3)), _log_near_one(Fraction(4, 3))
    least, most = less - above, more - below  # log 2 = log 4/3 - log 2/3
    low += k * (least if k > 0 else most)
    high += k * (most if k > 0 else least)
    return Fraction(floor(low * _FINE), _FINE), Fraction(ceil(high * _FINE), _FINE)


def _log_near_one(value: Fraction) -> Ends:
    """Bounds to thirty digits for ``2/3 <= value <= 4/3``: the rest is below its first term."""
    scale = 10**40
    z = (value - 1) / (value + 1)  # |z| <= 1/5
    root = floor(abs(z) * scale)
    square = root * root // scale
    total, power = 0, root
    for j in range(1, 61, 2):
        total += power // j
        power = power * square // scale
    error = Fraction(10**4, scale)  # 60 roundings, and a rest below 5^-61
    sign = 1 if z >= 0 else -1
    middle = sign * Fraction(2 * total, scale)
    return middle - error, middle + error

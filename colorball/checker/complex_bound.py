"""A lower bound of ``Re v`` for complex beta_2 in a rectangle, for all sequences of positions.

For one sequence ``v(z) = 1 + (n^2-1) sum_j (1-z) z^(d_j)`` has a harmonic real part, which is
least on the boundary. There an epoch adds at least the least ``Re (n^2-1)(1-z)z^d`` over all ages
that it can have at any position: ``0..n-1`` or none for the running epoch, ``n(l-1)+1 .. nl+n-1``
for the l-th before. The boundary is cut into segments; on each the function at the middle is
corrected by its largest slope, ``|((1-z)z^d)'| <= |z|^d + d |1-z| |z|^(d-1)``.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import isqrt

from colorball.checker.failures import Rejected

__all__ = ["least_real_part"]

_BITS = 80
_ONE = 1 << _BITS
_MOST_AGES = 20_000
_NEGLIGIBLE = _ONE >> 6


def least_real_part(
    n: int, middle: Fraction, width: Fraction, height: Fraction, segments: int
) -> Fraction:
    """A lower bound of ``Re v`` where ``|Re z - middle| <= width`` and ``|Im z| <= height``.

    Args:
        n: number of parts.
        middle: the rectangle's centre, on the real line.
        width: half its width.
        height: half its height.
        segments: into how many each of three sides is cut; the lower half mirrors the upper.

    Raises:
        Rejected: if the rectangle leaves the disc ``|z| < 1`` or needs too many ages.
    """
    points = _boundary(middle, width, height, segments)
    return Fraction(min(_least_at(n, *point) for point in points), _ONE)


def _boundary(
    middle: Fraction, width: Fraction, height: Fraction, segments: int
) -> Iterator[tuple[int, int, int]]:
    """Middles of the segments and half their lengths, in units of ``1/_ONE``."""
    for k in range(segments):
        along = width * (2 * k + 1 - segments) / segments
        yield _units(middle + along), _units(height), _units(width / segments) + 2
    for k in range(segments):
        up = height * (2 * k + 1) / (2 * segments)
        for side in (-width, width):
            yield _units(middle + side), _units(up), _units(height / (2 * segments)) + 2


def _units(value: Fraction) -> int:
    return value.numerator * _ONE // value.denominator


def _size(re: int, im: int) -> int:
    """An upper bound of the modulus."""
    return isqrt(re * re + im * im) + 1


def _least_at(n: int, x: int, y: int, spread: int) -> int:
    weight = n * n - 1
    far = _size(x, y) + spread
    gap = _size(_ONE - x, y) + spread
    if far >= _ONE:
        raise Rejected("a rectangle leaves the unit disc")
    lows: list[int] = []
    re, im = _ONE - x, -y  # (1-z) z^d at the middle; every product is off by less than 2 units
    powers = [_ONE]  # upper bounds of |z|^d
    epoch = _ONE - _power(far, n)
    while True:
        age = len(lows)
        slope = powers[age] + (age * gap * powers[max(age - 1, 0)] >> _BITS) + 2
        lows.append(re - (slope * spread >> _BITS) - 2 * age - 4)
        if age >= 2 * n:
            # epochs that reach beyond the last age begin within 2n before it, or later
            beyond = weight * (gap * powers[age - 2 * n] >> _BITS) * _ONE // epoch + weight
            if beyond < _NEGLIGIBLE:
                break
        re, im = (re * x - im * y) >> _BITS, (re * y + im * x) >> _BITS
        powers.append((powers[age] * far >> _BITS) + 1)
        if age > _MOST_AGES:
            raise Rejected("a rectangle comes too near to 1")
    total = min(0, min(lows[:n]))
    first = 1
    while first < len(lows):
        least = min(lows[first : first + 2 * n - 1])
        total += least if first + 2 * n - 1 <= len(lows) else min(least, 0)
        first += n
    return _ONE + weight * total - beyond


def _power(base: int, exponent: int) -> int:
    """An upper bound of ``base^exponent``."""
    result = _ONE
    for _ in range(exponent):
        result = (result * base >> _BITS) + 1
    return result

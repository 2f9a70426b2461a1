"""The exponential and pi in fixed point, rounded outwards."""

from __future__ import annotations

from functools import cache

from colorball.checker.fixed_point import ONE, Interval

__all__ = ["exp_minus", "pi"]

_BITS = ONE.bit_length() - 1
_GUARD = 48  # bits that the squarings may lose
_SMALL = 1 << (_BITS + _GUARD - 6)


def exp_minus(x: Interval) -> Interval:
    """``e^-x`` for numbers x >= 0.

    ``x/2^k`` is brought below 1/64, the alternating series is cut after a term to bound from above
    and after the next to bound from below, and the result is squared k times.
    """
    if x.low < 0:
        raise ValueError("an exponent is not negative")
    return Interval(_one_side(x.high, up=False), _one_side(x.low, up=True))


def _one_side(x: int, *, up: bool) -> int:
    bits = _BITS + _GUARD
    y, halvings = x << _GUARD, 0
    while y >= _SMALL:
        y, halvings = (y + (0 if up else 1)) >> 1, halvings + 1
        if halvings > 40:
            return 1 if up else 0
    one = 1 << bits
    total, term, k = one, one, 0
    while term:
        k += 1
        term = term * y // (k << bits)
        total += -term if k % 2 else term
    total += (k + 2) if up else -(k + 2)  # each term is off by less than 1, the rest is less than 1
    for _ in range(halvings):
        total = -(-total * total >> bits) if up else max(total, 0) ** 2 >> bits
    return -(-total >> _GUARD) if up else max(total, 0) >> _GUARD


@cache
def pi() -> Interval:
    """By Machin: ``pi = 16 arctan(1/5) - 4 arctan(1/239)``."""
    scale = ONE << 16
    middle = 16 * _arctan(5, scale) - 4 * _arctan(239, scale)
    slack = 16 * 200 + 4 * 200  # every term is off by less than 1, there are fewer than 200
    return Interval((middle - slack) >> 16, -(-(middle + slack) >> 16))


def _arctan(inverse: int, scale: int) -> int:
    power, total, k = scale // inverse, 0, 1
    while power:
        total += (-power if k % 4 == 3 else power) // k
        power, k = power // inverse**2, k + 2
    return total

r"""The bound of the drift that looks a few epochs back, in ball arithmetic.

The same recursion as in the Coq files: Adam's moments are followed from the extremes of any past
over all positions of the newest epochs. In the last of them each ``m/sqrt(v)`` is bounded by its
value at the least or the largest v, by the sign of m.
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb, fmpq, fmpz

from colorball.exact.precision import working_precision
from colorball.exact.rational import to_flint

__all__ = ["look_back_bound", "look_back_size"]

_BITS = 128


def look_back_size(n: int, epochs: int) -> int:
    """How many values of ``m/sqrt(v)`` are bounded.

    Example:
        >>> look_back_size(5, 3)
        625
    """
    return int(n ** (epochs + 1))


def look_back_bound(
    n: int, beta1: Fraction, beta2: Fraction, epochs: int, sign: int, bits: int = _BITS
) -> arb:
    """An enclosure of a number that ``sign`` times the drift does not exceed.

    Args:
        n: number of parts, >= 1.
        beta1: momentum coefficient, 0 <= beta1 < 1.
        beta2: second-moment coefficient, 0 <= beta2 < 1.
        epochs: how many are looked back on, the running one included, >= 1.
        sign: 1 for a bound from above, -1 for one from below.
        bits: of the balls. They need not be finite if beta_1 or beta_2 is very near to 1.

    Example:
        >>> bound = look_back_bound(3, Fraction(1, 5), Fraction(3, 10), 3, 1)
        >>> round(float(bound), 6)
        -0.176567
    """
    b1, b2 = to_flint(beta1), to_flint(beta2)
    with working_precision(bits):
        walk = _Walk(n, arb(b1), arb(b2), sign)
        start = _lowest if sign < 0 else _highest
        squares = fmpq(1), fmpq(n * n)
        extremes = (
            start(n, b1, fmpq(-1), fmpq(n)),
            _lowest(n, b2, *squares),
            _highest(n, b2, *squares),
        )
        return walk.total(epochs - 1, *extremes) / arb(fmpz(n) ** epochs)


def _lowest(n: int, beta: fmpq, small: fmpq, big: fmpq) -> arb:
    b = arb(beta)
    return small + (big - small) * (1 - b) * b ** (n - 1) / (1 - b**n)


def _highest(n: int, beta: fmpq, small: fmpq, big: fmpq) -> arb:
    b = arb(beta)
    return small + (big - small) * (1 - b) / (1 - b**n)


class _Walk:
    """All positions of some epochs, one after the other."""

    def __init__(self, n: int, b1: arb, b2: arb, sign: int) -> None:
        self.n, self.b1, self.b2, self.sign = n, b1, b2, sign

    def total(self, more: int, m: arb, low: arb, high: arb) -> arb:
        """The sum of the bounds over the positions of ``more`` epochs and the last one."""
        found = arb(0)
        for position in range(self.n):
            found += self._from(more, position, m, low, high)
        return found

    def _from(self, more: int, position: int, m: arb, low: arb, high: arb) -> arb:
        found = arb(0)
        for i in range(self.n):
            g = self.n if i == position else -1
            m = self.b1 * m + (1 - self.b1) * g
            low, high = (self.b2 * v + (1 - self.b2) * g * g for v in (low, high))
            if more == 0:
                found += _worst(self.sign * m, low, high)
        return found if more == 0 else self.total(more - 1, m, low, high)


def _worst(m: arb, low: arb, high: arb) -> arb:
    if m >= 0:
        return m * low.rsqrt()
    if m < 0:
        return m * high.rsqrt()
    return (m * low.rsqrt()).union(m * high.rsqrt())

r"""The bound of an epoch's displacement, at a point or over a box of ``(beta_1, beta_2)``.

.. math::

    \bar F(p; W_1, W_2) = \sum_{i<n} \frac{-1 + a([i\ge p]\beta_1^{i-p} + \beta_1^i W_1)}
        {\sqrt{1 + c([i\ge p]\beta_2^{i-p} + \beta_2^i W_2)}},
    \quad a = (1-\beta_1)(n+1),\ c = (1-\beta_2)(n^2-1),

with W_2 the smallest where the numerator is >= 0 and the largest where it is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from flint import arb, fmpq

__all__ = ["Powers", "Range"]

Range = tuple[fmpq, fmpq]


@dataclass(frozen=True)
class Powers:
    """``beta_1`` and ``beta_2``, each anywhere in its range, and n.

    All that grows with beta is enclosed from the two ends of its range, which is tighter than
    powers of a ball.

    Attributes:
        n: number of parts.
        beta1: least and greatest value, in [0, 1).
        beta2: the same.
    """

    n: int
    beta1: Range
    beta2: Range

    def share1(self, epochs_ago: int, position: int) -> arb:
        """What a big gradient adds to W_1."""
        return _power(self.beta1, self.n * epochs_ago - position)

    def share2(self, epochs_ago: int, position: int) -> arb:
        """What a big gradient adds to W_2."""
        return _power(self.beta2, self.n * epochs_ago - position)

    def largest1(self, epochs_ago: int) -> arb:
        """All of W_1 from that epoch on if the big gradients are at the last positions."""
        return _share_of_all(self.beta1, self.n * (epochs_ago - 1) + 1, self.n)

    def largest2(self, epochs_ago: int) -> arb:
        """The same for W_2."""
        return _share_of_all(self.beta2, self.n * (epochs_ago - 1) + 1, self.n)

    def smallest2(self, epochs_ago: int) -> arb:
        """All of W_2 from that epoch on if the big gradients are at the first positions."""
        return _share_of_all(self.beta2, self.n * epochs_ago, self.n)

    @cached_property
    def _momenta(self) -> list[arb]:
        """``a beta_1^d`` for d < n."""
        gain = (self.n + 1) * (1 - _between(*self.beta1))
        return [gain * power for power in _powers(self.beta1, self.n)]

    @cached_property
    def _squares(self) -> list[arb]:
        """``c beta_2^d`` for d < n."""
        spread = (self.n**2 - 1) * (1 - _between(*self.beta2))
        return [spread * power for power in _powers(self.beta2, self.n)]

    def bound(self, position: int, w1: arb, smallest_w2: arb, largest_w2: arb) -> arb:
        """The bound for a position of the running epoch; holds for all of the box."""
        momenta, squares = self._momenta, self._squares
        total = arb(0)
        for i in range(self.n):
            numerator = momenta[i] * w1 - 1
            v = arb(1)
            if i >= position:
                numerator += momenta[i - position]
                v += squares[i - position]
            if numerator < 0:
                total += numerator * (v + squares[i] * largest_w2).rsqrt()
            elif numerator >= 0:
                total += numerator * (v + squares[i] * smallest_w2).rsqrt()
            else:  # the sign is not known, or not the same in all of the box
                total += (numerator * (v + squares[i] * largest_w2).rsqrt()).union(
                    numerator * (v + squares[i] * smallest_w2).rsqrt()
                )
        return total

    def joint_bound(
        self, position: int, w1: arb, fixed: tuple[arb, arb], rest: tuple[arb, arb]
    ) -> arb:
        """The same for ``W_2 = w + (something between the two of rest)``, w the same in all terms.

        As a function of w in the range ``fixed``, the terms with numerator >= 0 are convex, hence
        below their chord; the others are concave, hence below their tangent in the middle. Both
        together are below a line, which is largest at an end. So the excess over the largest value
        falls with the square of the range, that of :meth:`bound` with the range.
        """
        first, last = fixed
        middle, half = (first + last) / 2, (last - first) / 2
        at_first, at_last = arb(0), arb(0)
        for i in range(self.n):
            numerator = self._momenta[i] * w1 - 1
            v, slope = arb(1), self._squares[i]
            if i >= position:
                numerator += self._momenta[i - position]
                v += self._squares[i - position]
            if numerator < 0:
                root = (v + slope * (middle + rest[1])).rsqrt()
                value, change = numerator * root, numerator * root**3 * slope * half / 2
                at_first += value + change  # change < 0: the term grows with w
                at_last += value - change
            elif numerator >= 0:
                at_first += numerator * (v + slope * (first + rest[0])).rsqrt()
                at_last += numerator * (v + slope * (last + rest[0])).rsqrt()
            else:
                both = (numerator * (v + slope * (last + rest[1])).rsqrt()).union(
                    numerator * (v + slope * (first + rest[0])).rsqrt()
                )
                at_first, at_last = at_first + both, at_last + both
        return at_first.max(at_last)


def _between(low: fmpq, high: fmpq) -> arb:
    return arb(low) if low == high else arb(low).union(arb(high))


def _power(ends: Range, exponent: int) -> arb:
    low, high = ends
    if low == high:
        return arb(low) ** exponent
    return (arb(low) ** exponent).union(arb(high) ** exponent)


def _powers(ends: Range, count: int) -> list[arb]:
    low, high = (_ascending(arb(end), count) for end in ends)
    if ends[0] == ends[1]:
        return low
    return [first.union(last) for first, last in zip(low, high, strict=True)]


def _ascending(base: arb, count: int) -> list[arb]:
    powers = [arb(1)]
    for _ in range(count - 1):
        powers.append(powers[-1] * base)
    return powers


def _share_of_all(ends: Range, first: int, step: int) -> arb:
    """``beta^first / (1 - beta^step)``, which grows with beta."""
    low, high = (arb(end) ** first / (1 - arb(end) ** step) for end in ends)
    return low if ends[0] == ends[1] else low.union(high)

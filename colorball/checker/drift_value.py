"""The drift of Adam on Function (2) under random reshuffling, enclosed in fixed point.

``1/sqrt(v) = (2/sqrt(pi)) int_0^inf e^(-v u^2) du``; the exponential factors over the epochs, and
the trapezoidal rule sums the integral over the whole line. Written anew for the checker: epochs
that are old enough are not summed in series but bounded, by Jensen from below and by Hoeffding's
lemma from above: for t of either sign and ages d of an epoch that begins at age a,
``exp(-t E b^d) <= E e^(-t b^d) <= exp(-t E b^d + t^2 b^(2a)/8)``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from colorball.checker.exponential import exp_minus, pi
from colorball.checker.failures import Rejected
from colorball.checker.fixed_point import ONE, Interval

__all__ = ["drift_value"]

_MOST_NODES = 2_000
_UNIT = Interval(ONE, ONE)


def drift_value(n: int, beta1: Fraction, beta2: Interval, bits: int) -> Interval:
    """Encloses the drift, with errors of about ``2^-bits``, for ``beta_2 < 1``."""
    model = _Model.of(n, beta1, beta2, bits)
    step, error = model.rule(bits)
    tolerance = ONE >> (bits + 2)
    root_pi = pi().sqrt()
    first = model.scaled(step * step)  # t at the first node
    decays = [exp_minus(first * power) for power in model.powers2]
    values, ratios = [_UNIT] * len(decays), decays
    squares = [decay * decay for decay in decays]
    total = Interval(0, 0)
    for k in range(_MOST_NODES):
        u = step * Interval.of(k, k)
        gauss = exp_minus(u * u)
        plain, weighted = model.sums(values, first * Interval.of(k * k, k * k))
        weighted = weighted * model.scale
        term = gauss * (weighted - plain)
        total = total + (term + term if k else term)
        if k:
            tail = (gauss * (weighted + plain) / (root_pi * u)).high
            if tail < tolerance:
                slack = Interval(-tail - error, tail + error)
                return total * step / root_pi + slack
        values = [value * ratio for value, ratio in zip(values, ratios, strict=True)]
        ratios = [ratio * square for ratio, square in zip(ratios, squares, strict=True)]
    raise Rejected("a drift takes too many nodes")


@dataclass(frozen=True)
class _Model:
    """Powers of the momentum coefficients, as far as epochs are followed."""

    n: int
    beta2: Interval
    c: Interval
    scale: Interval
    epochs: int
    powers1: list[Interval]
    powers2: list[Interval]
    mean_tail: Interval
    square_tail: Interval
    ratio_tail: Interval

    @staticmethod
    def of(n: int, beta1: Fraction, beta2: Interval, bits: int) -> _Model:
        gap = _UNIT - beta2
        c = gap * Interval.of(n * n - 1, n * n - 1)
        size = beta2.high / ONE
        largest = 30 * max(1.0, c.high / ONE)  # of t, about; a choice, not a bound
        reach = math.log(largest * 2 ** (bits / 2)) / -math.log(size) if beta2.high else 0
        epochs = 1 + math.ceil(reach / n)
        powers1, powers2 = [_UNIT], [_UNIT]
        b1 = Interval.of(beta1, beta1)
        for _ in range(n * (epochs + 1) + 1):
            powers1.append(powers1[-1] * b1)
            powers2.append(powers2[-1] * beta2)
        times = Interval.of(n, n)
        epoch = _UNIT - powers2[n] * powers2[n]
        scale = Interval.of((1 - beta1) * (n + 1), (1 - beta1) * (n + 1))
        ratio_tail = Interval.of(1 / (n * (1 - beta1)), 1 / (n * (1 - beta1)))
        mean_tail, square_tail = _UNIT / (times * gap), _UNIT / epoch
        return _Model(
            n, beta2, c, scale, epochs, powers1, powers2, mean_tail, square_tail, ratio_tail
        )

    def scaled(self, square: Interval) -> Interval:
        """``c u^2`` from ``u^2``."""
        return self.c * square

    def sums(self, values: list[Interval], t: Interval) -> tuple[Interval, Interval]:
        """``A`` and ``B`` from ``e^(-t b^d)`` for the ages followed."""
        n = self.n
        phi = _Sums.of(values)
        psi = _Sums.of([value * power for value, power in zip(values, self.powers1, strict=False)])
        times = Interval.of(n, n)
        plain, weighted = Interval(0, 0), Interval(0, 0)
        for i in range(n):
            rest = Interval.of(n - 1 - i, n - 1 - i)
            running = phi.between(0, i + 1) + rest
            product = running / times
            ratio = psi.between(0, i + 1) / running
            first = i + 1
            for _ in range(self.epochs):
                window = phi.between(first, first + n)
                product = product * window / times
                ratio = ratio + psi.between(first, first + n) / window
                first += n
            older, older_ratio = self._older(t, first)
            product = product * older
            plain = plain + product
            weighted = weighted + product * (ratio + older_ratio)
        return plain, weighted

    def _older(self, t: Interval, first: int) -> tuple[Interval, Interval]:
        """All epochs whose ages begin at ``first`` or later."""
        power = self.powers2[first]
        mean = t * power * self.mean_tail
        if mean.low >= 0:
            value = exp_minus(mean)
        else:
            value = _UNIT / exp_minus(Interval(-mean.high, -mean.low))
        reach = t * power
        square = reach * reach * self.square_tail
        excess = square.high // 8 + 1
        spread = max(abs(reach.low), abs(reach.high)) + 1
        if excess > ONE or spread > ONE // 2:
            excess, spread = _bad()
        # e^z <= 1 + 2z for 0 <= z <= 1
        above = Interval(value.low, (value * Interval(ONE, ONE + 2 * excess)).high)
        share = self.powers1[first] * self.ratio_tail
        return above, share * Interval(ONE - spread, ONE + 2 * spread)

    def rule(self, bits: int) -> tuple[Interval, int]:
        """A step of the trapezoidal rule, and a bound of its error, times ONE."""
        goal = bits * math.log(2) + math.log(8 * self.n)
        best = max(
            (goal / (self.n + 1) / 2**k for k in range(7)),
            key=lambda square: self._step(square, goal),
        )
        y = Fraction(int(math.sqrt(best) * 2**20) + 1, 2**20)
        strip = Interval.of(y, y)
        bound = self._bound(strip)
        h = 2 * math.pi * float(y) / (math.log(bound.high / ONE) + goal)
        step = Interval.of(Fraction(int(h * 2**20), 2**20), Fraction(int(h * 2**20), 2**20))
        decay = exp_minus(pi() * strip / step)  # half of the exponent: all of it would round to 0
        root = bound.sqrt() * decay
        error = root * root / (_UNIT - decay * decay)
        return step, error.high

    def _step(self, square: float, goal: float) -> float:
        """About the step that a strip allows; a choice, not a bound."""
        b, s = self.beta2.high / ONE, square * self.c.high / ONE
        growth = square
        for epoch in range(self.epochs + 1):
            top = s * b ** (epoch * self.n)
            mean = (
                sum(math.exp(s * b ** (epoch * self.n + d) - top) for d in range(self.n)) / self.n
            )
            growth += top + math.log(mean)
        return math.sqrt(square) / (goal + growth)

    def _bound(self, strip: Interval) -> Interval:
        """``2 e^(y^2) F_+(iy)``."""
        square = strip * strip
        s = self.scaled(square)
        values = [_UNIT / exp_minus(s * power) for power in self.powers2]
        plain, weighted = self.sums(values, Interval(-s.high, -s.low))
        twice = Interval.of(2, 2) / exp_minus(square)
        return twice * (plain + self.scale * weighted)


@dataclass(frozen=True)
class _Sums:
    """Sums of positive numbers between two places, from the end where they are smaller."""

    sums: list[Interval]
    backwards: bool

    @staticmethod
    def of(values: list[Interval]) -> _Sums:
        backwards = values[0].high > values[-1].high
        low, high = 0, 0
        sums = [Interval(0, 0)]
        for value in reversed(values) if backwards else values:
            low, high = low + value.low, high + value.high
            sums.append(Interval(low, high))
        return _Sums(sums[::-1] if backwards else sums, backwards)

    def between(self, start: int, stop: int) -> Interval:
        """Of the values from place ``start`` to the one before ``stop``."""
        if self.backwards:
            start, stop = stop, start
        difference = self.sums[stop] - self.sums[start]
        return Interval(max(difference.low, 0), max(difference.high, 0))


def _bad() -> tuple[int, int]:
    raise Rejected("an epoch is not old enough to be bounded")

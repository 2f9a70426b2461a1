r"""The drift at one beta_2 for all beta_1 at once: its power series in beta_1.

Only the momentum depends on beta_1, so under random reshuffling

.. math::

    D = \frac An + (1-\beta_1)(n+1) \sum_{d\ge0} \beta_1^d H_d, \qquad
    A = \sum_i E[v_i^{-1/2}], \quad H_d = G_d - \frac An,

``G_d = sum_i E[v_i^{-1/2}; a big gradient has age d]``. For ``d >= n`` fixing the age moves v by at
most ``c beta_2^(d-n+1)``, so ``|H_d| <= c beta_2^(d-n+1)/2``: the series ends early, whatever
beta_1 is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from flint import arb, arb_poly

from colorball.phase.cell import Cell, series_size
from colorball.phase.strip import best_strip
from colorball.phase.transform import EpochTransform, running_sums

__all__ = ["Profile", "profile"]


@dataclass(frozen=True)
class Profile:
    """The series at one beta_2.

    Attributes:
        n: number of parts.
        beta2: a number or a narrow ball.
        base: A/n.
        shares: ``H_0, ..., H_{m-1}``.
    """

    n: int
    beta2: arb
    base: arb
    shares: tuple[arb, ...]

    @property
    def _left_out(self) -> arb:
        """A bound of ``(n+1) |H_m|``, where the series is cut."""
        c = (1 - self.beta2) * (self.n**2 - 1)
        return (self.n + 1) * c / 2 * self.beta2 ** (len(self.shares) - self.n + 1)

    @cached_property
    def _series(self) -> tuple[arb_poly, arb_poly]:
        """``(n+1) sum H_d x^d`` and its derivative; the factor (1-x) is kept apart."""
        series = arb_poly(list(self.shares)) * (self.n + 1)
        return series, series.derivative()

    def near(self, beta1: arb) -> arb:
        """D but for what the cut leaves out."""
        series, _ = self._series
        return self.base + (1 - beta1) * series(beta1)

    def slope_near(self, beta1: arb) -> arb:
        """Its derivative."""
        series, derivative = self._series
        return (1 - beta1) * derivative(beta1) - series(beta1)

    def at(self, beta1: arb) -> arb:
        """D for ``|beta_1| beta_2 < 1``; the m terms kept leave out a geometric series.

        Raises:
            ArithmeticError: unless beta_1 is certainly there.
        """
        size = abs(beta1).upper()
        if not size * self.beta2 < 1:
            raise ArithmeticError(f"the series may diverge at beta_1 = {beta1}")
        rest = abs(1 - beta1) * size ** len(self.shares) / (1 - size * self.beta2)
        return self.near(beta1) + arb(0, self._left_out * rest)

    def slope(self, beta1: arb) -> arb:
        """Its derivative for beta_1 in [0, 1], where that of ``(1-x) x^d`` is in [-1, 1]."""
        return self.slope_near(beta1) + arb(0, self._left_out / (1 - self.beta2))


def profile(n: int, beta2: arb, bits: int) -> Profile:
    """The series with an error of about ``2^-bits``, in the working precision."""
    size = float(beta2)
    goal = (bits + 4 + 3 * n.bit_length()) * math.log(2) - math.log1p(-size)
    ages = 2 * n if size <= 0 else n + math.ceil(goal / -math.log(size))
    epochs = max(1, -(-ages // n))
    c = (1 - beta2) * (n * n - 1)
    cell = Cell(n, arb(1), arb(0), beta2, *series_size(c, beta2, bits + 40))
    tolerance = arb(2) ** -(bits + 2)
    y = best_strip(EpochTransform(n, arb(0), beta2, 8), float(c), bits)
    above, _ = _node(cell, -c * y * y, epochs)
    bound = 2 * (y * y).exp() * above  # for A, and for every G_d: its integrand is part of A's
    step = (2 * arb.pi() * y / (bound / tolerance + 1).log()).mid()
    if not step > 0:
        raise ArithmeticError("the ball of beta_2 is too wide")
    error = bound / ((2 * arb.pi() * y / step).exp() - 1)
    plain, by_age = _node(cell, arb(0), epochs)
    k = 1
    while True:
        u = step * k
        share, more = _node(cell, c * u * u, epochs)
        gauss = 2 * (-u * u).exp()
        plain = plain + gauss * share
        by_age = [total + gauss * value for total, value in zip(by_age, more, strict=True)]
        tail = gauss * share / (2 * arb.pi().sqrt() * u)
        if tail < tolerance:
            break
        if not tail.is_finite() or u * u > 2 * (bits + 40) + 100:
            raise ArithmeticError("the ball of beta_2 is too wide")  # the sum would never end
        k += 1
    scale, slack = step / arb.pi().sqrt(), arb(0, tail) + arb(0, error)
    base = (scale * plain + slack) / n
    return Profile(n, beta2, base, tuple(scale * total + slack - base for total in by_age))


def _node(cell: Cell, t: arb, epochs: int) -> tuple[arb, list[arb]]:
    """The integrands of A and of ``G_0, G_1, ...``, without the Gaussian, at one t."""
    n, beta2 = cell.length, cell.beta2
    ages = n * (epochs + 1)
    exponent, values = -t, []
    for _ in range(ages):
        values.append(exponent.exp())
        exponent = exponent * beta2
    sums = running_sums(values, backwards=bool(t < 0))
    total = arb(0)
    jumps = [arb(0)] * (ages + 1)  # of a step function of the age
    for i in range(n):
        firsts = range(i + 1, n * epochs, n)
        windows = [sums[first + n] - sums[first] for first in firsts]
        running = sums[i + 1] - sums[0] + (n - 1 - i)
        older, _ = cell.older(t * beta2 ** (i + 1 + n * len(firsts)))
        product = running / n * older
        for window in windows:
            product = product * window / n
        total = total + product
        share = product / running
        jumps[0], jumps[i + 1] = jumps[0] + share, jumps[i + 1] - share
        for first, window in zip(firsts, windows, strict=True):
            share = product / window
            jumps[first] = jumps[first] + share
            jumps[first + n] = jumps[first + n] - share
    by_age, level = [], arb(0)
    for d in range(n * epochs):
        level = level + jumps[d]
        by_age.append(level * values[d])
    return total, by_age

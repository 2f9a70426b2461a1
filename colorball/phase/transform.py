r"""The Laplace transform of an epoch's drift at one point, in ball arithmetic.

``1/sqrt(v) = (2/sqrt(pi)) int_0^inf e^{-v u^2} du``, and with ``t = c u^2``,
``c = (1-beta_2)(n^2-1)`` the exponential factors over independent cells (epochs, or draws). Summed
over the positions of an epoch this module has

.. math::

    A(t) = \sum_i \prod_j \varphi_{i,j}(t), \qquad
    B(t) = \sum_i \prod_j \varphi_{i,j}(t) \sum_j \frac{\psi_{i,j}}{\varphi_{i,j}}(t),

so that ``D = (2/sqrt(pi)) int_0^inf e^{-u^2} (-A + (1-beta_1)(n+1) B) du``. At position i the
running epoch has the ages ``0..i``, and nothing for positions to come; the epochs before have n
ages each, from ``i+1`` on. Both A and B decrease as t grows, and ``|A(t)| <= A(Re t)``, the same
for B.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from flint import arb

from colorball.phase.cell import Cell, series_size
from colorball.phase.deadline import stop_at

__all__ = ["EpochTransform", "StepTransform", "Transform", "running_sums"]

_POSITIONS_AT_ONCE = 1024  # between looks at the clock


@dataclass(frozen=True)
class EpochTransform:
    """Random reshuffling."""

    n: int
    beta1: arb
    beta2: arb
    bits: int
    deadline: float | None = None

    @cached_property
    def cell(self) -> Cell:
        """An epoch."""
        return _cell(self.n, self.n, self.beta1, self.beta2, self.bits)

    def at(self, t: arb) -> tuple[arb, arb]:
        """``A(t)`` and ``B(t)``; t may be negative."""
        n = self.n
        epochs = _explicit(t, self.beta2**n, self.cell.radius)
        phi, psi = self._sums(t, n * (epochs + 1))
        power1, power2 = self.beta1, t * self.beta2  # at the first age of the epoch before
        far1, far2 = self.beta1 ** (n * epochs), self.beta2 ** (n * epochs)
        total, weighted = arb(0), arb(0)
        for i in range(n):
            if i % _POSITIONS_AT_ONCE == 0:
                stop_at(self.deadline)
            product = (phi[i + 1] - phi[0] + (n - 1 - i)) / n
            ratio = (psi[i + 1] - psi[0]) / (n * product)
            for first in range(i + 1, n * epochs + i + 1 - n + 1, n):
                window = phi[first + n] - phi[first]
                product = product * window / n
                ratio = ratio + (psi[first + n] - psi[first]) / window
            older, older_ratio = self.cell.older(power2 * far2)
            product = product * older
            total = total + product
            weighted = weighted + product * (ratio + power1 * far1 * older_ratio)
            power1, power2 = power1 * self.beta1, power2 * self.beta2
        return total, weighted

    def _sums(self, t: arb, ages: int) -> tuple[list[arb], list[arb]]:
        """Running sums of ``e^{-t beta_2^d}``, and of the same times ``beta_1^d``."""
        values, weighted = [], []
        exponent, weight = -t, arb(1)
        for _ in range(ages):
            value = exponent.exp()
            values.append(value)
            weighted.append(weight * value)
            exponent, weight = exponent * self.beta2, weight * self.beta1
        backwards = bool(t < 0)
        return running_sums(values, backwards=backwards), running_sums(
            weighted, backwards=backwards
        )


@dataclass(frozen=True)
class StepTransform:
    """Sampling with replacement: all positions are alike, every draw is a cell."""

    n: int
    beta1: arb
    beta2: arb
    bits: int
    deadline: float | None = None

    @cached_property
    def cell(self) -> Cell:
        """A draw, big with probability 1/n."""
        return _cell(self.n, 1, self.beta1, self.beta2, self.bits)

    def at(self, t: arb) -> tuple[arb, arb]:
        """``A(t)`` and ``B(t)``; t may be negative."""
        n = self.n
        product, ratio, weight = arb(1), arb(0), arb(1)
        for _ in range(_explicit(t, self.beta2, self.cell.radius)):
            value = (-t).exp()
            phi = (value + (n - 1)) / n
            product = product * phi
            ratio = ratio + weight * value / (n * phi)
            weight, t = weight * self.beta1, t * self.beta2
        older, older_ratio = self.cell.older(t)
        product = product * older
        return n * product, n * product * (ratio + weight * older_ratio)


Transform = EpochTransform | StepTransform


def running_sums(values: list[arb], *, backwards: bool) -> list[arb]:
    """Sums of which only differences count: of the values before each place, up to a constant.

    They begin where the values are small, so that nothing is lost to what is far larger: at the
    front, or at the back with the sign turned.
    """
    if backwards:
        return [-total for total in reversed(list(accumulate(reversed(values), initial=arb(0))))]
    return list(accumulate(values, initial=arb(0)))


def _cell(n: int, length: int, beta1: arb, beta2: arb, bits: int) -> Cell:
    radius, terms = series_size((1 - beta2) * (n * n - 1), beta2, bits)
    return Cell(length, arb(length) / n, beta1, beta2, radius, terms)


def _explicit(t: arb, ratio: arb, radius: arb) -> int:
    """The least j with ``|t| ratio^j`` certainly within the radius of the series."""
    size, count = abs(t), 0
    while not size <= radius:  # certainly within: an uncertain comparison goes on
        size, count = size * ratio, count + 1
    return count

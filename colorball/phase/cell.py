r"""One cell of independent draws: its transforms, and the product over all older cells in series.

Random reshuffling draws by epochs: a cell is an epoch of ``length`` n whose big gradient has a
uniform age. With replacement a cell is one draw. With ages ``s`` inside the cell,

.. math::

    \varphi(\tau) = 1 - p + \frac{p}{\ell} \sum_{s<\ell} e^{-\tau\beta_2^s}, \qquad
    \psi(\tau) = \frac{p}{\ell} \sum_{s<\ell} \beta_1^s e^{-\tau\beta_2^s},

p the probability that the cell has a big gradient. An older cell is the same at
``tau beta_2^length`` and with ``psi`` times ``beta_1^length``. So for small tau all of them are

.. math::

    \sum_{j\ge0} \log\varphi(\tau\beta_2^{\ell j})
        = \sum_{r\ge1} \frac{\kappa_r\tau^r}{1-\beta_2^{\ell r}}, \qquad
    \sum_{j\ge0} \beta_1^{\ell j} \frac\psi\varphi(\tau\beta_2^{\ell j})
        = \sum_{r\ge0} \frac{\chi_r\tau^r}{1-\beta_1^\ell\beta_2^{\ell r}} .

For ``|tau| <= 3/2`` every ``e^{-tau x}`` with x in [0, 1] lies in the sector ``|arg| <= 3/2`` and
in ``e^{-3/2} <= |z| <= e^{3/2}``. So does its mean phi, but for ``|phi| >= e^{-3/2} cos(3/2)``,
and Cauchy's estimate bounds the coefficients: ``|kappa_r| <= 5 (2/3)^r``,
``|chi_r| <= 300 (2/3)^r``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from flint import arb, arb_poly, fmpq

__all__ = ["RADIUS", "Cell", "series_size"]

RADIUS = arb("0.75")  # the series are used for |tau| up to here: half of where Cauchy's bound holds
_LOG_BOUND = 5
_RATIO_BOUND = 300


@dataclass(frozen=True)
class _Cut:
    """Both series up to some power of tau, and what is left out for ``|tau| <= radius``."""

    radius: arb
    log: arb_poly
    ratio: arb_poly
    log_tail: arb
    ratio_tail: arb


@dataclass(frozen=True)
class Cell:
    """A cell and the momentum coefficients.

    Attributes:
        length: how many steps the cell takes.
        probability: of a big gradient in it, 1 under reshuffling.
        beta1: momentum coefficient of the first moment.
        beta2: of the second.
        radius: the series are used for ``|tau|`` up to here, at most ``RADIUS``.
        terms: how many terms of each series are kept.
    """

    length: int
    probability: arb
    beta1: arb
    beta2: arb
    radius: arb
    terms: int

    @cached_property
    def _moments(self) -> tuple[list[arb], list[arb]]:
        """Taylor coefficients of phi and psi."""
        share = self.probability / self.length
        phi, psi = [arb(1)], []
        signed = share  # share (-1)^r / r!
        power2 = arb(1)  # beta_2^r
        for r in range(self.terms):
            psi.append(signed * _geometric(self.beta1 * power2, self.length))
            if r:
                phi.append(signed * _geometric(power2, self.length))
            signed = -signed / (r + 1)
            power2 = power2 * self.beta2
        return phi, psi

    @cached_property
    def log_series(self) -> arb_poly:
        """The first series above, without its tail."""
        phi, _ = self._moments
        logarithm = _cut(arb_poly(phi).derivative() * self._inverse, self.terms - 1).integral()
        return self._over_cells(logarithm, arb(1))

    @cached_property
    def ratio_series(self) -> arb_poly:
        """The second series above, without its tail."""
        _, psi = self._moments
        ratio = _cut(arb_poly(psi) * self._inverse, self.terms)
        return self._over_cells(ratio, self.beta1**self.length)

    @cached_property
    def _inverse(self) -> arb_poly:
        """``1/phi`` by Newton's iteration, which doubles the number of right terms."""
        phi, _ = self._moments
        inverse, right = arb_poly([1]), 1
        while right < self.terms:
            right = min(2 * right, self.terms)
            inverse = _cut(inverse * (2 - _cut(arb_poly(phi[:right]) * inverse, right)), right)
        return inverse

    def _over_cells(self, series: arb_poly, weight: arb) -> arb_poly:
        """Each term ``tau^r`` summed over all older cells; the constant of the first is 0."""
        step, power = self.beta2**self.length, weight
        result = []
        for coefficient in series.coeffs():
            result.append(coefficient if coefficient.is_zero() else coefficient / (1 - power))
            power = power * step
        return arb_poly(result)

    @cached_property
    def _cuts(self) -> list[_Cut]:
        """The series cut after fewer and fewer terms, for smaller and smaller tau.

        With ``q = 2/3 radius <= 1/2``: ``(2 tau/3)^m <= q^terms`` for ``tau <= 3/2 q^(terms/m)``,
        and all that follows is no more.
        """
        q = 2 * self.radius / 3
        left = 2 * q**self.terms
        log, ratio = self.log_series.coeffs(), self.ratio_series.coeffs()
        cuts = []
        for halvings in range(7):
            kept = max(self.terms >> halvings, 1)
            power2 = self.beta2 ** (self.length * kept)
            power1 = self.beta1**self.length
            cuts.append(
                _Cut(
                    3 * q ** fmpq(self.terms, kept) / 2,
                    arb_poly(log[:kept]),
                    arb_poly(ratio[:kept]),
                    arb(0, _LOG_BOUND * left / (1 - power2)),
                    arb(0, _RATIO_BOUND * left / (1 - power1 * power2)),
                )
            )
        return cuts

    def older(self, tau: arb) -> tuple[arb, arb]:
        """``prod_j phi`` and ``sum_j beta_1^(length j) psi/phi`` over this cell and all older.

        Raises:
            ArithmeticError: unless ``|tau| <= radius`` is certain.
        """
        size, best = abs(tau), None
        for cut in self._cuts:
            if not size <= cut.radius:
                break
            best = cut
        if best is None:
            raise ArithmeticError(f"the series do not reach {tau}")
        return (best.log(tau) + best.log_tail).exp(), best.ratio(tau) + best.ratio_tail


def series_size(c: arb, beta2: arb, bits: int) -> tuple[arb, int]:
    """A radius and a number of terms that serve ``t = c u^2`` for errors of ``2^-bits``.

    The sum over u ends before ``u^2 = 2 bits + 100``, so where c is tiny so is tau, and few terms
    do.
    """
    largest = c * (2 * bits + 100)
    radius = largest if largest < RADIUS else RADIUS
    lost = -float((1 - beta2).log())  # the series divide by 1 - beta_2^(length r)
    goal = bits * math.log(2) + max(lost, 0.0)
    return radius, 2 + math.ceil(goal / -float((2 * radius / 3).log()))


def _cut(series: arb_poly, terms: int) -> arb_poly:
    return arb_poly(series.coeffs()[:terms])


def _geometric(ratio: arb, length: int) -> arb:
    """``1 + ratio + ... + ratio^(length-1)``, also where the ratio is 1 or 0."""
    if length == 1:
        return arb(1)
    if length > 64 and ratio < arb("0.99"):
        return (1 - ratio**length) / (1 - ratio)
    total, power = arb(0), arb(1)
    for _ in range(length):
        total = total + power
        power = power * ratio
    return total

r"""What random reshuffling puts under the integral of the drift, in floating point.

With ``X = beta_2^s`` and s uniform on ``0..n-1``, epoch l before the running one has

.. math::

    \varphi_{i,l}(t) = \Phi(t \beta_2^{i+1+n(l-1)}), \quad \Phi(y) = E\,e^{-yX}, \qquad
    \psi_{i,l}(t) = \beta_1^{i+1+n(l-1)} \Psi(t \beta_2^{i+1+n(l-1)}), \quad
    \Psi(y) = E\,\beta_1^s e^{-yX} .

Young epochs are added up as they are. The others have small y and sum in closed form through the
power series of ``log Phi`` and ``Psi/Phi`` about the middle of X; they converge for
``|y| (max X - min X) < pi``, because there the exponentials point into one half-plane.
"""

from __future__ import annotations

import math

import numpy as np

from colorball.phase.power_series import (
    Floats,
    log_series,
    one_minus_power,
    polynomial,
    quotient_series,
    terms_needed,
)

__all__ = ["ReshuffleTransform"]

_FLOOR = 1e-300  # of what is divided by


class ReshuffleTransform:
    """The integrand at a set of nodes t, for all positions i in the epoch together.

    Attributes:
        columns: how many ages are looked at one by one.
        plain: for each node, ``sum_i E exp(-(v_i - 1) u^2)``.
    """

    def __init__(self, n: int, beta2: float, t: Floats) -> None:
        self.n, self.beta2 = n, beta2
        powers = beta2 ** np.arange(n)
        self.spread, self.middle = 1 - powers[-1], (1 + powers[-1]) / 2
        self.young = self.epochs_one_by_one(n, beta2, float(t[-1]))
        self.columns = n * (self.young + 1)
        # the same epoch, seen from position i, is i+1 steps older than seen from its end
        self.old = t[:, None] * beta2 ** (np.arange(1.0, n + 1) + n * self.young)
        terms = terms_needed(float(self.old.max()) * self.spread)
        offsets = (powers - self.middle) / (self.spread or 1.0)
        factors = [np.ones(n), *(-offsets / r for r in range(1, terms))]
        self.signed = np.cumprod(factors, axis=0)  # (-Y)^r/r!
        self.weights = np.exp(-t[:, None] * beta2 ** np.arange(self.columns))
        self.running, self.windows = self._sums(self.weights)
        self.running += np.arange(n - 1, -1, -1)  # positions still to come
        self.running = np.maximum(self.running, _FLOOR)
        self.windows = np.maximum(self.windows, _FLOOR)
        old = np.exp(self._old_logs())
        self.product = self.running / n * np.prod(self.windows / n, axis=1) * old
        self.plain: Floats = self.product.sum(axis=1)

    @staticmethod
    def epochs_one_by_one(n: int, beta2: float, largest: float) -> int:
        """After so many epochs ``y (max X - min X) <= 1``."""
        size = largest * beta2 * (1 - beta2 ** (n - 1))
        if size <= 1 or beta2 == 0:
            return 0
        return math.ceil(-math.log(size) / (n * math.log(beta2)))

    @classmethod
    def width(cls, n: int, beta2: float, largest: float) -> int:
        """How many numbers a node takes, if the largest t is this."""
        return n * (cls.epochs_one_by_one(n, beta2, largest) + 1)

    @staticmethod
    def bound(n: int, beta2: float) -> float:
        """The largest v there can be."""
        c = (1 - beta2) * (n * n - 1)
        return 1 + c * (1 + beta2 / one_minus_power(beta2, n))

    def marked(self, beta1: float) -> Floats:
        """For each node ``(1-b1) sum_i sum_d b1^d E[big at age d, exp(-(v_i - 1) u^2)]``."""
        n = self.n
        running, windows = self._sums(self.weights * beta1 ** np.arange(self.columns))
        shares = running / self.running + (windows / self.windows).sum(axis=1)
        series = quotient_series(
            (self.signed * beta1 ** np.arange(n)).mean(axis=1), self.signed.mean(axis=1)
        )
        by = n * math.log(self.beta2) if self.beta2 > 0 else -math.inf
        for r in range(len(series)):
            series[r] /= one_minus_power(beta1, n, r * by if r else 0.0)
        youngest = beta1 ** (np.arange(1.0, n + 1) + n * self.young)
        shares += youngest * polynomial(series, self.old * self.spread)
        return np.asarray((1 - beta1) * (self.product * shares).sum(axis=1))

    def _sums(self, weights: Floats) -> tuple[Floats, Floats]:
        """Sums over the ages ``0..i`` of the running epoch, and over those of each young epoch."""
        sums = np.cumsum(weights, axis=1).reshape(len(weights), self.young + 1, self.n)
        return sums[:, 0].copy(), np.diff(sums, axis=1)

    def _old_logs(self) -> Floats:
        """``log`` of the product of phi over all epochs that are not looked at one by one."""
        series = log_series(self.signed.mean(axis=1))
        for r in range(1, len(series)):
            series[r] /= one_minus_power(self.beta2, self.n * r)
        means = self.middle / one_minus_power(self.beta2, self.n)
        return np.asarray(polynomial(series, self.old * self.spread) - means * self.old)

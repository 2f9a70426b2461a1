r"""What drawing with replacement puts under the integral of the drift, in floating point.

Every step d steps ago had the big gradient with probability 1/n, independently, so

.. math::

    \varphi_d = 1 - \frac{1 - e^{-y}}n, \qquad \psi_d = \beta_1^d\,\frac{e^{-y}}n, \qquad
    y = t\,\beta_2^d .

The ages with ``y > 1`` are added up as they are; the others sum in closed form through power series
in y, which converge for ``|y| < pi`` because ``phi = 0`` only where ``e^(-y) = 1 - n < 0``.
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

__all__ = ["ReplacementTransform"]

_UNLIKELY = 14 * math.log(10)


class ReplacementTransform:
    """The integrand at a set of nodes t; all positions of an epoch are alike.

    Attributes:
        columns: how many ages are looked at one by one.
        plain: for each node, ``sum_i E exp(-(v_i - 1) u^2)``.
    """

    def __init__(self, n: int, beta2: float, t: Floats) -> None:
        self.n, self.beta2 = n, beta2
        self.columns = self.ages_one_by_one(beta2, float(t[-1]))
        self.old = t * beta2**self.columns
        terms = terms_needed(float(self.old.max()))
        y = t[:, None] * beta2 ** np.arange(self.columns)
        self.ratios = np.exp(-y) / (n + np.expm1(-y))
        alternating = np.array([(-1.0) ** r / math.factorial(r) for r in range(terms)])
        self.big = alternating / n
        self.any = self.big + np.eye(1, terms)[0] * (1 - 1 / n)
        series = log_series(self.any)
        for r in range(1, terms):
            series[r] /= one_minus_power(beta2, r)
        logs = np.log1p(np.expm1(-y) / n).sum(axis=1) + polynomial(series, self.old)
        self.plain: Floats = n * np.exp(logs)

    @staticmethod
    def ages_one_by_one(beta2: float, largest: float) -> int:
        """After so many steps ``y <= 1``."""
        if largest <= 1:
            return 0
        return 1 if beta2 == 0 else math.ceil(-math.log(largest) / math.log(beta2))

    @classmethod
    def width(cls, n: int, beta2: float, largest: float) -> int:
        """How many numbers a node takes, if the largest t is this; the same for all n."""
        del n
        return cls.ages_one_by_one(beta2, largest) + 1

    @staticmethod
    def bound(n: int, beta2: float) -> float:
        """A v that is exceeded with probability below 10^-14 only.

        By Markov's inequality for ``exp(x (v-1)/c)``, whose mean is at most
        ``exp((e^x - 1)/(n (1-beta_2)))``; and ``v <= n^2``.
        """
        c = (1 - beta2) * (n * n - 1)
        bounds = (
            1 + c * (math.expm1(x) / (n * (1 - beta2)) + _UNLIKELY) / x for x in (0.1, 0.5, 1, 2, 4)
        )
        return min(n * n, *bounds)

    def marked(self, beta1: float) -> Floats:
        """For each node ``(1-b1) sum_i sum_d b1^d E[big at age d, exp(-(v_i - 1) u^2)]``."""
        shares = self.ratios @ beta1 ** np.arange(self.columns)
        series = quotient_series(self.big, self.any)
        by = math.log(self.beta2) if self.beta2 > 0 else -math.inf
        for r in range(len(series)):
            series[r] /= one_minus_power(beta1, 1, r * by if r else 0.0)
        shares = shares + beta1**self.columns * polynomial(series, self.old)
        return np.asarray((1 - beta1) * self.plain * shares)

r"""The color-ball models with random draws: ``S`` and ``r_k S`` of many lanes, in integers.

With ``beta = a/b`` the number ``b^(nk-1) S`` is an integer for integer labels. For Lemma A.2 the
signs that attain the radius are taken, ``s_l = sign E[S | F_{l-1}]`` (1 where that is 0), with

.. math:: E[S \mid F_l] = E[S] + w \sum_{j \le l} \beta^{n(k-j)} (Y_j - E Y_j), \quad l < k,

``w = 1 + beta + ... + beta^(n-1)``, ``Y_j = sum_q beta^(-q) a_{j,q}``; and ``1/sqrt(l)`` is rounded
down to 16 bits. Source: talk, "color-ball of the 1st kind" and "of the 2nd kind"; docs, "Lemmas".
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, isqrt

import numpy as np
from numpy.typing import NDArray

from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.simulation.sampler import orders

__all__ = ["ROOT_BITS", "BallDraws", "ball_sums", "weighted_sums"]

ROOT_BITS = 16
_MOST = 2**62

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class BallDraws:
    """What is drawn.

    Attributes:
        labels: integers.
        epochs: k.
        beta: a fraction with ``0 < beta < 1``.
        sampling: the scheme.
        seed: the key of the random numbers.
        lanes: how many times everything is drawn.
    """

    labels: tuple[int, ...]
    epochs: int
    beta: Fraction
    sampling: Sampling
    seed: int
    lanes: int

    @property
    def scale(self) -> int:
        """``b^(nk-1)``, by which S is multiplied."""
        return int(self.beta.denominator ** (len(self.labels) * self.epochs - 1))

    @property
    def weights(self) -> list[list[int]]:
        """By epoch and place, what a label drawn there counts in all momenta, times the scale."""
        n, k = len(self.labels), self.epochs
        return [
            [
                sum(self._power(n * (k - j) + i - q) for i in range(n) if j < k or i >= q)
                for q in range(n)
            ]
            for j in range(1, k + 1)
        ]

    @property
    def gradients(self) -> int:
        """The sum of all f_i, times the scale."""
        top = len(self.labels) * self.epochs
        return sum(self.labels) * sum(self._power(age) for age in range(top))

    @property
    def bounds(self) -> tuple[int, int]:
        """Integers between which S times the scale surely lies."""
        weight = sum(map(sum, self.weights))
        ends = weight * min(self.labels) - self.gradients, weight * max(self.labels)
        return ends[0], ends[1] - self.gradients

    def _power(self, age: int) -> int:
        a, b = self.beta.numerator, self.beta.denominator
        return int(a**age * b ** (len(self.labels) * self.epochs - 1 - age))


def ball_sums(draws: BallDraws) -> Integers:
    """``b^(nk-1) S`` of every lane, shape ``(lanes,)``.

    Raises:
        InputError: if the integers would not fit 62 bits.

    Example:
        >>> two = BallDraws((1, -2), 1, Fraction(1, 2), Sampling.RESHUFFLE, 0, 4)
        >>> sorted(set(ball_sums(two).tolist()))  # 2 S; both orders
        [-1, 2]
    """
    return _run(draws)[0]


def weighted_sums(draws: BallDraws, mean: Fraction) -> Integers:
    """``2^16 r_k b^(nk-1) S`` of every lane, with ``r_0 = 0`` and the signs that attain R_k.

    Args:
        draws: what is drawn, under random reshuffling.
        mean: ``E[S]``.

    Raises:
        InputError: for another scheme, or if the integers would not fit 62 bits.

    Example:
        >>> two = BallDraws((1, -2), 1, Fraction(1, 2), Sampling.RESHUFFLE, 0, 4)
        >>> sorted(set((weighted_sums(two, Fraction(1, 4)) >> 16).tolist()))
        [-1, 2]
    """
    if draws.sampling is not Sampling.RESHUFFLE:
        raise InputError("sampling", str(draws.sampling), "reshuffle")
    k = draws.epochs
    n, total = len(draws.labels), sum(draws.labels)
    w = sum((draws.beta**i for i in range(n)), Fraction(0))
    # the sign of E[S | F_l]: n scale (...)/w is an integer beside this number
    threshold = ceil(-n * draws.scale * mean / w)
    sums, parts = _run(draws, keep=True)
    labels = np.array(draws.labels, dtype=np.int64)
    known = np.zeros(draws.lanes, dtype=np.int64)
    factor = np.zeros(draws.lanes, dtype=np.int64)
    for epoch in range(1, k + 1):
        root = isqrt(2 ** (2 * ROOT_BITS) // epoch)
        factor += np.where(known >= threshold, root, -root)
        if epoch < k:
            for q in range(n):
                power = draws._power(n * (k - epoch) - q)
                known += power * (n * labels[parts[epoch - 1][q]] - total)
    return sums * factor


def _run(draws: BallDraws, *, keep: bool = False) -> tuple[Integers, list[Integers]]:
    size = max(map(abs, draws.bounds)) * len(draws.labels) * 2**ROOT_BITS * draws.epochs
    if size >= _MOST:
        raise InputError("epochs", draws.epochs, "fewer: the sums must fit 62 bits")
    labels = np.array(draws.labels, dtype=np.int64)
    sums = np.full(draws.lanes, -draws.gradients, dtype=np.int64)
    lanes = np.arange(draws.lanes, dtype=np.uint64)
    kept = []
    drawn = orders(draws.sampling, len(labels), draws.seed, lanes, draws.epochs)
    for weights, order in zip(draws.weights, drawn, strict=True):
        for weight, part in zip(weights, order, strict=True):
            sums += weight * labels[part]
        if keep:
            kept.append(order.copy())
    return sums, kept

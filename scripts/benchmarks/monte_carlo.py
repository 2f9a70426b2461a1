"""A peer: the radius R_k of Lemma A.2 by plain Monte Carlo (reshuffle, predictable)."""

from __future__ import annotations

import numpy as np

__all__ = ["radius_interval"]

_CONFIDENCE = 2.5758  # standard deviations on either side of a 99 % interval


def radius_interval(
    labels: list[float], epochs: int, beta: float, samples: int, seed: int = 0
) -> tuple[float, float]:
    """An estimate of ``R_k`` and the width of its 99 % confidence interval.

    ``E[S | F_l] = E[S] + w sum_{j<=l} beta^(n(k-j)) (Y_j - E Y_j)``, see ``docs/lemmas.md``.
    """
    rng = np.random.default_rng(seed)
    n = len(labels)
    balls = np.tile(np.asarray(labels, dtype=float), (samples, 1))
    mean = balls[0].mean()
    exponents = np.arange(n)
    weights = beta**-exponents
    w = (beta**exponents).sum()
    expected = -mean * beta ** (n * (epochs - 1)) * (exponents * beta**exponents).sum()
    sums = np.zeros(samples)  # sum_{j<=l} beta^(n(l-j)) (Y_j - E Y_j)
    radii = np.full(samples, abs(expected))
    for known in range(1, epochs):
        draws = rng.permuted(balls, axis=1)
        sums = beta**n * sums + (draws - mean) @ weights
        conditional = expected + w * beta ** (n * (epochs - known)) * sums
        radii += np.abs(conditional) / np.sqrt(known + 1)
    return float(radii.mean()), float(2 * _CONFIDENCE * radii.std() / np.sqrt(samples))

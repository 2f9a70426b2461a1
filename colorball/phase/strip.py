"""The choice of a strip for the trapezoidal rule, by floating point; the bound on it is not."""

from __future__ import annotations

import math

import numpy as np
from flint import arb

from colorball.phase.transform import StepTransform, Transform

__all__ = ["best_strip"]

_SMALL = 1e-2


def best_strip(transform: Transform, c: float, tolerance_bits: int) -> arb:
    """A half-width y that allows about the widest step for an error of ``2^-tolerance_bits``."""
    goal = tolerance_bits * math.log(2) + math.log(8 * transform.n)

    def step(log_y: float) -> float:
        y = math.exp(log_y)
        return 2 * math.pi * y / (goal + y * y + _log_growth(transform, c * y * y))

    low, high = math.log(1e-3 / transform.n), math.log(math.sqrt(2 * max(goal, 1)))
    for _ in range(24):
        left, right = low + (high - low) / 3, high - (high - low) / 3
        if step(left) < step(right):
            low = left
        else:
            high = right
    return arb(math.exp((low + high) / 2))


def _log_growth(transform: Transform, s: float) -> float:
    """About ``log prod_j phi_j(-s)``, at the position where it is largest."""
    n, beta2 = transform.n, float(transform.beta2)
    gap = max(float(1 - transform.beta2), 1e-300)  # 1 - beta2 would be 0 within 1e-17 of 1
    if isinstance(transform, StepTransform):
        return _log_steps(n, beta2, gap, s)
    ages = _ages(s, beta2, n)
    exponents = s * beta2 ** np.arange(n * (ages // n + 2), dtype=float)
    # the newest epoch is known whole at the last position
    peak = exponents.reshape(-1, n)[:, :1]
    means = np.exp(exponents.reshape(-1, n) - peak).mean(axis=1)
    rest = exponents[-1] / _one_minus_power(gap, n)
    return float((np.log(means) + peak[:, 0]).sum() + rest)


def _one_minus_power(gap: float, n: int) -> float:
    """``1 - beta_2^n``, where ``gap = 1 - beta_2``."""
    return -math.expm1(n * math.log1p(-gap)) if gap < 1 else 1.0


def _log_steps(n: int, beta2: float, gap: float, s: float) -> float:
    exponents = s * beta2 ** np.arange(_ages(s, beta2, 1), dtype=float)
    logs = np.logaddexp(exponents - np.log(n), np.log1p(-1 / n))
    rest = exponents[-1] / (n * gap) if len(exponents) else 0.0
    return float(logs.sum() + rest)


def _ages(s: float, beta2: float, length: int) -> int:
    """Ages until the exponent is small; at most so many that the estimate stays quick."""
    if s <= _SMALL or beta2 <= 0:
        return length
    return int(min(np.log(s / _SMALL) / -np.log(beta2) + length, 100_000))

r"""Variances in closed form.

With :math:`\sigma^2 = \frac1n \sum_i (c_i - \bar c)^2`, the sum :math:`\sum_q x_q a_q` of one
epoch has variance :math:`\sigma^2 \sum_q x_q^2` with replacement and
:math:`\sigma^2 \frac{n}{n-1} \big(\sum_q x_q^2 - \frac1n (\sum_q x_q)^2\big)` without
(``proofs/lemma_a2.py``, step ``variance``).
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from colorball.balls.sampling import Sampling

__all__ = ["geometric", "newest_variance", "older_variance", "one_order_variance"]


def geometric(ratio: fmpq, count: int) -> fmpq:
    """``1 + ratio + ... + ratio^(count-1)``."""
    return fmpq(count) if ratio == 1 else (1 - ratio**count) / (1 - ratio)


def _label_variance(labels: Sequence[fmpq]) -> fmpq:
    mean = sum(labels, fmpq(0)) / len(labels)
    return sum(((c - mean) ** 2 for c in labels), fmpq(0)) / len(labels)


def _epoch_variance(labels: Sequence[fmpq], squares: fmpq, total: fmpq, sampling: Sampling) -> fmpq:
    """Variance of ``sum_q x_q a_q`` from ``sum_q x_q^2`` and ``sum_q x_q``."""
    n = len(labels)
    if sampling is Sampling.WITH_REPLACEMENT:
        return _label_variance(labels) * squares
    if n == 1:
        return fmpq(0)
    return _label_variance(labels) * fmpq(n, n - 1) * (squares - total**2 / n)


def older_variance(labels: Sequence[fmpq], beta: fmpq, sampling: Sampling) -> fmpq:
    """Variance of the limit of ``V_L``, ``beta > 0``; every ``V_L`` has less."""
    n = len(labels)
    w = geometric(beta, n)
    squares = w**2 * geometric(1 / beta**2, n)
    total = w * geometric(1 / beta, n)
    return _epoch_variance(labels, squares, total, sampling) / (1 - beta ** (2 * n))


def newest_variance(labels: Sequence[fmpq], beta: fmpq, sampling: Sampling) -> fmpq:
    """Variance of the newest epoch's share: ``x_q = 1 + ... + beta^(n-1-q)``."""
    n = len(labels)
    # x_q = (1 - beta^(n-q)) / (1-beta), and its square
    powers, squared_powers = beta * geometric(beta, n), beta**2 * geometric(beta**2, n)
    squares = (n - 2 * powers + squared_powers) / (1 - beta) ** 2
    return _epoch_variance(labels, squares, (n - powers) / (1 - beta), sampling)


def one_order_variance(labels: Sequence[fmpq], beta: fmpq) -> fmpq:
    """Variance of ``S / beta^(n(k-1))`` under shuffle-once: ``x_q = beta^(n-q) + ... ``."""
    n = len(labels)
    # x_q = (beta^(n-q) - beta^n) / (1-beta), and its square
    powers, squared_powers = beta * geometric(beta, n), beta**2 * geometric(beta**2, n)
    last = beta**n
    squares = (squared_powers - 2 * last * powers + n * last**2) / (1 - beta) ** 2
    return _epoch_variance(labels, squares, (powers - n * last) / (1 - beta), Sampling.SHUFFLE_ONCE)

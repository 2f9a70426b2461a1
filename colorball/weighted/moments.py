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

__all__ = ["epoch_variance", "label_variance", "older_variance"]


def label_variance(labels: Sequence[fmpq]) -> fmpq:
    """``sigma^2``."""
    mean = sum(labels, fmpq(0)) / len(labels)
    return sum(((c - mean) ** 2 for c in labels), fmpq(0)) / len(labels)


def epoch_variance(labels: Sequence[fmpq], weights: Sequence[fmpq], sampling: Sampling) -> fmpq:
    """Variance of ``sum_q weights[q] a_q``; 0 for a single ball drawn without replacement."""
    n = len(labels)
    squares = sum((x**2 for x in weights), fmpq(0))
    if sampling is Sampling.WITH_REPLACEMENT:
        return label_variance(labels) * squares
    if n == 1:
        return fmpq(0)
    total = sum(weights, fmpq(0))
    return label_variance(labels) * fmpq(n, n - 1) * (squares - total**2 / n)


def older_variance(labels: Sequence[fmpq], beta: fmpq, sampling: Sampling) -> fmpq:
    """Variance of the limit of ``V_L``: ``Var(U) / (1 - beta^(2n))``; every ``V_L`` has less."""
    n = len(labels)
    w = sum((beta**t for t in range(n)), fmpq(0))
    weights = [w / beta**q for q in range(n)]
    return epoch_variance(labels, weights, sampling) / (1 - beta ** (2 * n))

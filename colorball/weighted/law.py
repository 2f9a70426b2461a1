r"""What the older epochs add to ``S``, epoch by epoch.

For ``beta > 0``, with :math:`w = (1-\beta^n)/(1-\beta)`, :math:`\rho = \beta^n` and
:math:`U = w \sum_q \beta^{-q} (a_q - \bar c)`, and independent copies of U,

.. math::

    E[S \mid F_L] = E[S] + \rho^{k-L} V_L, \quad V_L = U_1 + \rho U_2 + \dots + \rho^{L-1} U_L
    \qquad (L < k),

and :math:`S = E[S] + \sum_q W_{k,q} (a_{k,q} - \bar c) + \rho V_{k-1}` (L = k), under reshuffling
and with replacement alike. Proved in ``proofs/lemma_a2.py``.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from colorball.balls.sampling import Sampling
from colorball.weighted.chain import Chain, Support, epoch_chain, epoch_support
from colorball.weighted.moments import geometric

__all__ = ["limit_support", "newest_chain", "older_chain", "total_chain"]

_NOTHING: Support = (fmpq(0), fmpq(0))


def _older_weights(n: int, beta: fmpq) -> list[fmpq]:
    w = geometric(beta, n)
    return [w / beta**q for q in range(n)]


def limit_support(labels: Sequence[fmpq], beta: fmpq, sampling: Sampling) -> Support:
    """Where ``V_L`` lies, for every L."""
    n = len(labels)
    low, high = epoch_support(labels, _older_weights(n, beta), sampling)
    return low / (1 - beta**n), high / (1 - beta**n)


def older_chain(labels: Sequence[fmpq], beta: fmpq, sampling: Sampling) -> Chain:
    """``V_{L-1} -> V_L``: one more epoch, older ones scaled by ``beta^n``."""
    n = len(labels)
    support = limit_support(labels, beta, sampling)
    return epoch_chain(labels, _older_weights(n, beta), beta**n, support, sampling, beta)


def newest_chain(labels: Sequence[fmpq], beta: fmpq, sampling: Sampling) -> Chain:
    """``V_{k-1} -> S - E[S]``: the newest epoch, whose weights are partial sums."""
    n = len(labels)
    weights = [geometric(beta, n - q) for q in range(n)]
    support = limit_support(labels, beta, sampling) if beta else _NOTHING
    return epoch_chain(labels, weights, beta**n, support, sampling, fmpq(1))


def total_chain(labels: Sequence[fmpq], beta: fmpq) -> Chain:
    r"""Shuffle once: :math:`-S/\beta^{n(k-1)} = \sum_q a_q (\beta^{n-q} + \dots + \beta^{n-1})`."""
    n = len(labels)
    weights = [beta ** (n - q) * geometric(beta, q) for q in range(n)]
    return epoch_chain(labels, weights, fmpq(0), _NOTHING, Sampling.SHUFFLE_ONCE, fmpq(1))

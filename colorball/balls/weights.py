"""The weight that a draw has in the sum of all momenta.

Summed over the newest epoch's ``n`` momenta, draw ``q`` of epoch ``j`` is multiplied by::

    W_{j,q} = sum_i beta^(n(k-j)+i-q),   i = 0..n-1 (j < k),   i = q..n-1 (j = k)

so ``S = sum_{j,q} W_{j,q} a_{j,q} - (c_0 + ... + c_{n-1}) (1 + beta + ... + beta^(nk-1))``.
A polynomial in beta stands here as its array of integer coefficients, power 0 first.
Source: talk, slides "Step 1.1".
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["draw_powers", "epoch_weights", "position_weights", "total_weight"]

Coefficients = NDArray[np.int64]


def draw_powers(n: int, k: int, epoch: int, position: int) -> range:
    """The powers of beta that make up ``W_{epoch, position}``, each with coefficient 1.

    Example:
        >>> list(draw_powers(n=2, k=3, epoch=3, position=0)), list(draw_powers(2, 3, 2, 1))
        ([0, 1], [1, 2])
    """
    oldest = n * (k - epoch) - position
    return range(max(oldest, 0), oldest + n)


def epoch_weights(n: int, k: int, epoch: int) -> Coefficients:
    """``W_{epoch, q}`` for every position ``q``: shape ``(n, n k)``."""
    weights = np.zeros((n, n * k), dtype=np.int64)
    for position in range(n):
        powers = draw_powers(n, k, epoch, position)
        weights[position, powers.start : powers.stop] = 1
    return weights


def position_weights(n: int, k: int) -> Coefficients:
    """``sum_j W_{j,q}`` for every position ``q``, in O(n k) each: shape ``(n, n k)``."""
    starts = np.zeros((n, n * k + 1), dtype=np.int64)
    ages = n * np.arange(k)
    for position in range(n):
        oldest = ages - position
        np.add.at(starts[position], np.maximum(oldest, 0), 1)
        np.add.at(starts[position], oldest + n, -1)
    return np.cumsum(starts[:, :-1], axis=1)


def total_weight(n: int, k: int) -> Coefficients:
    """``sum_{j,q} W_{j,q}``, straight from the definition in O(n k): shape ``(n k,)``."""
    starts = np.zeros(n * k + 1, dtype=np.int64)
    ages, positions = n * np.arange(k), np.arange(n)
    # one loop in Python, over the shorter side
    rows = (ages - q for q in range(n)) if n <= k else (age - positions for age in ages)
    for oldest in rows:
        np.add.at(starts, np.maximum(oldest, 0), 1)
        np.add.at(starts, oldest + n, -1)
    return np.cumsum(starts[:-1])

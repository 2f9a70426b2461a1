"""Brute force: every sequence of orders, with symbolic labels and beta.

``S`` is linear in the labels and polynomial in beta, so for one sequence it is an integer array
of shape ``(n, n k)``: ``S = sum_{i,p} array[i, p] c_i beta^p``. Epochs contribute independently;
their arrays are added over all sequences with NumPy.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from colorball.balls.orders import order_count, orders, sequence_count
from colorball.balls.sampling import Sampling
from colorball.balls.weights import epoch_weights
from colorball.errors import InputError

__all__ = ["MOST_SEQUENCES", "enumerated_total", "require_enumerable", "sequence_sums"]

MOST_SEQUENCES = 20_000_000
_CHUNK_BYTES = 2**26


def require_enumerable(n: int, k: int, sampling: Sampling, most: int = MOST_SEQUENCES) -> int:
    """The number of sequences, if they can all be visited.

    Raises:
        InputError: if there are more than ``most``; the message offers the exact route.
    """
    # n^n and n! above this are past every limit, and their k-th powers would fill the memory
    if n > 12 and sampling is not Sampling.CYCLIC:
        count, words = most + 1, f"more than 10^{n // 2} orders in every epoch"
    elif order_count(n, sampling) > 1 and k > 64 and sampling is not Sampling.SHUFFLE_ONCE:
        count, words = most + 1, f"{order_count(n, sampling)}^{k} sequences"
    else:
        count = sequence_count(n, k, sampling)
        words = f"{count} sequences of orders"
    if count > most or n * n * k > _CHUNK_BYTES:
        raise InputError(
            "labels and epochs",
            f"n = {n}, k = {k}: {words}",
            f"at most {most} sequences; the exact value at any size: `colorball expect`",
        )
    return count


def _epoch_contributions(n: int, k: int, epoch: int, sampling: Sampling) -> NDArray[np.int64]:
    """What an epoch adds to ``S``, one array per order: shape ``(orders, n, n k)``."""
    weights = epoch_weights(n, k, epoch)
    drawn = np.array(list(orders(n, sampling)))
    return np.stack([(drawn == i).astype(np.int64) @ weights for i in range(n)], axis=1)


def sequence_sums(n: int, k: int, sampling: Sampling) -> Iterator[NDArray[np.int64]]:
    """``S`` of every sequence, in chunks of shape ``(sequences, n, n k)``.

    Raises:
        InputError: if there are too many sequences.
    """
    require_enumerable(n, k, sampling)
    epochs = [_epoch_contributions(n, k, epoch, sampling) for epoch in range(1, k + 1)]
    if sampling is Sampling.SHUFFLE_ONCE:
        yield np.sum(epochs, axis=0) - 1
        return
    yield from _added(np.full((1, n, n * k), -1, dtype=np.int64), epochs)


def _added(
    prefixes: NDArray[np.int64], epochs: list[NDArray[np.int64]]
) -> Iterator[NDArray[np.int64]]:
    """All sums of a prefix and one array of each epoch, at most a chunk at a time."""
    if not epochs:
        yield prefixes
        return
    first, rest = epochs[0], epochs[1:]
    step = max(1, _CHUNK_BYTES // (first.nbytes or 1))
    for start in range(0, len(prefixes), step):
        sums = prefixes[start : start + step, None] + first[None]
        yield from _added(sums.reshape(-1, *first.shape[1:]), rest)


def enumerated_total(n: int, k: int, sampling: Sampling) -> tuple[NDArray[np.int64], int]:
    """The sum of ``S`` over all sequences, and their number: ``E[S]`` is the quotient.

    Returns:
        Integer coefficients of shape ``(n, n k)`` and the number of sequences.

    Raises:
        InputError: if there are too many sequences.

    Example:
        >>> total, count = enumerated_total(2, 2, Sampling.RESHUFFLE)
        >>> count, total.tolist()  # E[S] = beta^3 (-c_0/2 - c_1/2)
        (4, [[0, 0, 0, -2], [0, 0, 0, -2]])
    """
    total = np.zeros((n, n * k), dtype=np.int64)
    count = 0
    for sums in sequence_sums(n, k, sampling):
        total += sums.sum(axis=0)
        count += len(sums)
    return total, count

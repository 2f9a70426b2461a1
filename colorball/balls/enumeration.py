"""Brute force: every sequence of orders, with symbolic labels and beta.

``S`` is linear in the labels and polynomial in beta, so for one sequence it is an integer array
of shape ``(n, n k)``: ``S = sum_{i,p} array[i, p] c_i beta^p``. Epochs contribute independently;
their arrays are added over all sequences with NumPy.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from colorball.balls.orders import order_count, orders, sequence_count
from colorball.balls.sampling import Sampling
from colorball.balls.weights import epoch_weights, position_weights
from colorball.errors import InputError

__all__ = ["MOST_SEQUENCES", "enumerated_total", "require_enumerable", "sequence_sums"]

MOST_SEQUENCES = 20_000_000
_MOST_COEFFICIENTS = 2_000_000_000  # of all sequences together: some seconds
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
    if count > most or count * n * n * k > _MOST_COEFFICIENTS or n * n * k > _CHUNK_BYTES:
        raise InputError(
            "labels and epochs",
            f"n = {n}, k = {k}: {words}",
            f"at most {most} sequences, of few draws; the exact value at any size: "
            "`colorball expect`",
        )
    return count


def _contributions(weights: NDArray[np.int64], sampling: Sampling) -> Iterator[NDArray[np.int64]]:
    """What draws of these weights add to ``S``, one array per order, in chunks of orders."""
    n = len(weights)
    every = orders(n, sampling)
    size = max(1, _CHUNK_BYTES // (n * weights.nbytes))
    while chunk := list(itertools.islice(every, size)):
        drawn = np.array(chunk)
        # floats hold these integers exactly, and their products are much quicker
        places = np.stack([drawn == ball for ball in range(n)], axis=1).astype(np.float64)
        yield (places @ weights.astype(np.float64)).astype(np.int64)


def sequence_sums(n: int, k: int, sampling: Sampling) -> Iterator[NDArray[np.int64]]:
    """``S`` of every sequence, in chunks of shape ``(sequences, n, n k)``.

    Raises:
        InputError: if there are too many sequences.
    """
    require_enumerable(n, k, sampling)
    if sampling is Sampling.SHUFFLE_ONCE or order_count(n, sampling) == 1:
        for total in _contributions(position_weights(n, k), sampling):
            yield total - 1
        return
    # with two epochs or more, all orders of one fit into memory
    later = [
        np.concatenate(list(_contributions(epoch_weights(n, k, epoch), sampling)))
        for epoch in range(2, k + 1)
    ]
    for first in _contributions(epoch_weights(n, k, 1), sampling):
        yield from _added(first - 1, later)


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
    require_enumerable(n, k, sampling)
    total = np.zeros((n, n * k), dtype=np.int64)
    count = 0
    for sums in sequence_sums(n, k, sampling):
        total += sums.sum(axis=0)
        count += len(sums)
    return total, count

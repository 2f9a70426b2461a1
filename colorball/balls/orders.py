"""The orders of an epoch and the sequences of orders of all epochs."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

from colorball.balls.sampling import Sampling

__all__ = ["order_count", "orders", "sequence_count", "sequences"]

Order = tuple[int, ...]


def order_count(n: int, sampling: Sampling) -> int:
    """How many equally likely orders one epoch has: ``n!``, ``n^n`` or 1."""
    match sampling:
        case Sampling.RESHUFFLE | Sampling.SHUFFLE_ONCE:
            return math.factorial(n)
        case Sampling.WITH_REPLACEMENT:
            return int(n**n)
        case Sampling.CYCLIC:
            return 1


def sequence_count(n: int, k: int, sampling: Sampling) -> int:
    """How many equally likely sequences of orders ``k`` epochs have."""
    per_epoch = order_count(n, sampling)
    return per_epoch if sampling is Sampling.SHUFFLE_ONCE else per_epoch**k


def orders(n: int, sampling: Sampling) -> Iterator[Order]:
    """All orders of one epoch: ``order[q]`` is the index of the ball drawn at position ``q``.

    Example:
        >>> list(orders(2, Sampling.RESHUFFLE))
        [(0, 1), (1, 0)]
    """
    match sampling:
        case Sampling.RESHUFFLE | Sampling.SHUFFLE_ONCE:
            return itertools.permutations(range(n))
        case Sampling.WITH_REPLACEMENT:
            return itertools.product(range(n), repeat=n)
        case Sampling.CYCLIC:
            return iter([tuple(range(n))])


def sequences(n: int, k: int, sampling: Sampling) -> Iterator[tuple[Order, ...]]:
    """All sequences of ``k`` orders, oldest epoch first.

    Example:
        >>> sum(1 for _ in sequences(3, 2, Sampling.RESHUFFLE))
        36
        >>> list(sequences(2, 2, Sampling.SHUFFLE_ONCE))
        [((0, 1), (0, 1)), ((1, 0), (1, 0))]
    """
    if sampling is Sampling.SHUFFLE_ONCE:
        return ((order,) * k for order in orders(n, sampling))
    return itertools.product(tuple(orders(n, sampling)), repeat=k)

r"""Which part comes when: the orders of an epoch, for many lanes at once.

A number below k is ``floor(word k / 2^32)``: uniform up to ``k / 2^32`` in total variation, 2.4e-8
for k = 100, which no run of fewer than 10^14 draws can notice.

Under reshuffling the *places* of the parts are shuffled: draw 0 decides where part 0 goes, draw 1
where part 1 goes among the places left, and so on. So a problem that only asks for part 0 needs one
number per epoch, and sees the same orders as one that asks for all.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from colorball.balls.sampling import Sampling
from colorball.simulation.philox import words

__all__ = ["below", "orders", "places"]

Lanes = NDArray[np.uint64]
Parts = NDArray[np.intp]


def below(word: NDArray[np.uint64], count: int) -> Parts:
    """Uniform integers from 0 to ``count - 1``, from 32-bit words."""
    product = word * np.uint64(count)
    product >>= np.uint64(32)
    return product.view(np.int64)  # no more than 32 bits of it are used


def places(sampling: Sampling, n: int, seed: int, lanes: Lanes, epochs: int) -> Iterator[Parts]:
    """For each epoch the place of part 0 in every lane's order, shape ``(lanes,)``.

    With replacement part 0 has no single place; use :func:`orders`.

    Example:
        >>> [int(place[0]) for place in places(Sampling.CYCLIC, 3, 0, np.zeros(1, "u8"), 2)]
        [0, 0]
    """
    if sampling is Sampling.CYCLIC:
        for _ in range(epochs):
            yield np.zeros(lanes.shape, dtype=np.intp)
        return
    once = sampling is Sampling.SHUFFLE_ONCE
    for epoch in range(epochs):
        if epoch % 4 == 0 and not (once and epoch):
            quartet = below(words(seed, lanes, epoch // 4, 0), n)
        yield quartet[0 if once else epoch % 4]


def orders(sampling: Sampling, n: int, seed: int, lanes: Lanes, epochs: int) -> Iterator[Parts]:
    """For each epoch the parts in the order of their use, shape ``(n, lanes)``.

    Example:
        >>> order = next(orders(Sampling.RESHUFFLE, 5, 1, np.arange(2, dtype="u8"), 1))
        >>> sorted(int(part) for part in order[:, 0])
        [0, 1, 2, 3, 4]
    """
    if sampling is Sampling.CYCLIC:
        order = np.repeat(np.arange(n)[:, None], lanes.size, axis=1)
        for _ in range(epochs):
            yield order
        return
    once = sampling is Sampling.SHUFFLE_ONCE
    for epoch in range(epochs):
        if epoch % 4 == 0 and not (once and epoch):
            quartet = _orders_of_four(sampling, n, seed, lanes, epoch // 4)
        yield quartet[0 if once else epoch % 4]


def _orders_of_four(sampling: Sampling, n: int, seed: int, lanes: Lanes, quartet: int) -> Parts:
    if sampling is Sampling.WITH_REPLACEMENT:
        drawn = [below(words(seed, lanes, quartet, i), n) for i in range(n)]
        return np.stack(drawn, axis=1)
    place = np.broadcast_to(np.arange(n)[:, None], (4, n, lanes.size)).copy()
    four, lane = np.ogrid[:4, : lanes.size]
    for i in range(n - 1):  # Fisher and Yates, on the places
        j = i + below(words(seed, lanes, quartet, i), n - i)
        chosen = place[four, j, lane]
        place[four, j, lane] = place[:, i]
        place[:, i] = chosen
    return np.argsort(place, axis=1)  # the inverse: which part is at each place

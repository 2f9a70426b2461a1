r"""Counter-based random numbers: Philox4x32-10, so that every lane has a stream of its own.

A 128-bit counter and a 64-bit key give four 32-bit words, with no state in between. Here

* the key is the seed (its low and high half),
* the counter is ``(epoch // 4, draw, lane mod 2^32, lane // 2^32)``, epochs from 0,
* of the four words the one numbered ``epoch mod 4`` is taken.

So a lane's numbers depend on (seed, lane) alone, not on how lanes are split among cores or runs.

Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["MULTIPLIERS", "ROUNDS", "WEYL", "philox", "words"]

Words = NDArray[np.uint64]  # 32-bit words, in 64 bits for the products

MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
WEYL = (0x9E3779B9, 0xBB67AE85)  # what the key grows by in each round
ROUNDS = 10
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


def philox(
    counter: tuple[Words, Words, Words, Words], seed: int
) -> tuple[Words, Words, Words, Words]:
    """The four words of each counter.

    Args:
        counter: four arrays of 32-bit words, of shapes that broadcast.
        seed: the key, ``0 <= seed < 2^64``.

    Example:
        >>> zero = np.zeros(1, dtype=np.uint64)
        >>> [f"{int(word[0]):08x}" for word in philox((zero, zero, zero, zero), 0)]
        ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']
    """
    a, b, c, d = np.broadcast_arrays(*counter)
    even, odd = np.stack((a, c)), np.stack((b, d))
    column = (2, *(1 for _ in a.shape))
    factors = np.array(MULTIPLIERS, dtype=np.uint64).reshape(column)
    keys = [seed & 0xFFFFFFFF, seed >> 32]
    for _ in range(ROUNDS):
        product = factors * even
        even = product >> _HALF
        even = even[::-1] ^ odd  # the high halves change places
        even ^= np.array(keys, dtype=np.uint64).reshape(column)
        odd = (product & _LOW)[::-1]
        keys = [(key + weyl) & 0xFFFFFFFF for key, weyl in zip(keys, WEYL, strict=True)]
    return even[0], odd[0], even[1], odd[1]


def words(seed: int, lanes: Words, quartet: int, draw: int) -> NDArray[np.uint64]:
    """The words of four epochs, ``4 quartet .. 4 quartet + 3``; shape ``(4, lanes)``.

    Args:
        seed: ``0 <= seed < 2^64``.
        lanes: the lanes' numbers.
        quartet: ``epoch // 4``, epochs from 0.
        draw: which number of the epoch, from 0.

    Example:
        >>> words(1, np.arange(2, dtype=np.uint64), 0, 0).shape
        (4, 2)
    """
    shape = lanes.shape
    counter = (
        np.full(shape, quartet, dtype=np.uint64),
        np.full(shape, draw, dtype=np.uint64),
        lanes & _LOW,
        lanes >> _HALF,
    )
    return np.stack(philox(counter, seed))

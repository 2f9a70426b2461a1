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
Counter = Words | np.uint64

MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
WEYL = (0x9E3779B9, 0xBB67AE85)  # what the key grows by in each round
ROUNDS = 10
_FACTORS = tuple(np.uint64(number) for number in MULTIPLIERS)
_STEPS = tuple(np.uint64(number) for number in WEYL)
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


def philox(counter: tuple[Counter, Counter, Counter, Counter], seed: int) -> Words:
    """The four words of each counter, as rows.

    Args:
        counter: four arrays or numbers of 32 bits, of shapes that broadcast. Those that are the
            same for all counters are best given as numbers: then so is much of the first rounds.
        seed: the key, ``0 <= seed < 2^64``.

    Example:
        >>> zero = np.zeros(1, dtype=np.uint64)
        >>> [f"{int(word[0]):08x}" for word in philox((zero, zero, zero, zero), 0)]
        ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']
    """
    a, b, c, d = counter
    key, other = np.uint64(seed & 0xFFFFFFFF), np.uint64(seed >> 32)
    for _ in range(ROUNDS):  # in place, because new arrays cost more than the arithmetic
        p, q = _FACTORS[0] * a, _FACTORS[1] * c
        a, c = q >> _HALF, p >> _HALF
        a ^= b
        a ^= key
        c ^= d
        c ^= other
        q &= _LOW
        p &= _LOW
        b, d = q, p
        key, other = (key + _STEPS[0]) & _LOW, (other + _STEPS[1]) & _LOW
    return np.stack(np.broadcast_arrays(a, b, c, d))


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
    high = lanes >> _HALF
    last = high if high.any() else np.uint64(0)
    return philox((np.uint64(quartet), np.uint64(draw), lanes & _LOW, last), seed)

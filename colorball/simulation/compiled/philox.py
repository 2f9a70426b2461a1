"""Philox4x32-10 for a block of lanes; the same words as ``simulation.philox``."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba.extending import register_jitable

from colorball.simulation.compiled.arithmetic import use_widest_vectors
from colorball.simulation.philox import MULTIPLIERS, ROUNDS, WEYL

__all__ = ["fill_words"]

_M0, _M1 = (np.uint64(m) for m in MULTIPLIERS)
_W0, _W1 = (np.uint64(w) for w in WEYL)
_ROUNDS = ROUNDS
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


@register_jitable
def fill_words(words: Any, streams: Any, seed: Any, quartet: int, draw: int) -> None:
    """Fill the first columns of ``words`` with what ``simulation.philox.words`` gives."""
    use_widest_vectors()
    for lane in range(streams.size):
        a, b = np.uint64(quartet), np.uint64(draw)
        c, d = streams[lane] & _LOW, streams[lane] >> _HALF
        low, high = seed & _LOW, seed >> _HALF
        for _ in range(_ROUNDS):
            p, q = _M0 * a, _M1 * c
            a, b, c, d = (q >> _HALF) ^ b ^ low, q & _LOW, (p >> _HALF) ^ d ^ high, p & _LOW
            low, high = (low + _W0) & _LOW, (high + _W1) & _LOW
        words[0, lane], words[1, lane], words[2, lane], words[3, lane] = a, b, c, d

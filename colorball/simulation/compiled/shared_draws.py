"""Where part 0 comes in the epochs of one stream; the same as ``simulation.sampler``, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba.extending import register_jitable

from colorball.simulation.compiled.philox import fill_words

__all__ = ["CYCLIC", "ONCE", "REPLACED", "draw_four"]

REPLACED, ONCE, CYCLIC = 1, 2, 3  # kinds of sampling; 0 is reshuffling

_HALF = np.uint64(32)


@register_jitable
def draw_four(
    kind: int, is_odd: Any, words: Any, stream: Any, seed: Any, quartet: int, n: int
) -> None:
    """Whether part 0 is used, in each iteration of four epochs; ``is_odd`` has shape ``(4, n)``."""
    for i in range(n if kind == REPLACED else 1):
        if kind != CYCLIC:
            fill_words(words, stream, seed, quartet, i)
        for row in range(4):
            place = np.int64(0)
            if kind != CYCLIC:
                place = np.int64((words[0 if kind == ONCE else row, 0] * np.uint64(n)) >> _HALF)
            if kind == REPLACED:
                is_odd[row, i] = place == 0
            else:
                for j in range(n):
                    is_odd[row, j] = j == place

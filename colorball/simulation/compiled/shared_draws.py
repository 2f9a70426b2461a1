"""Where part 0 comes in the epochs of one stream; the same as ``simulation.sampler``, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np

from colorball.simulation.compiled.jit import not_inlined
from colorball.simulation.compiled.wide import REGISTER
from colorball.simulation.compiled.wide_philox import store_below

__all__ = ["CYCLIC", "DRAWN", "ONCE", "REPLACED", "draw_four"]

REPLACED, ONCE, CYCLIC = 1, 2, 3  # kinds of sampling; 0 is reshuffling
DRAWN = 2 * REGISTER  # as many lanes are drawn at once; here all are the same


@not_inlined
def draw_four(
    kind: int, is_odd: Any, drawn: Any, streams: Any, keys: Any, quartet: int, n: int
) -> None:
    """Whether part 0 is used, in each iteration of four epochs; ``is_odd`` has shape ``(4, n)``.

    Args:
        kind: of sampling.
        is_odd: written.
        drawn: space for ``4 DRAWN`` integers.
        streams: the stream, ``DRAWN`` times.
        keys: see ``round_keys``.
        quartet: which four epochs.
        n: how many parts there are.
    """
    for i in range(n if kind == REPLACED else 1):
        if kind != CYCLIC:
            store_below(drawn, 0, streams, 0, keys, np.uint64(quartet), np.uint64(i), np.uint64(n))
        for row in range(4):
            place = drawn[0 if kind == ONCE else row * DRAWN]
            if kind == REPLACED:
                is_odd[row, i] = place == 0
            else:
                for j in range(n):
                    is_odd[row, j] = j == place

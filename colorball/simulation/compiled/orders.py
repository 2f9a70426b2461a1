"""Where part 0 stands in the epochs of a block; the same numbers as ``simulation.sampler``."""

from __future__ import annotations

from typing import Any

from colorball.simulation.compiled.epoch import BLOCK
from colorball.simulation.compiled.jit import not_inlined
from colorball.simulation.compiled.wide import REGISTER
from colorball.simulation.compiled.wide_memory import use_widest_vectors
from colorball.simulation.compiled.wide_philox import store_below

__all__ = ["fill_odd", "fill_places"]


@not_inlined
def fill_places(
    place: Any,
    _drawn: Any,
    _is_odd: Any,
    streams: Any,
    keys: Any,
    quartet: int,
    n: int,
) -> None:
    """The place of part 0 in four epochs, for each lane."""
    use_widest_vectors()
    for at in range(0, BLOCK, 2 * REGISTER):
        store_below(place, at, streams, at, keys, quartet, 0, n)


@not_inlined
def fill_odd(
    _place: Any,
    drawn: Any,
    is_odd: Any,
    streams: Any,
    keys: Any,
    quartet: int,
    n: int,
) -> None:
    """Whether part 0 is drawn, with replacement, in each iteration of four epochs."""
    use_widest_vectors()
    for i in range(n):
        for at in range(0, BLOCK, 2 * REGISTER):
            store_below(drawn, at, streams, at, keys, quartet, i, n)
        for epoch in range(4):
            for lane in range(BLOCK):
                is_odd[(epoch * n + i) * BLOCK + lane] = drawn[epoch * BLOCK + lane] == 0

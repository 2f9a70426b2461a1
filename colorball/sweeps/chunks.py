"""Lanes run in chunks: each small enough to be soon done, large enough to keep engines busy."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator

from colorball.simulation.observables import OBSERVABLES
from colorball.simulation.plan import Plan
from colorball.simulation.run import run_lanes
from colorball.sweeps.parts import Arrays, Span

__all__ = ["first_chunk", "next_chunk", "run_in_chunks"]

_FIRST_SCALAR, _FIRST_VECTOR = 4096, 16
_ENOUGH_SECONDS = 1.0
_MOST_NUMBERS = 4_000_000  # in one chunk: 32 MB of doubles
_PER_COORDINATE = 10  # numbers that an engine keeps for a coordinate of x, about


def run_in_chunks(
    plan: Plan, todo: Iterable[Span], chunk: int | None = None
) -> Iterator[tuple[Span, Arrays]]:
    """Run the lanes of some spans; each chunk is given out as soon as it is done.

    Args:
        plan: the plan.
        todo: which lanes.
        chunk: how many lanes at once; by default a few, then more as long as they take less than a
            second. The numbers do not depend on it.
    """
    size = first_chunk(plan) if chunk is None else chunk
    for first, last in todo:
        while first < last:
            span = Span(first, min(first + size, last))
            start = time.perf_counter()
            arrays = run_lanes(plan, *span)
            if chunk is None:
                size = next_chunk(plan, size, time.perf_counter() - start)
            first = span.last
            yield span, arrays


def first_chunk(plan: Plan) -> int:
    """How many lanes to begin with, as it is not known yet how fast they are."""
    return min(_FIRST_SCALAR if plan.is_scalar else _FIRST_VECTOR, most_lanes(plan))


def next_chunk(plan: Plan, size: int, seconds: float) -> int:
    """Twice as many if the last ones took less than a second, within the memory for a chunk.

    Never fewer: the time of a slow step may be that of its loops, which fewer lanes do not save.
    """
    return max(size, min(2 * size, most_lanes(plan))) if seconds < _ENOUGH_SECONDS else size


def most_lanes(plan: Plan) -> int:
    """How many lanes fit into the memory for a chunk."""
    records = 0 if plan.record == 0 else 3 * (plan.epochs // plan.record + 1)
    state = _PER_COORDINATE * math.prod(plan.problems[0].shape)
    return max(1, _MOST_NUMBERS // (len(OBSERVABLES) + records + state))

"""The compiled engine's kernel: all epochs of many lanes, block by block."""

from __future__ import annotations

import threading
from typing import Any, NamedTuple

import numpy as np

from colorball.rules.rule import Flags
from colorball.simulation.aligned import aligned_zeros
from colorball.simulation.compiled.epoch import (
    BETA1,
    BETA2,
    BLOCK,
    GRADIENT2,
    LEAST_F,
    LEAST_GRADIENT2,
    LEAST_ROOT,
    LEFT,
    LOWEST,
    POWER1,
    POWER2,
    REST1,
    REST2,
    ROWS,
    F,
    V,
    X,
    drawn,
    placed,
    run_epoch,
)
from colorball.simulation.compiled.jit import jit, not_inlined
from colorball.simulation.compiled.observe import is_finite, observe
from colorball.simulation.compiled.orders import fill_odd, fill_places
from colorball.simulation.compiled.registration import registered
from colorball.simulation.compiled.shape import Functions, Shape
from colorball.simulation.compiled.wide import REGISTER
from colorball.simulation.compiled.wide_functions import filled
from colorball.simulation.compiled.wide_memory import store, use_widest_vectors
from colorball.simulation.compiled.wide_root import LEAST

__all__ = ["FAILED", "Work", "make_kernel", "work_of_thread"]

_MARGIN = 1e-9  # far above what fused arithmetic changes, so that no lane leaves unnoticed
_LOOK = 16  # epochs until it is looked again whether a block has lanes that did not fail
_MOST_KEPT = 2**14  # draws of an epoch, for 2 MiB
_thread = threading.local()  # draws, work
FAILED = -1  # the status of a lane that another engine must run


class Work(NamedTuple):
    """Arrays that a kernel works in; see ``work_of_thread``.

    The block's state, random streams, numbers of lanes, parts drawn, and orders.
    """

    block: Any
    streams: Any
    to: Any
    drawn_parts: Any
    place: Any
    is_odd: Any


def work_of_thread(n: int, replaced: bool) -> Work:
    """This thread's arrays; they hold what the last task left.

    A thread keeps its last ones, unless they are large.

    Args:
        n: how many parts there are.
        replaced: whether they are drawn with replacement.
    """
    draws = n if replaced else 1
    if getattr(_thread, "draws", None) == draws:
        kept: Work = _thread.work
        return kept
    work = Work(
        aligned_zeros(ROWS * BLOCK),
        np.zeros(BLOCK, dtype=np.uint64),
        np.zeros(BLOCK, dtype=np.int64),
        np.zeros(4 * BLOCK, dtype=np.int64),
        np.zeros(4 * BLOCK, dtype=np.int64),
        np.zeros(4 * BLOCK * draws, dtype=np.uint8),
    )
    if draws <= _MOST_KEPT:
        _thread.draws, _thread.work = draws, work
    return work


def make_kernel(functions: Functions, flags: Flags, shape: Shape, fingerprint: str) -> Any:
    """Compile the kernel of a rule on a problem; numba keeps it on disk.

    A lane that the kernel cannot run to its end gets the status ``FAILED``: because it is not
    finite any more, or because, under ``flags.quick``, a number is too small for the quick inverse
    root, or because, under ``shape.linear``, a gradient was taken where it depends on x,
    or next to there.

    Args:
        functions: plain Python functions of modules, which numba's cache can name.
        flags: the rule's options.
        shape: what else the compiler has to know.
        fingerprint: of the source texts; a change of theirs makes another entry of the cache.
    """
    update, gradient, curvature, total, slope = map(registered, functions)
    fill = fill_odd if shape.replaced else fill_places
    which = drawn if shape.replaced else placed

    @not_inlined
    def failed(block: Any, lane: int, edge: float) -> bool:
        lost = not is_finite(block, lane)
        if shape.linear:
            scale = abs(edge) if abs(edge) > 1.0 else 1.0  # numba compiles a function for max
            lost = lost or block[LOWEST + lane] < edge + _MARGIN * scale
        if flags.quick:
            lost = lost or block[LEAST_ROOT + lane] < LEAST
        return lost

    @jit(fused=shape.linear)
    def kernel(
        work: Any,
        beta1s: Any,
        beta2s: Any,
        all_streams: Any,
        places: Any,
        keys: Any,
        n: int,
        epochs: int,
        start: float,
        step: float,
        schedule: int,
        parts: Any,
        constants: Any,
        numbers: Any,
        edge: float,
        interval: Any,
        window: Any,
        record: int,
        floats: Any,
        counts: Any,
        status: Any,
        start_f: Any,
        records: Any,
        stop: Any,
    ) -> None:
        use_widest_vectors()
        _ = fingerprint
        block, streams, to, drawn_parts, place, is_odd = work
        for first in range(0, beta1s.size, BLOCK):
            lanes = BLOCK if first + BLOCK <= beta1s.size else beta1s.size - first
            for row in range(0, ROWS * BLOCK, REGISTER):
                store(block, row, filled(0.0))
            for at in range(0, BLOCK, REGISTER):
                store(block, X + at, filled(start))
                store(block, V + at, filled(numbers.start_v))
                store(block, POWER1 + at, filled(1.0))
                store(block, POWER2 + at, filled(1.0))
                store(block, LEAST_F + at, filled(np.inf))
                store(block, LEAST_GRADIENT2 + at, filled(np.inf))
                store(block, LOWEST + at, filled(np.inf))
                store(block, LEAST_ROOT + at, filled(np.inf))
            for lane in range(lanes):
                to[lane] = places[first + lane] if places.size else first + lane
            for lane in range(BLOCK):
                # what fills the block repeats a lane
                like = first + (lane if lane < lanes else lanes - 1)
                beta1, beta2 = beta1s[like], beta2s[like]
                block[BETA1 + lane], block[REST1 + lane] = beta1, 1.0 - beta1
                block[BETA2 + lane], block[REST2 + lane] = beta2, 1.0 - beta2
                streams[lane] = all_streams[like]
            for i in range(place.size if shape.cyclic else 0):
                place[i] = 0  # nothing is drawn: part 0 stands at place 0
            for epoch in range(epochs + 1):
                if stop[0] != 0:
                    return
                if epoch > 0:
                    before = epoch - 1
                    of_four = 0 if shape.once or shape.cyclic else before % 4
                    if not shape.cyclic and (before == 0 or (of_four == 0 and not shape.once)):
                        fill(place, drawn_parts, is_odd, streams, keys, before // 4, n)
                    run_epoch(
                        (update, gradient, curvature), which, flags, shape,
                        block, place, is_odd, of_four, n, epoch, step, schedule, parts, edge,
                        interval, numbers,
                    )  # fmt: skip
                    if epoch % _LOOK == 0:
                        alive = 0
                        for lane in range(lanes):
                            alive += not failed(block, lane, edge)
                        if alive == 0:
                            break
                observe((total, slope), block, epoch, constants, window)
                if epoch == 0:
                    for lane in range(lanes):
                        start_f[to[lane]] = block[F + lane]
                        block[LEFT + lane] = 0.0
                if record and epoch % record == 0:
                    for lane in range(lanes):
                        row = records[to[lane], epoch // record]
                        row[0], row[1] = block[X + lane], block[F + lane]
                        row[2] = block[GRADIENT2 + lane]
            for lane in range(lanes):
                row = floats[to[lane]]
                row[0], row[1] = block[X + lane], block[F + lane]
                row[2], row[3] = block[GRADIENT2 + lane], block[LEAST_F + lane]
                row[4] = block[LEAST_GRADIENT2 + lane]
                counts[to[lane], 0] = np.int64(block[LEFT + lane])
                if failed(block, lane, edge):
                    status[to[lane]] = FAILED

    return kernel

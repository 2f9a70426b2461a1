"""The arrays that the shared-noise kernel works on."""

from __future__ import annotations

import threading
from typing import Any, NamedTuple

import numpy as np

from colorball.simulation.aligned import aligned_zeros
from colorball.simulation.compiled.shared_draws import DRAWN
from colorball.simulation.compiled.tile import HEIGHT, WIDTH

__all__ = ["SharedWork", "shared_work"]
_CHUNK = 256  # iterations: two panels' factors stay near the first-level cache, all in the second
_SIDE = max(HEIGHT, WIDTH)  # also a multiple of the lanes that a factor's loop takes at once
_MOST_KEPT = 2**18  # doubles, 2 MiB
_thread = threading.local()  # size, work


class SharedWork(NamedTuple):
    """Arrays for one seed; rows and columns are made up to whole tiles. The kernel fills them.

    Attributes:
        rows: beta1, m and ``beta1^t``, one after the other.
        columns: beta2, v, w and ``beta2^t``.
        a: the factors of beta1 of a chunk of iterations, in panels; see ``product``.
        b: the factors of beta2.
        most1: the largest sum of the positive a of an epoch, for each row.
        most2: the largest b, for each column.
        x: x, in tiles; see ``product``.
        least: its least at the ends of epochs.
        far: ``|x| + A`` of the module ``linear_piece``, for each column.
        limits: what x must stay above.
        gradients: of each iteration of a chunk.
        sizes: step sizes.
        drawn: random numbers.
        streams: whose.
        is_odd: whether part 0 is used, in each iteration of four epochs.
        leavers: the numbers of lanes that left the piece.
    """

    rows: Any
    columns: Any
    a: Any
    b: Any
    most1: Any
    most2: Any
    x: Any
    least: Any
    far: Any
    limits: Any
    gradients: Any
    sizes: Any
    drawn: Any
    streams: Any
    is_odd: Any
    leavers: Any


def shared_work(rows: int, columns: int, n: int, epochs: int, leavers: int) -> SharedWork:
    """This thread's arrays for so many rows and columns; they hold what the last task left.

    A thread keeps its last ones, unless they are large: one that allocates so much anew waits for
    its pages.
    """
    iterations = n * max(1, min(epochs, _CHUNK // n))
    size = (rows + -rows % _SIDE, columns + -columns % _SIDE, n, iterations, leavers)
    if getattr(_thread, "size", None) == size:
        kept: SharedWork = _thread.work
        return kept
    work = _new_work(*size)
    if sum(each.size for each in (work.a, work.b, work.x, work.least)) <= _MOST_KEPT:
        _thread.size, _thread.work = size, work
    return work


def _new_work(rows: int, columns: int, n: int, iterations: int, leavers: int) -> SharedWork:
    return SharedWork(
        rows=aligned_zeros(3 * rows),
        columns=aligned_zeros(4 * columns),
        a=aligned_zeros(iterations * rows),
        b=aligned_zeros(iterations * columns),
        most1=np.zeros(rows),
        most2=np.zeros(columns),
        x=aligned_zeros(rows * columns),
        least=aligned_zeros(rows * columns),
        far=np.zeros(columns),
        limits=np.zeros(columns),
        gradients=np.zeros(iterations),
        sizes=np.zeros(iterations),
        drawn=np.zeros(4 * DRAWN, dtype=np.int64),
        streams=np.zeros(DRAWN, dtype=np.uint64),
        is_odd=np.zeros((4, n), dtype=np.bool_),
        leavers=np.zeros(leavers, dtype=np.int64),
    )

"""The arrays that the shared-noise kernel works on."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from colorball.problems.problem import Floats
from colorball.simulation.compiled.tile import SIDE
from colorball.simulation.sheets import Request

__all__ = ["SharedWork", "new_shared_work"]

_CHUNK = (
    256  # iterations: a tile's factors stay in the first-level cache, all factors in the second
)


class SharedWork(NamedTuple):
    """Arrays for one seed; widths are made up to whole tiles, whose last betas are copies.

    Attributes:
        rows: beta1, m and ``beta1^t``, each of shape ``(rows,)``.
        columns: beta2, v, w and ``beta2^t``, each of shape ``(columns,)``.
        a: the factors of beta1 of a chunk of iterations, ``(iterations, width)``.
        b: the factors of beta2.
        upper1: the sum of the positive a of each epoch, ``(epochs, width)``.
        upper2: the largest b of each epoch.
        x: x, ``(rows, columns)``, each at least as wide as a and b.
        least: its running minimum.
        far: ``|x| + A`` of the module ``linear_piece``.
        limits: what x must stay above.
        words: random numbers.
        stream: whose.
        is_odd: whether part 0 is used, in each iteration of four epochs.
        left: the first exits, ``(rows, columns)``.
        records: x at recorded epochs, ``(records, rows, columns)``.
    """

    rows: Any
    columns: Any
    a: Any
    b: Any
    upper1: Any
    upper2: Any
    x: Any
    least: Any
    far: Any
    limits: Any
    words: Any
    stream: Any
    is_odd: Any
    left: Any
    records: Any


def new_shared_work(request: Request, chosen: slice, seed: int, records: int) -> SharedWork:
    """Arrays at the start, for some rows and one seed."""
    beta1, beta2 = request.beta1[chosen], request.beta2
    n, epochs, start = request.problem.n, request.plan.epochs, request.piece.start
    rows, columns = _padded(beta1), _padded(beta2)
    # an odd number of tiles: otherwise a tile's numbers would crowd into few cache sets
    width1, width2 = (SIDE * (size // SIDE | 1) for size in (rows.size, columns.size))
    most = max(1, min(epochs, _CHUNK // n))
    return SharedWork(
        (rows, np.zeros_like(rows), np.ones_like(rows)),
        (
            columns,
            np.full_like(columns, request.plan.numbers.start_v),
            np.zeros_like(columns),
            np.ones_like(columns),
        ),
        np.zeros((most * n, width1)),
        np.zeros((most * n, width2)),
        np.zeros((most, width1)),
        np.zeros((most, width2)),
        np.full((width1, width2), start),
        np.full((width1, width2), start),
        np.full(width2, abs(start)),
        np.zeros(width2),
        np.zeros((4, 1), dtype=np.uint64),
        np.full(1, seed, dtype=np.uint64),
        np.zeros((4, n), dtype=np.bool_),
        np.zeros((beta1.size, beta2.size), dtype=np.int64),
        np.full((records, beta1.size, beta2.size), start),
    )


def _padded(betas: Floats) -> Floats:
    return np.concatenate([betas, np.full(-betas.size % SIDE, betas[-1])])

"""The arrays that the shared-noise kernel works on."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from colorball.problems.problem import Floats
from colorball.simulation.compiled.kernel import aligned
from colorball.simulation.compiled.shared_draws import DRAWN
from colorball.simulation.compiled.tile import HEIGHT, WIDTH
from colorball.simulation.request import Request

__all__ = ["SharedWork", "new_factors", "new_shared_work"]

_CHUNK = 256  # iterations: two panels' factors stay near the first-level cache, all in the second
_SIDE = max(HEIGHT, WIDTH)  # also a multiple of the lanes that a factor's loop takes at once


class SharedWork(NamedTuple):
    """Arrays for one seed; rows and columns are made up to whole tiles with copies of the last.

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


def new_factors(request: Request) -> Floats:
    """An array for the factors of a chunk; tasks that do not run at once can share it.

    They take it turn by turn, because a thread that allocates so much anew waits for its pages.
    """
    lanes = _padded(request.beta1).size + _padded(request.beta2).size
    return aligned(_iterations(request) * lanes)


def new_shared_work(request: Request, chosen: slice, seed: int, factors: Floats) -> SharedWork:
    """Arrays at the start, for some rows and one seed."""
    n, start = request.problem.n, request.piece.start
    beta1, beta2 = _padded(request.beta1[chosen]), _padded(request.beta2)
    iterations = _iterations(request)
    split, end = iterations * beta1.size, iterations * (beta1.size + beta2.size)
    points = beta1.size * beta2.size
    tiles = aligned(2 * points)
    tiles[:] = start
    zeros1, zeros2 = np.zeros_like(beta1), np.zeros_like(beta2)
    return SharedWork(
        rows=np.concatenate([beta1, zeros1, zeros1 + 1.0]),
        columns=np.concatenate(
            [beta2, zeros2 + request.plan.numbers.start_v, zeros2, zeros2 + 1.0]
        ),
        a=factors[:split],
        b=factors[split:end],
        most1=zeros1,
        most2=zeros2,
        x=tiles[:points],
        least=tiles[points:],
        far=zeros2 + abs(start),
        limits=np.zeros_like(beta2),
        gradients=np.zeros(iterations),
        sizes=np.zeros(iterations),
        drawn=np.zeros(4 * DRAWN, dtype=np.int64),
        streams=np.full(DRAWN, seed, dtype=np.uint64),
        is_odd=np.zeros((4, n), dtype=np.bool_),
    )


def _iterations(request: Request) -> int:
    n = request.problem.n
    return n * max(1, min(request.plan.epochs, _CHUNK // n))


def _padded(betas: Floats) -> Floats:
    return np.concatenate([betas, np.full(-betas.size % _SIDE, betas[-1])])

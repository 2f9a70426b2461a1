"""What the compiled shared-noise kernel has to know of a request."""

from __future__ import annotations

from typing import Any, NamedTuple

from colorball.balls.sampling import Sampling
from colorball.rules.rule import Numbers
from colorball.simulation.compiled.settings import Settings
from colorball.simulation.compiled.shared_draws import CYCLIC, ONCE, REPLACED
from colorball.simulation.linear_piece import ROUNDING
from colorball.simulation.request import Request

__all__ = ["SharedGrid", "shared_grid"]

_KINDS = {
    Sampling.RESHUFFLE: 0,
    Sampling.WITH_REPLACEMENT: REPLACED,
    Sampling.SHUFFLE_ONCE: ONCE,
    Sampling.CYCLIC: CYCLIC,
}


class SharedGrid(NamedTuple):
    """A request in numbers; what is not told here is as in ``Settings``.

    Attributes:
        kind: of sampling.
        seeds: how many seeds.
        before: how many lanes of the first row are not wanted.
        low: where the linear piece ends.
        gradients: of part 0 and of the others, on the piece.
        rounding: see the module ``linear_piece``.
        watch: whether x can leave the window while it is on the piece.
        f: what f is at the start.
        gradient2: the squared slope of f on the piece.
    """

    keys: Any
    n: int
    epochs: int
    start: float
    step: float
    schedule: int
    constants: tuple[float, ...]
    numbers: Numbers
    window: tuple[float, ...]
    record: int
    kind: int
    seeds: int
    before: int
    low: float
    gradients: tuple[float, float]
    rounding: float
    watch: bool
    f: float
    gradient2: float


def shared_grid(request: Request, settings: Settings) -> SharedGrid:
    """The request in numbers."""
    piece = request.piece
    f, gradient2 = piece.constants
    return SharedGrid(
        keys=settings.keys,
        n=settings.n,
        epochs=settings.epochs,
        start=settings.start,
        step=settings.step,
        schedule=settings.schedule,
        constants=settings.constants,
        numbers=settings.numbers,
        window=settings.window,
        record=settings.record,
        kind=_KINDS[request.plan.sampling],
        seeds=request.plan.seeds,
        before=request.before,
        low=piece.low,
        gradients=(float(piece.gradients[0]), float(piece.gradients[-1])),
        rounding=ROUNDING,
        watch=request.watch,
        f=f,
        gradient2=gradient2,
    )

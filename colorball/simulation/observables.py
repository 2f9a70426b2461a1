"""What is kept of each lane while it runs; nothing grows with the number of steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from colorball.problems.problem import Floats
from colorball.simulation.plan import Plan
from colorball.simulation.status import LaneStatus

__all__ = ["OBSERVABLES", "TRAJECTORY", "Lanes", "Observable", "new_lanes", "observables_of"]

TRAJECTORY = "trajectory_"  # what the names of recorded arrays begin with


@dataclass(frozen=True)
class Observable:
    """One number per lane.

    Attributes:
        name: its name in results.
        meaning: what it is, in words.
        scalar: False: only for problems whose x is a vector; True: only where it is a number; None:
            for both.
    """

    name: str
    meaning: str
    scalar: bool | None = None


OBSERVABLES = (
    Observable("x", "x after the last epoch", scalar=True),
    Observable("norm", "Euclidean norm of x after the last epoch", scalar=False),
    Observable("f", "sum of all parts at the last x"),
    Observable("gradient2", "squared norm of the sum's gradient at the last x"),
    Observable("least_f", "least f at the start and the ends of epochs"),
    Observable("least_gradient2", "least gradient2 at the start and the ends of epochs"),
    Observable("first_exit", "first epoch at whose end x is outside the window; 0 for never"),
    Observable("status", "; ".join(f"{int(s)} {s.message}" for s in LaneStatus)),
    Observable("failed_at", "iteration that the lane could not do; 0 for none"),
    Observable("diverged", "f at the end is above f at the start, or the lane overflowed"),
)


@dataclass
class Lanes:
    """The arrays that an engine fills for a range of lanes.

    Attributes:
        floats: shape ``(lanes, 5)``: x or norm, f, gradient2, least_f, least_gradient2.
        counts: shape ``(lanes, 2)``: first_exit, failed_at.
        status: shape ``(lanes,)``: :class:`LaneStatus`.
        start_f: f at the start, shape ``(lanes,)``.
        records: shape ``(lanes, records, 3)``: x or norm, f, gradient2 at the start and after
            every ``plan.record`` epochs; NaN once a lane has stopped.
    """

    floats: Floats
    counts: NDArray[np.int64]
    status: NDArray[np.int8]
    start_f: Floats
    records: Floats

    def part(self, first: int, last: int) -> Lanes:
        """Views of the lanes ``first .. last - 1``."""
        return Lanes(
            self.floats[first:last],
            self.counts[first:last],
            self.status[first:last],
            self.start_f[first:last],
            self.records[first:last],
        )

    def put(self, where: NDArray[np.intp], lanes: Lanes) -> None:
        """Write the results of some lanes."""
        self.floats[where] = lanes.floats
        self.counts[where] = lanes.counts
        self.status[where] = lanes.status
        self.start_f[where] = lanes.start_f
        self.records[where] = lanes.records


def new_lanes(plan: Plan, lanes: int) -> Lanes:
    """Arrays for that many lanes of a plan; engines write all ``floats`` and ``start_f``."""
    records = 0 if plan.record == 0 else plan.epochs // plan.record + 1
    return Lanes(
        _columns(np.empty((5, lanes + 1))),
        _columns(np.zeros((2, lanes + 1), dtype=np.int64)),
        np.zeros(lanes, dtype=np.int8),
        np.empty(lanes),
        np.full((lanes, records, 3), np.nan),
    )


def _columns(rows: NDArray[Any]) -> NDArray[Any]:
    """Rows as columns, without the last number of each: so no column has to be copied.

    With the number too many the array has the same layout as its parts. Else the compiler would
    make one kernel for those and another for the whole.
    """
    return rows.T[:-1]


def observables_of(plan: Plan, lanes: Lanes) -> dict[str, np.ndarray[Any, Any]]:
    """The observables by name, each of shape ``(lanes,)``."""
    place = "x" if plan.is_scalar else "norm"
    names = (place, "f", "gradient2", "least_f", "least_gradient2")
    found: Mapping[str, np.ndarray[Any, Any]] = dict(zip(names, lanes.floats.T, strict=True))
    with np.errstate(invalid="ignore"):
        above = lanes.floats[:, 1] > lanes.start_f
    return {
        **found,
        "first_exit": lanes.counts[:, 0],
        "status": lanes.status,
        "failed_at": lanes.counts[:, 1],
        "diverged": above | (lanes.status == LaneStatus.OVERFLOW),
    }

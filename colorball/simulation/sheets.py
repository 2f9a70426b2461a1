"""What a shared-noise sweep is asked for, and the arrays that it fills."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from colorball.problems.problem import Floats, Problem
from colorball.simulation.linear_piece import LinearPiece
from colorball.simulation.plan import Plan

__all__ = ["Request", "Sheets", "new_sheets"]


@dataclass(frozen=True)
class Request:
    """A part of a plan: some rows of beta1, all of beta2 and all seeds.

    Attributes:
        plan: the plan.
        problem: one of its problems.
        step: one of its step sizes, the first one.
        piece: where the problem is linear.
        beta1: the rows' values.
        beta2: the columns' values.
    """

    plan: Plan
    problem: Problem
    step: float
    piece: LinearPiece
    beta1: Floats
    beta2: Floats

    @property
    def watch(self) -> bool:
        """Whether x can leave the window while it is on the piece."""
        low, high = self.plan.window
        return low > self.piece.low or high < np.inf


@dataclass(frozen=True)
class Sheets:
    """What is found, while x is on the piece; for each seed a sheet of rows and columns.

    Attributes:
        x: x at the end, not finite for a lane that leaves the piece or fails; shape
            ``(rows, columns, seeds)``.
        least: the least x at the start and the ends of epochs.
        left: the first epoch at whose end x is outside the window, or 0.
        records: x at the start and after every ``plan.record`` epochs, ``(records, *x.shape)``.
    """

    x: Floats
    least: Floats
    left: NDArray[np.int64]
    records: Floats


def new_sheets(request: Request) -> Sheets:
    """Sheets at the start."""
    plan = request.plan
    shape = (len(request.beta1), len(request.beta2), plan.seeds)
    records = 0 if plan.record == 0 else plan.epochs // plan.record + 1
    start = request.piece.start
    return Sheets(
        np.full(shape, start),
        np.full(shape, start),
        np.zeros(shape, dtype=np.int64),
        np.full((records, *shape), start),
    )

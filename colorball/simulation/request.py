"""What a shared-noise sweep is asked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from colorball.problems.problem import Floats, Problem
from colorball.simulation.linear_piece import LinearPiece
from colorball.simulation.plan import Plan

__all__ = ["Request"]


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
        before: how many lanes of the first row are not wanted.
    """

    plan: Plan
    problem: Problem
    step: float
    piece: LinearPiece
    beta1: Floats
    beta2: Floats
    before: int

    @property
    def watch(self) -> bool:
        """Whether x can leave the window while it is on the piece."""
        low, high = self.plan.window
        return low > self.piece.low or high < np.inf

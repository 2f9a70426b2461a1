"""Lanes that share a problem and a step size: what an engine runs at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from colorball.problems.problem import Floats, Problem
from colorball.simulation.plan import AXES, Plan

__all__ = ["Group", "groups"]


@dataclass(frozen=True)
class Group:
    """A range of lanes of one problem and one step size.

    Attributes:
        problem: the problem.
        step: the first step size.
        first: how many lanes of the range that was asked for come before this group.
        beta1: beta1 of each lane.
        beta2: beta2 of each lane.
        streams: the number of each lane's random stream.
    """

    problem: Problem
    step: float
    first: int
    beta1: Floats
    beta2: Floats
    streams: NDArray[np.uint64]

    @property
    def lanes(self) -> int:
        """How many lanes there are."""
        return self.beta1.size

    def part(self, first: int, last: int) -> Group:
        """The lanes ``first .. last - 1`` of this group."""
        return replace(
            self,
            first=self.first + first,
            beta1=self.beta1[first:last],
            beta2=self.beta2[first:last],
            streams=self.streams[first:last],
        )

    def chosen(self, lanes: NDArray[np.intp]) -> Group:
        """Some lanes, by their numbers in this group."""
        return replace(
            self,
            beta1=self.beta1[lanes],
            beta2=self.beta2[lanes],
            streams=self.streams[lanes],
        )


def groups(plan: Plan, first: int, last: int) -> Iterator[Group]:
    """The lanes ``first .. last - 1`` of a plan, group by group."""
    beta1, beta2 = plan.doubles["beta1"], plan.doubles["beta2"]
    row = beta2.size * plan.seeds  # lanes that share a beta1
    together = beta1.size * row
    steps = len(plan.axes[AXES[1]])
    for number in range(first // together, -(-last // together)):
        begin, end = max(first, number * together), min(last, (number + 1) * together)
        top, bottom = (begin - number * together) // row, -(-(end - number * together) // row)
        rows, start = bottom - top, number * together + top * row
        wanted = slice(begin - start, end - start)
        lanes = np.arange(begin, end, dtype=np.uint64)
        yield Group(
            problem=plan.problems[number // steps],
            step=float(plan.doubles["step"][number % steps]),
            first=begin - first,
            beta1=np.repeat(beta1[top:bottom], row)[wanted],
            beta2=np.tile(np.repeat(beta2, plan.seeds), rows)[wanted],
            streams=lanes % np.uint64(plan.seeds) if plan.common_noise else lanes,
        )

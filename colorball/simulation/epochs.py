"""Epochs of the lanes of a block, in place."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from colorball.problems.problem import Floats, Parts, Problem
from colorball.rules.rule import Clock
from colorball.simulation.aligned import aligned
from colorball.simulation.drawn import by_iteration
from colorball.simulation.gradients import curvature_filler, gradient_filler
from colorball.simulation.iteration import Point, iterated, of_each
from colorball.simulation.plan import Plan
from colorball.simulation.recorded import Call, Recorder
from colorball.simulation.schedule import step_size

__all__ = ["Epochs"]

Pairs = list[tuple[Floats, Floats]]


class Epochs:
    """Epochs of lanes that share a problem and a step size.

    What an iteration does is recorded once, and then repeated in place.

    Attributes:
        point: where the lanes are; an epoch writes into its arrays.
        before: where they were before the last epoch.
    """

    def __init__(self, plan: Plan, problem: Problem, step: float, point: Point) -> None:
        self._plan, self._problem, self._step = plan, problem, step
        self.point: Point = of_each(_aligned_copy, point)
        self._g, self._h = aligned(point.x.shape), aligned(point.x.shape)
        self._clock = Clock(np.zeros(()), np.zeros(()))
        self._fill_g = gradient_filler(problem)
        self._fill_h = curvature_filler(problem) if plan.rule.needs_curvature else None
        self._calls, changed = self._recorded()
        copies = {id(array): _aligned_copy(array) for array in changed}
        self._kept = [(copies[id(array)], array) for array in changed]
        self.before: Point = of_each(lambda array: copies.get(id(array), array), self.point)

    def _recorded(self) -> tuple[list[Call], list[Floats]]:
        """The calls of one iteration, and those arrays of the point that it changes."""
        recorder = Recorder()
        point, g, h, clock = (
            of_each(recorder.stand_in, given)
            for given in (self.point, self._g, self._h, self._clock)
        )
        curvature = h if self._fill_h is not None else 0.0
        after = iterated(self._plan, self._problem, point, g, curvature, clock)
        calls = recorder.calls([*_each_of(after), g, h, *clock])
        pairs = zip(_each_of(point), _each_of(after), strict=True)
        changed = [(old.array, new.array) for old, new in pairs if new is not old]
        elsewhere = [(old, new) for old, new in changed if new is not old]
        return [*calls, *_copies(elsewhere)], [old for old, _ in changed]

    def run(self, order: Parts, epoch: int) -> None:
        """Run one epoch; ``drawn_orders`` gives its order."""
        for copy, array in self._kept:
            np.copyto(copy, array)
        parts = by_iteration(self._problem, order)
        for t, part in enumerate(parts, start=(epoch - 1) * len(parts) + 1):
            self._fill_g(part, self.point.x, self._g)
            if self._fill_h is not None:
                self._fill_h(part, self.point.x, self._h)
            self._clock.step[()] = step_size(self._plan.schedule, self._step, epoch, t)
            self._clock.t[()] = t
            for call in self._calls:
                call()


def _copies(pairs: Pairs) -> list[Call]:
    """Write into the first of each pair what the second holds before any of this."""
    through = [(first, second, aligned(first.shape)) for first, second in pairs]
    return [
        *(partial(np.copyto, copy, second) for _, second, copy in through),
        *(partial(np.copyto, first, copy) for first, _, copy in through),
    ]


def _aligned_copy(array: Floats) -> Floats:
    copy = aligned(array.shape)
    np.copyto(copy, array)
    return copy


def _each_of(values: Any) -> list[Any]:
    """What is in a tree of named tuples."""
    found: list[Any] = []
    of_each(found.append, values)
    return found

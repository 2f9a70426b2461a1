"""What the compiled engines have to know of a run, in numbers."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from colorball.problems.problem import Problem
from colorball.rules.rule import Numbers
from colorball.simulation.compiled.wide_philox import round_keys
from colorball.simulation.plan import Plan
from colorball.simulation.schedule import Schedule

__all__ = ["Settings", "settings_of"]

_SCHEDULES = {Schedule.CONSTANT: 0, Schedule.ROOT_EPOCH: 1, Schedule.ROOT_ITERATION: 2}

Pair = tuple[float, ...]


class Settings(NamedTuple):
    """What all lanes of a problem and a step size share.

    Attributes:
        keys: see ``round_keys``.
        n: how many parts there are.
        epochs: how many epochs.
        start: x at the start.
        step: the first step size.
        schedule: how it falls: 0 not at all, 1 as the root of the epoch, 2 of the iteration.
        parts: the numbers of part 0's gradient, and of the others'.
        constants: the numbers of f.
        numbers: the rule's.
        edge: where gradients stop to depend on x.
        interval: what x is projected onto.
        window: the interval whose first exit is noted.
        record: every how many epochs the trajectory is kept; 0 for never.
    """

    keys: Any
    n: int
    epochs: int
    start: float
    step: float
    schedule: int
    parts: tuple[Pair, Pair]
    constants: Pair
    numbers: Numbers
    edge: float
    interval: Pair
    window: Pair
    record: int


def settings_of(plan: Plan, problem: Problem, step: float) -> Settings:
    """The settings of a problem with an odd part."""
    odd, edge = problem.odd_part, problem.linear_from
    assert odd is not None, "choose_engine sees to it"
    return Settings(
        round_keys(plan.seed),
        problem.n,
        plan.epochs,
        float(plan.start_of(problem)),
        step,
        _SCHEDULES[plan.schedule],
        (_floats(odd.odd), _floats(odd.others)),
        _floats(odd.numbers),
        plan.numbers,
        -np.inf if edge is None else float(edge),
        _floats(problem.interval or (-np.inf, np.inf)),
        _floats(plan.window),
        plan.record,
    )


def _floats(numbers: tuple[float, ...]) -> Pair:
    return tuple(float(number) for number in numbers)  # one type, so that one kernel does

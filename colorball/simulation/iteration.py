"""One iteration of many lanes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from colorball.problems.problem import Problem
from colorball.rules.rule import Betas, Clock, State
from colorball.simulation.plan import Plan

__all__ = ["Point", "iterated", "of_each"]


class Point(NamedTuple):
    """Where lanes are: all that an iteration changes."""

    x: Any
    state: State
    betas: Betas


def iterated(plan: Plan, problem: Problem, point: Point, g: Any, h: Any, clock: Clock) -> Point:
    """The point after one iteration, for arrays or their stand-ins.

    Args:
        plan: the plan.
        problem: the problem.
        point: the point before.
        g: the gradients there.
        h: the curvatures; 0 if the rule does not need them.
        clock: the step size and the number of the iteration.
    """
    x, state, betas = point
    if plan.flags.bias_correction:
        powers = (betas.power1 * betas.beta1, betas.power2 * betas.beta2)
        betas = Betas(*betas[:4], *powers)
    x, state = plan.rule.update(x, g, h, state, betas, clock, plan.flags, plan.numbers)
    if problem.interval is not None:
        low, high = problem.interval
        x = np.minimum(np.maximum(x, low), high) + (x - x)  # the last term keeps inf and NaN
    return Point(x, state, betas)


def of_each(function: Callable[[Any], Any], values: Any) -> Any:
    """A function of an array, or of each array in a tree of named tuples.

    Example:
        >>> of_each(len, Clock([1, 2], [3]))
        Clock(step=2, t=1)
    """
    if isinstance(values, tuple):
        return type(values)(*(of_each(function, value) for value in values))
    return function(values)

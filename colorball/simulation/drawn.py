"""The orders that the reference engine draws, and what they say about one iteration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from colorball.balls.sampling import Sampling
from colorball.problems.problem import Parts, Problem
from colorball.simulation.group import Group
from colorball.simulation.plan import Plan
from colorball.simulation.sampler import orders, places

__all__ = ["by_iteration", "drawn_orders", "is_placed"]


def is_placed(plan: Plan, problem: Problem) -> bool:
    """Whether an order is told by the place of part 0."""
    return problem.odd_part is not None and plan.sampling is not Sampling.WITH_REPLACEMENT


def drawn_orders(plan: Plan, group: Group) -> Iterator[Parts]:
    """The order of each epoch: its parts, shape ``(n, lanes)``, or places, shape ``(lanes,)``."""
    draw = places if is_placed(plan, group.problem) else orders
    return draw(plan.sampling, group.problem.n, plan.seed, group.streams, plan.epochs)


def by_iteration(problem: Problem, order: Parts) -> Sequence[Parts]:
    """For each iteration the part of each lane; where part 0 is odd, the lanes that have it.

    Example:
        >>> from colorball.problems.function_two import function_two
        >>> [lanes.tolist() for lanes in by_iteration(function_two(3), np.array([2, 0, 2, 2]))]
        [[1], [], [0, 2, 3]]
    """
    if problem.odd_part is None:
        return list(order)
    if order.ndim == 2:
        return [np.flatnonzero(parts == 0) for parts in order]
    short = order.astype(np.min_scalar_type(problem.n))  # NumPy sorts these quickest
    lanes = np.argsort(short, kind="stable")
    ends = np.searchsorted(short, np.arange(problem.n + 1, dtype=short.dtype), sorter=lanes)
    return [lanes[a:b] for a, b in pairwise(ends.tolist())]

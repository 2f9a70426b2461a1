"""The reference engine: NumPy over blocks of lanes, for any problem and any rule.

The compiled engine does the same operations in the same order, so that both agree to the last bit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from colorball.problems.problem import Floats, Parts, Problem
from colorball.rules.rule import Betas, Clock, Rule, State
from colorball.simulation.drawn import by_iteration, drawn_orders, is_placed
from colorball.simulation.epochs import Epochs
from colorball.simulation.failure import status_of
from colorball.simulation.gradients import curvature_filler, gradient_filler
from colorball.simulation.group import Group
from colorball.simulation.iteration import Point, iterated, of_each
from colorball.simulation.observables import Lanes
from colorball.simulation.plan import Plan
from colorball.simulation.schedule import step_size

__all__ = ["run_reference"]

_BLOCK = 16384  # numbers per array: few enough for the second cache, enough for Python's overhead
_MOST_DRAWS = 2**19  # parts times lanes, where the orders of a block are arrays of that size


@dataclass
class _Block:
    """The lanes of a block that still run; ``where`` says which of the group's they are."""

    where: NDArray[np.intp]
    point: Point
    least_f: Floats
    least_gradient2: Floats
    left: NDArray[np.int64]

    def taken(self, lanes: NDArray[np.bool_]) -> _Block:
        """Copies of some lanes."""
        return _Block(*(of_each(lambda array: array[lanes], each) for each in vars(self).values()))


def run_reference(plan: Plan, group: Group, out: Lanes) -> None:
    """Run the lanes of a group into ``out``."""
    size = max(1, _BLOCK // max(1, int(np.prod(group.problem.shape, dtype=np.int64))))
    if not is_placed(plan, group.problem):
        size = max(1, min(size, _MOST_DRAWS // group.problem.n))
    for first in range(0, group.lanes, size):
        last = min(first + size, group.lanes)
        with np.errstate(all="ignore"):  # what fails is found and reported per lane
            _run_block(plan, group.part(first, last), out.part(first, last))


def _run_block(plan: Plan, group: Group, out: Lanes) -> None:
    block = _started(plan, group)
    epochs = Epochs(plan, group.problem, group.step, block.point)
    block.point = epochs.point
    out.start_f[:] = block.least_f
    _record(plan, group.problem, block, out, 0)
    for epoch, order in enumerate(drawn_orders(plan, group), start=1):
        if block.where.size == 0:
            break
        if block.where.size < group.lanes:
            order = order[..., block.where]
        epochs.run(order, epoch)
        failed = ~_finite(plan.rule, block.point)
        if failed.any():
            lost, again = (
                replace(block, point=point).taken(failed) for point in (block.point, epochs.before)
            )
            out.status[lost.where] = _status(plan.rule, lost.point)
            _report_failures(plan, group, again, order[..., failed], epoch, out)
            block = block.taken(~failed)
            epochs = Epochs(plan, group.problem, group.step, block.point)
            block.point = epochs.point
        _observe(plan, group.problem, block, epoch)
        _record(plan, group.problem, block, out, epoch)
    _write(group.problem, block, out)


def _started(plan: Plan, group: Group) -> _Block:
    problem, start = group.problem, plan.start_of(group.problem)
    x = np.broadcast_to(start, (group.lanes, *start.shape)).copy()
    column = (-1, *(1 for _ in start.shape))  # one beta for all coordinates of a lane
    beta1, beta2 = group.beta1.reshape(column), group.beta2.reshape(column)
    state = State(np.zeros_like(x), np.full_like(x, plan.numbers.start_v), np.zeros_like(x))
    ones = np.ones_like(beta1)
    betas = Betas(beta1, 1.0 - beta1, beta2, 1.0 - beta2, ones, ones.copy())
    f, gradient2 = (values.copy() for values in _values(problem, x))
    left = np.zeros(group.lanes, dtype=np.int64)
    point = Point(x, state, betas)
    return _Block(np.arange(group.lanes), point, f, gradient2, left)


def _finite(rule: Rule, point: Point) -> NDArray[np.bool_]:
    """Which lanes are finite; what is not finite stays so, so the end of an epoch will do."""
    fine: NDArray[np.bool_] = np.isfinite(point.x)
    for slot in rule.slots:
        fine &= np.isfinite(getattr(point.state, slot))
    return np.asarray(fine.all(axis=tuple(range(1, fine.ndim))))


def _report_failures(
    plan: Plan, group: Group, block: _Block, order: Parts, epoch: int, out: Lanes
) -> None:
    """Run an epoch of failing lanes again, step by step, to find where each stops."""
    problem = group.problem
    parts = by_iteration(problem, order)
    for i in range(problem.n):
        before, iteration = replace(block), (epoch - 1) * problem.n + i + 1
        step = step_size(plan.schedule, group.step, epoch, iteration)
        block.point = _next(plan, problem, block.point, parts[i], Clock(step, float(iteration)))
        failed = ~_finite(plan.rule, block.point)
        if failed.any():
            stopped = block.where[failed]
            out.status[stopped] = _status(plan.rule, block.point)[failed]
            out.counts[stopped, 1] = iteration
            _write(problem, before.taken(failed), out)
            block, order = block.taken(~failed), order[..., ~failed]
            parts = by_iteration(problem, order)
        if block.where.size == 0:
            return
    # Only a user's function that rounds differently for other points beside can come to here.
    out.counts[block.where, 1] = epoch * problem.n
    _write(problem, block, out)


def _next(plan: Plan, problem: Problem, point: Point, part: Parts, clock: Clock) -> Point:
    """One iteration in new arrays."""
    g, h = np.empty_like(point.x), np.zeros_like(point.x)
    gradient_filler(problem)(part, point.x, g)
    if plan.rule.needs_curvature:
        curvature_filler(problem)(part, point.x, h)
    return iterated(plan, problem, point, g, h, clock)


def _status(rule: Rule, point: Point) -> NDArray[np.int8]:
    return status_of(rule.under_root, point.x, point.state)


def _values(problem: Problem, x: Floats) -> tuple[Floats, Floats]:
    """The sum of all parts, and the squared norm of its gradient."""
    gradient = problem.total_gradients(x)
    if problem.shape:
        return problem.totals(x), np.einsum("ld,ld->l", gradient, gradient)
    return problem.totals(x), gradient * gradient


def _observe(plan: Plan, problem: Problem, block: _Block, epoch: int) -> None:
    f, gradient2 = _values(problem, block.point.x)
    np.minimum(block.least_f, f, out=block.least_f)
    np.minimum(block.least_gradient2, gradient2, out=block.least_gradient2)
    if not plan.is_scalar:
        return
    low, high = plan.window
    outside = block.point.x < low
    if not math.isinf(high):
        outside |= block.point.x > high
    lanes = np.flatnonzero(outside)
    block.left[lanes[block.left[lanes] == 0]] = epoch


def _row(problem: Problem, block: _Block) -> Floats:
    x = block.point.x
    f, gradient2 = _values(problem, x)
    size = np.sqrt(np.einsum("ld,ld->l", x, x)) if problem.shape else x
    return np.stack((size, f, gradient2), axis=1)


def _record(plan: Plan, problem: Problem, block: _Block, out: Lanes, epoch: int) -> None:
    if plan.record and epoch % plan.record == 0:
        out.records[block.where, epoch // plan.record] = _row(problem, block)


def _write(problem: Problem, block: _Block, out: Lanes) -> None:
    out.floats[block.where, :3] = _row(problem, block)
    out.floats[block.where, 3] = block.least_f
    out.floats[block.where, 4] = block.least_gradient2
    out.counts[block.where, 0] = block.left

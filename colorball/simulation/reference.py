"""The reference engine: plain NumPy over blocks of lanes, for any problem and any rule.

The compiled engine does the same operations in the same order, so that both agree to the last bit.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from colorball.balls.sampling import Sampling
from colorball.problems.problem import Floats, OddPart, Parts, Problem
from colorball.rules.rule import Betas, Clock, State
from colorball.simulation.failure import status_of
from colorball.simulation.group import Group
from colorball.simulation.observables import Lanes
from colorball.simulation.plan import Plan
from colorball.simulation.sampler import orders, places
from colorball.simulation.schedule import step_size

__all__ = ["run_reference"]

_BLOCK = 8192  # numbers per array: few enough for the second cache, enough for Python's overhead
_MOST_DRAWS = 2**19  # parts times lanes: the orders of a block are arrays of that size

Order = tuple[NDArray[Any], ...]


@dataclass
class _Block:
    """The lanes of a block that still run; ``where`` says which of the group's they are."""

    where: NDArray[np.intp]
    x: Floats
    m: Floats
    v: Floats
    w: Floats
    beta1: Floats
    rest1: Floats
    beta2: Floats
    rest2: Floats
    power1: Floats
    power2: Floats
    least_f: Floats
    least_gradient2: Floats
    left: NDArray[np.int64]

    def taken(self, lanes: NDArray[np.bool_] | slice) -> _Block:
        """Copies of some lanes."""
        return _Block(*(getattr(self, field.name)[lanes].copy() for field in fields(self)))


def run_reference(plan: Plan, group: Group, out: Lanes) -> None:
    """Run the lanes of a group into ``out``."""
    size = _BLOCK // max(1, int(np.prod(group.problem.shape, dtype=np.int64)))
    size = max(1, min(size, _MOST_DRAWS // group.problem.n))

    for first in range(0, group.lanes, size):
        last = min(first + size, group.lanes)
        with np.errstate(all="ignore"):  # what fails is found and reported per lane
            _run_block(plan, group.part(first, last), out.part(first, last))


def _run_block(plan: Plan, group: Group, out: Lanes) -> None:
    block = _started(plan, group)
    out.start_f[:] = block.least_f
    _record(plan, group.problem, block, out, 0)
    for epoch, order in enumerate(_orders(plan, group), start=1):
        if block.where.size == 0:
            break
        before = (block.x, block.m, block.v, block.w, block.power1, block.power2)
        parts = _of(order, block.where) if block.where.size < group.lanes else order
        _run_epoch(plan, group, block, parts, epoch)
        failed = ~_finite(block)
        if failed.any():
            again = block.taken(slice(None))
            again.x, again.m, again.v, again.w, again.power1, again.power2 = before
            lost = block.taken(failed)
            out.status[lost.where] = _status(plan, lost)
            _report_failures(plan, group, again.taken(failed), _of(parts, failed), epoch, out)
            block = block.taken(~failed)
        _observe(plan, group.problem, block, epoch)
        _record(plan, group.problem, block, out, epoch)
    _write(group.problem, block, out)


def _started(plan: Plan, group: Group) -> _Block:
    problem, start = group.problem, plan.start_of(group.problem)
    x = np.broadcast_to(start, (group.lanes, *start.shape)).copy()
    column = (-1, *(1 for _ in start.shape))  # one beta for all coordinates of a lane
    beta1, beta2 = group.beta1.reshape(column), group.beta2.reshape(column)
    slots = (np.zeros_like(x), np.full_like(x, plan.numbers.start_v), np.zeros_like(x))
    ones = np.ones_like(beta1)
    f, gradient2 = (values.copy() for values in _values(problem, x))
    left = np.zeros(group.lanes, dtype=np.int64)
    betas = (beta1, 1.0 - beta1, beta2, 1.0 - beta2, ones, ones.copy())
    return _Block(np.arange(group.lanes), x, *slots, *betas, f, gradient2, left)


def _orders(plan: Plan, group: Group) -> Iterator[Order]:
    """The parts of each epoch, or their two numbers where part 0 is odd; shape ``(n, lanes)``."""
    n, odd = group.problem.n, group.problem.odd_part
    arguments = (plan.sampling, n, plan.seed, group.streams, plan.epochs)
    if odd is None:
        yield from ((parts,) for parts in orders(*arguments))
    elif plan.sampling is Sampling.WITH_REPLACEMENT:
        for parts in orders(*arguments):
            pair = zip(odd.odd, odd.others, strict=True)
            yield tuple(np.where(parts == 0, first, other) for first, other in pair)
    else:
        yield from _placed(odd, n, places(*arguments), np.arange(group.lanes))


def _placed(
    odd: OddPart, n: int, all_places: Iterator[Parts], lane: NDArray[np.intp]
) -> Iterator[Order]:
    """The same from the places of part 0; each is good until the next is asked for."""
    pairs = list(zip(odd.odd, odd.others, strict=True))
    numbers = tuple(np.full((n, lane.size), other) for _, other in pairs)
    changed = [(numbers[i], *pair) for i, pair in enumerate(pairs) if pair[0] != pair[1]]
    for place in all_places:
        for number, first, _ in changed:
            number[place, lane] = first
        yield numbers
        for number, _, other in changed:
            number[place, lane] = other


def _of(order: Order, lanes: NDArray[Any]) -> Order:
    return tuple(each[:, lanes] for each in order)


def _run_epoch(plan: Plan, group: Group, block: _Block, order: Order, epoch: int) -> None:
    first = (epoch - 1) * group.problem.n + 1
    for iteration, part in enumerate(zip(*order, strict=True), start=first):
        _step(plan, group, block, part, epoch, iteration)


def _step(plan: Plan, group: Group, block: _Block, part: Order, epoch: int, iteration: int) -> None:
    gradient, curvature = _gradient(group.problem, part, block.x, plan.rule.needs_curvature)
    if plan.flags.bias_correction:
        block.power1 = block.power1 * block.beta1
        block.power2 = block.power2 * block.beta2
    betas = Betas(block.beta1, block.rest1, block.beta2, block.rest2, block.power1, block.power2)
    clock = Clock(step_size(plan.schedule, group.step, epoch, iteration), float(iteration))
    state = State(block.m, block.v, block.w)
    x, state = plan.rule.update(
        block.x, gradient, curvature, state, betas, clock, plan.flags, plan.numbers
    )
    if group.problem.interval is not None:
        low, high = group.problem.interval
        x = np.minimum(np.maximum(x, low), high) + (x - x)  # the last term keeps inf and NaN
    block.x, (block.m, block.v, block.w) = x, state


def _gradient(
    problem: Problem, part: Order, x: Floats, needs_curvature: bool
) -> tuple[Floats, Floats | float]:
    odd = problem.odd_part
    if odd is not None:
        p, q = part
        edge = problem.linear_from
        if edge is not None and not needs_curvature and x.min() >= edge:
            return odd.gradient(edge, p, q), 0.0  # the same for all these x
        return odd.gradient(x, p, q), odd.curvature(x, p, q) if needs_curvature else 0.0
    (parts,) = part
    return problem.gradients(parts, x), problem.curvatures(parts, x) if needs_curvature else 0.0


def _finite(block: _Block) -> NDArray[np.bool_]:
    """Which lanes are finite; what is not finite stays so, so the end of an epoch will do."""
    axes = tuple(range(1, block.x.ndim))
    values = block.x + block.m + block.v + block.w
    fine: NDArray[np.bool_] = np.asarray(np.isfinite(values).all(axis=axes))
    if not fine.all():  # a sum can overflow where its terms do not
        arrays = (block.x, block.m, block.v, block.w)
        fine = np.logical_and.reduce([np.isfinite(each).all(axis=axes) for each in arrays])
    return fine


def _report_failures(
    plan: Plan, group: Group, block: _Block, order: Order, epoch: int, out: Lanes
) -> None:
    """Run an epoch of failing lanes again, step by step, to find where each stops."""
    for i in range(group.problem.n):
        part, iteration = tuple(each[i] for each in order), (epoch - 1) * group.problem.n + i + 1
        before = replace(block)
        _step(plan, group, block, part, epoch, iteration)
        failed = ~_finite(block)
        if failed.any():
            stopped = block.where[failed]
            out.status[stopped] = _status(plan, block)[failed]
            out.counts[stopped, 1] = iteration
            _write(group.problem, before.taken(failed), out)
            block, order = block.taken(~failed), _of(order, ~failed)
        if block.where.size == 0:
            return
    # Only a user's function that rounds differently for other points beside can come to here.
    out.counts[block.where, 1] = epoch * group.problem.n
    _write(group.problem, block, out)


def _status(plan: Plan, block: _Block) -> NDArray[np.int8]:
    return status_of(plan.rule.under_root, block.x, State(block.m, block.v, block.w))


def _values(problem: Problem, x: Floats) -> tuple[Floats, Floats]:
    """The sum of all parts, and the squared norm of its gradient."""
    gradient = problem.total_gradients(x)
    if problem.shape:
        return problem.totals(x), np.einsum("ld,ld->l", gradient, gradient)
    return problem.totals(x), gradient * gradient


def _observe(plan: Plan, problem: Problem, block: _Block, epoch: int) -> None:
    f, gradient2 = _values(problem, block.x)
    block.least_f = np.minimum(block.least_f, f)
    block.least_gradient2 = np.minimum(block.least_gradient2, gradient2)
    if not plan.is_scalar:
        return
    low, high = plan.window
    outside = block.x < low
    if not math.isinf(high):
        outside |= block.x > high
    if outside.any():
        block.left[outside & (block.left == 0)] = epoch


def _row(problem: Problem, block: _Block) -> Floats:
    f, gradient2 = _values(problem, block.x)
    size = np.sqrt(np.einsum("ld,ld->l", block.x, block.x)) if problem.shape else block.x
    return np.stack((size, f, gradient2), axis=1)


def _record(plan: Plan, problem: Problem, block: _Block, out: Lanes, epoch: int) -> None:
    if plan.record and epoch % plan.record == 0:
        out.records[block.where, epoch // plan.record] = _row(problem, block)


def _write(problem: Problem, block: _Block, out: Lanes) -> None:
    out.floats[block.where, :3] = _row(problem, block)
    out.floats[block.where, 3] = block.least_f
    out.floats[block.where, 4] = block.least_gradient2
    out.counts[block.where, 0] = block.left

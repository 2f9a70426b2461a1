"""Shared-noise sweeps with NumPy alone, for any problem with a linear piece."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from colorball.balls.sampling import Sampling
from colorball.problems.problem import Floats
from colorball.rules.rule import Betas, Clock, State
from colorball.simulation.linear_piece import ROUNDING
from colorball.simulation.observables import Lanes
from colorball.simulation.request import Request
from colorball.simulation.sampler import orders, places
from colorball.simulation.schedule import step_size

__all__ = ["fill_with_arrays"]

_COLUMN, _ROW = (slice(None), slice(None), None), (slice(None), None, slice(None))


def fill_with_arrays(request: Request, out: Lanes) -> None:
    """Fill the lanes, epoch by epoch; arrays have the shape ``(seeds, rows, columns)``."""
    plan, piece = request.plan, request.piece
    shape = (plan.seeds, len(request.beta1), len(request.beta2))
    x, least = np.full(shape, piece.start), np.full(shape, piece.start)
    left = np.zeros(shape, dtype=np.int64)
    start_f, gradient2 = piece.constants
    out.start_f[:] = start_f
    with np.errstate(all="ignore"):  # x may be infinite, until the lane has run again
        _record(request, 0, x, out)
        far = np.full((plan.seeds, len(request.beta2)), abs(piece.start))  # |x| + A
        for epoch, (a, b, length) in enumerate(_factors(request), start=1):
            far += length * piece.steepest * b.max(axis=0)
            limits = piece.low + ROUNDING * (epoch * len(a) + 1) * far
            x = _moved(x, a, b, limits)
            np.minimum(least, x, out=least)
            if request.watch:
                low, high = plan.window
                left[((x < low) | (x > high)) & (left == 0)] = epoch
            _record(request, epoch, x, out)
        places, lowest = _by_lane(request, x, out), _by_lane(request, least, out)
        out.floats[:, 0], out.floats[:, 1] = places, request.problem.totals(places)
        out.floats[:, 3] = request.problem.totals(lowest)
    out.floats[:, 2] = out.floats[:, 4] = gradient2
    out.counts[:, 0] = _by_lane(request, left, out)


def _record(request: Request, epoch: int, x: Floats, out: Lanes) -> None:
    """Keep x after an epoch, if it is one of those that are kept."""
    record = request.plan.record
    if record and epoch % record == 0:
        places, row = _by_lane(request, x, out), out.records[:, epoch // record]
        row[:, 0], row[:, 1] = places, request.problem.totals(places)
        row[:, 2] = request.piece.constants[1]


def _by_lane(request: Request, numbers: NDArray[Any], out: Lanes) -> NDArray[Any]:
    """The numbers of the lanes that are wanted, in their order: the seed is the last axis."""
    return np.moveaxis(numbers, 0, 2).ravel()[request.before : request.before + out.status.size]


def _moved(x: Floats, a: Floats, b: Floats, limits: Floats) -> Floats:
    """What x is after an epoch, infinite where it came below its limit on the way.

    Args:
        x: shape ``(seeds, rows, columns)``.
        a: factors of beta1, ``(n, seeds, rows)``.
        b: factors of beta2, ``(n, seeds, columns)``.
        limits: shape ``(seeds, columns)``.
    """
    moved = x.copy()
    product = np.empty_like(x)
    for ups, downs in zip(a, b, strict=True):  # not matmul: its rounding may depend on the shape
        moved -= np.multiply(ups[_COLUMN], downs[_ROW], out=product)
    most = np.maximum(a, 0.0).sum(axis=0)[_COLUMN] * b.max(axis=0)[_ROW]  # that x falls on the way
    near = np.nonzero(~(x - most >= limits[_ROW]))
    if near[0].size:
        seed, row, column = near
        place, lowest = x[near], x[near]
        for ups, downs in zip(a, b, strict=True):
            place = place - ups[seed, row] * downs[seed, column]
            lowest = np.minimum(lowest, place)
        moved[near] = np.where(lowest >= limits[seed, column], place, np.inf)
    return moved


def _factors(request: Request) -> Iterator[tuple[Floats, Floats, float]]:
    """For each epoch both factors and the sum of the step sizes.

    At x = 0, with the factor of v held at 1, a step is minus the factor of m, and the other way
    round.
    """
    plan, seeds = request.plan, request.plan.seeds
    update, numbers = plan.rule.update, plan.numbers
    top = plan.flags._replace(epsilon=0, zero_if_zero=False)
    bottom = plan.flags._replace(first_gradient=False)
    beta1 = np.broadcast_to(request.beta1, (seeds, len(request.beta1)))
    beta2 = np.broadcast_to(request.beta2, (seeds, len(request.beta2)))
    m, power1 = np.zeros_like(beta1), np.ones_like(beta1)
    v, w, power2 = np.full_like(beta2, numbers.start_v), np.zeros_like(beta2), np.ones_like(beta2)
    one, none = np.ones(1), np.zeros(1)
    for epoch, parts in enumerate(_orders(request), start=1):
        n = len(parts)
        a, b = np.empty((n, *beta1.shape)), np.empty((n, *beta2.shape))
        length = 0.0
        for i, part in enumerate(parts):
            t = (epoch - 1) * n + i + 1
            g = request.piece.gradients[part][:, np.newaxis]
            clock = Clock(step_size(plan.schedule, request.step, epoch, t), float(t))
            length += clock.step
            power1, power2 = power1 * beta1, power2 * beta2
            betas = Betas(beta1, 1.0 - beta1, one, none, power1, none)
            x, state = update(0.0, g, 0.0, State(m, one, one), betas, clock, top, numbers)
            a[i], m = -x, state.m
            betas = Betas(one, none, beta2, 1.0 - beta2, none, power2)
            clock = Clock(1.0, clock.t)
            x, state = update(0.0, g, 0.0, State(one, v, w), betas, clock, bottom, numbers)
            b[i], v, w = -x, state.v, state.w
        yield a, b, length


def _orders(request: Request) -> Iterator[NDArray[np.intp]]:
    """The parts of each epoch, shape ``(n, seeds)``; 0 and 1 are enough where part 0 is odd."""
    plan, n = request.plan, request.problem.n
    streams = np.arange(plan.seeds, dtype=np.uint64)
    arguments = (plan.sampling, n, plan.seed, streams, plan.epochs)
    if request.problem.odd_part is None or plan.sampling is Sampling.WITH_REPLACEMENT:
        yield from orders(*arguments)
        return
    position = np.arange(n)[:, np.newaxis]
    for place in places(*arguments):
        yield (position != place).astype(np.intp)

"""Run shared-noise sweeps compiled, on all cores."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from colorball.balls.sampling import Sampling
from colorball.problems.problem import Floats
from colorball.rules.rule import SAME, Flags, Rule
from colorball.simulation.compiled.fingerprint import fingerprint
from colorball.simulation.compiled.shared_draws import CYCLIC, ONCE, REPLACED
from colorball.simulation.compiled.shared_kernel import make_shared_kernel
from colorball.simulation.compiled.shared_work import new_factors, new_shared_work
from colorball.simulation.compiled.wide_philox import round_keys
from colorball.simulation.cores import core_count
from colorball.simulation.linear_piece import ROUNDING
from colorball.simulation.observables import Lanes
from colorball.simulation.request import Request
from colorball.simulation.schedule import Schedule
from colorball.simulation.threads import Stop, in_threads

__all__ = ["fill_compiled"]

_SCHEDULES = {Schedule.CONSTANT: 0, Schedule.ROOT_EPOCH: 1, Schedule.ROOT_ITERATION: 2}
_KINDS = {
    Sampling.RESHUFFLE: 0,
    Sampling.WITH_REPLACEMENT: REPLACED,
    Sampling.SHUFFLE_ONCE: ONCE,
    Sampling.CYCLIC: CYCLIC,
}
_MANY = 4  # with so many seeds for each core, whole seeds are shared out evenly enough


def fill_compiled(request: Request, out: Lanes) -> None:
    """Fill the lanes, one task for each seed, or a few where there are fewer seeds than cores."""
    tasks = _tasks(len(request.beta1), request.plan.seeds, core_count())
    flags = request.plan.flags
    quick = _compiled(request, flags._replace(quick=SAME))
    keys = round_keys(request.plan.seed)
    factors = [new_factors(request) for _ in range(min(len(tasks), core_count()))]

    def task(chosen: tuple[slice, int], stop: Stop) -> None:
        own = factors.pop()
        if not _run(quick, request, own, keys, *chosen, out, stop):
            _run(_compiled(request, flags), request, own, keys, *chosen, out, stop)
        factors.append(own)

    alone = 0 if quick.overloads else 1  # so that threads do not compile the same kernel at once
    in_threads(task, tasks[:alone])
    in_threads(task, tasks[alone:])


def _run(
    kernel: Any,
    request: Request,
    factors: Floats,
    keys: NDArray[np.uint64],
    rows: slice,
    seed: int,
    out: Lanes,
    stop: Stop,
) -> bool:
    """Whether the result is good."""
    plan, problem, piece = request.plan, request.problem, request.piece
    assert problem.odd_part is not None, "whoever calls this sees to it"
    columns = len(request.beta2)
    good: bool = kernel(
        new_shared_work(request, rows, seed, factors),
        rows.stop - rows.start,
        columns,
        _KINDS[plan.sampling],
        keys,
        problem.n,
        plan.epochs,
        float(piece.low),
        float(piece.start),
        request.step,
        _SCHEDULES[plan.schedule],
        (float(piece.gradients[0]), float(piece.gradients[-1])),
        ROUNDING,
        plan.numbers,
        (float(plan.window[0]), float(plan.window[1])),
        request.watch,
        plan.record,
        tuple(float(number) for number in problem.odd_part.numbers),
        request.constants,
        plan.seeds,
        seed + rows.start * columns * plan.seeds - request.before,
        out.floats,
        out.counts,
        out.start_f,
        out.records,
        stop,
    )
    return good


def _tasks(rows: int, seeds: int, cores: int) -> list[tuple[slice, int]]:
    parts = 1 if seeds % cores == 0 or seeds >= _MANY * cores else min(cores, -(-rows // 8))
    ends = [rows * part // parts for part in range(parts + 1)]
    return [
        (slice(first, last), seed)
        for seed in range(seeds)
        for first, last in itertools.pairwise(ends)
    ]


def _compiled(request: Request, flags: Flags) -> Any:
    assert request.problem.odd_part is not None, "whoever calls this sees to it"
    return _kernel(request.plan.rule, flags, request.problem.odd_part.total)


@cache
def _kernel(rule: Rule, flags: Flags, total: Callable[..., Any]) -> Any:
    used = fingerprint((rule.update, total))
    return make_shared_kernel(rule.update, total, flags, rule.under_root == "w", used)

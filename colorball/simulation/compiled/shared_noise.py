"""Run shared-noise sweeps compiled, on all cores."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from colorball.balls.sampling import Sampling
from colorball.rules.rule import NEAR, Flags, Rule
from colorball.simulation.compiled.fingerprint import fingerprint
from colorball.simulation.compiled.shared_draws import CYCLIC, ONCE, REPLACED
from colorball.simulation.compiled.shared_kernel import make_shared_kernel
from colorball.simulation.compiled.shared_work import shared_work
from colorball.simulation.compiled.wide_philox import round_keys
from colorball.simulation.cores import core_count
from colorball.simulation.leavers import Leavers
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
_BRIEF = 2**28  # iterations of lanes; less than half a second, even if all run again
_MANY = 4  # with so many seeds for each core, whole seeds are shared out evenly enough


def fill_compiled(
    request: Request, out: Lanes, run_again: Callable[[NDArray[np.intp]], None]
) -> None:
    """Fill the lanes, one task for each seed, or a few where there are fewer seeds than cores.

    Args:
        request: what is asked for.
        out: the lanes.
        run_again: runs some lanes that left the piece; it is called in several threads at once.
    """
    plan, problem, piece = request.plan, request.problem, request.piece
    assert problem.odd_part is not None, "whoever calls this sees to it"
    row = len(request.beta2) * plan.seeds
    numbers = (
        _KINDS[plan.sampling],
        round_keys(plan.seed),
        problem.n,
        plan.epochs,
        piece.low,
        piece.start,
        request.step,
        _SCHEDULES[plan.schedule],
        (float(piece.gradients[0]), float(piece.gradients[-1])),
        ROUNDING,
        plan.numbers,
        (float(plan.window[0]), float(plan.window[1])),
        request.watch,
        plan.record,
        tuple(float(number) for number in problem.odd_part.numbers),
        piece.constants,
        plan.seeds,
    )
    results = (out.floats, out.counts, out.start_f, out.records)

    quick = _compiled(request, plan.flags._replace(quick=NEAR))

    def task(chosen: tuple[slice, int], stop: Stop) -> None:
        rows, seed = chosen
        beta1 = request.beta1[rows]
        work = shared_work(beta1.size, request.beta2.size, problem.n, plan.epochs)
        first, last = (end * row + seed - request.before for end in (rows.start, rows.stop))
        rest = (work, beta1, request.beta2, *numbers, seed, first, *results, stop)
        if not quick(*rest):
            _compiled(request, plan.flags)(*rest)
        if not stop[0]:
            begin = first if first >= 0 else first % plan.seeds
            places = out.floats[begin : min(last, out.status.size) : plan.seeds, 0]
            leavers.found(begin + plan.seeds * np.flatnonzero(~np.isfinite(places)))

    tasks = _tasks(len(request.beta1), plan.seeds, core_count())
    leavers = Leavers(run_again, len(tasks), core_count())
    brief = request.beta1.size * row * plan.epochs * problem.n < _BRIEF
    alone = 0 if quick.overloads else 1  # so that threads do not compile the same kernel at once
    if alone:
        in_threads(task, tasks[:alone])
    in_threads(task, tasks[alone:], brief=brief)
    leavers.run_rest()


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

"""Run shared-noise sweeps compiled, on all cores."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import numpy as np

from colorball.balls.sampling import Sampling
from colorball.rules.rule import Flags, Rule
from colorball.simulation.compiled.fingerprint import fingerprint
from colorball.simulation.compiled.shared_draws import CYCLIC, ONCE, REPLACED
from colorball.simulation.compiled.shared_kernel import make_shared_kernel
from colorball.simulation.compiled.shared_work import new_shared_work
from colorball.simulation.cores import core_count
from colorball.simulation.linear_piece import ROUNDING
from colorball.simulation.schedule import Schedule
from colorball.simulation.sheets import Request, Sheets

__all__ = ["fill_compiled"]

_SCHEDULES = {Schedule.CONSTANT: 0, Schedule.ROOT_EPOCH: 1, Schedule.ROOT_ITERATION: 2}
_KINDS = {
    Sampling.RESHUFFLE: 0,
    Sampling.WITH_REPLACEMENT: REPLACED,
    Sampling.SHUFFLE_ONCE: ONCE,
    Sampling.CYCLIC: CYCLIC,
}
_MANY = 4  # with so many seeds for each core, whole seeds are shared out evenly enough


def fill_compiled(request: Request, sheets: Sheets) -> None:
    """Fill the sheets, one task for each seed, or a few where there are fewer seeds than cores."""
    plan = request.plan
    cores = core_count()
    tasks = _tasks(len(request.beta1), plan.seeds, cores)
    quick = _kernel(plan.rule, plan.flags._replace(quick=True))

    def task(chosen: tuple[slice, int]) -> None:
        if not _run(quick, request, sheets, *chosen):
            plain = _kernel(plan.rule, plan.flags)
            _run(plain, request, sheets, *chosen)

    if not quick.signatures:
        task(tasks.pop())  # alone, so that threads do not compile the same kernel at once
    with ThreadPoolExecutor(cores) as pool:
        for _ in pool.map(task, tasks):
            pass


def _run(kernel: Any, request: Request, sheets: Sheets, rows: slice, seed: int) -> bool:
    plan, problem, piece = request.plan, request.problem, request.piece
    work = new_shared_work(request, rows, seed, len(sheets.records))
    good: bool = kernel(
        work,
        *work.left.shape,
        _KINDS[plan.sampling],
        np.uint64(plan.seed),
        problem.n,
        plan.epochs,
        piece.low,
        request.step,
        _SCHEDULES[plan.schedule],
        float(piece.gradients[0]),
        float(piece.gradients[-1]),
        ROUNDING,
        plan.numbers,
        plan.window,
        request.watch,
        plan.record,
    )
    height, width = work.left.shape
    sheets.x[rows, :, seed] = work.x[:height, :width]
    sheets.least[rows, :, seed] = work.least[:height, :width]
    sheets.left[rows, :, seed], sheets.records[:, rows, :, seed] = work.left, work.records
    return good


def _tasks(rows: int, seeds: int, cores: int) -> list[tuple[slice, int]]:
    parts = 1 if seeds % cores == 0 or seeds >= _MANY * cores else min(cores, -(-rows // 8))
    ends = [rows * part // parts for part in range(parts + 1)]
    return [
        (slice(first, last), seed)
        for seed in range(seeds)
        for first, last in itertools.pairwise(ends)
    ]


@cache
def _kernel(rule: Rule, flags: Flags) -> Any:
    used = fingerprint((rule.update,))
    return make_shared_kernel(rule.update, flags, rule.under_root == "w", used)

"""Run shared-noise sweeps compiled, on all cores."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from colorball.rules.rule import NEAR, SAME, Flags
from colorball.simulation.compiled.fingerprint import fingerprint
from colorball.simulation.compiled.kernel import FAILED, work_of_thread
from colorball.simulation.compiled.refusal import refusing
from colorball.simulation.compiled.run import compiled
from colorball.simulation.compiled.settings import settings_of
from colorball.simulation.compiled.shape import Functions, flags_of, functions_for, shape_of
from colorball.simulation.compiled.shared_grid import shared_grid
from colorball.simulation.compiled.shared_kernel import make_shared_kernel
from colorball.simulation.compiled.shared_work import shared_work
from colorball.simulation.cores import core_count
from colorball.simulation.observables import Lanes
from colorball.simulation.request import Request
from colorball.simulation.threads import Stop, in_threads

__all__ = ["fill_compiled"]

_BRIEF = 2**28  # iterations of lanes; less than half a second, even if all run again
_FEW = 128  # lanes that a thread runs again itself; more are for all threads
_MANY = 4  # with so many seeds for each core, whole seeds are shared out evenly enough

Numbers = NDArray[np.intp]


def fill_compiled(request: Request, out: Lanes) -> bool:
    """Fill the lanes, one task for each seed, or a few where there are fewer seeds than cores.

    Returns:
        Whether x is infinite in some lanes, which left the piece and were not run again.
    """
    plan, problem, cores = request.plan, request.problem, core_count()
    rows, columns = request.beta1.size, request.beta2.size
    parts = _parts(rows, plan.seeds, cores)
    brief = rows * columns * plan.seeds * plan.epochs * problem.n < _BRIEF
    settings = settings_of(plan, problem, request.step)
    grid = shared_grid(request, settings)
    functions, shape = functions_for(plan.rule, problem), shape_of(plan, problem, linear=False)
    results = (out.floats, out.counts, out.status, out.start_f, out.records)
    grid_shape, incomplete = (rows, columns, plan.seeds), False

    def run(flags: Flags, tasks: Numbers) -> Numbers:
        """Run the tasks; those that failed."""
        kernel = _compiled(functions, flags, shape.root_of_w)
        again = compiled(functions, flags_of(plan, SAME), shape)
        following, failed = np.zeros(1, dtype=np.int64), np.zeros(tasks.size, dtype=np.bool_)

        def share(_: int, stop: Stop) -> None:
            nonlocal incomplete
            work = shared_work(-(-rows // parts), columns, grid.n, grid.epochs, _FEW)
            found = kernel(
                tasks, following, failed, parts, work, request.beta1, request.beta2, grid,
                results, stop,
            )  # fmt: skip
            if found > _FEW:
                incomplete = True
            elif found:
                lanes = work.leavers[:found]
                row, column, seed = np.unravel_index(lanes + request.before, grid_shape)
                again(
                    work_of_thread(settings.n, shape.replaced), request.beta1[row],
                    request.beta2[column], seed.astype(np.uint64), lanes, *settings, *results,
                    stop,
                )  # fmt: skip
                lost = lanes[out.status[lanes] == FAILED]
                if lost.size:
                    out.status[lost], out.floats[lost, 0] = 0, np.inf
                    incomplete = True

        in_threads(share, range(min(cores, tasks.size)), brief=brief)
        return tasks[failed]

    tasks, quick = np.arange(plan.seeds * parts), plan.flags._replace(quick=NEAR)
    slow = []
    with refusing(plan, problem):
        if not _compiled(functions, quick, shape.root_of_w).overloads:
            slow.append(run(quick, tasks[:1]))  # or all threads would compile
            tasks = tasks[1:]
        slow.append(run(quick, tasks))
        if any(each.size for each in slow):
            run(plan.flags, np.concatenate(slow))
    return incomplete


def _parts(rows: int, seeds: int, cores: int) -> int:
    """Into how many parts the rows of a seed are cut."""
    return 1 if seeds % cores == 0 or seeds >= _MANY * cores else min(cores, -(-rows // 8))


@cache
def _compiled(functions: Functions, flags: Flags, root_of_w: bool) -> Any:
    update, total = functions.update, functions.total
    return make_shared_kernel(update, total, flags, root_of_w, fingerprint((update, total)))

"""Run lanes with the compiled engine, on all cores."""

from __future__ import annotations

import functools
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from colorball.rules.rule import NEAR, SAME, Flags
from colorball.simulation.compiled.epoch import BLOCK
from colorball.simulation.compiled.fingerprint import fingerprint
from colorball.simulation.compiled.kernel import FAILED, make_kernel, work_of_thread
from colorball.simulation.compiled.refusal import refusing
from colorball.simulation.compiled.settings import settings_of
from colorball.simulation.compiled.shape import Functions, Shape, flags_of, functions_for, shape_of
from colorball.simulation.cores import core_count
from colorball.simulation.group import Group
from colorball.simulation.observables import Lanes, new_lanes
from colorball.simulation.plan import Plan
from colorball.simulation.reference import run_reference
from colorball.simulation.threads import Stop, in_a_task, in_threads

__all__ = ["compiled", "run_compiled", "run_fused"]

_MOST_AGAIN = 2**16  # lanes
_AS_THEY_STAND = np.zeros(0, dtype=np.int64)  # the places of lanes that follow each other
_TASKS = 6  # for each core, so that none waits long for the last one


def run_fused(plan: Plan, group: Group, out: Lanes) -> None:
    """Run the lanes of a group by the kernel for where gradients do not depend on x.

    Its arithmetic is fused. Lanes that come to where gradients depend on x, and those that fail
    otherwise, run again from the start as :func:`run_compiled` says.
    """
    _run(plan, flags_of(plan, NEAR), group, out, linear=True)
    _again(plan, group, out, functools.partial(run_compiled, plan))


def run_compiled(plan: Plan, group: Group, out: Lanes) -> None:
    """Run the lanes of a group, whose problem has an odd part, into ``out``.

    Lanes that leave the range of the quick inverse root run again with the processor's own; those
    that fail there too, with the reference engine, which tells where and why.
    """
    flags = flags_of(plan, SAME)
    _run(plan, flags, group, out)
    if flags.quick:
        _again(plan, group, out, functools.partial(_run, plan, plan.flags))
    _again(plan, group, out, functools.partial(run_reference, plan))


def _again(plan: Plan, group: Group, out: Lanes, run: Callable[[Group, Lanes], None]) -> None:
    """Run the lanes that failed once more, not too many at a time: they need new arrays."""
    failed = np.flatnonzero(out.status == FAILED)
    for first in range(0, failed.size, _MOST_AGAIN):
        chosen = failed[first : first + _MOST_AGAIN]
        again = new_lanes(plan, chosen.size)
        run(group.chosen(chosen), again)
        out.put(chosen, again)


def _run(plan: Plan, flags: Flags, group: Group, out: Lanes, *, linear: bool = False) -> None:
    shape = shape_of(plan, group.problem, linear)
    kernel = compiled(functions_for(plan.rule, group.problem), flags, shape)
    settings = settings_of(plan, group.problem, group.step)

    def task(ends: tuple[int, int], stop: Stop) -> None:
        part, lanes = group.part(*ends), out.part(*ends)
        results = (lanes.floats, lanes.counts, lanes.status, lanes.start_f, lanes.records)
        kernel(
            work_of_thread(settings.n, shape.replaced), part.beta1, part.beta2, part.streams,
            _AS_THEY_STAND, *settings, *results, stop,
        )  # fmt: skip

    tasks = 1 if in_a_task() else _TASKS * core_count()
    size = BLOCK * max(1, -(-group.lanes // (BLOCK * tasks)))
    ranges = [(i, min(i + size, group.lanes)) for i in range(0, group.lanes, size)]
    alone = 0 if kernel.overloads else 1  # so that threads do not compile the same kernel at once
    with refusing(plan, group.problem):
        in_threads(task, ranges[:alone])
    in_threads(task, ranges[alone:])


@cache
def compiled(functions: Functions, flags: Flags, shape: Shape) -> Any:
    """The kernel for these; see ``make_kernel``."""
    return make_kernel(functions, flags, shape, fingerprint(functions))

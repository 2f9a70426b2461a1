"""Run lanes with the compiled engine, on all cores."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numba.core.errors import NumbaError

from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.rules.rule import NEAR, SAME, Flags
from colorball.simulation.compiled.epoch import BLOCK
from colorball.simulation.compiled.fingerprint import fingerprint
from colorball.simulation.compiled.kernel import (
    FAILED,
    Functions,
    Shape,
    make_kernel,
    new_work,
)
from colorball.simulation.compiled.wide_philox import round_keys
from colorball.simulation.cores import core_count
from colorball.simulation.group import Group
from colorball.simulation.observables import Lanes, new_lanes
from colorball.simulation.plan import Plan
from colorball.simulation.reference import run_reference
from colorball.simulation.schedule import Schedule
from colorball.simulation.threads import Stop, in_a_task, in_threads

__all__ = ["run_compiled", "run_fused"]

_SCHEDULES = {Schedule.CONSTANT: 0, Schedule.ROOT_EPOCH: 1, Schedule.ROOT_ITERATION: 2}
_MOST_AGAIN = 2**16  # lanes
_TASKS = 6  # for each core, so that none waits long for the last one


def run_fused(plan: Plan, group: Group, out: Lanes) -> None:
    """Run the lanes of a group by the kernel for where gradients do not depend on x.

    Its arithmetic is fused. Lanes that come to where gradients depend on x, and those that fail
    otherwise, run again from the start as :func:`run_compiled` says.
    """
    _run(plan, _flags(plan, NEAR), group, out, linear=True)
    _again(plan, group, out, functools.partial(run_compiled, plan))


def run_compiled(plan: Plan, group: Group, out: Lanes) -> None:
    """Run the lanes of a group, whose problem has an odd part, into ``out``.

    Lanes that leave the range of the quick inverse root run again with the processor's own; those
    that fail there too, with the reference engine, which tells where and why.
    """
    flags = _flags(plan, SAME)
    _run(plan, flags, group, out)
    if flags.quick:
        _again(plan, group, out, functools.partial(_run, plan, plan.flags))
    _again(plan, group, out, functools.partial(run_reference, plan))


def _flags(plan: Plan, quick: int) -> Flags:
    if not plan.rule.under_root or plan.flags.epsilon != 0:
        quick = 0  # no inverse root is taken
    return plan.flags._replace(quick=quick)


def _again(plan: Plan, group: Group, out: Lanes, run: Callable[[Group, Lanes], None]) -> None:
    """Run the lanes that failed once more, not too many at a time: they need new arrays."""
    failed = np.flatnonzero(out.status == FAILED)
    for first in range(0, failed.size, _MOST_AGAIN):
        chosen = failed[first : first + _MOST_AGAIN]
        again = new_lanes(plan, chosen.size)
        run(group.chosen(chosen), again)
        out.put(chosen, again)


def _run(plan: Plan, flags: Flags, group: Group, out: Lanes, *, linear: bool = False) -> None:
    odd = group.problem.odd_part
    assert odd is not None, "choose_engine sees to it"
    edge = group.problem.linear_from
    functions = Functions(plan.rule.update, odd.gradient, odd.curvature, odd.total, odd.slope)
    kernel = _compiled(functions, flags, _shape(plan, group, linear))
    replaced = plan.sampling is Sampling.WITH_REPLACEMENT
    work, keys = threading.local(), round_keys(plan.seed)

    def task(ends: tuple[int, int], stop: Stop) -> None:
        if not hasattr(work, "arrays"):
            work.arrays = new_work(group.problem.n, replaced)
        part, result = group.part(*ends), out.part(*ends)
        kernel(
            work.arrays,
            part.beta1,
            part.beta2,
            part.streams,
            keys,
            part.problem.n,
            plan.epochs,
            float(plan.start_of(part.problem)),
            part.step,
            _SCHEDULES[plan.schedule],
            (_floats(odd.odd), _floats(odd.others)),
            _floats(odd.numbers),
            plan.numbers,
            -np.inf if edge is None else float(edge),
            _floats(part.problem.interval or (-np.inf, np.inf)),
            _floats(plan.window),
            plan.record,
            result.floats,
            result.counts,
            result.status,
            result.start_f,
            result.records,
            stop,
        )

    tasks = 1 if in_a_task() else _TASKS * core_count()
    size = BLOCK * max(1, -(-group.lanes // (BLOCK * tasks)))
    ranges = [(i, min(i + size, group.lanes)) for i in range(0, group.lanes, size)]
    alone = 0 if kernel.overloads else 1  # so that threads do not compile the same kernel at once
    try:
        in_threads(task, ranges[:alone])
    except NumbaError as error:
        valid = f"reference: numba cannot compile the functions of {group.problem.name}"
        raise InputError("engine", plan.engine, valid) from error
    in_threads(task, ranges[alone:])


def _floats(numbers: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(float(number) for number in numbers)  # one type, so that one kernel does


@cache
def _compiled(functions: Functions, flags: Flags, shape: Shape) -> Any:
    return make_kernel(functions, flags, shape, fingerprint(functions))


def _shape(plan: Plan, group: Group, linear: bool) -> Shape:
    rule, sampling = plan.rule, plan.sampling
    return Shape(
        has_m="m" in rule.slots,
        has_v="v" in rule.slots,
        has_w="w" in rule.slots,
        root_of_w=rule.under_root == "w",
        projected=group.problem.interval is not None,
        replaced=sampling is Sampling.WITH_REPLACEMENT,
        once=sampling is Sampling.SHUFFLE_ONCE,
        cyclic=sampling is Sampling.CYCLIC,
        linear=linear,
    )

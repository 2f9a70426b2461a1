"""Run a range of a plan's lanes."""

from __future__ import annotations

from typing import Any

import numpy as np

from colorball.errors import InputError
from colorball.simulation.engine import Engine
from colorball.simulation.group import Group, groups
from colorball.simulation.observables import TRAJECTORY, Lanes, new_lanes, observables_of
from colorball.simulation.plan import Plan
from colorball.simulation.reference import run_reference
from colorball.simulation.shared_noise import run_shared_noise

__all__ = ["record_names", "run_lanes"]


def run_lanes(plan: Plan, first: int, last: int) -> dict[str, np.ndarray[Any, Any]]:
    """Run the lanes ``first .. last - 1`` of a plan.

    A lane's result depends on the plan and the lane's number alone, so ranges may be run in any
    order and anywhere.

    Returns:
        The observables by name, each of shape ``(last - first,)``, and, if the plan records
        trajectories, ``trajectory_x`` (or ``_norm``), ``trajectory_f`` and
        ``trajectory_gradient2`` of shape ``(records, last - first)``.

    Raises:
        InputError: if there are no such lanes.
    """
    if not 0 <= first <= last <= plan.lanes:
        raise InputError("lanes", f"{first} to {last}", f"a range within 0 to {plan.lanes}")
    out = new_lanes(plan, last - first)
    if plan.engine is Engine.SHARED_NOISE:
        run_shared_noise(plan, first, last, out, _ENGINES[plan.exact_engine])
    else:
        for group in groups(plan, first, last):
            part = out.part(group.first, group.first + group.lanes)
            _ENGINES[plan.engine](plan, group, part)
    return {**observables_of(plan, out), **_trajectories(plan, out)}


def _run_compiled(plan: Plan, group: Group, out: Lanes) -> None:
    from colorball.simulation.compiled.run import run_compiled  # needs numba

    run_compiled(plan, group, out)


def _run_fused(plan: Plan, group: Group, out: Lanes) -> None:
    from colorball.simulation.compiled.run import run_fused  # needs numba

    run_fused(plan, group, out)


_ENGINES = {
    Engine.REFERENCE: run_reference,
    Engine.COMPILED: _run_compiled,
    Engine.FUSED: _run_fused,
}


def record_names(plan: Plan) -> tuple[str, ...]:
    """What a trajectory keeps."""
    return ("x" if plan.is_scalar else "norm", "f", "gradient2")


def _trajectories(plan: Plan, out: Lanes) -> dict[str, np.ndarray[Any, Any]]:
    if not plan.record:
        return {}
    return {
        f"{TRAJECTORY}{name}": out.records[:, :, i].T.copy()
        for i, name in enumerate(record_names(plan))
    }

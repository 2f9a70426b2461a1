"""The engines that are quick for few plans, and which plans those are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from colorball.errors import InputError
from colorball.simulation.engine import Engine
from colorball.simulation.plan import Plan
from colorball.simulation.shared_noise import shares_noise

__all__ = ["with_special_engine"]


def with_special_engine(plan: Plan, engine: str) -> Plan:
    """The plan with such an engine, if it is asked for or ``auto`` can take it.

    Args:
        plan: it has the engine of ``choose_engine``.
        engine: what was asked for.

    Raises:
        InputError: if such an engine is asked for and does not take the plan.

    Example:
        >>> from colorball.simulation.plan import make_plan
        >>> try:
        ...     make_plan(n=10, rule="lion", engine="shared-noise")
        ... except InputError as error:
        ...     print(str(error).partition(";")[0])
        engine: got shared-noise
    """
    common = "rules whose step is a product, and problems whose gradients are constant at the start"
    valid = f"another one here: this one takes {common}"
    if engine in ("auto", Engine.SHARED_NOISE):
        if shares_noise(plan):
            return replace(plan, engine=Engine.SHARED_NOISE)
        grids = "grids of 4 or more values of each beta with common noise"
        valid = f"another one here: this one takes {grids}, {common}"
    if engine in ("auto", Engine.FUSED) and plan.engine is not Engine.REFERENCE and _can_fuse(plan):
        return replace(plan, engine=Engine.FUSED)
    if engine in (Engine.FUSED, Engine.SHARED_NOISE):
        raise InputError("engine", engine, valid)
    return plan


def _can_fuse(plan: Plan) -> bool:
    """Whether all lanes start where gradients do not depend on x, under a rule without jumps."""
    edges = [problem.linear_from for problem in plan.problems]
    starts = [plan.start_of(problem) for problem in plan.problems]
    stays = all(
        edge is not None and bool(np.all(start >= edge))
        for edge, start in zip(edges, starts, strict=True)
    )
    return stays and plan.rule.separable and bool(plan.rule.under_root)

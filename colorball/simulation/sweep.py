"""A grid of points, many seeds each."""

from __future__ import annotations

from typing import Any

from colorball.problems.problem import Problem
from colorball.simulation.plan import Axis, make_plan
from colorball.simulation.result import Simulation, simulation_of
from colorball.simulation.run import run_lanes

__all__ = ["sweep"]


def sweep(
    problem: str | Problem = "function-2",
    *,
    n: Any = None,
    step: Axis = "1/10",
    beta1: Axis = "9/10",
    beta2: Axis = "999/1000",
    common_noise: bool = False,
    **arguments: Any,
) -> Simulation:
    """Run an optimizer on a grid; n, step, beta1 and beta2 may be lists.

    Args:
        problem: as for :func:`simulate`, which explains all other arguments too.
        n: a number of parts or several.
        step: a first step size or several.
        beta1: a value or several.
        beta2: a value or several.
        common_noise: the seeds' random numbers are the same at all points of the grid. Differences
            between points are then clearer, and where gradients do not depend on x the sweep is a
            matrix product and much faster; its results may differ from the others in the last
            digits (docs/shared_noise.md).
        **arguments: all others of :func:`simulate`.

    Returns:
        A :class:`Simulation`. Its dimensions are those of n, step, beta1 and beta2 that are lists,
        in this order, and ``seed``.

    Raises:
        InputError: for the first argument that is not valid, before anything is run.

    Source: talk, "Experiments", the heat maps; docs/simulation.md.

    Example:
        >>> found = sweep(n=10, beta1=["0", "1/2"], beta2=["1/2", "99/100"], epochs=50, seeds=4)
        >>> found.dims, found.observables["x"].shape
        (('beta1', 'beta2', 'seed'), (2, 2, 4))
    """
    plan = make_plan(
        problem,
        n=n,
        step=step,
        beta1=beta1,
        beta2=beta2,
        common_noise=common_noise,
        **arguments,
    )
    return simulation_of(plan, run_lanes(plan, 0, plan.lanes))

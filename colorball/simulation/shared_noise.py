r"""Sweeps whose grid points share the noise, as a product of two factors.

Where gradients do not depend on x, m depends on beta1 alone and v on beta2 alone, so after T
iterations

.. math::

    x_T(\beta_1, \beta_2) = x_0 - \sum_{t \le T} a_t(\beta_1)\, b_t(\beta_2), \qquad
    a_t = \eta_t m_t, \quad b_t = 1/\sqrt{v_t}

for each seed: a matrix product in place of a simulation of each point. It holds for a lane until it
leaves the piece where the problem is linear; one that comes near its end, nearer than rounding can
tell, is run again from the start by the plain engine.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from colorball.simulation.engine import Engine
from colorball.simulation.group import Group
from colorball.simulation.observables import Lanes, new_lanes
from colorball.simulation.plan import Plan
from colorball.simulation.request import Request

__all__ = ["run_shared_noise", "shares_noise"]

_LEAST_SIDE = 4  # a smaller grid has little to share
_MOST_PARTS = 10_000  # one epoch's factors must fit into the second-level cache

PlainEngine = Callable[[Plan, Group, Lanes], None]


def shares_noise(plan: Plan) -> bool:
    """Whether a plan's lanes can be run by :func:`run_shared_noise`.

    Its lanes must have common random numbers, its rule must divide its step into a factor of beta1
    and one of beta2, and its problems must be linear where they start.

    Example:
        >>> from dataclasses import replace
        >>> from colorball.simulation.plan import make_plan
        >>> grid = [f"{i}/10" for i in range(10)]
        >>> plan = make_plan(n=10, beta1=grid, beta2=grid, common_noise=True, epochs=5)
        >>> shares_noise(plan), shares_noise(replace(plan, common_noise=False))
        (True, False)
    """
    return (
        plan.common_noise
        and plan.rule.separable
        and min(len(plan.axes["beta1"]), len(plan.axes["beta2"])) >= _LEAST_SIDE
        and all(
            problem.n <= _MOST_PARTS and piece is not None
            for problem, piece in zip(plan.problems, plan.pieces, strict=True)
        )
    )


def run_shared_noise(
    plan: Plan, first: int, last: int, out: Lanes, plain_engine: PlainEngine
) -> None:
    """Run the lanes ``first .. last - 1`` of a plan.

    The result differs from the plain engine's by rounding alone, on lanes that stay on the linear
    piece, and is the same on all others. It does not depend on how lanes are split into ranges.

    Args:
        plan: one that :func:`shares_noise`.
        first: the first lane.
        last: the lane after the last one.
        out: the lanes' arrays.
        plain_engine: what runs the lanes that leave the piece; the compiled way runs few itself.
    """
    together = len(plan.axes["beta1"]) * len(plan.axes["beta2"]) * plan.seeds
    steps = len(plan.axes["step"])
    for number in range(first // together, -(-last // together)):
        begin, end = max(first, number * together), min(last, (number + 1) * together)
        _run_grid(
            plan,
            number // steps,
            float(plan.doubles["step"][number % steps]),
            slice(begin - number * together, end - number * together),
            out.part(begin - first, end - first),
            plain_engine,
        )


def _run_grid(
    plan: Plan, number: int, step: float, wanted: slice, out: Lanes, plain_engine: PlainEngine
) -> None:
    """Run some lanes of one problem, by its number, and one step size."""
    piece = plan.pieces[number]
    assert piece is not None, "shares_noise sees to it"
    beta1, beta2 = plan.doubles["beta1"], plan.doubles["beta2"]
    row = beta2.size * plan.seeds
    first, last = wanted.start // row, -(-wanted.stop // row)
    before = wanted.start - first * row
    problem = plan.problems[number]
    request = Request(plan, problem, step, piece, beta1[first:last], beta2, before)
    if plan.exact_engine is Engine.COMPILED:
        from colorball.simulation.compiled.shared_noise import fill_compiled

        incomplete = fill_compiled(request, out)
    else:
        from colorball.simulation.shared_noise_arrays import fill_with_arrays

        fill_with_arrays(request, out)
        incomplete = True
    if incomplete:
        left = np.flatnonzero(~np.isfinite(out.floats[:, 0]))
        _run_again(request, left, out, plain_engine)


def _run_again(
    request: Request, lanes: NDArray[np.intp], out: Lanes, plain_engine: PlainEngine
) -> None:
    """Run some of the lanes from the start with the plain engine."""
    if not lanes.size:
        return
    plan = request.plan
    shape = (len(request.beta1), len(request.beta2), plan.seeds)
    row, column, seed = np.unravel_index(request.before + lanes, shape)
    group = Group(
        problem=request.problem,
        step=request.step,
        first=0,
        beta1=request.beta1[row],
        beta2=request.beta2[column],
        streams=seed.astype(np.uint64),
    )
    again = new_lanes(plan, lanes.size)
    plain_engine(plan, group, again)
    out.put(lanes, again)

"""One point, many seeds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from colorball.errors import InputError
from colorball.exact.rational import RationalLike
from colorball.problems.problem import Problem
from colorball.simulation.arguments import is_sequence
from colorball.simulation.plan import make_plan
from colorball.simulation.result import Simulation, simulation_of
from colorball.simulation.run import run_lanes

__all__ = ["simulate"]


def simulate(
    problem: str | Problem = "function-2",
    *,
    n: int | str | None = None,
    rule: str = "adam",
    beta1: RationalLike = "9/10",
    beta2: RationalLike = "999/1000",
    step: RationalLike = "1/10",
    epochs: int = 1000,
    seeds: int = 64,
    schedule: str = "1/sqrt-epoch",
    sampling: str = "reshuffle",
    start: RationalLike | None = None,
    seed: int = 0,
    record: int = 0,
    window: tuple[RationalLike | None, RationalLike | None] | None = None,
    engine: str = "auto",
    parameters: Mapping[str, object] | None = None,
    **options: Any,
) -> Simulation:
    r"""Run an optimizer on a finite sum from one point, many times.

    Each epoch goes through the parts in the order that ``sampling`` draws; each iteration is one
    step of the rule with the gradient of one part. Numbers are exact until they become the nearest
    doubles; the computation is in doubles, the same to the last bit with both engines.

    Args:
        problem: a name such as ``"function-2"``, ``"toy-apart"``, ``"digits-logistic"``, or a
            :class:`Problem`.
        n: number of parts; the problem's own default if None.
        rule: the optimizer, such as ``"adam"``, ``"sgd"``, ``"amsgrad"``.
        beta1: ``0 <= beta1 < 1``; rules without it take no notice.
        beta2: the same.
        step: the first step size, > 0.
        epochs: how many epochs, >= 1.
        seeds: how many trajectories, >= 1.
        schedule: ``"1/sqrt-epoch"``, ``"1/sqrt-iteration"`` or ``"constant"``.
        sampling: ``"reshuffle"``, ``"with-replacement"``, ``"shuffle-once"`` or ``"cyclic"``.
        start: x at the start (every coordinate of it); the problem's own if None.
        seed: key of the random numbers, ``0 <= seed < 2^64``.
        record: keep x, f and the squared gradient every so many epochs; 0 for never.
        window: the first epoch at whose end x is outside is noted; None for an open end.
        engine: ``"auto"``, ``"reference"`` (NumPy) or ``"compiled"`` (numba).
        parameters: of the problem, by name.
        **options: of the rule, by name, such as ``bias_correction=True`` or
            ``epsilon=Fraction(1, 10**8)``.

    Returns:
        A :class:`Simulation` with the dimension ``seed``.

    Raises:
        InputError: for the first argument that is not valid, before anything is run.

    Source: talk, "Experiments"; docs/simulation.md.

    Example:
        >>> found = simulate(n=10, beta1="3/10", beta2="7/10", epochs=50, seeds=8)
        >>> print(found)
        Adam on function-2: seed 8 (sampled)
        >>> bool(found.observables["diverged"].all())
        True
    """
    for argument, value in (("n", n), ("beta1", beta1), ("beta2", beta2), ("step", step)):
        if is_sequence(value):
            raise InputError(argument, value, "one value; colorball.sweep takes several")
    plan = make_plan(
        problem,
        n=n,
        rule=rule,
        beta1=beta1,
        beta2=beta2,
        step=step,
        epochs=epochs,
        seeds=seeds,
        schedule=schedule,
        sampling=sampling,
        start=start,
        seed=seed,
        record=record,
        window=window,
        engine=engine,
        parameters=parameters,
        **options,
    )
    return simulation_of(plan, run_lanes(plan, 0, plan.lanes))

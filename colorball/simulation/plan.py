"""What is to be simulated: the checked request that engines, sweeps and commands share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.exact.rational import RationalLike, rational_text
from colorball.problems.catalog import problem as named_problem
from colorball.problems.problem import Floats, Problem
from colorball.rules.catalog import rule as named_rule
from colorball.rules.options import read_options
from colorball.rules.rule import Flags, Numbers, Rule
from colorball.simulation.arguments import (
    is_sequence,
    read_axis,
    read_beta_below_one,
    read_double,
    read_step,
    read_switch,
    read_window,
)
from colorball.simulation.counts import read_count
from colorball.simulation.engine import Engine, choose_engine
from colorball.simulation.schedule import Schedule

if TYPE_CHECKING:
    from colorball.simulation.linear_piece import LinearPiece

__all__ = ["AXES", "Axis", "Plan", "default_window", "make_plan"]

AXES = ("n", "step", "beta1", "beta2")  # in the order of the dimensions; "seed" is the last one
_MOST_EPOCHS = 2**33  # the counter of the random numbers holds this many
_MOST_LANES = 2**40
_ASKED = ("n", "shape", "start", "interval", "odd_part", "gradients", "totals", "total_gradients")

Axis = RationalLike | Sequence[RationalLike]


@dataclass(frozen=True)
class Plan:
    """A checked request; use :func:`make_plan`.

    Lanes are numbered in C order of ``(n, step, beta1, beta2, seed)``.

    Attributes:
        problems: one problem for each n.
        axes: the exact values of n, step, beta1 and beta2.
        dims: the axes that were given as sequences, then ``"seed"``.
        seeds: how many trajectories each point of the grid has.
        epochs: how many epochs each runs.
        rule: the update rule.
        flags: its options that choose formulas.
        numbers: its options that are numbers.
        options: its options as they were given.
        parameters: the problem's own parameters as they were given; None if the problem was given
            as an object.
        schedule: how the step size falls.
        sampling: how an epoch draws the parts.
        start: x at the start, or None for the problem's own.
        seed: the key of all random numbers.
        common_noise: whether all points of the grid share the seeds' random numbers.
        record: every how many epochs the trajectory is kept; 0 for never.
        window: the interval whose first exit is looked for.
        engine: which engine runs.
    """

    problems: tuple[Problem, ...]
    axes: Mapping[str, tuple[Fraction, ...]]
    dims: tuple[str, ...]
    seeds: int
    epochs: int
    rule: Rule
    flags: Flags
    numbers: Numbers
    options: Mapping[str, object]
    parameters: Mapping[str, object] | None
    schedule: Schedule
    sampling: Sampling
    start: Fraction | None
    seed: int
    common_noise: bool
    record: int
    window: tuple[float, float]
    engine: Engine

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many values n, step, beta1, beta2 and seed have."""
        return (*(len(self.axes[name]) for name in AXES), self.seeds)

    @property
    def lanes(self) -> int:
        """How many trajectories there are."""
        lanes = 1
        for size in self.sizes:
            lanes *= size
        return lanes

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of an observable: the sizes of ``dims``."""
        sizes = dict(zip((*AXES, "seed"), self.sizes, strict=True))
        return tuple(sizes[name] for name in self.dims)

    @property
    def coords(self) -> dict[str, np.ndarray[Any, Any]]:
        """The values along each of ``dims``, the nearest doubles to the exact ones."""
        values: dict[str, np.ndarray[Any, Any]] = {
            name: self.doubles[name].copy() for name in self.dims if name != "seed"
        }
        if "n" in values:
            values["n"] = values["n"].astype(np.int64)
        return {**values, "seed": np.arange(self.seeds)}

    @cached_property
    def doubles(self) -> Mapping[str, Floats]:
        """The nearest doubles to the values of n, step, beta1 and beta2; they cannot be written."""
        found = {name: np.array([float(each) for each in self.axes[name]]) for name in AXES}
        for values in found.values():
            values.flags.writeable = False
        return found

    @cached_property
    def exact_engine(self) -> Engine:
        """The quickest of the engines that agree to the last bit."""
        return choose_engine("exact", self.problems)

    @cached_property
    def pieces(self) -> tuple[LinearPiece | None, ...]:
        """For each problem the piece on which it is linear, with the start on it, or None."""
        from colorball.simulation.linear_piece import linear_piece  # it needs plans itself

        return tuple(linear_piece(self, problem) for problem in self.problems)

    @property
    def is_scalar(self) -> bool:
        """Whether x is a number."""
        return self.problems[0].shape == ()

    def start_of(self, problem: Problem) -> Floats:
        """Where runs on this problem start."""
        if self.start is None:
            return np.asarray(problem.start, dtype=np.float64)
        return np.full(problem.shape, float(self.start))

    def as_json(self) -> dict[str, object]:
        """The plan in words and exact numbers, all that decides the result."""
        return {
            "problem": self.problems[0].name,
            "parameters": {name: str(value) for name, value in (self.parameters or {}).items()},
            **{name: [rational_text(value) for value in self.axes[name]] for name in AXES},
            "dims": list(self.dims),
            "seeds": self.seeds,
            "epochs": self.epochs,
            "rule": self.rule.name,
            "options": {name: str(value) for name, value in sorted(self.options.items())},
            "schedule": str(self.schedule),
            "sampling": str(self.sampling),
            "start": None if self.start is None else rational_text(self.start),
            "seed": self.seed,
            "common_noise": self.common_noise,
            "record": self.record,
            "window": [repr(end) for end in self.window],
        }


def make_plan(
    problem: str | Problem = "function-2",
    *,
    n: int | str | Sequence[int | str] | None = None,
    rule: str = "adam",
    beta1: Axis = "9/10",
    beta2: Axis = "999/1000",
    step: Axis = "1/10",
    epochs: int = 1000,
    seeds: int = 64,
    schedule: str = "1/sqrt-epoch",
    sampling: str = "reshuffle",
    start: RationalLike | None = None,
    seed: int = 0,
    common_noise: bool = False,
    record: int = 0,
    window: tuple[RationalLike | None, RationalLike | None] | None = None,
    engine: str = "auto",
    parameters: Mapping[str, object] | None = None,
    **options: object,
) -> Plan:
    """Check a request for a simulation; nothing is run.

    The arguments are those of :func:`colorball.simulate` and :func:`colorball.sweep`.

    Raises:
        InputError: for the first argument that is not valid.

    Example:
        >>> plan = make_plan(n=10, beta1=["0", "1/2"], epochs=5, seeds=3)
        >>> plan.dims, plan.shape, plan.lanes
        (('beta1', 'seed'), (2, 3), 6)
    """
    chosen = named_rule(rule)
    if chosen.full_batch:
        raise InputError("rule", rule, "a rule for single parts; the gallery compares this one")
    flags, numbers = read_options(chosen, **options)
    problems = _problems(problem, n, parameters)
    axes = {
        "n": tuple(Fraction(one.n) for one in problems),
        "step": read_axis(step, "step", read_step),
        "beta1": read_axis(beta1, "beta1", lambda value: read_beta_below_one(value, "beta1")),
        "beta2": read_axis(beta2, "beta2", lambda value: read_beta_below_one(value, "beta2")),
    }
    given = {"n": n, "step": step, "beta1": beta1, "beta2": beta2}
    plan = Plan(
        problems=problems,
        axes=axes,
        dims=(*(name for name in AXES if is_sequence(given[name])), "seed"),
        seeds=read_count(seeds, "seeds"),
        epochs=read_count(epochs, "epochs", most=_MOST_EPOCHS),
        rule=chosen,
        flags=flags,
        numbers=numbers,
        options={name: value for name, value in options.items() if value is not None},
        parameters=dict(parameters or {}) if isinstance(problem, str) else None,
        schedule=Schedule.parse(schedule),
        sampling=Sampling.parse(sampling),
        start=None if start is None else read_double(start, "start"),
        seed=read_count(seed, "seed", least=0, most=2**64 - 1),
        common_noise=read_switch(common_noise, "common_noise"),
        record=read_count(record, "record", least=0),
        window=default_window(problems[0]) if window is None else read_window(window),
        engine=choose_engine(engine, problems),
    )
    if plan.lanes > _MOST_LANES:
        raise InputError("seeds", seeds, f"at most {_MOST_LANES} lanes in all")
    if window is not None and not plan.is_scalar:
        raise InputError("window", window, "nothing for a problem whose x is a vector")
    _check_start(plan)
    if chosen.needs_curvature:
        _check_curvature(problems[0], rule)
    from colorball.simulation.special_engine import with_special_engine  # it needs plans itself

    return with_special_engine(plan, engine)


def _problems(
    problem: str | Problem,
    n: int | str | Sequence[int | str] | None,
    parameters: Mapping[str, object] | None,
) -> tuple[Problem, ...]:
    if parameters is not None and not isinstance(parameters, Mapping):
        raise InputError("parameters", parameters, "a mapping from names to values")
    if not isinstance(problem, str):
        if not all(hasattr(problem, name) for name in _ASKED):
            raise InputError("problem", problem, "the name of a problem, or a Problem")
        for argument, value in (("n", n), ("parameters", parameters or None)):
            if value is not None:
                valid = f"nothing when the problem is an object, which has its own {argument}"
                raise InputError(argument, value, valid)
        return (problem,)
    counts: list[Any] = list(n) if is_sequence(n) else [n]  # type: ignore[arg-type]
    if not counts or (len(counts) > 1 and None in counts):
        raise InputError("n", n, "a number of parts, or several")
    problems = tuple(named_problem(problem, count, **(parameters or {})) for count in counts)
    if len({one.n for one in problems}) < len(problems):
        raise InputError("n", n, "values that differ from each other")
    return problems


def default_window(problem: Problem) -> tuple[float, float]:
    """Where the problem's gradients do not depend on x; the whole line if there is no such place.

    Example:
        >>> default_window(named_problem("function-2", 10))
        (-1.0, inf)
    """
    low = problem.linear_from
    return (-np.inf if low is None else low, np.inf)


def _check_start(plan: Plan) -> None:
    interval = plan.problems[0].interval
    if plan.start is not None and interval is not None:
        low, high = interval
        if not low <= float(plan.start) <= high:
            valid = f"a number from {low:g} to {high:g}, where x is kept"
            raise InputError("start", rational_text(plan.start), valid)


def _check_curvature(problem: Problem, rule: str) -> None:
    part = np.zeros(1, dtype=np.intp)
    try:
        problem.curvatures(part, np.asarray(problem.start, dtype=np.float64)[np.newaxis])
    except NotImplementedError:
        valid = f"a rule that needs no second derivatives, which {problem.name} does not have"
        raise InputError("rule", rule, valid) from None

"""Full-batch methods side by side on one problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from colorball.errors import InputError
from colorball.gallery.arguments import read_iterations, read_methods, read_start, read_steps
from colorball.gallery.by_rule import by_rule
from colorball.gallery.by_scipy import SCIPY_METHODS, by_scipy, require_scipy
from colorball.gallery.counted import Counted, Hessian, value_at
from colorball.gallery.methods import METHODS, STEPS, settings
from colorball.gallery.run import Run, Trace, finished
from colorball.problems.problem import Floats, Problem

__all__ = ["Gallery", "gallery"]


@dataclass(frozen=True)
class Gallery:
    """What :func:`gallery` gives.

    Attributes:
        problem: name of what was minimized.
        start: where all methods started, in the problem's shape.
        iterations: how many each was given.
        least: the least value of the sum, if it is known; else the least that any method found.
        least_is_known: which of the two it is.
        runs: one for each method, in the order asked.
    """

    problem: str
    start: Floats
    iterations: int
    least: float
    least_is_known: bool
    runs: tuple[Run, ...]

    def run(self, method: str) -> Run:
        """The run of that method.

        Raises:
            KeyError: if it was not asked.
        """
        found = {run.method: run for run in self.runs}
        return found[method]

    def gaps(self, method: str) -> Floats:
        """``f - least`` at the start and after each iteration, shape ``(iterations + 1,)``.

        Rounding can make it negative where ``least`` is known, and it is 0 at the best point found
        where it is not.
        """
        return self.run(method).values - self.least


def gallery(
    problem: Problem,
    start: ArrayLike | None = None,
    iterations: int = 100,
    *,
    methods: Sequence[str] = METHODS,
    steps: Sequence[float] = STEPS,
    hessian: Hessian | None = None,
) -> Gallery:
    r"""Minimize :math:`f = \sum_i f_i` by many methods, each on the full gradient.

    Update rules take a constant step size, each the one of ``steps`` that leads to the least final
    value; only the run with it is counted. Their betas are in ``METHODS``. SciPy's methods choose
    their own steps. Each method's gradients are counted: Newton without a Hessian and line searches
    ask more than one in an iteration.

    Args:
        problem: what to minimize; its iterates must not be bound to an interval.
        start: where all methods start, of the problem's shape; its own start by default.
        iterations: of each method, an integer >= 1; a method may end before.
        methods: of ``METHODS``.
        steps: step sizes to try, > 0.
        hessian: the matrix of second derivatives of f at a flat point, for Newton's method.

    Raises:
        InputError: for an argument that is not so, or a start at which f is not finite.
        MissingScipyError: if a method needs SciPy and it is not installed.

    Source: the talk names these methods in its story of Adam.

    Example:
        >>> from colorball.problems.catalog import problem
        >>> found = gallery(problem("function-2", 3), 0.5, 40, methods=["gradient-descent", "bfgs"])
        >>> bool(found.gaps("bfgs")[-1] < 1e-12), found.run("bfgs").note != ""
        (True, True)
    """
    if problem.interval is not None:
        raise InputError("problem", problem.name, "a problem whose x is not bound to an interval")
    count, names, tried = read_iterations(iterations), read_methods(methods), read_steps(steps)
    place = read_start(problem, start)
    if any(name in SCIPY_METHODS for name in names):
        require_scipy()  # before the work, not in its middle
    runs = tuple(_run(name, problem, place, count, tried, hessian) for name in names)
    known = problem.constants.least
    least = min(float(np.min(run.values)) for run in runs) if known is None else float(known)
    return Gallery(
        problem.name, place.reshape(problem.shape), count, least, known is not None, runs
    )


def _run(
    method: str,
    problem: Problem,
    start: Floats,
    iterations: int,
    steps: Sequence[float],
    hessian: Hessian | None,
) -> Run:
    if method in SCIPY_METHODS:
        trace = by_scipy(method, Counted(problem, hessian), start, iterations)
        titles = {"newton": "Newton", "bfgs": "BFGS", "l-bfgs": "L-BFGS"}
        return finished(method, titles[method], None, trace, problem, iterations)
    chosen = settings(method)

    def attempt(step: float) -> Trace:
        try:
            return by_rule(
                chosen.rule,
                Counted(problem),
                start,
                iterations,
                step=step,
                betas=chosen.betas,
                flags=chosen.flags,
                numbers=chosen.numbers,
            )
        except NotImplementedError:
            trace = Trace(note="the problem offers no second derivatives")
            trace.add(Counted(problem), start)
            return trace

    attempts = [(attempt(step), step) for step in steps]
    best, step = min(attempts, key=lambda pair: _badness(pair[0], problem))
    return finished(method, chosen.rule.title, step, best, problem, iterations)


def _badness(trace: Trace, problem: Problem) -> tuple[bool, float]:
    """Least for the least final value; a run that broke off is worse than any that did not."""
    last = value_at(problem, trace.points[-1])
    return trace.note != "", last if np.isfinite(last) else np.inf

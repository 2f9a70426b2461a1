"""The curves of the gallery picture: full-batch methods on two convex problems."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np

from colorball.gallery.compare import Gallery, gallery
from colorball.problems.catalog import problem
from colorball.problems.finite_sum import FiniteSum, finite_sum
from colorball.problems.problem import Constants, Floats, Parts, Problem
from colorball.reports.sampled_table import SampledTable, sampled_table
from colorball.reports.toy_data import thinned

__all__ = ["GALLERY_TITLES", "gallery_table", "shared_least_squares"]

GALLERY_TITLES = {
    "least-squares": "least squares, 24 parts, 20 dimensions",
    "digits-logistic": "logistic regression on the digits",
}
_ITERATIONS = {"least-squares": 1000, "digits-logistic": 200}
_PENALTY, _DEEPER = "1/1000", 3000
_ROWS = 50  # of a curve
_COLUMNS = ("problem", "method", "title", "step", "iteration", "evaluations", "gap", "gradient2")
Row = tuple[str | int | float, ...]


def shared_least_squares(n: int = 24, dimension: int = 20, seed: int = 1) -> FiniteSum:
    r"""Least squares whose parts share their minimizer :math:`u = (1, \dots, 1)`.

    .. math:: f_i(x) = \tfrac12 \langle a_i, x - u\rangle^2, \qquad a_i \sim N(0, I)

    Its least value is 0, exactly, so that errors keep their digits all the way down.

    Args:
        n: number of parts.
        dimension: of x.
        seed: of the ``a_i``.

    Example:
        >>> problem = shared_least_squares()
        >>> problem.totals(np.ones((1, 20)))
        array([0.])
    """
    rows = np.random.default_rng(seed).standard_normal((n, dimension))
    squares = rows**2

    def gradients(part: Parts, x: Floats) -> Floats:
        chosen = rows[part]
        return np.asarray(chosen * np.sum(chosen * (x - 1), axis=1, keepdims=True))

    def totals(x: Floats) -> Floats:
        return np.asarray(np.sum(((x - 1) @ rows.T) ** 2, axis=1) / 2)

    return finite_sum(
        gradients,
        totals,
        n,
        (dimension,),
        total_gradients=lambda x: (x - 1) @ rows.T @ rows,
        curvatures=lambda part, x: squares[part] + 0 * x,
        constants=Constants(error=Fraction(0), least=Fraction(0)),
        name="least-squares",
    )


def gallery_table() -> SampledTable:
    """Run all methods on both problems, and keep some of the iterations."""
    rows: list[Row] = []
    for one in (shared_least_squares(), problem("digits-logistic", l2=_PENALTY)):
        found = gallery(one, iterations=_ITERATIONS[one.name])
        rows += _rows(found if found.least_is_known else _with_deeper_least(found, one))
    about = {
        "shows": "f(x) - min f and the squared gradient of full-batch methods, in floating point",
        "noise": "none: all of it repeats itself",
        "min f": "least-squares: 0, exactly; digits-logistic: the least that any method found, or "
        f"L-BFGS in {_DEEPER} iterations",
        "problems": "least-squares: 24 parts (a_i (x - u))^2/2 in 20 dimensions, a_i normal; "
        f"digits-logistic: mean loss + {_PENALTY}/2 of the squared weights; both from 0",
        "steps": "update rules have the constant step size with the least final value among "
        "10^(k/2), k = -12 .. 4; Newton (Newton-CG), BFGS and L-BFGS are SciPy's",
    }
    return sampled_table(about, _COLUMNS, rows)


def _with_deeper_least(found: Gallery, one: Problem) -> Gallery:
    """With a least value from a longer run, so that the last errors drawn are not errors of it."""
    deeper = gallery(one, iterations=_DEEPER, methods=["l-bfgs"])
    return replace(found, least=min(found.least, deeper.least))


def _rows(found: Gallery) -> list[Row]:
    rows: list[Row] = []
    for run in found.runs:
        gaps = found.gaps(run.method)
        kept = {0, run.ended, *thinned(found.iterations, _ROWS)}
        for k in sorted(kept & set(range(run.ended + 1))):
            rows.append(
                (
                    found.problem,
                    run.method,
                    run.title,
                    "" if run.step is None else run.step,
                    k,
                    int(run.evaluations[k]),
                    float(gaps[k]),
                    float(run.gradients2[k]),
                )
            )
    return rows

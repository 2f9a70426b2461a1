r"""Where a scalar problem's gradients do not depend on x, and how surely a run stays there.

Two ways to add up the same steps differ by rounding. Let u be the unit roundoff, T the number of
iterations, G the size of the largest gradient, and :math:`b_t \ge 0` what stands for
:math:`1/\sqrt{v_t}`. Every sum of steps is at most :math:`A = \sum_t \eta_t G b_t`. To first order:

* After t iterations m is off by at most ``3 t u G``: three roundings each, and the weights of m (of
  m over its correction) add up to at most 1.
* v is a sum of terms >= 0, so it is off by at most ``3 t u`` relatively, and ``b_t`` by half of
  that and a few roundings more. Epsilon, the maximum of AMSGrad, and the corrections, which both
  ways take from the same powers, do not add to that.
* So the steps are off by less than ``(5 T + 8) u A`` in all, and adding them to x by
  ``T u (|x| + A)``.

Two ways differ by at most twice as much, ``(12 T + 16) u (|x| + A)``. The bound used is
``16 (T + 1) u (|x| + A)``; it leaves room for terms of second order while ``T u < 1/100``, and for
the roundings of the test that uses it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from colorball.problems.problem import Floats, Problem
from colorball.simulation.plan import Plan

__all__ = ["MOST_ITERATIONS", "ROUNDING", "LinearPiece", "linear_piece"]

ROUNDING = 16 * 2.0**-53  # times (T + 1) (|x| + A) bounds what two ways may differ by
MOST_ITERATIONS = 2**46  # T u below 1/100


@dataclass(frozen=True)
class LinearPiece:
    """The half-line ``x >= low`` of a scalar problem, with the start on it.

    Attributes:
        low: its end.
        start: where the runs start.
        gradients: the gradient of each part there, shape ``(n,)``.
        steepest: the largest of their sizes.
        constants: what f is at the start, and the squared slope of f on the piece.
    """

    low: float
    start: float
    gradients: Floats
    steepest: float
    constants: tuple[float, float]


def linear_piece(plan: Plan, problem: Problem) -> LinearPiece | None:
    """The piece that a plan's runs on this problem start on; None if there is none of use.

    f must not fall where x grows, so that f is least where x is.
    """
    if problem.shape or problem.interval is not None or problem.linear_from is None:
        return None
    start = float(plan.start_of(problem))
    if not start >= problem.linear_from or plan.epochs * problem.n > MOST_ITERATIONS:
        return None
    place = np.full(problem.n, start)
    gradients = problem.gradients(np.arange(problem.n), place)
    total, slope = problem.totals(place[:1]), float(problem.total_gradients(place[:1])[0])
    if not (np.isfinite(gradients).all() and slope >= 0.0):
        return None
    return LinearPiece(
        low=float(problem.linear_from),
        start=start,
        gradients=gradients,
        steepest=float(np.abs(gradients).max()),
        constants=(float(total[0]), slope * slope),
    )

"""What the lanes of a simulation have in common: their statistics, in words and numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from colorball.balls.sampling import Sampling
from colorball.simulation.observables import OBSERVABLES, TRAJECTORY
from colorball.simulation.plan import Plan
from colorball.simulation.status import LaneStatus
from colorball.statistics.clopper_pearson import clopper_pearson
from colorball.statistics.empirical_bernstein import empirical_bernstein
from colorball.verdict import Verdict

__all__ = [
    "FALSE_ALARM",
    "fraction_diverged",
    "statistics_of",
    "status_counts",
    "summarize",
    "trajectories",
]

FALSE_ALARM = Fraction(1, 100)
_MOST_EXACT = 2000  # trials that Clopper-Pearson's integers do in less than a second
_NEVER_IS_ZERO = ("first_exit", "failed_at")
_APART = ("status", "diverged")


def summarize(plan: Plan, arrays: Mapping[str, NDArray[Any]]) -> dict[str, object]:
    """Statistics of each observable over all lanes, counts of statuses, and the share diverged.

    Args:
        plan: what was run.
        arrays: the observables by name, one number per lane.
    """
    return {
        "lanes": int(arrays["status"].size),
        "observables": {
            each.name: {"meaning": each.meaning, **_observable(each.name, arrays[each.name])}
            for each in OBSERVABLES
            if each.name in arrays and each.name not in _APART
        },
        "status": status_counts(arrays["status"]),
        "diverged": fraction_diverged(plan, arrays["diverged"]),
    }


def status_counts(status: NDArray[np.int8]) -> dict[str, int]:
    """How many lanes ended in each way.

    Example:
        >>> status_counts(np.array([0, 3, 0], dtype=np.int8))
        {'fine': 2, 'overflow': 0, 'nan': 0, 'zero-v': 1}
    """
    return {
        each.name.lower().replace("_", "-"): int(np.count_nonzero(status == each))
        for each in LaneStatus
    }


def _observable(name: str, values: NDArray[Any]) -> dict[str, float | int | None]:
    values = values.ravel()
    if name in _NEVER_IS_ZERO:  # a mean of epochs and of zeros that mean "never" says nothing
        values = values[values != 0]
    return statistics_of(values.astype(np.float64))


def statistics_of(values: NDArray[np.float64]) -> dict[str, float | int | None]:
    """Mean, standard deviation (divisor N), least, quartiles and greatest of the finite values.

    ``finite`` is how many these are; without any the others are None.

    Example:
        >>> found = statistics_of(np.array([1.0, 2.0, 3.0, np.inf]))
        >>> found["finite"], found["mean"], found["q1"], found["max"]
        (3, 2.0, 1.5, 3.0)
    """
    finite = values[np.isfinite(values)]
    if not finite.size:
        names = ("mean", "std", "min", "q1", "median", "q3", "max")
        return {"finite": 0, **dict.fromkeys(names)}
    # scaled by a power of 2, which is exact, so that squares of large numbers do not overflow
    exponent = max(math.frexp(float(np.abs(finite).max()))[1], -1000)
    scaled = np.ldexp(finite, -exponent)
    least, q1, median, q3, most = np.quantile(scaled, [0, 0.25, 0.5, 0.75, 1])
    found = {
        "mean": scaled.mean(),
        "std": scaled.std(),
        "min": least,
        "q1": q1,
        "median": median,
        "q3": q3,
        "max": most,
    }
    return {
        "finite": int(finite.size),
        **{name: float(np.ldexp(value, exponent)) for name, value in found.items()},
    }


def fraction_diverged(plan: Plan, diverged: NDArray[np.bool_]) -> dict[str, object] | None:
    """The share of diverged lanes with a confidence interval for its probability.

    The interval is there only for one point of the grid with random orders, where the lanes are
    independent and alike. It is sampled, not proved. Up to 2000 lanes it is the exact one of
    Clopper and Pearson, above that the empirical Bernstein bound; both hold for any number of
    lanes.
    """
    count, lanes = int(np.count_nonzero(diverged)), int(diverged.size)
    found: dict[str, object] = {"count": count, "fraction": count / lanes}
    if plan.lanes != plan.seeds or plan.sampling is Sampling.CYCLIC:
        return found
    if lanes <= _MOST_EXACT:
        method, interval = "Clopper-Pearson", clopper_pearson(count, lanes, FALSE_ALARM)
    else:
        method = "empirical Bernstein"
        interval = empirical_bernstein(lanes, count, count, (0, 1), FALSE_ALARM)
    return {
        **found,
        "lower": float(max(interval.lower, Fraction(0))),
        "upper": float(min(interval.upper, Fraction(1))),
        "confidence": float(1 - FALSE_ALARM),
        "method": method,
        "verdict": str(Verdict.SAMPLED),
    }


def trajectories(plan: Plan, arrays: Mapping[str, NDArray[Any]]) -> dict[str, object]:
    """Mean and quartiles over the lanes, at each epoch that was recorded; {} without a record."""
    found: dict[str, object] = {}
    for name, values in arrays.items():
        if name.startswith(TRAJECTORY):
            rows = [statistics_of(row) for row in values.reshape(len(values), -1)]
            found[name.removeprefix(TRAJECTORY)] = {
                key: [row[key] for row in rows] for key in ("finite", "mean", "q1", "median", "q3")
            }
    if found:
        found = {"epoch": list(range(0, plan.epochs + 1, plan.record)), **found}
    return found

"""The terms of a radius from bounds on grids, refined until they are narrow enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb, fmpq

from colorball.errors import InputError
from colorball.exact.decimals import exact_bounds
from colorball.exact.precision import working_precision
from colorball.weighted.case import Case
from colorball.weighted.chain import ANY_SIZE, Chain, Support
from colorball.weighted.grid import Bounds, advance, at_point, float_of, least_bounds
from colorball.weighted.law import limit_support, newest_chain, older_chain, total_chain
from colorball.weighted.moments import older_variance
from colorball.weighted.term import Term, Terms, weighted_sum

__all__ = ["GridProblem", "grid_terms", "one_order_term", "root_above", "terms_on_grid"]

_LEAST_POINTS = 64
_MOST_POINTS = 2_000_000
_MOST_WORK = 60_000_000  # points times transitions, over all epochs: a few seconds
_MOST_TRANSITIONS = 150_000  # followed in one pass: some seconds, whatever the points
_BITS = 120  # of the balls around powers of beta
_HOPELESS = fmpq(10**16)  # times the goal: more points than there may be
_TINY = 1e-300  # more than what floats lose to underflow
_NEGLIGIBLE = 1e-18  # weight of the epochs before those that are followed on a grid


def grid_terms(case: Case, goal: fmpq) -> Terms:
    """Bounds on a grid, refined until the goal is met or the work is too much.

    Raises:
        InputError: if even a coarse grid would be too much.
    """
    problem = GridProblem.of(case)
    points = problem.first_points()
    while True:
        terms, work = terms_on_grid(problem, points)
        gaps = [(Term(fmpq(0), term.upper - term.lower), count) for term, count in terms]
        width = weighted_sum(gaps, 20)[1]
        most = min(_MOST_POINTS, int(points * _MOST_WORK / work))
        if width <= goal or most < points * 3 // 2:
            return terms
        # the width falls with the square of the number of points
        excess = float_of(min(width / goal, _HOPELESS))
        points = min(most, int(points * 1.2 * excess**0.5) + 1)


@dataclass(frozen=True)
class GridProblem:
    """What the grids of a case need, made once.

    Attributes:
        case: the case.
        unit: the labels' spread; everything else is in this unit, so that floats suffice.
        first_mean: ``E[S]`` of a single epoch.
        older: the chain of one more epoch.
        newest: the chain of the newest epoch, for adapted signs.
        support: where the older epochs' variable lies.
        deviation: its standard deviation, rounded up.
        start: how many epochs to bound by the deviation alone, before a grid follows.
    """

    case: Case
    unit: fmpq
    first_mean: fmpq
    older: Chain
    newest: Chain | None
    support: Support
    deviation: fmpq
    start: int

    @staticmethod
    def of(case: Case) -> GridProblem:
        """The problem of a case whose labels are not all equal.

        Raises:
            InputError: if there are too many draws to follow.
        """
        n, k = len(case.labels), case.epochs
        unit, labels = _spread(case.labels)
        older = older_chain(labels, case.beta, case.scheme)
        newest = newest_chain(labels, case.beta, case.scheme) if case.ends_with_all else None
        decay = float_of(case.beta**n)
        start = k - 1
        while start > 0 and decay ** (k - start) > _NEGLIGIBLE:
            start -= 1
        work = (k - start) * _transitions(older)
        if work > _MOST_TRANSITIONS:
            raise InputError(
                "labels, epochs and beta",
                f"{work} draws to follow, {k - start} epochs of {_transitions(older)}",
                f"at most {_MOST_TRANSITIONS}; {ANY_SIZE}",
            )
        variance = older_variance(labels, case.beta, case.scheme)
        support = limit_support(labels, case.beta, case.scheme)
        first_mean = case.first_mean / unit
        return GridProblem(
            case, unit, first_mean, older, newest, support, root_above(variance), start
        )

    def first_points(self) -> int:
        """Grid points of the first pass, a small part of the work that is allowed."""
        epochs = min(self.case.epochs - self.start, 10)
        return max(_LEAST_POINTS, min(1_000, _MOST_WORK // (8 * epochs * _transitions(self.older))))


def _transitions(chain: Chain) -> int:
    return sum(len(state.transitions) for state in chain.states)


def terms_on_grid(problem: GridProblem, points: int) -> tuple[Terms, int]:
    """Bounds with ``points`` grid points at the newest epochs, fewer before; and the work done."""
    case, start = problem.case, problem.start
    n, k = len(case.labels), case.epochs
    steps = _transitions(problem.older)
    least = case.older_epochs().start
    terms: Terms = []
    work = 0
    with working_precision(_BITS):
        ratio = arb(case.beta**n)
        decay = float(ratio)
        size = abs(arb(problem.first_mean)) * ratio ** (k - 1)  # |E[S]|
        if start > least:
            early = size.union(size + ratio ** (k - start) * arb(problem.deviation))
            terms.append((_scaled_term(early, problem.unit), start - least))
        if start:
            deviation = float_of(problem.deviation)
            bounds = least_bounds(problem.support, _LEAST_POINTS, deviation)
        else:
            bounds = least_bounds(problem.support, 2 * (points // 2), 0.0)
        for known in range(start, k):
            if known > start:
                count = max(_LEAST_POINTS, int(points * decay ** (0.5 * (k - 1 - known))))
                bounds = advance(problem.older, bounds, count)
                work += count * steps
            if known >= least:
                # E[S] / ratio^(k-known), and what multiplies the bounds
                place = arb(problem.first_mean) * ratio ** (known - 1)
                value = ratio ** (k - known) * _bounds_at(bounds, place)
                terms.append((_scaled_term(value, problem.unit), 1))
        if problem.newest is not None:
            work += points * _transitions(problem.newest)
            place = arb(problem.first_mean) * ratio ** (k - 1)
            last = _bounds_at(advance(problem.newest, bounds, points), place)
            terms.append((_scaled_term(last, problem.unit), 1))
    return terms, max(work, 1)


def one_order_term(case: Case, power: fmpq) -> Term:
    """``E|S|`` if one random order serves all epochs; ``power`` is ``beta^(n(k-1))``."""
    unit, labels = _spread(case.labels)
    chain = total_chain(labels, case.beta)
    nothing = least_bounds((fmpq(-1), fmpq(1)), _LEAST_POINTS, 0.0)
    points = max(_LEAST_POINTS, min(_MOST_POINTS, _MOST_WORK // _transitions(chain)))
    with working_precision(_BITS):
        place = arb(-case.first_mean / unit)
        value = arb(power) * _bounds_at(advance(chain, nothing, points), place)
        return _scaled_term(value, unit)


def _spread(labels: Sequence[fmpq]) -> tuple[fmpq, list[fmpq]]:
    """The largest distance of a label from the mean, and the centred labels in that unit."""
    centre = sum(labels, fmpq(0)) / len(labels)
    unit = max(abs(c - centre) for c in labels)
    return unit, [(c - centre) / unit for c in labels]


def _bounds_at(bounds: Bounds, place: arb) -> arb:
    """A ball around ``G(place)``."""
    low, high = exact_bounds(place)
    point = float_of(low)
    uncertainty = 2 * float_of(high - low) + abs(point) * 2.0**-50 + _TINY
    ends = at_point(bounds, point, uncertainty)
    return arb(ends[0]).union(arb(ends[1]))


def _scaled_term(value: arb, unit: fmpq) -> Term:
    low, high = exact_bounds(value * arb(unit))
    return Term(max(low, fmpq(0)), high)


def root_above(value: fmpq) -> fmpq:
    """A rational number a little above the square root."""
    with working_precision(100):
        return exact_bounds(arb(value).sqrt())[1]

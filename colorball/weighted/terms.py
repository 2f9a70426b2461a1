"""The terms of a radius: ``E|E[S | F]|`` for l = 1, 2, ..., k, enclosed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb, fmpq

from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.exact.decimals import exact_bounds
from colorball.exact.precision import working_precision
from colorball.weighted.case import Case
from colorball.weighted.chain import ANY_SIZE, Chain, Support
from colorball.weighted.filtration import Filtration
from colorball.weighted.grid import Bounds, advance, at_point, float_of, least_bounds
from colorball.weighted.law import limit_support, newest_chain, older_chain, total_chain
from colorball.weighted.moments import older_variance
from colorball.weighted.tree import Exhausted, Tree

__all__ = ["Term", "Terms", "exact_terms", "radius_terms", "root_above", "weighted_sum"]

_QUICK_NODES = 20_000  # of the exact tree, where a grid could do as well
_MOST_NODES = 300_000  # where it could not
_FINEST_GRID = fmpq(1, 10**13)  # floating point gives no narrower enclosures
_LEAST_POINTS = 64
_MOST_POINTS = 2_000_000
_MOST_WORK = 60_000_000  # points times transitions, over all epochs: a few seconds
_MOST_TRANSITIONS = 150_000  # followed in one pass: some seconds, whatever the points
_LONGEST_EXACT = 100_000  # bits of the powers of beta
_BITS = 120  # of the balls around powers of beta
_NOTHING: Support = (fmpq(0), fmpq(0))
_HOPELESS = fmpq(10**16)  # times the goal: more points than there may be
_TINY = 1e-300  # more than what floats lose to underflow
_NEGLIGIBLE = 1e-18  # weight of the epochs before those that are followed on a grid

Range = tuple[fmpq, fmpq]


@dataclass(frozen=True)
class Term:
    """``E|E[S | F]|`` for one ``l``: exact if both ends agree."""

    lower: fmpq
    upper: fmpq


Terms = list[tuple[Term, int]]  # a term, and for how many l in a row it holds


def radius_terms(case: Case, goal: fmpq) -> tuple[Terms, str]:
    """The terms for l = 1, 2, ..., k in runs of equal ones, and the method.

    The method is ``exact-terms`` (all are exact) or ``convex-order`` (bounds on a grid).

    Args:
        case: the model.
        goal: the width of the weighted sum to aim at, where terms are not exact.

    Raises:
        InputError: if there are too many partial draws.
    """
    if len(set(case.labels)) == 1:
        return _constant_terms(case), "exact-terms"
    if case.scheme in (Sampling.CYCLIC, Sampling.SHUFFLE_ONCE):
        return _fixed_terms(case)
    try:
        nodes = _QUICK_NODES if goal >= _FINEST_GRID else _MOST_NODES
        return exact_terms(case, nodes), "exact-terms"
    except Exhausted:
        return _grid_terms(case, goal), "convex-order"


def weighted_sum(terms: Terms, digits: int) -> Range:
    """``sum_l l^(-1/2) term_l``, rounded outwards."""
    with working_precision(int(3.33 * digits) + 80):
        lower = upper = arb(0)
        first = 1
        for term, count in terms:
            if term.upper:
                run = range(first, first + count)
                weight = sum((arb(index).rsqrt() for index in run), arb(0))
                lower += weight * arb(term.lower)
                upper += weight * arb(term.upper)
            first += count
        return exact_bounds(lower)[0], exact_bounds(upper)[1]


def _constant_terms(case: Case) -> Terms:
    """Equal labels: nothing is random, and ``S = E[S]``; as a ball where that is very long."""
    if case.power_bits <= _LONGEST_EXACT:
        return [(Term(abs(case.mean), abs(case.mean)), case.epochs)]
    with working_precision(_BITS):
        power = arb(case.beta) ** (len(case.labels) * (case.epochs - 1))
        low, high = exact_bounds(abs(arb(case.first_mean)) * power)
    return [(Term(max(low, fmpq(0)), high), case.epochs)]


def _fixed_terms(case: Case) -> tuple[Terms, str]:
    """One order for all epochs: after the first epoch everything is known."""
    n, k = len(case.labels), case.epochs
    power = case.beta ** (n * (k - 1))
    mean = Term(abs(case.mean), abs(case.mean))
    if case.scheme is Sampling.CYCLIC:
        return [(mean, k)], "exact-terms"
    chain = total_chain(case.labels, case.beta)
    try:
        value = Tree(chain, _NOTHING, _MOST_NODES).mean_absolute(-case.first_mean, 0, chain)
        known, method = Term(power * value, power * value), "exact-terms"
    except Exhausted:
        known, method = _fixed_term_on_grid(case, power), "convex-order"
    first = known if case.filtration is Filtration.ADAPTED else mean
    return [(first, 1), (known, k - 1)], method


def _fixed_term_on_grid(case: Case, power: fmpq) -> Term:
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


def exact_terms(case: Case, nodes: int = _MOST_NODES) -> Terms:
    """All terms as exact rationals, for independent epochs, in a tree of at most so many nodes.

    Raises:
        Exhausted: if that would take too long.
    """
    if case.power_bits > _LONGEST_EXACT:
        raise Exhausted
    if not case.beta:
        older, support = newest_chain(case.labels, case.beta, case.scheme), _NOTHING
    else:
        older = older_chain(case.labels, case.beta, case.scheme)
        support = limit_support(case.labels, case.beta, case.scheme)
    tree = Tree(older, support, nodes)
    ratio, mean = case.beta ** len(case.labels), case.mean
    values = []
    for known in case.older_epochs():
        power = ratio ** (case.epochs - known)
        value = power * tree.mean_absolute(mean / power, known) if power else abs(mean)
        values.append(value)
    if case.ends_with_all:
        newest = newest_chain(case.labels, case.beta, case.scheme)
        values.append(tree.mean_absolute(mean, case.epochs - 1, newest))
    return [(Term(value, value), 1) for value in values]


def _grid_terms(case: Case, goal: fmpq) -> Terms:
    """Bounds on a grid, refined until the goal is met or the work is too much."""
    problem = _Problem.of(case)
    points = problem.first_points()
    while True:
        terms, work = _grid_terms_on(problem, points)
        gaps = [(Term(fmpq(0), term.upper - term.lower), count) for term, count in terms]
        width = weighted_sum(gaps, 20)[1]
        most = min(_MOST_POINTS, int(points * _MOST_WORK / work))
        if width <= goal or most < points * 3 // 2:
            return terms
        # the width falls with the square of the number of points
        excess = float_of(min(width / goal, _HOPELESS))
        points = min(most, int(points * 1.2 * excess**0.5) + 1)


@dataclass(frozen=True)
class _Problem:
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
    def of(case: Case) -> _Problem:
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
        return _Problem(case, unit, first_mean, older, newest, support, root_above(variance), start)

    def first_points(self) -> int:
        """Grid points of the first pass, a small part of the work that is allowed."""
        epochs = min(self.case.epochs - self.start, 10)
        return max(_LEAST_POINTS, min(1_000, _MOST_WORK // (8 * epochs * _transitions(self.older))))


def _transitions(chain: Chain) -> int:
    return sum(len(state.transitions) for state in chain.states)


def _grid_terms_on(problem: _Problem, points: int) -> tuple[Terms, int]:
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

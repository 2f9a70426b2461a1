"""The terms of a radius: ``E|E[S | F]|`` for l = 1, 2, ..., k, enclosed."""

from __future__ import annotations

from dataclasses import dataclass

from flint import arb, fmpq

from colorball.balls.sampling import Sampling
from colorball.exact.decimals import exact_bounds
from colorball.exact.precision import working_precision
from colorball.weighted.case import Case
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


def _fixed_terms(case: Case) -> tuple[Terms, str]:
    """One order for all epochs: after the first epoch everything is known."""
    n, k = len(case.labels), case.epochs
    power = case.beta ** (n * (k - 1))
    mean = Term(abs(case.mean), abs(case.mean))
    if case.scheme is Sampling.CYCLIC:
        return [(mean, k)], "exact-terms"
    chain = total_chain(case.labels, case.beta)
    start = -case.mean / power if power else fmpq(0)
    try:
        value = Tree(chain, (fmpq(0), fmpq(0)), _MOST_NODES).mean_absolute(start, 0, chain)
        known, method = Term(power * value, power * value), "exact-terms"
    except Exhausted:
        empty = least_bounds((fmpq(-1), fmpq(1)), _LEAST_POINTS, 0.0)
        points = _affordable(len(chain.states), 1)
        known = _scaled(at_point(advance(chain, empty, points), *_rounded(start)), power)
        method = "convex-order"
    first = known if case.filtration is Filtration.ADAPTED else mean
    return [(first, 1), (known, k - 1)], method


def exact_terms(case: Case, nodes: int = _MOST_NODES) -> Terms:
    """All terms as exact rationals, for independent epochs, in a tree of at most so many nodes.

    Raises:
        Exhausted: if that would take too long.
    """
    if not case.beta:
        older, support = newest_chain(case.labels, case.beta, case.scheme), (fmpq(0), fmpq(0))
    else:
        older = older_chain(case.labels, case.beta, case.scheme)
        support = limit_support(case.labels, case.beta, case.scheme)
    tree = Tree(older, support, nodes)
    ratio = case.beta ** len(case.labels)
    values = []
    for known in case.older_epochs():
        power = ratio ** (case.epochs - known)
        value = power * tree.mean_absolute(case.mean / power, known) if power else abs(case.mean)
        values.append(value)
    if case.ends_with_all:
        newest = newest_chain(case.labels, case.beta, case.scheme)
        values.append(tree.mean_absolute(case.mean, case.epochs - 1, newest))
    return [(Term(value, value), 1) for value in values]


def _grid_terms(case: Case, goal: fmpq) -> Terms:
    """Bounds on a grid, refined until the goal is met or the work is too much."""
    points = 1_000
    while True:
        terms, work = _grid_terms_on(case, points)
        gaps = [(Term(fmpq(0), term.upper - term.lower), count) for term, count in terms]
        width = weighted_sum(gaps, 20)[1]
        most = min(_MOST_POINTS, int(points * _MOST_WORK / work))
        if width <= goal or most < points * 3 // 2:
            return terms
        # the width falls with the square of the number of points
        wanted = int(points * 1.2 * float_of(width / goal) ** 0.5) + 1
        points = min(most, wanted)


def _grid_terms_on(case: Case, points: int) -> tuple[Terms, int]:
    """Bounds with ``points`` grid points at the newest epochs, fewer before; and the work done."""
    n, k = len(case.labels), case.epochs
    older = older_chain(case.labels, case.beta, case.scheme)
    support = limit_support(case.labels, case.beta, case.scheme)
    ratio = case.beta**n
    decay = float_of(ratio)
    variance = older_variance(case.labels, case.beta, case.scheme)
    deviation = root_above(variance)
    steps = sum(len(state.transitions) for state in older.states)

    start = k - 1
    while start > 0 and decay ** (k - start) > _NEGLIGIBLE:
        start -= 1
    bounds = least_bounds(support, _LEAST_POINTS, float_of(deviation) if start else 0.0)
    if not start:
        bounds = least_bounds(support, 2 * (points // 2), 0.0)
    least = case.older_epochs().start
    terms: Terms = []
    if start > least:
        early = Term(abs(case.mean), abs(case.mean) + ratio ** (k - start) * deviation)
        terms.append((early, start - least))
    work = 0
    for known in range(start, k):
        if known > start:
            count = max(_LEAST_POINTS, int(points * decay ** (0.5 * (k - 1 - known))))
            bounds = advance(older, bounds, count)
            work += count * steps
        if known >= least:
            power = ratio ** (k - known)
            terms.append((_at(bounds, case.mean / power, power), 1))
    if case.ends_with_all:
        newest = newest_chain(case.labels, case.beta, case.scheme)
        work += points * sum(len(state.transitions) for state in newest.states)
        terms.append((_at(advance(newest, bounds, points), case.mean, fmpq(1)), 1))
    return terms, max(work, 1)


def _at(bounds: Bounds, z: fmpq, power: fmpq) -> Term:
    """``power * G(z)``; never worse than ``|z| <= G(z)``."""
    point, uncertainty = _rounded(z)
    return _scaled(at_point(bounds, point, uncertainty), power)


def _scaled(ends: tuple[float, float], power: fmpq) -> Term:
    low, high = (fmpq(*end.as_integer_ratio()) for end in ends)
    return Term(power * low, power * high)


def _rounded(z: fmpq) -> tuple[float, float]:
    point = float_of(z)
    return point, abs(point) * 2.0**-50


def root_above(value: fmpq) -> fmpq:
    """A rational number a little above the square root."""
    with working_precision(100):
        return exact_bounds(arb(value).sqrt())[1]


def _affordable(transitions: int, epochs: int) -> int:
    return max(_LEAST_POINTS, min(_MOST_POINTS, _MOST_WORK // max(1, transitions * epochs)))

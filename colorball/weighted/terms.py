"""The terms of a radius: ``E|E[S | F]|`` for l = 1, 2, ..., k, exact or enclosed."""

from __future__ import annotations

from flint import arb, fmpq

from colorball.balls.sampling import Sampling
from colorball.exact.decimals import exact_bounds
from colorball.exact.precision import working_precision
from colorball.weighted.case import Case
from colorball.weighted.chain import Support
from colorball.weighted.filtration import Filtration
from colorball.weighted.grid_terms import grid_terms, one_order_term
from colorball.weighted.law import limit_support, newest_chain, older_chain, total_chain
from colorball.weighted.term import Term, Terms
from colorball.weighted.tree import Exhausted, Tree

__all__ = ["exact_terms", "radius_terms"]

_QUICK_NODES = 20_000  # of the exact tree, where a grid could do as well
_MOST_NODES = 300_000  # where it could not
_FINEST_GRID = fmpq(1, 10**13)  # floating point gives no narrower enclosures
_LONGEST_EXACT = 100_000  # bits of the powers of beta
_BITS = 120  # of a ball around a longer power
_NOTHING: Support = (fmpq(0), fmpq(0))


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
        return grid_terms(case, goal), "convex-order"


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
        known, method = one_order_term(case, power), "convex-order"
    first = known if case.filtration is Filtration.ADAPTED else mean
    return [(first, 1), (known, k - 1)], method


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

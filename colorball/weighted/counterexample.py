"""Search for small instances on which a statement about the radius is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache

from flint import fmpq

from colorball.balls.sampling import Sampling
from colorball.exact.rational import from_flint, rational_text
from colorball.weighted.case import Case
from colorball.weighted.enumeration import enumerated_terms
from colorball.weighted.filtration import Filtration
from colorball.weighted.radius import Radius, radius
from colorball.weighted.terms import exact_terms

__all__ = ["bound_counterexample", "claimed_terms", "terms_counterexample"]

Terms = list[fmpq]
TermsFormula = Callable[[Case], Terms]
BoundFormula = Callable[[Sequence[Fraction], int, Fraction], Fraction]

_LABELS = tuple(map(Fraction, ("3", "-1", "5/2")))
_SIZES = ((1, 2), (2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (2, 5))
_BETAS = (Fraction(0), Fraction(1, 2), Fraction(9, 10))
_BOUND_CASES = tuple(
    (labels, k, beta)
    for labels in (("1", "-1"), ("3", "-1"), ("1", "2", "6"))
    for k in (1, 2, 10)
    for beta in (Fraction(1, 4), Fraction(1, 2))
)


def claimed_terms(case: Case) -> Terms:
    """The terms by Lemma A.2's conditional expectations."""
    return [term.upper for term, count in exact_terms(case) for _ in range(count)]


def _small_cases(sampling: Sampling, filtration: Filtration) -> Iterator[Case]:
    for n, k in _SIZES:
        for beta in _BETAS:
            yield Case.of(_LABELS[:n], k, beta, filtration, sampling)


def terms_counterexample(
    formula: TermsFormula,
    *,
    sampling: Sampling = Sampling.RESHUFFLE,
    filtration: Filtration = Filtration.PREDICTABLE,
) -> str | None:
    """The first small instance on which brute force contradicts the terms, in words.

    Args:
        formula: gives for a case what the statement says the largest ``E[s_l S]`` are.
        sampling: the scheme that is enumerated.
        filtration: the reading that is enumerated.
    """
    for case in _small_cases(sampling, filtration):
        truth, claimed = _truth(case), formula(case)
        for step, (right, stated) in enumerate(zip(truth, claimed, strict=True), start=1):
            if right != stated:
                labels = ",".join(rational_text(from_flint(c)) for c in case.labels)
                return (
                    f"labels {labels}, epochs {case.epochs}, beta {case.beta}, l = {step}: the "
                    f"largest E[s_l S] is {right} by enumeration, the statement says {stated}"
                )
    return None


@cache
def _truth(case: Case) -> Terms:
    return enumerated_terms(case.labels, case.epochs, case.beta, case.scheme, case.filtration)


def bound_counterexample(
    formula: BoundFormula,
    *,
    filtration: Filtration = Filtration.PREDICTABLE,
    sampling: Sampling = Sampling.RESHUFFLE,
) -> str | None:
    """The first instance whose certified radius is above what the statement allows, in words.

    Args:
        formula: gives for labels, number of epochs and beta the largest radius allowed.
        filtration: the reading.
        sampling: the scheme.
    """
    for labels, k, beta in _BOUND_CASES:
        enclosure = _enclosure(labels, k, beta, filtration, sampling)
        allowed = formula([Fraction(c) for c in labels], k, beta)
        if enclosure.lower > allowed:
            return (
                f"labels {','.join(labels)}, epochs {k}, beta {beta}: R_k >= "
                f"{float(enclosure.lower):.6g} is proved, the statement allows {float(allowed):.6g}"
            )
    return None


@cache
def _enclosure(
    labels: tuple[str, ...],
    k: int,
    beta: Fraction,
    filtration: Filtration,
    sampling: Sampling,
) -> Radius:
    return radius(labels, k, beta, filtration=filtration, sampling=sampling, digits=4)

"""The terms of a radius, and their sum."""

from __future__ import annotations

from dataclasses import dataclass

from flint import arb, fmpq

from colorball.exact.decimals import exact_bounds
from colorball.exact.precision import working_precision

__all__ = ["Term", "Terms", "weighted_sum"]

Range = tuple[fmpq, fmpq]


@dataclass(frozen=True)
class Term:
    """``E|E[S | F]|`` for one ``l``: exact if both ends agree."""

    lower: fmpq
    upper: fmpq


Terms = list[tuple[Term, int]]  # a term, and for how many l in a row it holds


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

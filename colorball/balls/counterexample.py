"""Search for a small instance on which a formula for ``E[S]`` is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache

from colorball.balls.expectation import expectation
from colorball.balls.sampling import Sampling
from colorball.exact.rational import rational_text

__all__ = ["expectation_counterexample"]

Formula = Callable[[Sequence[Fraction], int, Fraction], Fraction]

_LABELS = (Fraction(1), Fraction(-2), Fraction(5), Fraction(3))
_SIZES = ((1, 1), (1, 3), (2, 1), (2, 2), (2, 4), (3, 1), (3, 2), (3, 3), (4, 1), (4, 2))
_BETAS = (Fraction(0), Fraction(1, 2), Fraction(4, 5))


def expectation_counterexample(
    formula: Formula, sampling: Sampling = Sampling.RESHUFFLE
) -> str | None:
    """The first small instance on which brute force contradicts ``formula``, in words.

    Args:
        formula: takes labels, number of epochs and beta; gives what it says ``E[S]`` is.
        sampling: the scheme.

    Example:
        >>> expectation_counterexample(lambda labels, epochs, beta: Fraction(0))
        'labels 1,-2, epochs 1, beta 1/2: E[S] = 1/4 by enumeration, the statement says 0'
    """
    for n, k in _SIZES:
        for beta in _BETAS:
            labels = _LABELS[:n]
            truth = _enumerated(n, k, beta, sampling)
            claimed = formula(labels, k, beta)
            if truth != claimed:
                shown = ",".join(str(c) for c in labels)
                return (
                    f"labels {shown}, epochs {k}, beta {beta}: E[S] = {rational_text(truth)} "
                    f"by enumeration, the statement says {rational_text(claimed)}"
                )
    return None


@cache
def _enumerated(n: int, k: int, beta: Fraction, sampling: Sampling) -> Fraction:
    return expectation(_LABELS[:n], k, beta, sampling=sampling, method="enumeration").value

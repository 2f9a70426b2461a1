"""Which sampling schemes keep Lemmas A.1 and A.2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from colorball.balls.counterexample import expectation_counterexample
from colorball.balls.orders import Order, sequences
from colorball.balls.sampling import Sampling
from colorball.verdict import Verdict
from colorball.weighted.bound import radius_bound
from colorball.weighted.counterexample import bound_counterexample
from colorball.weighted.filtration import Filtration
from colorball.weighted.limit import radius_limit
from colorball.weighted.radius import radius

__all__ = [
    "COLUMNS",
    "Cell",
    "lemma_a1",
    "newest_share",
    "newest_shares",
    "rate_counterexample",
    "scheme_table",
    "step_counterexample",
]

COLUMNS = {
    "A.1": "E[S] = -cbar beta^(n(k-1)) sum_j j beta^j",
    "A.1 step": "the repeated cancellation, epoch by epoch, given the earlier epochs",
    "A.2 predictable": "E[r_k S] = r_0 E[S] + O(1/sqrt(k)), predictable signs",
    "A.2 adapted": "E[r_k S] = r_0 E[S] + O(1/sqrt(k)), adapted signs",
    "A.2 rate": "1/sqrt(k) is the exact order of R_k (different labels, beta > 0)",
}


@dataclass(frozen=True)
class Cell:
    """One cell of the table.

    Attributes:
        sampling: the scheme.
        column: a key of :data:`COLUMNS`.
        verdict: ``proved`` or ``refuted``.
        evidence: where it is proved, or the counterexample.
    """

    sampling: Sampling
    column: str
    verdict: Verdict
    evidence: str


@cache
def scheme_table() -> tuple[Cell, ...]:
    """The table, scheme by scheme.

    Cells that fail are refuted by counterexamples found by enumeration; for the others the same
    search finds none, and the claim ``sampling-schemes`` has the proof.
    """
    return tuple(_cell(scheme, column) for scheme in Sampling for column in COLUMNS)


def _cell(scheme: Sampling, column: str) -> Cell:
    found = _counterexample(scheme, column)
    if found is not None:
        return Cell(scheme, column, Verdict.REFUTED, found)
    return Cell(scheme, column, Verdict.PROVED, _PROOFS[column])


_PROOFS = {
    "A.1": "lemma-a1 with exchangeability of one position, or uniform draws",
    "A.1 step": "lemma-a1, step repeated_cancellation: epochs are independent",
    "A.2 predictable": "lemma-a2 and sampling-schemes: an explicit constant",
    "A.2 adapted": "lemma-a2 and sampling-schemes: an explicit constant",
    "A.2 rate": "sampling-schemes: the term l = k alone is of that order, by Jensen",
}


def _counterexample(scheme: Sampling, column: str) -> str | None:
    if column == "A.1":
        return expectation_counterexample(lemma_a1, scheme)
    if column == "A.1 step":
        return step_counterexample(scheme)
    if column == "A.2 rate":
        return rate_counterexample(scheme)
    reading = Filtration.PREDICTABLE if column.endswith("predictable") else Filtration.ADAPTED
    return bound_counterexample(
        lambda c, k, b: radius_bound(c, k, b, filtration=reading, sampling=scheme).upper,
        filtration=reading,
        sampling=scheme,
    )


def lemma_a1(labels: Sequence[Fraction], epochs: int, beta: Fraction) -> Fraction:
    """Lemma A.1's value of ``E[S]``."""
    n = len(labels)
    return beta ** (n * (epochs - 1)) * newest_share(labels, beta)


def newest_share(labels: Sequence[Fraction], beta: Fraction) -> Fraction:
    """What the newest epoch leaves by the repeated cancellation: ``-cbar sum_j j beta^j``."""
    n = len(labels)
    moment = sum((j * beta**j for j in range(1, n)), Fraction(0))
    return -sum(labels, Fraction(0)) / n * moment


def newest_shares(
    labels: Sequence[Fraction], beta: Fraction, sampling: Sampling
) -> dict[Order, Fraction]:
    """Of two epochs, ``E[sum_i (m_{i,k} - f_{i,k})]`` given each possible first order."""
    n = len(labels)
    weights = [sum((beta**t for t in range(n - q)), Fraction(0)) for q in range(n)]
    gradients = sum(labels, Fraction(0)) * weights[0]
    shares: dict[Order, list[Fraction]] = defaultdict(list)
    for first, newest in sequences(n, 2, sampling):
        momenta = sum((w * labels[i] for w, i in zip(weights, newest, strict=True)), Fraction(0))
        shares[first].append(momenta - gradients)
    return {first: sum(values, Fraction(0)) / len(values) for first, values in shares.items()}


def step_counterexample(sampling: Sampling) -> str | None:
    """Two epochs: a first order after which the newest epoch leaves something else."""
    labels, beta = (Fraction(1), Fraction(-2), Fraction(5)), Fraction(1, 2)
    claimed = newest_share(labels, beta)
    for first, found in newest_shares(labels, beta, sampling).items():
        if found != claimed:
            return (
                f"labels 1,-2,5, epochs 2, beta 1/2: given first order {first} the newest epoch "
                f"leaves {found}, not {claimed}"
            )
    return None


def rate_counterexample(sampling: Sampling) -> str | None:
    """Different labels and beta > 0 for which ``sqrt(k) R_k`` tends to 0."""
    labels, beta, k = "1,-2", "1/2", 16
    if radius_limit(labels, beta, sampling=sampling, digits=4).lower > 0:
        return None
    upper = radius(labels, k, beta, sampling=sampling).upper
    return (
        f"labels {labels}, beta {beta}: R_k <= 2 sqrt(k) beta^(n(k-1)) E|one_order|, so "
        f"sqrt(k) R_k -> 0; already sqrt(16) R_16 <= {float(4 * upper):.1e}"
    )

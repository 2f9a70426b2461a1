"""The two lemmas under other sampling schemes, in the checker's own words.

The steps prove what holds; each instance is one cell of the table that does not hold, with the
numbers that refute it, or one that does, checked by enumeration.
"""

from __future__ import annotations

from fractions import Fraction

from colorball.checker.brute_force import (
    all_sums,
    best_expectations,
    mean_sum,
    newest_shares,
    read_fraction,
)
from colorball.checker.claim import CheckedClaim
from colorball.checker.failures import Rejected
from colorball.checker.instances import Instance, fields_of, labels_of, number_of_epochs
from colorball.checker.lemma_a1 import MODEL_STEPS
from colorball.checker.lemma_a2 import (
    ADAPTED_AGE_STEPS,
    AGE_STEPS,
    DRIFT_STEPS,
    EPOCH_DOMAIN,
    NOISE_STEPS,
)
from colorball.checker.rules import Identity, Sum

__all__ = ["CLAIM"]

_W = "((1-beta^n)/(1-beta))"

_STEPS = (
    *MODEL_STEPS,
    # with replacement every draw is uniform, and independent of the others, by definition
    Identity("uniform_draw", "n*(1/n)", "1"),
    Sum("squared_weights", "beta^(-2*q)", index="q", start="0", stop="n"),
    *NOISE_STEPS,
    *AGE_STEPS,
    Identity(
        "with_replacement_constant_squared",
        f"root_ages*{_W}^2*sigma2*squared_weights*noise_limit",
        "beta^(2*n)*sigma2*squared_weights/((1-beta)^2*(1-beta^n)*(1-beta^(2*n)))",
    ),
    *ADAPTED_AGE_STEPS,
    Sum("newest_squares", "newest_weight^2", index="q", start="0", stop="n"),
    Identity(
        "with_replacement_adapted_squared",
        f"adapted_root_ages*{_W}^2*sigma2*squared_weights*noise_limit",
        "(2-beta^n)*with_replacement_constant_squared",
    ),
    Identity(
        "with_replacement_newest_squared",
        f"sigma2*newest_squares+beta^(2*n)*{_W}^2*sigma2*squared_weights*noise_limit",
        "sigma2*(newest_squares"
        "+beta^(2*n)*(1-beta^n)^2*squared_weights/((1-beta)^2*(1-beta^(2*n))))",
    ),
    # one order for all epochs: S = -beta^(n(k-1)) sum_q a_q (beta^(n-q) + ... + beta^(n-1))
    Sum("older_epochs", "older_weight", index="j", start="1", stop="k"),
    Sum("gradients", "beta^t", index="t", start="0", stop="n*k"),
    Sum("one_order_weight", "beta^t", index="t", start="n-q", stop="n"),
    Identity(
        "one_order",
        "older_epochs+newest_weight-gradients",
        "-beta^(n*(k-1))*one_order_weight",
    ),
    Sum("one_order_total", "one_order_weight", index="q", start="0", stop="n"),
    Sum("moment", "t*beta^t", index="t", start="1", stop="n"),
    Identity("one_order_moment", "one_order_total", "moment"),
    *DRIFT_STEPS,
)


def _moment(n: int, beta: Fraction) -> Fraction:
    return sum((t * beta**t for t in range(1, n)), Fraction(0))


def _verify_instance(instance: Instance) -> None:
    fields_of(instance, "cell", "holds", "sampling", "labels", "epochs", "beta", "found", "stated")
    labels, k = labels_of(instance), number_of_epochs(instance)
    beta, sampling = read_fraction(instance["beta"]), str(instance["sampling"])
    found, stated = instance["found"], instance["stated"]
    if not isinstance(found, list) or not isinstance(stated, list):
        raise Rejected("an instance has no lists of values")
    n, mean = len(labels), sum(labels, Fraction(0)) / len(labels)
    if labels != [1, -2] or beta != Fraction(1, 2):
        raise Rejected("an instance is not about labels 1, -2 and beta = 1/2")
    match instance["cell"]:
        case "A.1":
            truth = [mean_sum(labels, k, beta, sampling)]
            claim = [-mean * beta ** (n * (k - 1)) * _moment(n, beta)]
        case "A.1 step":
            truth = newest_shares(labels, beta, sampling)
            claim = [-mean * _moment(n, beta)] * len(truth)
            if k != 2:
                raise Rejected("an instance of the step has not 2 epochs")
        case "S":  # the closed form of S under one order, for every order
            truth = [value for _, value in all_sums(labels, k, beta, sampling)]
            claim = [
                -(beta ** (n * (k - 1)))
                * sum(labels[ball] * sum(beta**t for t in range(n - q, n)) for q, ball in order)
                for order in (
                    tuple(enumerate(draws[0])) for draws, _ in all_sums(labels, k, beta, sampling)
                )
            ]
            if sampling not in ("shuffle-once", "cyclic"):
                raise Rejected("an instance of S is about more than one order")
        case "A.2 terms":  # as under random reshuffling
            truth = best_expectations(labels, k, beta, sampling, "predictable")
            claim = best_expectations(labels, k, beta, "reshuffle", "predictable")
        case _:
            raise Rejected("an instance is about no known cell")
    if [read_fraction(v) for v in found] != truth or [read_fraction(v) for v in stated] != claim:
        raise Rejected("an instance has other values by enumeration")
    if instance["holds"] is not (truth == claim):
        raise Rejected("an instance has the wrong verdict")


CLAIM = CheckedClaim(
    name="sampling-schemes",
    statement={
        "A.1": "E[S] is Lemma A.1's under reshuffle, with-replacement and shuffle-once; "
        "not under cyclic",
        "A.1 step": "the repeated cancellation, epoch by epoch given the earlier ones, holds under "
        "reshuffle and with-replacement; not under shuffle-once and cyclic",
        "A.2": "|E[r_k S] - r_0 E[S]| <= C/sqrt(k) holds under all four, predictable and adapted",
        "A.2 rate": "1/sqrt(k) is the exact order under reshuffle and with-replacement; under "
        "shuffle-once and cyclic R_k <= 2 sqrt(k) beta^(n(k-1)) E|one_order|, which is smaller",
        "one order": "S = -beta^(n(k-1)) sum over q of a_q one_order_weight",
        "domain": "n >= 1, k >= 1, 0 < beta < 1, any labels",
    },
    domain=EPOCH_DOMAIN,
    rules=_STEPS,
    verify_instance=_verify_instance,
    instances=8,
)

"""Lemma A.1 in the checker's own words.

``moment`` is ``sum_{j=1}^{n-1} j beta^j``. Every sum is in units of the mean label ``cbar``: by
exchangeability each draw has expectation ``cbar``, and ``sum_i c_i = n cbar``.
"""

from __future__ import annotations

from fractions import Fraction

from colorball.checker.brute_force import mean_sum, read_fraction
from colorball.checker.claim import CheckedClaim
from colorball.checker.failures import Rejected
from colorball.checker.instances import Instance, fields_of, labels_of, number_of_epochs
from colorball.checker.language import Domain
from colorball.checker.rules import Exchangeability, Identity, Induction, Sum

__all__ = ["CLAIM", "MODEL_STEPS"]

# also the first steps of lemma-a2
MODEL_STEPS = (
    Exchangeability("one_position", classes="n"),
    Sum("newest_weight", "beta^(i-q)", index="i", start="q", stop="n"),
    Sum("older_weight", "beta^(n*(k-j)+i-q)", index="i", start="0", stop="n"),
)

_STEPS = (
    *MODEL_STEPS,
    Identity("mean_draw", "n*one_position", "1"),
    Sum("newest_total", "newest_weight", index="q", start="0", stop="n"),
    Sum("older_total", "older_weight", index="q", start="0", stop="n"),
    Sum("gradient_share", "beta^t", index="t", start="n*(k-j)", stop="n*(k-j+1)"),
    Sum("moment", "t*beta^t", index="t", start="1", stop="n"),
    Induction(
        "repeated_cancellation",
        base="newest_total - n*gradient_share(j=k)",
        added="older_total(j=l) - n*gradient_share(j=l)",
        conclusion="-beta^(n*(k-1))*moment",
    ),
    # beta = 0, where only the newest draw and gradient have a weight, 0^0 = 1
    Sum("beta_0_momenta", "1", index="q", start="0", stop="n"),
    Identity("beta_0", "beta_0_momenta - n", "0"),
    # beta = 1, the limit of polynomials in beta
    Sum("beta_1_newest_weight", "1", index="i", start="q", stop="n"),
    Sum("beta_1_newest_total", "beta_1_newest_weight", index="q", start="0", stop="n"),
    Sum("beta_1_older_weight", "1", index="i", start="0", stop="n"),
    Sum("beta_1_older_total", "beta_1_older_weight", index="q", start="0", stop="n"),
    Sum("beta_1_gradient_share", "1", index="t", start="n*(k-j)", stop="n*(k-j+1)"),
    Sum("beta_1_moment", "t", index="t", start="1", stop="n"),
    Induction(
        "beta_1",
        base="beta_1_newest_total - n*beta_1_gradient_share(j=k)",
        added="beta_1_older_total - n*beta_1_gradient_share(j=l)",
        conclusion="-beta_1_moment",
    ),
    Identity("one_ball", "moment(n=1)", "0"),
    Identity("one_epoch", "repeated_cancellation(k=1)", "newest_total-n*gradient_share(j=k)"),
)


def _verify_instance(instance: Instance) -> None:
    fields_of(instance, "labels", "epochs", "beta", "sampling", "expectation")
    if instance["sampling"] != "reshuffle":
        raise Rejected("an instance is not about random reshuffling")
    labels, epochs = labels_of(instance), number_of_epochs(instance)
    beta, stated = read_fraction(instance["beta"]), read_fraction(instance["expectation"])
    if mean_sum(labels, epochs, beta, "reshuffle") != stated:
        raise Rejected("an instance has another expectation by enumeration")
    n = len(labels)
    moment = sum((t * beta**t for t in range(1, n)), Fraction(0))
    if -sum(labels) / n * beta ** (n * (epochs - 1)) * moment != stated:
        raise Rejected("an instance contradicts the statement")


CLAIM = CheckedClaim(
    name="lemma-a1",
    statement={
        "claim": "E[S] = -cbar * beta^(n*(k-1)) * moment",
        "moment": "sum of t*beta^t over t = 1..n-1",
        "step": "after the expectation over epochs l..k their shares leave "
        "-cbar * beta^(n*(k-l)) * moment",
        "domain": "n >= 1, k >= 1, 0 <= beta < 1 and the limit beta = 1, any labels",
        "sampling": "reshuffle",
    },
    domain=Domain(
        symbols=frozenset({"n", "k", "j", "l", "i", "q", "t"}),
        positive=("beta", "n", "1-beta", "1-beta^n"),
    ),
    rules=_STEPS,
    verify_instance=_verify_instance,
    instances=3,
)

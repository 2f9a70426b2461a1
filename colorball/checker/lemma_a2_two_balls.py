"""Two balls, where the limit of Lemma A.2 has a closed value; ``c`` and ``d`` are the labels."""

from __future__ import annotations

from colorball.checker.brute_force import read_fraction
from colorball.checker.claim import CheckedClaim
from colorball.checker.failures import Rejected
from colorball.checker.instances import Instance, labels_of, number_of_epochs, verify_terms
from colorball.checker.language import Domain
from colorball.checker.rules import Identity, Inequality, Sum

__all__ = ["CLAIM"]

_ORDERED = "(c+d/beta-(c+d)*(1+1/beta)/2)"  # Y - E Y for the order c, d; its negative for d, c

_STEPS = (
    Identity("deviation", f"(1+beta)*{_ORDERED}", "(1-beta^2)*(d-c)/(2*beta)"),
    Sum("rest", "beta^(2*i)", index="i", start="1", stop="e+1"),
    Inequality("rest_limit", "rest", "beta^2/(1-beta^2)"),
    Inequality("newest_dominates", "rest_limit", "1"),
    Identity("limit", "beta^2/(1-beta^2)*(1-beta^2)/(2*beta)", "beta/2"),
    Identity("newest_share", f"beta^2/(1-beta)*{_ORDERED}", "beta*(d-c)/2"),
    Identity("older_reach", "beta^2*(1-beta^2)/(2*beta)/(1-beta^2)", "beta/2"),
)


def _verify_instance(instance: Instance) -> None:
    terms = verify_terms(instance)
    labels, beta = labels_of(instance), read_fraction(instance["beta"])
    k = number_of_epochs(instance)
    if len(labels) != 2 or sum(labels) != 0 or 2 * beta**2 > 1 or not beta:
        raise Rejected("an instance is not about two opposite labels and beta <= 1/sqrt(2)")
    if instance["filtration"] != "predictable" or instance["sampling"] != "reshuffle":
        raise Rejected("an instance is not about predictable signs and random reshuffling")
    size = (1 - beta**2) * abs(labels[1] - labels[0]) / (2 * beta)
    closed = [0 * size] + [beta ** (2 * (k - step + 1)) * size for step in range(2, k + 1)]
    if terms != closed:
        raise Rejected("an instance contradicts the closed form of its terms")


CLAIM = CheckedClaim(
    name="lemma-a2-two-balls",
    statement={
        "predictable": "for 2 beta^2 <= 1: sqrt(k) R_k -> beta |c_0 - c_1| / 2",
        "adapted": "for every beta the adapted limit is the predictable one + beta |c_0 - c_1| / 2",
        "finite": "for c_1 = -c_0 and 2 beta^2 <= 1: E|E[S|F_{l-1}]| = beta^(2(k-l+1)) (1-beta^2) "
        "|c_0 - c_1| / (2 beta) for l >= 2, and 0 for l = 1",
        "domain": "n = 2, 0 < beta < 1",
        "sampling": "reshuffle",
    },
    domain=Domain(
        symbols=frozenset({"c", "d", "i", "e"}),
        positive=("beta", "1-beta", "1+beta", "1-beta^2"),
        nonnegative=("1-2*beta^2", "e"),
    ),
    rules=_STEPS,
    verify_instance=_verify_instance,
    instances=2,
)

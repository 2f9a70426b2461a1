"""The limit of ``sqrt(k) R_k`` in the checker's own words.

``u = sqrt(k/(k-m+1)) >= 1``; ``G^2`` is the variance of Z; ``e`` a number of known epochs.
"""

from __future__ import annotations

from colorball.checker.claim import CheckedClaim
from colorball.checker.failures import Rejected
from colorball.checker.instances import Instance, verify_terms
from colorball.checker.lemma_a2 import EPOCH_DOMAIN
from colorball.checker.rules import Identity, Inequality, Sum

__all__ = ["CLAIM"]

_STEPS = (
    Inequality("age", "1/(k-m+1)", "m/k"),
    Inequality("root_excess", "u-1", "(u^2-1)/2"),
    Identity("age_excess", "k/(k-m+1)-1", "(m-1)/(k-m+1)"),
    Inequality("age_excess_bound", "age_excess", "m*(m-1)/k"),
    Sum("second_ages", "m*(m-1)*beta^(n*m)", index="m", start="1", stop="k+1"),
    Inequality("second_ages_limit", "second_ages", "2*beta^(2*n)/(1-beta^n)^3"),
    Sum("ages", "beta^(n*m)", index="m", start="1", stop="k+1"),
    Identity("tail", "beta^n/(1-beta^n)-ages", "beta^(n*(k+1))/(1-beta^n)"),
    Sum("older_noise", "beta^(2*n*i)", index="i", start="0", stop="e"),
    Identity("cut", "1/(1-beta^(2*n))-older_noise", "beta^(2*n*e)/(1-beta^(2*n))"),
    Identity("shift", "beta^(n*(k-1))/beta^(n*(k-e))", "beta^(n*(e-1))"),
    Inequality("adapted_excess_bound", "a/(k-a)", "a*(a+1)/k"),
    Sum("adapted_second_ages", "a*(a+1)*beta^(n*a)", index="a", start="1", stop="k"),
    Inequality("adapted_second_ages_limit", "adapted_second_ages", "2*beta^n/(1-beta^n)^3"),
    Sum("adapted_ages", "beta^(n*a)", index="a", start="1", stop="k"),
    Identity("adapted_tail", "beta^n/(1-beta^n)-adapted_ages", "beta^(n*k)/(1-beta^n)"),
    Identity("early", "beta^(n*m)*beta^(n*(k-m))", "beta^(n*k)"),
)


def _verify_instance(instance: Instance) -> None:
    if instance.get("sampling") != "reshuffle" or instance.get("filtration") != "predictable":
        raise Rejected("an instance is not about predictable signs and random reshuffling")
    verify_terms(instance)


CLAIM = CheckedClaim(
    name="lemma-a2-limit",
    statement={
        "limit": "sqrt(k) R_k -> beta^n/(1-beta^n) E|Z|, Z = sum over i >= 0 of beta^(n*i) U_i, "
        "U = w * sum over q of beta^(-q) (a_q - cbar)",
        "rate": "|sqrt(k) R_k - limit| <= G (beta^(2*n)/((1-beta^n)^3 k) "
        "+ beta^(n*(k+1))/(1-beta^n)) + k^(3/2) beta^(n*k) (G + |cbar| moment / beta^n), "
        "G^2 = Var Z",
        "adapted": "sqrt(k) R_k -> beta^n/(1-beta^n) E|Z| + E|N + beta^n Z|, N the newest epoch's "
        "share, with error at most G (beta^n/((1-beta^n)^3 k) + beta^(n*k)/(1-beta^n)) "
        "+ (k^(3/2) + 1) beta^(n*k) (G + |cbar| moment / beta^n)",
        "domain": "n >= 1, k >= 1, 0 < beta < 1; predictable unless said otherwise",
        "sampling": "reshuffle",
    },
    domain=EPOCH_DOMAIN,
    rules=_STEPS,
    verify_instance=_verify_instance,
    instances=2,
)

"""Lemma A.2 in the checker's own words: identity, tight radius, explicit bound.

Notation of the steps: ``rho = beta^n`` is written out; ``sigma2`` is the labels' variance; ``e``
is a number of known epochs; ``m = 1..k`` is the age ``k - l + 1`` of a predictable sign, ``a =
1..k-1`` the age ``k - l`` of an adapted one; ``s = 0..k-1`` counts powers; ``u = sqrt(l)`` and
``v = sqrt(l-1)``, so ``u^2 - v^2 = 1``.
"""

from __future__ import annotations

from colorball.checker.claim import CheckedClaim
from colorball.checker.failures import Rejected
from colorball.checker.instances import Instance, verify_terms
from colorball.checker.language import Domain
from colorball.checker.lemma_a1 import MODEL_STEPS
from colorball.checker.rules import (
    CauchySchwarz,
    Exchangeability,
    Identity,
    Inequality,
    Sum,
    Tower,
)

__all__ = ["ADAPTED_AGE_STEPS", "AGE_STEPS", "CLAIM", "DRIFT_STEPS", "EPOCH_DOMAIN", "NOISE_STEPS"]

_W = "((1-beta^n)/(1-beta))"

EPOCH_DOMAIN = Domain(
    symbols=frozenset({"n", "k", "j", "i", "q", "t", "l", "m", "a", "s", "e", "u", "v", "sigma2"}),
    positive=(
        "beta",
        "n",
        "k",
        "m",
        "a",
        "u",
        "1-beta",
        "1+beta",
        "1-beta^2",
        "1-beta^n",
        "1+beta^n",
        "1-beta^(2*n)",
        "k-m+1",
        "k-a",
        "n-1",
    ),
    nonnegative=("e", "m-1", "k-m", "k-a-1", "1-beta^(n*(k-1-s))", "sigma2"),
)

# what the older epochs add has a variance that is bounded in their number
NOISE_STEPS = (
    Sum("older_noise", "beta^(2*n*i)", index="i", start="0", stop="e"),
    Inequality("noise_limit", "older_noise", "1/(1-beta^(2*n))"),
)

# sum_l l^(-1/2) rho^(k-l+1) <= (1/sqrt(k)) sum_m sqrt(m) rho^m <= (1/sqrt(k)) sqrt(root_ages)
AGE_STEPS = (
    Inequality("age", "1/(k-m+1)", "m/k"),
    Sum("ages", "beta^(n*m)", index="m", start="1", stop="k+1"),
    Inequality("ages_limit", "ages", "beta^n/(1-beta^n)"),
    Sum("weighted_ages", "m*beta^(n*m)", index="m", start="1", stop="k+1"),
    Inequality("weighted_ages_limit", "weighted_ages", "beta^n/(1-beta^n)^2"),
    CauchySchwarz("root_ages", "ages_limit", "weighted_ages_limit"),
)

# the same for adapted signs: l < k, of age a = k - l
ADAPTED_AGE_STEPS = (
    Inequality("adapted_age", "1/(k-a)", "(a+1)/k"),
    Sum("adapted_ages", "beta^(n*a)", index="a", start="1", stop="k"),
    Inequality("adapted_ages_limit", "adapted_ages", "beta^n/(1-beta^n)"),
    Sum("adapted_weighted_ages", "(a+1)*beta^(n*a)", index="a", start="1", stop="k"),
    Inequality(
        "adapted_weighted_ages_limit",
        "adapted_weighted_ages",
        "beta^n*(2-beta^n)/(1-beta^n)^2",
    ),
    CauchySchwarz("adapted_root_ages", "adapted_ages_limit", "adapted_weighted_ages_limit"),
)

# sum_l l^(-1/2) rho^(k-1) <= 2 sqrt(k) rho^(k-1) <= (2/sqrt(k)) / (1 - rho)
DRIFT_STEPS = (
    Inequality("inverse_root", "(u^2-v^2)/u", "2*(u-v)"),
    Inequality("lowest_power", "beta^(n*(k-1))", "beta^(n*s)"),
    Sum("powers", "beta^(n*s)", index="s", start="0", stop="k"),
    Inequality("powers_limit", "powers", "1/(1-beta^n)"),
)

_STEPS = (
    *MODEL_STEPS,
    Tower("predictable_tower", measurable="l-1", known="l-1"),
    Tower("adapted_tower", measurable="l", known="l"),
    Identity("older_form", "older_weight", f"{_W}*beta^(n*(k-j))*beta^(-q)"),
    Identity("newest_form", "newest_weight", "1/(1-beta)-beta^n/(1-beta)*beta^(-q)"),
    # variance of Y = sum_q beta^(-q) a_q for n >= 2; for n = 1 nothing is random
    Exchangeability("two_positions", classes="n*(n-1)", places=2),
    Identity("second_moment", "one_position*n*sigma2", "sigma2"),
    Identity("covariance", "two_positions*(0-n*sigma2)", "-sigma2/(n-1)"),
    Sum("weights", "beta^(-q)", index="q", start="0", stop="n"),
    Sum("squared_weights", "beta^(-2*q)", index="q", start="0", stop="n"),
    Identity(
        "variance",
        "second_moment*squared_weights+covariance*(weights^2-squared_weights)",
        "sigma2*n/(n-1)*(squared_weights-weights^2/n)",
    ),
    Identity("one_ball", "squared_weights(n=1)-weights(n=1)^2", "0"),
    *NOISE_STEPS,
    *AGE_STEPS,
    *DRIFT_STEPS,
    Sum("moment", "t*beta^t", index="t", start="1", stop="n"),
    Identity(
        "noise_constant_squared",
        f"root_ages*{_W}^2*variance*noise_limit",
        "beta^(2*n)*variance/((1-beta)^2*(1-beta^n)*(1-beta^(2*n)))",
    ),
    Identity("drift_constant", "2*moment*powers_limit", "2*moment/(1-beta^n)"),
    *ADAPTED_AGE_STEPS,
    Identity(
        "adapted_constant_squared",
        f"adapted_root_ages*{_W}^2*variance*noise_limit",
        "(2-beta^n)*noise_constant_squared",
    ),
    Identity(
        "newest_constant_squared",
        f"(beta^n/(1-beta))^2*variance+beta^(2*n)*{_W}^2*variance*noise_limit",
        "beta^(2*n)*variance*(1+(1-beta^n)^2/(1-beta^(2*n)))/(1-beta)^2",
    ),
    Sum("beta_0_momenta", "1", index="q", start="0", stop="n"),
    Identity("beta_0", "beta_0_momenta - n", "0"),
)


def _verify_instance(instance: Instance) -> None:
    if instance.get("sampling") != "reshuffle":
        raise Rejected("an instance is not about random reshuffling")
    verify_terms(instance)


CLAIM = CheckedClaim(
    name="lemma-a2",
    statement={
        "identity": "E[r_k S] = r_0 E[S] + sum over l = 1..k of l^(-1/2) E[s_l E[S|F]], "
        "F = F_{l-1} (predictable) or F_l (adapted)",
        "radius": "R_k = sum over l = 1..k of l^(-1/2) E|E[S|F]|, attained by s_l = sign E[S|F]",
        "predictable": "R_k <= (sqrt(noise_constant_squared) + |cbar| drift_constant) / sqrt(k)",
        "adapted": "R_k <= (sqrt(adapted_constant_squared) + sqrt(newest_constant_squared) "
        "+ |cbar| drift_constant) / sqrt(k)",
        "domain": "n >= 1 (the noise is 0 for n = 1), k >= 1, 0 <= beta < 1 (R_k = 0 for beta = 0)",
        "sampling": "reshuffle",
    },
    domain=EPOCH_DOMAIN,
    rules=_STEPS,
    verify_instance=_verify_instance,
    instances=3,
)

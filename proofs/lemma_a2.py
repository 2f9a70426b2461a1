r"""Lemma A.2: weighting the sum by ``r_k`` costs ``O(1/sqrt(k))``, with every constant.

Source: talk, slides "Step 1.2" (Lemma A.2, there for n = 2); ``docs/lemmas.md``.

Statement. For signs ``s_l`` known at ``F`` (``F_{l-1}`` predictable, ``F_l`` adapted),

.. math::

    E[r_k S] = r_0 E[S] + \sum_{l=1}^k l^{-1/2} E\big[s_l E[S \mid F]\big], \qquad
    \big|E[r_k S] - r_0 E[S]\big| \le R_k = \sum_{l=1}^k l^{-1/2} E\big|E[S \mid F]\big|
    \le \frac{C}{\sqrt k},

the radius is attained by ``s_l = sign E[S | F]``, and C is explicit: see
:mod:`colorball.weighted.bound`.
"""

from __future__ import annotations

import sympy
from flint import fmpq

from colorball.balls.sampling import Sampling
from colorball.certificates.antidifference import BETA
from colorball.certificates.claim import Claim, Control
from colorball.certificates.document import Certificate, new_certificate
from colorball.certificates.proof import Proof
from colorball.weighted.bound import radius_bound
from colorball.weighted.case import Case
from colorball.weighted.counterexample import (
    bound_counterexample,
    claimed_terms,
    terms_counterexample,
)
from colorball.weighted.enumeration import enumerated_terms
from colorball.weighted.filtration import Filtration

from .lemma_a1 import model_steps

STATEMENT = {
    "identity": "E[r_k S] = r_0 E[S] + sum over l = 1..k of l^(-1/2) E[s_l E[S|F]], "
    "F = F_{l-1} (predictable) or F_l (adapted)",
    "radius": "R_k = sum over l = 1..k of l^(-1/2) E|E[S|F]|, attained by s_l = sign E[S|F]",
    "predictable": "R_k <= (sqrt(noise_constant_squared) + |cbar| drift_constant) / sqrt(k)",
    "adapted": "R_k <= (sqrt(adapted_constant_squared) + sqrt(newest_constant_squared) "
    "+ |cbar| drift_constant) / sqrt(k)",
    "domain": "n >= 1 (the noise is 0 for n = 1), k >= 1, 0 <= beta < 1 (R_k = 0 for beta = 0)",
    "sampling": "reshuffle",
}

ASSUMPTIONS = (
    "the model of Lemma A.1: n >= 1 balls, k >= 1 epochs, random reshuffling, 0 <= beta < 1",
    "r_0 is a constant and r_j - r_{j-1} = s_j / sqrt(j) with signs s_j",
    "predictable: s_j is F_{j-1}-measurable (the talk's step 1 needs it); adapted: F_j-measurable",
)

PROOF = (
    "Telescoping r_k = r_0 + sum_l s_l / sqrt(l); the tower property E[s_l S] = E[s_l E[S|F]], as "
    "s_l is known when F is. Each term is largest for s_l = sign E[S|F], and the signs of "
    "different l may be chosen one by one: the radius is attained.",
    "Draw q of epoch j < k has weight w beta^(n(k-j)) beta^(-q), w = (1-beta^n)/(1-beta); draw q "
    "of epoch k has 1/(1-beta) - beta^n/(1-beta) beta^(-q), and its first part adds up to a "
    "constant under reshuffling. So E[S|F_L] = E[S] + w sum_{j<=L} beta^(n(k-j)) (Y_j - E Y) for "
    "L < k, and for L = k the term -beta^n/(1-beta) (Y_k - E Y) is added.",
    "Exchangeability of pairs gives Cov(a_p, a_q) = -sigma^2/(n-1), hence Var Y; the older epochs' "
    "noise is a geometric sum, bounded by its limit G^2 = w^2 Var Y / (1 - beta^(2n)).",
    "E|E[S|F_L]| <= |E S| + beta^(n(k-L)) G (Jensen). With the age m = k-l+1: "
    "m (k-m+1) - k = (m-1)(k-m) >= 0, so l^(-1/2) <= (m/k)^(1/2), and Cauchy-Schwarz bounds "
    "sum_m m^(1/2) beta^(nm) by beta^n (1-beta^n)^(-3/2).",
    "The drift: l^(-1/2) <= 2 (l^(1/2) - (l-1)^(1/2)) adds up to 2 k^(1/2), and "
    "k beta^(n(k-1)) <= 1/(1-beta^n), so |E S| sum_l l^(-1/2) is at most "
    "2 |cbar| T / ((1-beta^n) k^(1/2)).",
    "Adapted: the same with the age a = k-l, a (k-a-1) >= 0, and the newest term by its variance.",
    "Branches: n = 1 and beta = 0, where S = 0.",
)


def noise_steps(proof: Proof, n: sympy.Symbol, e: sympy.Symbol) -> sympy.Expr:
    """The older epochs' variance, in units of one epoch's, and its limit."""
    i = sympy.Symbol("i", integer=True)
    noise = proof.sum("older_noise", BETA ** (2 * n * i), i, 0, e)
    limit = 1 / (1 - BETA ** (2 * n))
    proof.inequality("noise_limit", noise, limit, BETA ** (2 * n * e) / (1 - BETA ** (2 * n)))
    return limit


def age_steps(proof: Proof, n: sympy.Symbol, k: sympy.Symbol, m: sympy.Symbol) -> sympy.Expr:
    """``(sum_m sqrt(m) beta^(nm))^2`` is bounded: the last value."""
    rho, rest = BETA**n, BETA ** (n * (k + 1))
    proof.inequality("age", 1 / (k - m + 1), m / k, (m - 1) * (k - m) / (k * (k - m + 1)))
    ages = proof.sum("ages", BETA ** (n * m), m, 1, k + 1)
    ages_limit = rho / (1 - rho)
    proof.inequality("ages_limit", ages, ages_limit, rest / (1 - rho))
    weighted = proof.sum("weighted_ages", m * BETA ** (n * m), m, 1, k + 1)
    weighted_limit = rho / (1 - rho) ** 2
    gap = rest * (1 + k * (1 - rho)) / (1 - rho) ** 2
    proof.inequality("weighted_ages_limit", weighted, weighted_limit, gap)
    return proof.cauchy_schwarz("root_ages", ages_limit, weighted_limit)


def adapted_age_steps(
    proof: Proof, n: sympy.Symbol, k: sympy.Symbol, a: sympy.Symbol
) -> sympy.Expr:
    """``(sum_a sqrt(a+1) beta^(na))^2`` is bounded: the last value."""
    rho, rest = BETA**n, BETA ** (n * k)
    proof.inequality("adapted_age", 1 / (k - a), (a + 1) / k, a * (k - a - 1) / (k * (k - a)))
    ages = proof.sum("adapted_ages", BETA ** (n * a), a, 1, k)
    ages_limit = rho / (1 - rho)
    proof.inequality("adapted_ages_limit", ages, ages_limit, rest / (1 - rho))
    weighted = proof.sum("adapted_weighted_ages", (a + 1) * BETA ** (n * a), a, 1, k)
    weighted_limit = rho * (2 - rho) / (1 - rho) ** 2
    gap = rest * (1 + k * (1 - rho)) / (1 - rho) ** 2
    proof.inequality("adapted_weighted_ages_limit", weighted, weighted_limit, gap)
    return proof.cauchy_schwarz("adapted_root_ages", ages_limit, weighted_limit)


def drift_steps(proof: Proof, n: sympy.Symbol, k: sympy.Symbol) -> sympy.Expr:
    """``k beta^(n(k-1))`` is bounded: the last value."""
    s = sympy.Symbol("s", integer=True, nonnegative=True)
    u, v = sympy.symbols("u v", positive=True)
    proof.inequality("inverse_root", (u**2 - v**2) / u, 2 * (u - v), (u - v) ** 2 / u)
    gap = sympy.Mul(BETA ** (n * s), 1 - BETA ** (n * (k - 1 - s)), evaluate=False)
    proof.inequality("lowest_power", BETA ** (n * (k - 1)), BETA ** (n * s), gap)
    powers = proof.sum("powers", BETA ** (n * s), s, 0, k)
    limit = 1 / (1 - BETA**n)
    proof.inequality("powers_limit", powers, limit, BETA ** (n * k) / (1 - BETA**n))
    return limit


def certificate() -> Certificate:
    """The proof in algebra, for symbolic n and k."""
    n, k, j, q, t, m, a, e, l_ = sympy.symbols("n k j q t m a e l", integer=True, positive=True)
    sigma2 = sympy.Symbol("sigma2", positive=True)
    rho, w = BETA**n, (1 - BETA**n) / (1 - BETA)
    proof = Proof()
    _, newest, older = model_steps(proof, n, k, j, q)
    proof.tower("predictable_tower", l_ - 1, l_ - 1)
    proof.tower("adapted_tower", l_, l_)
    proof.identity("older_form", older, w * BETA ** (n * (k - j)) * BETA ** (-q))
    proof.identity("newest_form", newest, 1 / (1 - BETA) - rho / (1 - BETA) * BETA ** (-q))

    pair = proof.exchangeability("two_positions", n * (n - 1), places=2)
    proof.identity("second_moment", n * sigma2 / n, sigma2)
    covariance = -pair * n * sigma2
    proof.identity("covariance", covariance, -sigma2 / (n - 1))
    weights = proof.sum("weights", BETA ** (-q), q, 0, n)
    squared = proof.sum("squared_weights", BETA ** (-2 * q), q, 0, n)
    variance = sigma2 * n / (n - 1) * (squared - weights**2 / n)
    left = sigma2 * squared + covariance * (weights**2 - squared)
    proof.identity("variance", left, variance)
    proof.identity("one_ball", squared.subs(n, 1) - weights.subs(n, 1) ** 2, 0)

    noise_limit = noise_steps(proof, n, e)
    root_ages = age_steps(proof, n, k, m)
    powers_limit = drift_steps(proof, n, k)
    moment = proof.sum("moment", t * BETA**t, t, 1, n)
    constant = rho**2 * variance / ((1 - BETA) ** 2 * (1 - rho) * (1 - rho**2))
    unit = w**2 * variance * noise_limit
    proof.identity("noise_constant_squared", root_ages * unit, constant)
    proof.identity("drift_constant", 2 * moment * powers_limit, 2 * moment / (1 - rho))

    adapted_root = adapted_age_steps(proof, n, k, a)
    proof.identity("adapted_constant_squared", adapted_root * unit, (2 - rho) * constant)
    proof.identity(
        "newest_constant_squared",
        (rho / (1 - BETA)) ** 2 * variance + rho**2 * unit,
        rho**2 * variance * (1 + (1 - rho) ** 2 / (1 - rho**2)) / (1 - BETA) ** 2,
    )

    momenta_at_0 = proof.sum("beta_0_momenta", sympy.S.One, q, 0, n)
    proof.identity("beta_0", momenta_at_0 - n, 0)
    return new_certificate("lemma-a2", STATEMENT, proof.steps, _instances())


def _instances() -> list[dict[str, object]]:
    """Small instances: all admissible signs are tried by the checker."""
    cases = (
        (("3", "-1"), 3, "9/10", "predictable"),
        (("3", "-1"), 3, "2/3", "adapted"),
        (("1", "-2", "5/2"), 2, "4/5", "predictable"),
    )
    return [instance(*case) for case in cases]


def instance(labels: tuple[str, ...], epochs: int, beta: str, filtration: str) -> dict[str, object]:
    """An instance of the terms, from the conditional expectations of the lemma."""
    case = Case.of(labels, epochs, beta, filtration, Sampling.RESHUFFLE)
    return {
        "labels": list(labels),
        "epochs": epochs,
        "beta": beta,
        "sampling": "reshuffle",
        "filtration": filtration,
        "terms": [str(term) for term in claimed_terms(case)],
    }


def _counterexample() -> str | None:
    for filtration in Filtration:
        found = terms_counterexample(claimed_terms, filtration=filtration)
        if found or (found := _bound_counterexample(filtration)):
            return found
    return None


def _bound_counterexample(filtration: Filtration) -> str | None:
    return bound_counterexample(
        lambda c, k, b: radius_bound(c, k, b, filtration=filtration).upper, filtration=filtration
    )


def smaller_order() -> str | None:
    """Refutes o(1/sqrt(k)): one term alone is at least 3/8 of 1/sqrt(k), for every k >= 2.

    For labels 1, -1 and beta = 1/2 the term of l = k is k^(-1/2) beta^2 E|V_{k-1}|, and
    E|V_{k-1}| >= E|U| = 3/2 by Jensen. Some of the terms are computed exactly.
    """
    least = fmpq(3, 8)
    ks = (2, 10, 100, 1000)
    cases = [Case.of("1,-1", k, "1/2", Filtration.PREDICTABLE, Sampling.RESHUFFLE) for k in ks]
    last_terms = [claimed_terms(case)[-1] for case in cases]
    if all(term >= least for term in last_terms):
        shown = ", ".join(f"{term} (k = {k})" for k, term in zip(ks, last_terms, strict=True))
        return (
            "labels 1,-1, beta 1/2: sqrt(k) R_k >= 3/8 for every k >= 2, by the term l = k alone, "
            f"which is exactly {shown}"
        )
    return None


def _of_other_reading(case: Case) -> list[fmpq]:
    other = Filtration.ADAPTED
    return enumerated_terms(case.labels, case.epochs, case.beta, case.scheme, other)


def _without_noise(case: Case) -> list[fmpq]:
    return [abs(case.mean)] * case.epochs


def _one_power_less(case: Case) -> list[fmpq]:
    return [term * case.beta for term in claimed_terms(case)]


CONTROLS = (
    Control(
        "the error is o(1/sqrt(k)) instead of O(1/sqrt(k))",
        smaller_order,
    ),
    Control(
        "predictable signs reach sum l^(-1/2) E|E[S|F_l]| (wrong filtration)",
        lambda: terms_counterexample(_of_other_reading),
    ),
    Control(
        "E[r_k S] = r_0 E[S] exactly when E[S] = 0: the terms are |E[S]| (noise dropped)",
        lambda: terms_counterexample(_without_noise),
    ),
    Control(
        "E|E[S|F_L]| has beta^(n(k-L)+1) for beta^(n(k-L)) (exponent off by one)",
        lambda: terms_counterexample(_one_power_less),
    ),
    Control(
        "the terms of random reshuffling hold for shuffle-once (wrong scheme)",
        lambda: terms_counterexample(
            lambda case: enumerated_terms(
                case.labels, case.epochs, case.beta, Sampling.RESHUFFLE, case.filtration
            ),
            sampling=Sampling.SHUFFLE_ONCE,
        ),
    ),
    Control(
        "R_k <= C / k (exponent of k)",
        lambda: bound_counterexample(lambda c, k, b: radius_bound(c, k, b).constant / k),
    ),
    Control(
        "R_k <= C / sqrt(k) with C a quarter of the lemma's (a dropped factor)",
        lambda: bound_counterexample(lambda c, k, b: radius_bound(c, k, b).upper / 4),
    ),
    Control(
        "the predictable constant holds for adapted signs",
        lambda: bound_counterexample(
            lambda c, k, b: radius_bound(c, k, b).upper, filtration=Filtration.ADAPTED
        ),
    ),
)

CLAIM = Claim(
    name="lemma-a2",
    title="Lemma A.2: tight radius and explicit O(1/sqrt(k))",
    source='talk, "Step 1.2", Lemma A.2; docs/lemmas.md',
    statement="|E[r_k S] - r_0 E[S]| <= R_k = sum_l l^(-1/2) E|E[S|F]| <= C/sqrt(k), R_k attained, "
    "C explicit, for all n, k, labels and beta, predictable and adapted",
    latex=r"\big|E[r_k S] - r_0 E[S]\big| \le R_k = \sum_{l=1}^k l^{-1/2}"
    r"\,E\big|E[S \mid F_{l-1}]\big| \le \frac{C}{\sqrt k}",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="tower property, exchangeability of pairs, telescoping sums, Cauchy-Schwarz",
    certificate=certificate,
    counterexample=_counterexample,
    controls=CONTROLS,
    theorems=(
        "LemmaA2.lemma_a2_identity_predictable",
        "LemmaA2.lemma_a2_identity_adapted",
        "LemmaA2.lemma_a2_predictable_roots",
        "LemmaA2.lemma_a2_adapted_roots",
        "Rate.lemma_a2_rate",
        "Rate.lemma_a2_rate_adapted",
    ),
)

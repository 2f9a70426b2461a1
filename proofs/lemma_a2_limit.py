r"""The limit of ``sqrt(k) R_k``: Lemma A.2's rate is exact, and its constant is known.

Source: the talk's Lemma A.2, sharpened; ``docs/lemmas.md``.

Statement. Under random reshuffling with ``0 < beta < 1`` and predictable signs,

.. math::

    \sqrt k\,R_k \to \frac{\beta^n}{1-\beta^n} E|Z|, \qquad Z = \sum_{i\ge0} \beta^{ni} U_i,
    \quad U = w \sum_q \beta^{-q} (a_q - \bar c),

at the rate ``1/k``, with explicit constants; the adapted reading adds ``E|N + beta^n Z|``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import isqrt

import sympy

from colorball.balls.sampling import Sampling
from colorball.certificates.antidifference import BETA
from colorball.certificates.claim import Claim, Control
from colorball.certificates.document import Certificate, new_certificate
from colorball.certificates.proof import Proof
from colorball.exact.rational import from_flint
from colorball.weighted.case import Case
from colorball.weighted.filtration import Filtration
from colorball.weighted.limit import distance_to_limit, radius_limit
from colorball.weighted.radius import radius

from .lemma_a2 import instance

STATEMENT = {
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
}

ASSUMPTIONS = (
    "the model and signs of Lemma A.2, random reshuffling, 0 < beta < 1",
    "labels, n and beta are fixed while k grows",
)

PROOF = (
    "By Lemma A.2, with rho = beta^n and the age m = k - l + 1, R_k = sum_{m=1}^k (k-m+1)^(-1/2) "
    "rho^m g_{k-m}, where g_e = E|V_e + shift_e| and shift_e = -cbar T rho^(e-1).",
    "V_e is Z without its oldest part, so |g_e - E|Z|| <= rho^e G + |cbar| T rho^(e-1), with "
    "G^2 = Var Z (step cut); times rho^m and e = k - m this is rho^k (G + |cbar| T / rho).",
    "With u = (k/(k-m+1))^(1/2) in [1, m^(1/2)]: 0 <= u - 1 <= (u^2-1)/2 <= m(m-1)/(2k), so "
    "replacing u by 1 costs at most G/(2k) sum_m m(m-1) rho^m <= G rho^2 / ((1-rho)^3 k).",
    "The terms with m > k, missing from R_k, are rho^(k+1)/(1-rho) E|Z|. Adding up gives the rate.",
    "Adapted: the sum over a = k - l = 1..k-1 has the same limit, with a/(k-a) <= a(a+1)/k in the "
    "place of the bound above, and the newest term tends to E|N + rho Z|.",
)


def certificate() -> Certificate:
    """The inequalities of the rate, for symbolic n and k."""
    n, k, m, a, e, i = sympy.symbols("n k m a e i", integer=True, positive=True)
    u = sympy.Symbol("u", positive=True)
    rho, rest = BETA**n, BETA ** (n * (k + 1))
    proof = Proof()
    proof.inequality("age", 1 / (k - m + 1), m / k, (m - 1) * (k - m) / (k * (k - m + 1)))
    proof.inequality("root_excess", u - 1, (u**2 - 1) / 2, (u - 1) ** 2 / 2)
    excess = (m - 1) / (k - m + 1)
    proof.identity("age_excess", k / (k - m + 1) - 1, excess)
    gap = (m - 1) ** 2 * (k - m) / (k * (k - m + 1))
    proof.inequality("age_excess_bound", excess, m * (m - 1) / k, gap)
    second = proof.sum("second_ages", m * (m - 1) * BETA ** (n * m), m, 1, k + 1)
    gap = rest * (k * (k + 1) * (1 - rho) ** 2 + 2 * (k + 1) * rho * (1 - rho) + 2 * rho**2)
    gap = gap / (1 - rho) ** 3
    proof.inequality("second_ages_limit", second, 2 * rho**2 / (1 - rho) ** 3, gap)
    ages = proof.sum("ages", BETA ** (n * m), m, 1, k + 1)
    proof.identity("tail", rho / (1 - rho) - ages, rest / (1 - rho))
    noise = proof.sum("older_noise", BETA ** (2 * n * i), i, 0, e)
    cut = BETA ** (2 * n * e) / (1 - BETA ** (2 * n))
    proof.identity("cut", 1 / (1 - BETA ** (2 * n)) - noise, cut)
    proof.identity("shift", BETA ** (n * (k - 1)) / BETA ** (n * (k - e)), BETA ** (n * (e - 1)))
    gap = a**2 * (k - a - 1) / (k * (k - a))
    proof.inequality("adapted_excess_bound", a / (k - a), a * (a + 1) / k, gap)
    second = proof.sum("adapted_second_ages", a * (a + 1) * BETA ** (n * a), a, 1, k)
    gap = k * (k + 1) * (1 - rho) ** 2 + 2 * (k + 1) * rho * (1 - rho) + 2 * rho**2
    gap = BETA ** (n * k) * gap / (1 - rho) ** 3
    limit = 2 * rho / (1 - rho) ** 3
    proof.inequality("adapted_second_ages_limit", second, limit, gap)
    ages = proof.sum("adapted_ages", BETA ** (n * a), a, 1, k)
    proof.identity("adapted_tail", rho / (1 - rho) - ages, BETA ** (n * k) / (1 - rho))
    proof.identity("early", BETA ** (n * m) * BETA ** (n * (k - m)), BETA ** (n * k))
    instances = [
        instance(("1", "-1"), 3, "9/10", "predictable"),
        instance(("1", "-2", "5/2"), 2, "1/2", "predictable"),
    ]
    return new_certificate("lemma-a2-limit", STATEMENT, proof.steps, instances)


_CASES = (("1,-1", "1/2"), ("3,-1", "2/5"), ("1,2,6", "1/2"))
_EPOCHS = 400


def limit_counterexample(
    scale: Callable[[int, Fraction], Fraction],
    filtration: Filtration = Filtration.PREDICTABLE,
    claimed_filtration: Filtration = Filtration.PREDICTABLE,
) -> str | None:
    """A case in which ``scale(n, beta)`` times the true limit cannot be the limit.

    The certified ``sqrt(400) R_400`` is further from it than the proved rate allows.
    """
    for labels, beta in _CASES:
        case = Case.of(labels, _EPOCHS, beta, filtration, Sampling.RESHUFFLE)
        limit = radius_limit(labels, beta, filtration=claimed_filtration, digits=6)
        finite = radius(labels, _EPOCHS, beta, filtration=filtration, digits=6)
        factor = scale(len(case.labels), Fraction(beta))
        root, margin = isqrt(_EPOCHS), from_flint(distance_to_limit(case))
        near, far = root * finite.lower - margin, root * finite.upper + margin
        if near > factor * limit.upper or far < factor * limit.lower:
            return (
                f"labels {labels}, beta {beta}: sqrt(k) R_k at k = {_EPOCHS} and the rate allow "
                f"[{float(near):.6f}, {float(far):.6f}], the statement says "
                f"{float(factor * limit.upper):.6f}"
            )
    return None


CONTROLS = (
    Control(
        "the limit has beta^(n+1)/(1-beta^n) (exponent off by one)",
        lambda: limit_counterexample(lambda _n, b: b),
    ),
    Control(
        "the limit is E|Z| without beta^n/(1-beta^n) (factor dropped)",
        lambda: limit_counterexample(lambda n, b: (1 - b**n) / b**n),
    ),
    Control(
        "the limit is beta^n/(1+beta^n) E|Z| (sign in the geometric sum)",
        lambda: limit_counterexample(lambda n, b: (1 - b**n) / (1 + b**n)),
    ),
    Control(
        "sqrt(k) R_k -> 0 (o(1/sqrt(k)))",
        lambda: limit_counterexample(lambda _n, _b: Fraction(0)),
    ),
    Control(
        "adapted signs have the predictable limit",
        lambda: limit_counterexample(lambda _n, _b: Fraction(1), Filtration.ADAPTED),
    ),
    Control(
        "predictable signs have the adapted limit",
        lambda: limit_counterexample(
            lambda _n, _b: Fraction(1), claimed_filtration=Filtration.ADAPTED
        ),
    ),
)

CLAIM = Claim(
    name="lemma-a2-limit",
    title="sqrt(k) R_k has a limit, and a rate",
    source="talk, Lemma A.2, sharpened; docs/lemmas.md",
    statement="sqrt(k) R_k -> beta^n/(1-beta^n) E|Z| with error O(1/k), constants explicit, for "
    "all n, labels and 0 < beta < 1",
    latex=r"\sqrt k\,R_k \to \frac{\beta^n}{1-\beta^n}\,E|Z|,\quad "
    r"Z = \sum_{i\ge0}\beta^{ni}U_i",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="dominated sums with explicit remainders",
    certificate=certificate,
    counterexample=lambda: (
        limit_counterexample(lambda _n, _b: Fraction(1))
        or limit_counterexample(lambda _n, _b: Fraction(1), Filtration.ADAPTED, Filtration.ADAPTED)
    ),
    controls=CONTROLS,
)

r"""Two balls: the limit of Lemma A.2 in closed form for ``beta <= 1/sqrt(2)``.

Source: the talk's case n = 2 of Lemma A.2, sharpened; ``docs/lemmas.md``.

Statement. For n = 2 the predictable limit of ``sqrt(k) R_k`` is ``beta |c_0-c_1|/2 * E|B|``, B the
Bernoulli convolution of ratio ``beta^2``, hence exactly ``beta |c_0-c_1|/2`` if
``2 beta^2 <= 1``. For every beta the adapted limit is larger by exactly ``beta |c_0-c_1|/2``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import sympy

from colorball.certificates.antidifference import BETA
from colorball.certificates.claim import Claim, Control
from colorball.certificates.document import Certificate, new_certificate
from colorball.certificates.proof import Proof
from colorball.weighted.filtration import Filtration
from colorball.weighted.limit import radius_limit

from .lemma_a2 import instance

STATEMENT = {
    "predictable": "for 2 beta^2 <= 1: sqrt(k) R_k -> beta |c_0 - c_1| / 2",
    "adapted": "for every beta the adapted limit is the predictable one + beta |c_0 - c_1| / 2",
    "finite": "for c_1 = -c_0 and 2 beta^2 <= 1: E|E[S|F_{l-1}]| = beta^(2(k-l+1)) (1-beta^2) "
    "|c_0 - c_1| / (2 beta) for l >= 2, and 0 for l = 1",
    "domain": "n = 2, 0 < beta < 1",
    "sampling": "reshuffle",
}

ASSUMPTIONS = ("n = 2, random reshuffling, 0 < beta < 1, otherwise as in lemma-a2-limit",)

PROOF = (
    "For two balls U = +-D with D = (1-beta^2)|c_0-c_1|/(2 beta), by the two orders.",
    "All older epochs together reach at most D sum_{i>=1} beta^(2i) <= D beta^2/(1-beta^2), which "
    "is at most D if 2 beta^2 <= 1: then the newest known epoch decides the sign of Z, and the "
    "rest has mean 0, so E|Z| = D and the limit is beta^2/(1-beta^2) D = beta |c_0-c_1|/2.",
    "The same argument for each finite k: E|E[S|F_{l-1}]| = beta^(2(k-l+1)) D if E[S] = 0, l >= 2.",
    "Adapted: the newest epoch's share has size beta |c_0-c_1|/2, which is exactly the most that "
    "beta^2 Z can reach, so E|N + beta^2 Z| = beta |c_0-c_1|/2 for every beta.",
)


def certificate() -> Certificate:
    """The identities for symbolic labels and beta."""
    c, d = sympy.symbols("c d")
    i, e = sympy.symbols("i e", integer=True, positive=True)
    proof = Proof()
    ordered = c + d / BETA - (c + d) * (1 + 1 / BETA) / 2
    proof.identity("deviation", (1 + BETA) * ordered, (1 - BETA**2) * (d - c) / (2 * BETA))
    rest = proof.sum("rest", BETA ** (2 * i), i, 1, e + 1)
    limit = BETA**2 / (1 - BETA**2)
    proof.inequality("rest_limit", rest, limit, BETA ** (2 * e + 2) / (1 - BETA**2))
    gap = (1 - 2 * BETA**2) / (1 - BETA**2)
    proof.inequality("newest_dominates", limit, sympy.S.One, gap)
    size = sympy.Mul(1 - BETA**2, 1 / (2 * BETA), evaluate=False)
    proof.identity("limit", limit * size, BETA / 2)
    proof.identity("newest_share", BETA**2 / (1 - BETA) * ordered, BETA * (d - c) / 2)
    proof.identity("older_reach", BETA**2 * size / (1 - BETA**2), BETA / 2)
    instances = [
        instance(("1", "-1"), 4, "1/2", "predictable"),
        instance(("3/2", "-3/2"), 3, "7/10", "predictable"),
    ]
    return new_certificate("lemma-a2-two-balls", STATEMENT, proof.steps, instances)


Value = Callable[[Fraction, Fraction], Fraction]
Cases = tuple[tuple[str, Fraction], ...]

_CASES: Cases = tuple(
    (labels, Fraction(beta))
    for labels in ("1,-1", "3,-1", "1/2,2")
    for beta in ("1/10", "1/2", "7/10")
)


def value_counterexample(
    value: Value,
    cases: Cases = _CASES,
    filtration: Filtration = Filtration.PREDICTABLE,
) -> str | None:
    """A case whose certified limit excludes ``value(|c_0 - c_1|, beta)``."""
    for labels, beta in cases:
        first, second = map(Fraction, labels.split(","))
        stated = value(abs(first - second), beta)
        found = radius_limit(labels, beta, filtration=filtration, digits=4)
        if not found.lower <= stated <= found.upper:
            return (
                f"labels {labels}, beta {beta}: the limit is in {found}, the statement says "
                f"{float(stated):.6f}"
            )
    return None


def closed_value(distance: Fraction, beta: Fraction) -> Fraction:
    """``beta |c_0 - c_1| / 2``."""
    return beta * distance / 2


CONTROLS = (
    Control(
        "the limit is beta |c_0 - c_1| / 2 for beta = 9/10 too (condition dropped)",
        lambda: value_counterexample(closed_value, (("1,-1", Fraction(9, 10)),)),
    ),
    Control(
        "the limit is beta^2 |c_0 - c_1| / 2 (exponent)",
        lambda: value_counterexample(lambda distance, beta: beta * closed_value(distance, beta)),
    ),
    Control(
        "the limit is beta |c_0 - c_1| (factor 1/2 dropped)",
        lambda: value_counterexample(lambda distance, beta: 2 * closed_value(distance, beta)),
    ),
    Control(
        "the limit is |c_0 - c_1| / (2 beta) (beta inverted)",
        lambda: value_counterexample(lambda distance, beta: distance / (2 * beta)),
    ),
    Control(
        "the adapted limit is beta |c_0 - c_1| / 2 too (wrong filtration)",
        lambda: value_counterexample(closed_value, filtration=Filtration.ADAPTED),
    ),
)

CLAIM = Claim(
    name="lemma-a2-two-balls",
    title="Two balls: the limit in closed form",
    source="talk, Lemma A.2, sharpened; docs/lemmas.md",
    statement="for n = 2 and beta <= 1/sqrt(2), sqrt(k) R_k -> beta |c_0-c_1|/2; the adapted limit "
    "is larger by exactly beta |c_0-c_1|/2, for every beta",
    latex=r"n=2,\ 2\beta^2\le1:\quad \sqrt k\,R_k \to \tfrac12\beta\,|c_0-c_1|",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="the newest known epoch decides the sign",
    certificate=certificate,
    counterexample=lambda: (
        value_counterexample(closed_value)
        or value_counterexample(
            lambda distance, beta: 2 * closed_value(distance, beta), filtration=Filtration.ADAPTED
        )
    ),
    controls=CONTROLS,
)

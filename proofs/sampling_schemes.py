r"""Which sampling schemes keep Lemmas A.1 and A.2.

Source: not in the talk, which reshuffles; ``docs/lemmas.md``, "Other sampling schemes".

Statement. A.1 holds under reshuffling, with replacement and shuffle-once, not in the fixed cyclic
order; its step, epoch by epoch given the earlier ones, only where epochs are independent. A.2's
``O(1/sqrt(k))`` holds under all four. One might expect a
scheme that keeps A.1 and loses A.2 (the project's first notes did): as the talk states A.2 there
is none. What shuffle-once loses is the step by which the talk proves
it, and the rate: with one order for all epochs

.. math:: S = -\beta^{n(k-1)} \sum_q a_q (\beta^{n-q} + \dots + \beta^{n-1}),

so ``R_k`` is exponentially small instead of of order ``1/sqrt(k)``.
"""

from __future__ import annotations

from fractions import Fraction

import sympy
from flint import fmpq

from colorball.balls.counterexample import expectation_counterexample
from colorball.balls.expectation import expectation
from colorball.balls.model import ColorBalls
from colorball.balls.sampling import Sampling
from colorball.certificates.antidifference import BETA
from colorball.certificates.claim import Claim, Control
from colorball.certificates.document import Certificate, new_certificate
from colorball.certificates.proof import Proof
from colorball.exact.rational import from_flint
from colorball.verdict import Verdict
from colorball.weighted.bound import radius_bound
from colorball.weighted.case import Case
from colorball.weighted.counterexample import terms_counterexample
from colorball.weighted.enumeration import enumerated_terms
from colorball.weighted.filtration import Filtration
from colorball.weighted.radius import radius
from colorball.weighted.schemes import (
    lemma_a1,
    newest_share,
    newest_shares,
    rate_counterexample,
    scheme_table,
    step_counterexample,
)

from .lemma_a1 import model_steps
from .lemma_a2 import adapted_age_steps, age_steps, drift_steps, noise_steps

STATEMENT = {
    "A.1": "E[S] is Lemma A.1's under reshuffle, with-replacement and shuffle-once; "
    "not under cyclic",
    "A.1 step": "the repeated cancellation, epoch by epoch given the earlier ones, holds under "
    "reshuffle and with-replacement; not under shuffle-once and cyclic",
    "A.2": "|E[r_k S] - r_0 E[S]| <= C/sqrt(k) holds under all four, predictable and adapted",
    "A.2 rate": "1/sqrt(k) is the exact order under reshuffle and with-replacement; under "
    "shuffle-once and cyclic R_k <= 2 sqrt(k) beta^(n(k-1)) E|one_order|, which is smaller",
    "one order": "S = -beta^(n(k-1)) sum over q of a_q one_order_weight",
    "domain": "n >= 1, k >= 1, 0 < beta < 1, any labels",
}

ASSUMPTIONS = (
    "the models of Lemmas A.1 and A.2 with the draws of each scheme",
    "0 < beta < 1 fixed, k grows; for beta = 0 see lemma-a1 and lemma-a2",
)

PROOF = (
    "A.1 needs each draw's expectation alone: cbar, by exchangeability (reshuffle, shuffle-once) "
    "or by definition (with replacement). In the cyclic order draw q is c_q: counterexample.",
    "The step needs it given the earlier epochs: true for independent epochs. Under shuffle-once "
    "and cyclic the first epoch tells the newest one: counterexample.",
    "A.2 with replacement: as lemma-a2 with the variances of independent draws, sigma^2 "
    "sum_q beta^(-2q) for older epochs and sigma^2 sum_q newest_weight^2 for the newest.",
    "One order for all epochs: position q's weights over all epochs, minus the gradients', add up "
    "to -beta^(n(k-1)) (beta^(n-q) + ... + beta^(n-1)). Every E|E[S|F]| is at most E|S| and "
    "k beta^(n(k-1)) <= 1/(1-beta^n), so R_k <= 2 sqrt(k) E|S| <= C/sqrt(k), and "
    "sqrt(k) R_k -> 0.",
    "The rate of independent epochs is exact: the term l = k alone is k^(-1/2) beta^n "
    "E|V_{k-1} + shift|, at least k^(-1/2) beta^n (E|U| - |shift|) by Jensen. U is not constant "
    "unless all labels agree, and the shift tends to 0. (Under reshuffling lemma-a2-limit has the "
    "limit itself.)",
)


def certificate() -> Certificate:
    """The identities for symbolic n and k, and the cells as instances."""
    n, k, j, q, t, m, a, e = sympy.symbols("n k j q t m a e", integer=True, positive=True)
    sigma2 = sympy.Symbol("sigma2", positive=True)
    rho, w = BETA**n, (1 - BETA**n) / (1 - BETA)
    proof = Proof()
    _, newest, older = model_steps(proof, n, k, j, q)
    proof.identity("uniform_draw", n * (1 / n), 1)
    squared = proof.sum("squared_weights", BETA ** (-2 * q), q, 0, n)
    noise_limit = noise_steps(proof, n, e)
    root_ages = age_steps(proof, n, k, m)
    proof.identity(
        "with_replacement_constant_squared",
        root_ages * w**2 * sigma2 * squared * noise_limit,
        rho**2 * sigma2 * squared / ((1 - BETA) ** 2 * (1 - rho) * (1 - rho**2)),
    )
    adapted_root = adapted_age_steps(proof, n, k, a)
    newest_squares = proof.sum("newest_squares", newest**2, q, 0, n)
    unit = w**2 * sigma2 * squared * noise_limit
    constant = rho**2 * sigma2 * squared / ((1 - BETA) ** 2 * (1 - rho) * (1 - rho**2))
    proof.identity("with_replacement_adapted_squared", adapted_root * unit, (2 - rho) * constant)
    proof.identity(
        "with_replacement_newest_squared",
        sigma2 * newest_squares + rho**2 * unit,
        sigma2
        * (newest_squares + rho**2 * (1 - rho) ** 2 * squared / ((1 - BETA) ** 2 * (1 - rho**2))),
    )
    older_epochs = proof.sum("older_epochs", older, j, 1, k)
    gradients = proof.sum("gradients", BETA**t, t, 0, n * k)
    weight = proof.sum("one_order_weight", BETA**t, t, n - q, n)
    total = older_epochs + newest - gradients
    proof.identity("one_order", total, -(BETA ** (n * (k - 1))) * weight)
    one_order_total = proof.sum("one_order_total", weight, q, 0, n)
    moment = proof.sum("moment", t * BETA**t, t, 1, n)
    proof.identity("one_order_moment", one_order_total, moment)
    drift_steps(proof, n, k)
    return new_certificate("sampling-schemes", STATEMENT, proof.steps, _instances())


def _instances() -> list[dict[str, object]]:
    """One instance for each cell that an enumeration can confirm or refute."""
    cells = [("A.1", scheme, 2) for scheme in Sampling]
    cells += [("A.1 step", scheme, 2) for scheme in Sampling]
    cells += [("S", Sampling.SHUFFLE_ONCE, 2), ("S", Sampling.CYCLIC, 3)]
    cells += [("A.2 terms", Sampling.SHUFFLE_ONCE, 3), ("A.2 terms", Sampling.CYCLIC, 3)]
    return [_instance(cell, scheme, k) for cell, scheme, k in cells]


def _instance(cell: str, scheme: Sampling, k: int) -> dict[str, object]:
    labels, beta = [Fraction(1), Fraction(-2)], Fraction(1, 2)
    found, stated = _values(cell, scheme, labels, k, beta)
    return {
        "cell": cell,
        "holds": found == stated,
        "sampling": str(scheme),
        "labels": [str(c) for c in labels],
        "epochs": k,
        "beta": str(beta),
        "found": [str(v) for v in found],
        "stated": [str(v) for v in stated],
    }


def _values(
    cell: str, scheme: Sampling, labels: list[Fraction], k: int, beta: Fraction
) -> tuple[list[Fraction], list[Fraction]]:
    """What enumeration finds, and what the lemma says, for one cell."""
    if cell == "A.1":
        found = expectation(labels, k, beta, sampling=scheme, method="enumeration").value
        return [found], [lemma_a1(labels, k, beta)]
    if cell == "A.1 step":
        shares = list(newest_shares(labels, beta, scheme).values())
        return shares, [newest_share(labels, beta)] * len(shares)
    if cell == "S":
        model = ColorBalls.of(labels, k, beta, scheme)
        orders = [sequence[0] for sequence in model.sequences()]
        sums = [Fraction(str(model.sum_of(sequence))) for sequence in model.sequences()]
        return sums, [one_order_sum([labels[i] for i in order], k, beta) for order in orders]
    case = Case.of(labels, k, beta, Filtration.PREDICTABLE, scheme)
    return _terms(case, scheme), _terms(case, Sampling.RESHUFFLE)


def _terms(case: Case, scheme: Sampling) -> list[Fraction]:
    terms = enumerated_terms(case.labels, case.epochs, case.beta, scheme, case.filtration)
    return [from_flint(term) for term in terms]


def one_order_sum(drawn: list[Fraction], k: int, beta: Fraction) -> Fraction:
    """``S`` if all epochs draw these labels in this order."""
    n = len(drawn)
    weights = [sum((beta**t for t in range(n - q, n)), Fraction(0)) for q in range(n)]
    total = sum((w * a for w, a in zip(weights, drawn, strict=True)), Fraction(0))
    return -(beta ** (n * (k - 1))) * total


_REFUTED = {
    (Sampling.CYCLIC, "A.1"),
    (Sampling.CYCLIC, "A.1 step"),
    (Sampling.SHUFFLE_ONCE, "A.1 step"),
    (Sampling.CYCLIC, "A.2 rate"),
    (Sampling.SHUFFLE_ONCE, "A.2 rate"),
}


def _counterexample() -> str | None:
    """A cell of the table whose verdict is not the statement's."""
    for cell in scheme_table():
        expected = (cell.sampling, cell.column) in _REFUTED
        if expected != (cell.verdict is Verdict.REFUTED):
            return f"{cell.column} under {cell.sampling}: {cell.verdict}, {cell.evidence}"
    return None


def _flint_terms(case: Case, scheme: Sampling) -> list[fmpq]:
    return enumerated_terms(case.labels, case.epochs, case.beta, scheme, case.filtration)


def shuffle_once_is_bounded() -> str | None:
    """Refutes that A.2 is lost: the constant of :func:`radius_bound` holds for every k."""
    labels, beta, ks = "1,-2", "1/2", (1, 2, 4, 8, 16)
    bound = radius_bound(labels, 1, beta, sampling=Sampling.SHUFFLE_ONCE).constant
    enclosures = [radius(labels, k, beta, sampling=Sampling.SHUFFLE_ONCE) for k in ks]
    squares = [enclosure.upper**2 * k for k, enclosure in zip(ks, enclosures, strict=True)]
    if any(square > bound**2 for square in squares):
        return None
    shown = ", ".join(
        f"{float(square) ** 0.5:.2g} (k = {k})" for k, square in zip(ks, squares, strict=True)
    )
    return (
        f"labels {labels}, beta {beta}: sqrt(k) R_k <= {float(bound):.4g} for every k, by the step "
        f"one_order; certified: {shown}"
    )


CONTROLS = (
    Control(
        "the cyclic order keeps Lemma A.1",
        lambda: expectation_counterexample(lemma_a1, Sampling.CYCLIC),
    ),
    Control(
        "shuffle-once keeps the repeated cancellation, epoch by epoch",
        lambda: step_counterexample(Sampling.SHUFFLE_ONCE),
    ),
    Control(
        "the cyclic order keeps the repeated cancellation, epoch by epoch",
        lambda: step_counterexample(Sampling.CYCLIC),
    ),
    Control(
        "shuffle-once has the exact rate 1/sqrt(k)",
        lambda: rate_counterexample(Sampling.SHUFFLE_ONCE),
    ),
    Control(
        "with replacement the terms are those of random reshuffling",
        lambda: terms_counterexample(
            lambda case: _flint_terms(case, Sampling.RESHUFFLE),
            sampling=Sampling.WITH_REPLACEMENT,
        ),
    ),
    Control(
        "shuffle-once has the terms of random reshuffling, and so loses nothing",
        lambda: terms_counterexample(
            lambda case: _flint_terms(case, Sampling.RESHUFFLE), sampling=Sampling.SHUFFLE_ONCE
        ),
    ),
    Control(
        "A.2 fails under shuffle-once: sqrt(k) R_k is unbounded (as one might expect)",
        shuffle_once_is_bounded,
    ),
)

CLAIM = Claim(
    name="sampling-schemes",
    title="Which sampling schemes keep the lemmas",
    source="the project's own question; docs/lemmas.md",
    statement="A.1 holds under reshuffle, with-replacement and shuffle-once, not cyclic; its step "
    "only for independent epochs; A.2's O(1/sqrt(k)) under all four; its exact rate only for "
    "independent epochs",
    latex=r"\text{one order: } S = -\beta^{n(k-1)} \sum_q a_q\,(\beta^{n-q}+\dots+\beta^{n-1})",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="closed form of S under one order, enumeration of counterexamples",
    certificate=certificate,
    counterexample=_counterexample,
    controls=CONTROLS,
    theorems=(
        "LemmaA1.lemma_a1_with_replacement",
        "LemmaA1.lemma_a1_shuffle_once",
        "Cancellation.cancellation_with_replacement",
        "Schemes.cyclic_refutes_a1",
        "Schemes.cyclic_refutes_cancellation",
        "Schemes.shuffle_once_refutes_cancellation",
        "LemmaA2.lemma_a2_scheme",
        "LemmaA2.lemma_a2_shuffle_once",
    ),
)

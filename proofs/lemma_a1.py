r"""Lemma A.1: repeated cancellation leaves only the highest powers of beta.

Source: talk, slides "Step 1.1" (Lemma A.1, there for n = 2); ``docs/lemmas.md``.

Statement. In the color-ball model of the 1st kind with ``n`` balls, ``k`` epochs and random
reshuffling,

.. math:: E[S] = -\bar c\,\beta^{n(k-1)} \sum_{j=1}^{n-1} j\beta^j ,

and after the expectation over epochs ``l..k`` the shares of those epochs leave
:math:`-\bar c\,\beta^{n(k-l)} \sum_{j=1}^{n-1} j\beta^j`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import sympy

from colorball.balls.counterexample import expectation_counterexample
from colorball.balls.expectation import expectation
from colorball.balls.sampling import Sampling
from colorball.certificates.antidifference import BETA
from colorball.certificates.claim import Claim, Control
from colorball.certificates.document import Certificate, new_certificate
from colorball.certificates.proof import Proof

STATEMENT = {
    "claim": "E[S] = -cbar * beta^(n*(k-1)) * moment",
    "moment": "sum of t*beta^t over t = 1..n-1",
    "step": "after the expectation over epochs l..k their shares leave "
    "-cbar * beta^(n*(k-l)) * moment",
    "domain": "n >= 1, k >= 1, 0 <= beta < 1 and the limit beta = 1, any labels",
    "sampling": "reshuffle",
}

ASSUMPTIONS = (
    "n >= 1 balls with any real labels c_0..c_{n-1} of mean cbar, k >= 1 epochs",
    "0 <= beta < 1; beta = 1 is the limit",
    "every epoch draws all balls in a fresh uniform order (random reshuffling)",
)

PROOF = (
    "Exchangeability: swapping two balls is a bijection of the orders, so each of the n balls "
    "stands at a given position with probability 1/n, and every draw has expectation cbar.",
    "Summed over the newest epoch's momenta, draw q of the newest epoch has weight "
    "sum_{i=q}^{n-1} beta^(i-q), draw q of epoch j < k has sum_i beta^(n(k-j)+i-q): closed forms, "
    "by telescoping; then their totals over q, the gradients' share of an epoch, and the moment.",
    "Induction over l = k, ..., 1: the newest epoch alone leaves -cbar * moment, and what epoch l "
    "adds turns -cbar beta^(n(k-l-1)) moment into -cbar beta^(n(k-l)) moment. All powers of beta "
    "below n(k-l) cancel. At l = 1 this is the lemma.",
    "Branches of their own: beta = 0 (only the newest draw counts), beta = 1 (polynomials, so the "
    "value there is the limit), n = 1 (the moment is 0), k = 1 (the base case).",
)


def model_steps(
    proof: Proof,
    n: sympy.Symbol,
    k: sympy.Symbol,
    j: sympy.Symbol,
    q: sympy.Symbol,
) -> tuple[sympy.Expr, sympy.Expr, sympy.Expr]:
    """Where every proof about the model starts: probability and weights of a draw."""
    i = sympy.Symbol("i", integer=True)
    probability = proof.exchangeability("one_position", n)
    newest = proof.sum("newest_weight", BETA ** (i - q), i, q, n)
    older = proof.sum("older_weight", BETA ** (n * (k - j) + i - q), i, 0, n)
    return probability, newest, older


def certificate() -> Certificate:
    """The proof in algebra, for symbolic n and k."""
    n, k, j, q, t, l_ = sympy.symbols("n k j q t l", integer=True, positive=True)
    i = sympy.Symbol("i", integer=True)
    proof = Proof()
    probability, newest, older = model_steps(proof, n, k, j, q)
    proof.identity("mean_draw", n * probability, 1)
    newest_total = proof.sum("newest_total", newest, q, 0, n)
    older_total = proof.sum("older_total", older, q, 0, n)
    gradients = proof.sum("gradient_share", BETA**t, t, n * (k - j), n * (k - j + 1))
    moment = proof.sum("moment", t * BETA**t, t, 1, n)
    proof.induction(
        "repeated_cancellation",
        claim=-(BETA ** (n * (k - l_))) * moment,
        base=newest_total - n * gradients.subs(j, k),
        added=(older_total - n * gradients).subs(j, l_),
        conclusion=-(BETA ** (n * (k - 1))) * moment,
    )

    momenta_at_0 = proof.sum("beta_0_momenta", sympy.S.One, q, 0, n)
    proof.identity("beta_0", momenta_at_0 - n, 0)

    newest = proof.sum("beta_1_newest_weight", sympy.S.One, i, q, n)
    newest_total_at_1 = proof.sum("beta_1_newest_total", newest, q, 0, n)
    older = proof.sum("beta_1_older_weight", sympy.S.One, i, 0, n)
    older_total_at_1 = proof.sum("beta_1_older_total", older, q, 0, n)
    span = (n * (k - j), n * (k - j + 1))
    gradients_at_1 = proof.sum("beta_1_gradient_share", sympy.S.One, t, *span)
    moment_at_1 = proof.sum("beta_1_moment", t, t, 1, n)
    proof.induction(
        "beta_1",
        claim=-moment_at_1,
        base=newest_total_at_1 - n * gradients_at_1.subs(j, k),
        added=(older_total_at_1 - n * gradients_at_1).subs(j, l_),
        conclusion=-moment_at_1,
    )

    proof.identity("one_ball", moment.subs(n, 1), 0)
    conclusion_at_1 = (-(BETA ** (n * (k - 1))) * moment).subs(k, 1)
    proof.identity("one_epoch", conclusion_at_1, newest_total - n * gradients.subs(j, k))
    return new_certificate("lemma-a1", STATEMENT, proof.steps, _instances())


def _instances() -> list[dict[str, object]]:
    """Small instances for the checker to enumerate."""
    cases = ((("1", "-2/3", "4"), 2, "4/5"), (("3", "-1"), 4, "2/3"), (("2", "7"), 1, "1/2"))
    return [
        {
            "labels": list(labels),
            "epochs": epochs,
            "beta": beta,
            "sampling": "reshuffle",
            "expectation": str(expectation(labels, epochs, beta)),
        }
        for labels, epochs, beta in cases
    ]


def lemma(
    labels: Sequence[Fraction],
    epochs: int,
    beta: Fraction,
    *,
    power: int = 0,
    lowest: int = 1,
    highest: int = -1,
    weighted: bool = True,
    sign: int = -1,
    scale: Fraction = Fraction(1),
) -> Fraction:
    """``sign * scale * cbar * beta^(n(k-1) + power) * sum_j j beta^j``, ``j = lowest..n+highest``.

    With the defaults it is the lemma; the controls change one argument each.
    """
    n = len(labels)
    mean = sum(labels, Fraction(0)) / n
    terms = ((j if weighted else 1) * beta**j for j in range(lowest, n + highest + 1))
    return sign * scale * mean * beta ** (n * (epochs - 1) + power) * sum(terms, Fraction(0))


CONTROLS = (
    Control(
        "E[S] = -cbar beta^(n(k-1)+1) sum_{j=1}^{n-1} j beta^j (exponent off by one)",
        lambda: expectation_counterexample(lambda c, k, b: lemma(c, k, b, power=1)),
    ),
    Control(
        "E[S] = -cbar beta^(nk) sum_{j=1}^{n-1} j beta^j (one epoch too many)",
        lambda: expectation_counterexample(lambda c, k, b: lemma(c, k, b, power=len(c))),
    ),
    Control(
        "E[S] = -cbar beta^(n(k-1)) sum_{j=1}^{n} j beta^j (one term too many)",
        lambda: expectation_counterexample(lambda c, k, b: lemma(c, k, b, highest=0)),
    ),
    Control(
        "E[S] = -cbar beta^(n(k-1)) sum_{j=1}^{n-1} beta^j (factor j dropped)",
        lambda: expectation_counterexample(lambda c, k, b: lemma(c, k, b, weighted=False)),
    ),
    Control(
        "E[S] = +cbar beta^(n(k-1)) sum_{j=1}^{n-1} j beta^j (sign)",
        lambda: expectation_counterexample(lambda c, k, b: lemma(c, k, b, sign=1)),
    ),
    Control(
        "E[S] = -(c_0+...+c_{n-1}) beta^(n(k-1)) sum_{j=1}^{n-1} j beta^j (sum for mean)",
        lambda: expectation_counterexample(lambda c, k, b: lemma(c, k, b, scale=Fraction(len(c)))),
    ),
    Control(
        "E[S] = -cbar beta^(n(k-1)+1), the talk's n = 2 formula for every n",
        lambda: expectation_counterexample(
            lambda c, k, b: lemma(c, k, b, lowest=1, highest=1 - len(c))
        ),
    ),
    Control(
        "the lemma under the fixed cyclic order (wrong scheme)",
        lambda: expectation_counterexample(lemma, Sampling.CYCLIC),
    ),
)

CLAIM = Claim(
    name="lemma-a1",
    title="Lemma A.1: E[S] in closed form",
    source='talk, "Step 1.1", Lemma A.1; docs/lemmas.md',
    statement="E[S] = -cbar beta^(n(k-1)) sum_{j=1}^{n-1} j beta^j for all n, k, labels and beta",
    latex=r"E[S] = -\bar c\,\beta^{n(k-1)} \sum_{j=1}^{n-1} j\beta^j",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="induction over epochs, telescoping sums, exchangeability",
    certificate=certificate,
    counterexample=lambda: expectation_counterexample(lemma),
    controls=CONTROLS,
    theorems=(
        "LemmaA1.lemma_a1",
        "LemmaA1.lemma_a1_two_balls",
        "Cancellation.cancellation",
    ),
)

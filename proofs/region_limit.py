r"""The region of divergence tends to the whole square as n grows.

Source: the project's own; ``docs/phase_law.md`` has the argument in full.

Statement. For ``0 < b < 1`` and ``n >= 16/(1-b)^4`` the drift is negative on all of ``[0, b]^2``,
whichever way the epochs are sampled:

.. math::

    D \le -(1-b)\,n + \frac{9\sqrt n/4 + 3}{1-b} < 0 .

So every point of ``[0, 1)^2`` is in the region for all n from one on. That the region grows with
every single n is only observed.
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

import sympy
from flint import arb

from colorball.certificates.antidifference import BETA
from colorball.certificates.claim import Claim, Control
from colorball.certificates.document import Certificate, new_certificate
from colorball.certificates.proof import Proof
from colorball.exact.rational import to_flint
from colorball.phase.law_counterexample import bound_counterexample, square_counterexample
from colorball.phase.law_square import drift_below, square_from

STATEMENT = {
    "square": "D(b1, b2, n) < 0 for 0 <= b1, b2 <= b if n >= 16/(1-b)^4, n >= 3 and 0 < b < 1",
    "size": "D <= -(1-b) n + (9 sqrt(n)/4 + 3)/(1-b) there, for every n >= 3",
    "bound": "D <= (n+1) (b1 + (1-b1)/sqrt(1+c)) - (n-A)/sqrt(1 + (n^2-1) b2^A) for every integer "
    "A >= 0, c = (1-b2) (n^2-1)",
    "sampling": "reshuffle, with-replacement, shuffle-once and cyclic",
}

ASSUMPTIONS = (
    "Function (2), 0 <= beta_1 <= b, 0 <= beta_2 <= b, any of the four sampling schemes",
    "trusted: log x <= x - 1, e > 8/3",
)

PROOF = (
    "D = sum E[m_i/sqrt(v_i)], m = -1 + (1-b1)(n+1) sum b1^age, v = 1 + c sum b2^age, over the "
    "ages of the big gradients. In all four schemes each step draws the big gradient with "
    "probability 1/n, so a big gradient of age d is met at one position of an epoch on average.",
    "Momentum: where the age is 0, v >= 1 + c; elsewhere v >= 1. So its share of D is at most "
    "(n+1)((1-b1)/sqrt(1+c) + sum over d >= 1 of (1-b1) b1^d) (older).",
    "Rest: at all but A positions on average every age is A or more. Ages are distinct, so "
    "v <= 1 + c sum_{d >= A} b2^d = 1 + (n^2-1) b2^A (old_ages, old_limit). This is the bound.",
    "Take the least integer A >= 3 log n/log(1/b): e = (n^2-1) b2^A <= 1/n. With 1/sqrt(1+e) >= "
    "1 - e/2 (root) and (n+1)/sqrt(1+c) <= y := sqrt(2/(1-b)) (held), "
    "D <= -n + A + 1/2 + n b1 + y (rest, momentum); if A > n the rest is at most 0 <= A - n.",
    "s = 1-b <= log(1/b), log n = 2 log sqrt(n) <= 2 sqrt(n)/e <= 3 sqrt(n)/4 (logarithm), so A <= "
    "9 sqrt(n)/(4s) + 1; y <= 3/(2s) (held_root, held_size) and 3/2 <= 3/(2s) (one_half).",
    "For n >= 16/s^4, sqrt(n) >= 4/s^2 >= 4: s n >= 4 sqrt(n)/s (grows), and "
    "D <= -7 sqrt(n)/(4s) + 3/s <= -4/s (negative).",
)


def certificate() -> Certificate:
    """The inequalities of the argument, and the bound at some corners."""
    k, n, t = sympy.symbols("k n t", integer=True, positive=True)
    a, b, d, e, p, r, s, y = sympy.symbols("a b d e p r s y", positive=True)
    proof = Proof()
    older = proof.sum("older", (1 - BETA) * BETA**t, t, 1, k)
    proof.inequality("older_limit", older, BETA, BETA**k)
    old = proof.sum("old_ages", BETA**t, t, a, k)
    squares = n**2 - 1
    gap = squares * BETA**k
    proof.inequality("old_limit", (1 - BETA) * squares * old, squares * BETA**a, gap)
    gap = (p - 1) ** 2 * (p + 2) / (2 * p)
    proof.inequality("root", 1 - (p**2 - 1) / 2, 1 / p, gap)
    gap = (2 + d * (n + 1) * (n - 3)) / (d * (1 + d * squares))
    proof.inequality("held", (n + 1) ** 2 / (1 + d * squares), 2 / d, gap)
    proof.inequality("rest", -(n - a) * (1 - e / 2), -n + a + n * e / 2, a * e / 2)
    proof.inequality("momentum", b + (1 - b) * y, y, b * (y - 1))
    proof.identity("logarithm", 3 * 2 * r / sympy.Rational(8, 3), 9 * r / 4)
    proof.inequality("held_root", y, (s * y**2 + 1 / s) / 2, (s * y - 1) ** 2 / (2 * s))
    three = sympy.Rational(3, 2)
    proof.inequality("held_size", (2 + 1 / s) / 2, three / s, (1 - s) / s)
    proof.inequality("one_half", three, three / s, three / s * (1 - s))
    proof.inequality("grows", 4 * r / s, s * r**2, r * (r * s**2 - 4) / s)
    bound = sympy.Rational(9, 4) * r / s + 3 / s - 4 * r / s
    proof.inequality("negative", bound, -4 / s, 7 / (4 * s) * (r - 4))
    instances = [_instance(n, text, age) for n, text, age in _INSTANCES]
    return new_certificate("region-limit", STATEMENT, proof.steps, instances)


_INSTANCES = ((25, "1/10", 5), (256, "1/2", 24), (4096, "3/4", 87))


def _instance(n: int, text: str, age: int) -> dict[str, object]:
    """The bound at the corner ``beta_1 = beta_2 = b``, in thousandths, rounded up."""
    side = Fraction(text)
    least = (1000 * drift_below(n, side, side, age)).upper().ceil().unique_fmpz()
    assert least is not None
    return {"n": n, "b": text, "age": age, "bound": int(least)}


def _without_momentum(n: int, _beta1: Fraction, beta2: Fraction, age: int) -> arb:
    return drift_below(n, Fraction(0), beta2, age)


def _none_spoilt(n: int, beta1: Fraction, beta2: Fraction, age: int) -> arb:
    rest = (1 + arb(to_flint((n * n - 1) * beta2**age))).sqrt()
    return drift_below(n, beta1, beta2, age) - min(age, n) / rest


def _small_v(n: int, beta1: Fraction, beta2: Fraction, _age: int) -> arb:
    return drift_below(n, beta1, beta2, 0) - n + n / arb(n)


def _linear(n: int, beta1: Fraction, _beta2: Fraction, _age: int) -> arb:
    return -arb(to_flint((1 - beta1) * n))


CONTROLS = (
    Control(
        "n >= 1/(1-b) is enough",
        lambda: square_counterexample(lambda b: 1 / (1 - b), ("9/10",)),
    ),
    Control(
        "n >= 100 is enough for every b (the limit is reached)",
        lambda: square_counterexample(lambda _b: 100, ("9999/10000",)),
    ),
    Control(
        "n >= 1/sqrt(1-b) is enough",
        lambda: square_counterexample(lambda b: isqrt(int(1 / (1 - b))), ("99/100",)),
    ),
    Control(
        "the momentum adds nothing but where a big gradient is new",
        lambda: bound_counterexample(_without_momentum),
    ),
    Control(
        "no position is near a big gradient",
        lambda: bound_counterexample(_none_spoilt),
    ),
    Control("v is 1 at all positions but one", lambda: bound_counterexample(_small_v)),
    Control("D <= -(1-beta_1) n", lambda: bound_counterexample(_linear)),
)

CLAIM = Claim(
    name="region-limit",
    title="The region tends to the whole square",
    source="the project's own; docs/phase_law.md",
    statement="D < 0 on all of [0, b]^2 for every n >= 16/(1-b)^4, whichever way epochs are "
    "sampled: each point of [0, 1)^2 is in the region from some n on",
    latex=r"D(\beta_1,\beta_2,n) < 0 \quad\text{for } 0\le\beta_1,\beta_2\le b,\ "
    r"n \ge \frac{16}{(1-b)^4}",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="expectations over ages, an explicit threshold",
    certificate=certificate,
    counterexample=lambda: (
        square_counterexample(square_from, ("0", "1/5")) or bound_counterexample(drift_below)
    ),
    controls=CONTROLS,
)

r"""The law for large n under random reshuffling: divergence ends at ``1 - beta_2 = 4/n^2``.

Source: the project's own; ``docs/phase_law.md`` has the argument in full.

Statement. With ``mu = n + 1 - 1/n``, ``c = (n^2-1)(1-beta_2)``, ``q = beta_1/(1-beta_1)``,

.. math::

    \sqrt\mu\,D = 1 - \frac c4 + \frac1n\Big(\frac c4 + \frac{cq}2 - \frac{c^2}{48}\Big) + R,
    \qquad |R| \le \frac{81 + 24q + 5q^2}{n^2}

for ``n >= 30(1+q)`` and ``c <= 5``. So the largest beta_2 at which D is not positive has
``c = 4 + (8/3 + 8q)/n`` up to ``(350 + 120q + 40q^2)/n^2``; and for ``n >= 30`` and every beta_1
the drift is positive wherever ``c < 4 - 25/n``.
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
from colorball.certificates.positive_gap import positive_gap
from colorball.certificates.proof import Proof
from colorball.exact.rational import rational_text
from colorball.phase.law_counterexample import edge_counterexample

STATEMENT = {
    "drift": "sqrt(mu) D = 1 - c/4 + (c/4 + c q/2 - c^2/48)/n + R, |R| <= "
    "(81 + 24 q + 5 q^2)/n^2, for n >= 30 (1 + q) and c <= 5",
    "edge": "the largest beta_2 with D <= 0 has |c - 4 - (8/3 + 8 q)/n| <= "
    "(350 + 120 q + 40 q^2)/n^2, for n >= 30 (1 + q)",
    "order": "|n^2 (1-beta_2) - 4 - (8/3 + 8 q)/n| <= (356 + 120 q + 40 q^2)/n^2 and "
    "|n^2 (1-beta_2) - 4| <= 20 (1 + q)/n there",
    "uniform": "D > 0 if c < 4 - 25/n, for n >= 30 and every beta_1 in [0, 1)",
    "symbols": "mu = n+1-1/n, c = (n^2-1)(1-beta_2), q = beta_1/(1-beta_1)",
    "sampling": "reshuffle",
}

ASSUMPTIONS = (
    "Function (2), random reshuffling, 0 <= beta_1 < 1, 0 <= beta_2 < 1",
    "trusted: Jensen's inequality, that covariances of functions which rise together are not "
    "negative, that a convex function lies below its chord",
)

PROOF = (
    "Write v = mu + c W, W the sum over epochs of Z = Y - E Y, Y = b2^age (0 for the running epoch "
    "if its big gradient is still to come), X = b1^age likewise, m = -1 + (1-b1)(n+1) sum X. Over "
    "an epoch's positions E m adds up to 1. An older epoch's Y ranges over at most b2^(first age) "
    "(1-b2^(n-1)), which adds up to at most 1, and its mean is below the middle of its range: "
    "-3/2 <= W <= 2, so x = c W/mu >= -2431/10000 (reach).",
    "Taylor: 1/sqrt(1+x) = 1 - x/2 + 3x^2/8 + r, |r| <= 2|x|^3/5 (third, root_factor, "
    "third_bound).",
    "First order: sum Cov(m,v)/(2 mu) = (c/2)(1+1/n^2 at most)(V), V = (1-b1)/(1-b1 b2) - S in "
    "[0, 1]; every age is met once per epoch, so sum E[XY] = 1/(1-b1 b2). S = sum over i of "
    "((1-b1^(i+1)) u_(i+1) + (b1 b2)^(i+1) (1-b1^n) u_n/(1-(b1 b2)^n))/n^2 with u_k = sum of b2^j, "
    "j < k. Bernoulli's inequalities for u_k, b1^n <= q/n and the odds give S = 1/2 + "
    "(1/2 - c/6 + q)/n + O(1/n^2) (bernoulli .. first_factor).",
    "Second order: E[m W^2] = Var W/n + (1-b1)(n+1) sum Cov(X, Z^2). For the running epoch "
    "Y = I - e, I = 1 if the age is known, 0 <= e <= age*d; with a = E I, h = E e the covariance "
    "is E X ((1-a)(1-2a) + 4(1-a)h + h^2 - Var e) up to 2(1+h)E[X e] (running). Adding up over "
    "positions gives n/6 + O(1) (centre .. old_epochs).",
    "Third order: E|m||x|^3 <= (2c/mu)(c/mu)^2 (2 Var W + E[m W^2]).",
    "The errors are polynomials in c with coefficients >= 0: largest at c = 5. There, for "
    "n = 30(1+q) + t, they add up to at most (81+24q+5q^2)/n^2 (low .. above).",
    "Edge: the two terms are concave in c and 1 at c = 0, so D > 0 up to any c where the two terms "
    "less the error are positive (start); at c = 4 + y (crossing) the sign is that of -y/4 + ... "
    "(edge_above, edge_below); c <= 5 there (inside). Then n^2 (1-b2) - c = c/(n^2-1) (square).",
    "Uniform: D = -A + (n+1) sum (1-b1) b1^d G_d, G_d = mean over i of E[v^(-1/2) | age d] >= "
    "(mu + c S_d)^(-1/2) by Jensen, twice; S_d, the mean rise of v/c, is at most 1/2 - 1/(2n) + "
    "c/(6n) + c/(2(n-1)) (means, later) or, for d >= n, c/(n+1) (old_rise); A sqrt(mu) <= n + "
    "(c/mu)^2 sum Var W/2 (second, second_bound). Tangent (second) and c <= 4: sqrt(mu) D >= 1 - "
    "c/4 - 25/(4n) (uniform; the bound is convex in c and holds at 0 and 4).",
)

_N, _K, _I, _J = sympy.symbols("n k i j", integer=True, positive=True)
_A, _B, _C, _D, _E, _G, _H = sympy.symbols("a b c d e g h", positive=True)
_P, _Q, _R, _S, _T, _W, _Y = sympy.symbols("p q r s t w y", positive=True)
_HALF, _CUBE, _SQUARE = sympy.Rational(1, 2), sympy.Rational(2, 5), sympy.Rational(1, 2)
_ERROR = 81 + 24 * _Q + 5 * _Q**2
_MARGIN = 350 + 120 * _Q + 40 * _Q**2
_NEXT = sympy.Rational(8, 3) + 8 * _Q


def _bounded(proof: Proof, name: str, smaller: sympy.Expr | int, larger: sympy.Expr | int) -> None:
    smaller, larger = sympy.sympify(smaller), sympy.sympify(larger)
    proof.inequality(name, smaller, larger, positive_gap(smaller, larger))


def _fading(proof: Proof) -> None:
    """The mean of ``b2^age``, to second order in ``d = 1 - b2``."""
    n, k, j, d = _N, _K, _J, _D
    proof.inequality("bernoulli", 1 - (k + 1) * d, (1 - k * d) * (1 - d), k * d**2)
    second = 1 - k * d + k * (k - 1) / 2 * d**2
    gap = k * (k - 1) * d**3 / 2
    proof.inequality(
        "bernoulli_two", second * (1 - d), 1 - (k + 1) * d + k * (k + 1) / 2 * d**2, gap
    )
    below = proof.sum("age_sum", 1 - j * d, j, 0, k)
    above = proof.sum("age_sum_two", 1 - j * d + j * (j - 1) / 2 * d**2, j, 0, k)
    low = proof.sum("means_low", below, k, 1, n + 1)
    high = proof.sum("means_high", above, k, 1, n + 1)
    squares = n**2 - 1
    proof.identity("means", low / n**2, _HALF + 1 / (2 * n) - squares * d / (6 * n))
    gap = d**2 * (n - 1) * (n + 1) * (2 * n - 1) / (24 * n**2)
    proof.inequality("means_gap", (high - low) / n**2, (squares * d) ** 2 / (24 * n**2), gap)
    proof.identity(
        "later", d * n * proof.sum("later_ages", _I + 1, _I, 0, n) / n**2, d * (n + 1) / 2
    )


def _momentum(proof: Proof) -> None:
    n, k, i, d, q, s = _N, _K, _I, _D, _Q, _S
    shares = proof.sum("age_share", BETA ** (i + 1), i, 0, n)
    rest = BETA ** (n + 1) / (1 - BETA)
    proof.inequality("age_share_limit", shares, BETA / (1 - BETA), rest)
    ages = proof.sum("age_weight", (i + 1) * BETA ** (i + 1), i, 0, n)
    rest = BETA ** (n + 1) * (n * (1 - BETA) + 1) / (1 - BETA) ** 2
    proof.inequality("age_weight_limit", ages, BETA / (1 - BETA) ** 2, rest)
    odds = BETA / (1 - BETA)
    proof.identity("odds", BETA / (1 - BETA) ** 2, odds * (1 + odds))
    proof.inequality("odds_power", 1 + (k + 1) * s, (1 + k * s) * (1 + s), k * s**2)
    proof.identity("joint", 1 + q - q * (1 - d), 1 + q * d)
    gap = q**2 * d**2 / (1 + q * d)
    proof.inequality("joint_now", 1 - q * d, 1 / (1 + q * d), gap)
    proof.inequality("joint_old", q - d * q * (1 + q), q * (1 - d) / (1 + q * d), (1 + q) * gap)
    a, b, g = _A, _B, _G
    gap = q * a * b + g * a + g * b * (1 - a)
    proof.inequality("product", q - q * (a + b) - g, (1 - a) * (1 - b) * (q - g), gap)
    mean = n**2 + n - 1
    gap = (n - 1) / (n**2 * mean)
    proof.inequality("first_factor", n * (n + 1) / mean, 1 + 1 / n**2, gap)


def _second_moments(proof: Proof) -> None:
    n, k, a, d, h, w = _N, _K, _A, _D, _H, _W
    variance = a * (1 - a) - 2 * (1 - a) * h + w
    proof.identity(
        "running",
        (1 - a + h) ** 2 - variance,
        (1 - a) * (1 - 2 * a) + 4 * (1 - a) * h + h**2 - w,
    )
    proof.inequality(
        "lowest", -sympy.Rational(1, 8), (1 - a) * (1 - 2 * a), 2 * (a - sympy.Rational(3, 4)) ** 2
    )
    centre = proof.sum("centre", (1 - k / n) * (1 - 2 * k / n), k, 1, n + 1)
    whole = n / 6 - sympy.Rational(1, 3) - 1 / (6 * n) + 1 / (3 * n**2)
    proof.identity("centre_sum", (n + 1) / n * centre, whole)
    shift = proof.sum("shift", (k / n) ** 2 * (1 - k / n), k, 1, n + 1)
    proof.identity("shift_sum", 2 * d * n * shift, d * (n**2 - 1) / 6)
    own = proof.sum("own_variance", k / n * (1 - k / n), k, 1, n + 1)
    proof.inequality("own_variance_bound", own, n / 6, 1 / (6 * n))
    ratio = (1 - BETA**n) / (1 + BETA**n)
    proof.identity("old_epochs", (1 - BETA**n) ** 2 / (1 - BETA ** (2 * n)), ratio)
    proof.inequality(
        "old_epochs_bound", ratio, 1 - BETA**n, BETA**n * (1 - BETA**n) / (1 + BETA**n)
    )
    _bounded(proof, "mean_square", (1 - 2 / n) / n**2, 1 / (n + 1) ** 2)


def _taylor(proof: Proof) -> None:
    p, r, t = _P, _R, _T
    x = p**2 - 1
    third = 1 / p - 1 + x / 2 - 3 * x**2 / 8
    proof.identity("third", third, -((p - 1) ** 3) * (3 * p**2 + 9 * p + 8) / (8 * p))
    proof.identity("root_factor", p - 1, x / (p + 1))
    low = r + sympy.Rational(87, 100)
    _bounded(proof, "third_bound", (3 * low**2 + 9 * low + 8) / 8 / low / (low + 1) ** 3, _CUBE)
    proof.identity("second", 1 / p - 1 + x / 2, (p - 1) ** 2 * (p + 2) / (2 * p))
    _bounded(proof, "second_bound", (low + 2) / 2 / low / (low + 1) ** 2, _SQUARE)
    n = t + 30
    spread = sympy.Rational(15, 2) * n / (n**2 + n - 1)
    _bounded(proof, "reach", spread, sympy.Rational(2431, 10000))


def _constants(proof: Proof) -> None:
    """The errors at c = 5, for ``n = 30 (1 + q) + t``."""
    q, n = _Q, 30 * _Q + _T + 30
    five, three = sympy.Rational(5, 2), sympy.Rational(75, 8)
    low = 2 * q**2 + sympy.Rational(37, 10) * q
    up = sympy.Rational(25, 24) + sympy.Rational(501, 100) * q
    fading = sympy.Rational(41, 200) + sympy.Rational(9, 20) * q
    less = sympy.Rational(11, 20) + sympy.Rational(3, 2) * q
    more = sympy.Rational(7, 5) + sympy.Rational(3, 5) * q
    squares = n**2 - 1
    exact = q * (1 + 2 * q) + five * q + 5 * q * (1 + q) * n / squares
    _bounded(proof, "low", exact, low)
    _bounded(proof, "up", sympy.Rational(25, 24) + 5 * q * n**2 / squares, up)
    h = five / (n + 1)
    exact = sympy.Rational(25, 4) / (n + 1) + 10 * (1 + h) * q / (n - 1) + 25 * q / (n * (n + 1))
    _bounded(proof, "fading", exact, fading)
    exact = sympy.Rational(1, 3) + sympy.Rational(1, 6) / n + (n + 1) / n * q + fading
    _bounded(proof, "less", exact, less)
    exact = (n + 1) / n * (sympy.Rational(5, 6) + q / 8) + fading
    exact += sympy.Rational(1, 4) + sympy.Rational(5, 4) * n / squares
    _bounded(proof, "more", exact, more)
    exact = (n / 2 + more + 2 * n * h**2 + five * n**2 / squares) / n
    third = sympy.Rational(13, 20)
    _bounded(proof, "third_order", exact, third)
    exact = five * (low + 1) + sympy.Rational(25, 8) + three * less + 100 * third
    _bounded(proof, "below", exact, _ERROR)
    _bounded(proof, "above", five * up + three * more + 100 * third, _ERROR)


def _edges(proof: Proof) -> None:
    q, y = _Q, _Y
    c = 4 + y
    terms = 1 - c / 4 + (c / 4 + c * q / 2 - c**2 / 48) / _N
    slope = sympy.Rational(1, 12) + q / 2
    crossing = -y / 4 + (sympy.Rational(2, 3) + 2 * q) / _N + y * slope / _N - y**2 / (48 * _N)
    proof.identity("crossing", terms, crossing)
    n = 30 * q + _T + 30
    _bounded(proof, "start", _ERROR, n**2)
    _bounded(proof, "inside", _NEXT / n + _MARGIN / n**2, 1)
    _bounded(proof, "edge_above", _ERROR + (_NEXT + _MARGIN / n) * slope, _MARGIN / 4)
    curve = (_NEXT**2 / n + _MARGIN**2 / n**3) / 48
    _bounded(proof, "edge_below", _ERROR + _MARGIN / n * slope + curve, _MARGIN / 4)
    _bounded(proof, "square", 5 / (n**2 - 1), 6 / n**2)
    _bounded(proof, "order", _NEXT / n + (_MARGIN + 6) / n**2, 20 * (1 + q) / n)
    n = _T + 30
    _bounded(proof, "old_rise", 4 / (n + 1), _HALF - _HALF / n)
    rise = _HALF + (-_HALF + sympy.Rational(2, 3) + 2 * n / (n - 1)) / n
    spread = sympy.Rational(1, 6) + (2 / (n + 1)) ** 2 + n / (n**2 - 1)
    loss = 2 * n * (n + 1) / (n**2 + n - 1) * rise + 8 * spread / n
    _bounded(proof, "uniform", loss, 1 + sympy.Rational(25, 4) / n)


_INSTANCES = ((30, "0"), (30, "1/2"))
_SEEN = 20  # in units of 1/n^2, about how far the edge is from the two terms, at most


def _instance(n: int, text: str) -> dict[str, object]:
    beta1 = Fraction(text)
    middle, _ = predicted(n, beta1)
    ends = (1 - (middle + sign * Fraction(_SEEN, n * n)) / (n * n - 1) for sign in (1, -1))
    negative, positive = (rational_text(end) for end in ends)
    return {"n": n, "beta1": text, "negative": negative, "positive": positive}


def certificate() -> Certificate:
    """The identities and inequalities of the proof, and the edge between two drifts."""
    proof = Proof()
    for part in (_fading, _momentum, _second_moments, _taylor, _constants, _edges):
        part(proof)
    instances = [_instance(n, beta1) for n, beta1 in _INSTANCES]
    return new_certificate("law-large-n", STATEMENT, proof.steps, instances)


def predicted(n: int, beta1: Fraction) -> tuple[Fraction, Fraction]:
    """Where ``(n^2-1)(1-beta_2*)`` is claimed to be: the middle, and the margin."""
    q = beta1 / (1 - beta1)
    middle = 4 + (Fraction(8, 3) + 8 * q) / n
    return middle, (350 + 120 * q + 40 * q * q) / n**2


def _instead(change: Callable[[int, Fraction], Fraction]) -> Callable[[], str | None]:
    """Refutes another middle, with the same margin."""
    return lambda: edge_counterexample(
        lambda n, beta1: (change(n, beta1), predicted(n, beta1)[1]), Sampling.RESHUFFLE
    )


CONTROLS = (
    Control("the limit is 2, as with replacement", _instead(lambda n, b: predicted(n, b)[0] - 2)),
    Control(
        "the limit is 8 (the excess of v halved)", _instead(lambda n, b: predicted(n, b)[0] + 4)
    ),
    Control(
        "the next term does not depend on beta_1: 8/(3n)",
        _instead(lambda n, _b: 4 + Fraction(8, 3 * n)),
    ),
    Control(
        "the next term is (8 q - 4/3)/n (second order of Taylor dropped)",
        _instead(lambda n, b: predicted(n, b)[0] - Fraction(4, n)),
    ),
    Control(
        "the two terms are within 5/n^2 of the edge",
        lambda: edge_counterexample(
            lambda n, b: (predicted(n, b)[0], Fraction(5, n * n)), Sampling.RESHUFFLE
        ),
    ),
    Control(
        "divergence ends at 1 - beta_2 <= 100 n^(-3.5)",
        lambda: edge_counterexample(
            lambda n, _b: (Fraction(50, n * isqrt(n)), Fraction(50, n * isqrt(n))),
            Sampling.RESHUFFLE,
        ),
    ),
    Control(
        "the law holds with replacement too",
        lambda: edge_counterexample(predicted, Sampling.WITH_REPLACEMENT),
    ),
)

CLAIM = Claim(
    name="law-large-n",
    title="Divergence ends at 1 - b2 = 4/n^2",
    source="the project's own; docs/phase_law.md",
    statement="Random reshuffling: the largest beta_2 with D <= 0 has (n^2-1)(1-beta_2) = 4 + "
    "(8/3 + 8 b1/(1-b1))/n with error O(1/n^2), explicit, for every beta_1",
    latex=r"(n^2-1)(1-\beta_2^*) = 4 + \Big(\frac83 + \frac{8\beta_1}{1-\beta_1}\Big)\frac1n "
    r"+ O\Big(\frac1{n^2}\Big)",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="Taylor's expansion about the mean of v, sure bounds of all moments",
    certificate=certificate,
    counterexample=lambda: edge_counterexample(predicted, Sampling.RESHUFFLE),
    controls=CONTROLS,
)

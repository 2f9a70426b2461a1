r"""The law for large n with replacement: divergence ends at ``1 - beta_2 = 2/n^2``.

Source: the project's own; ``docs/phase_law.md`` has the argument in full.

Statement. With ``c = (n^2-1)(1-beta_2)`` and ``q = beta_1/(1-beta_1)``, for ``n >= 100`` the
largest beta_2 at which the drift is not positive has

.. math::

    c \ge 2 + \frac2n - \frac{215}{n^2}, \qquad
    c \le 2 + \frac2n + \frac{215 + 9q}{n^2} \text{ if } q \le \frac{n^2}{20} .

The drift grows with beta_1, so this beta_2 falls; but only at the order ``1/n^4``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import factorial

import sympy

from colorball.balls.sampling import Sampling
from colorball.certificates.antidifference import BETA
from colorball.certificates.claim import Claim, Control
from colorball.certificates.document import Certificate, new_certificate
from colorball.certificates.positive_gap import positive_gap
from colorball.certificates.proof import Proof
from colorball.phase.law_counterexample import edge_counterexample, momentum_counterexample

STATEMENT = {
    "drift": "with mu = n+1-1/n: sqrt(mu) D <= 1 - c/2 + (11 c/16 - 3 c^2/32)/n + "
    "(105 + 4 q)/n^2, and D > 0 where 1 - c/2 + (11 c/16 - 3 c^2/32)/n > 105/n^2, for n >= 100 "
    "and c <= 5/2",
    "edge": "the largest beta_2 with D <= 0 has c >= 2 + 2/n - 215/n^2 for every beta_1, and "
    "c <= 2 + 2/n + (215 + 9 q)/n^2 if q <= n^2/20, for n >= 100",
    "momentum": "D grows with beta_1",
    "symbols": "c = (n^2-1) (1-beta_2), q = beta_1/(1-beta_1)",
    "sampling": "with-replacement",
}

ASSUMPTIONS = (
    "Function (2), each step draws one of the n parts, independently; 0 <= beta_1 < 1",
    "trusted: exp(-z) <= 1 - z + z^2/2, 1 + z <= exp(z), exp(z) >= z^16/16! for z >= 0; Jensen's "
    "inequality; that Taylor's remainders over x^4 or x^2 fall as x grows for these powers",
)

PROOF = (
    "Let v = 1 + c sum b2^k xi_k, xi_k = 1 with probability 1/n, independent. Without step d's "
    "share v is y; with a = c b2^d, f(v) = v^(-1/2): D = sum over d of (1-b1) b1^d D_d, D_d = "
    "E f(y) - n E[f(y) - f(y+a)] (split).",
    "E f(v | xi_d = 1) grows with d: exchange steps d and d+1. The weights (1-b1) b1^d move to "
    "larger d as b1 grows, by partial summation (average): D grows with b1.",
    "f(y) - f(y+a) is between (a/2) y^(-3/2) - (3/8) a^2 y^(-5/2) and (a/2) y^(-3/2) - (3/8) a^2 "
    "(y+a)^(-5/2) (decrement_low, decrement_high).",
    "E y = mu - a/n is between n and mu. With x = y/E y - 1: c/(2n) - 2c/n^2 <= E x^2 <= c/(2n), "
    "0 <= E x^3 <= 2c^2/(5 n^2), E x^4 <= (3c^2/4 + c^3/(3n))/n^2 (squares .. mean_fourth, "
    "mean_square).",
    "y < E y/4 has probability at most exp(-z), z = 9 n^2/(16 c (n+1)) (chernoff, spread, "
    "exponent), and y >= 1 there; elsewhere sqrt(1+x) >= 1/2, and Taylor to third or fourth order "
    "bounds E y^(-1/2), E y^(-3/2), E y^(-5/2) (half_low .. five_halves).",
    "So sqrt(mu) D = 1 - c/2 + (11c/16 - 3c^2/32)/n up to O(1/n^2): n/mu and n/E y (mean_low, "
    "mean_high, root_mean), (1+a/E y)^(-5/2) (power), the mean of b2^d, at least 1 - q d "
    "(joint_now); D_d's lower bound falls as a grows, so a = c is its worst (falls).",
    "The errors grow with c; at c = 5/2, for n = 100 + t, they are at most 105/n^2 and "
    "(105+4q)/n^2 (fourth .. above; rare_size, rare_bound).",
    "The two terms are concave in c and 1 at c = 0; at c = 2 + y (crossing) they decide the sign "
    "(edge_above, edge_below), and c <= 5/2 (inside).",
)

_N, _K, _T = sympy.symbols("n k t", integer=True, positive=True)
_A, _C, _D, _P, _Q, _R = sympy.symbols("a c d p q r", positive=True)
_S, _U, _X, _Y = sympy.symbols("s u x y", positive=True)
_LARGE = 100 + sympy.Symbol("t", positive=True)


def _rational(top: int, below: int) -> sympy.Rational:
    return sympy.Rational(top, below)


def _bounded(proof: Proof, name: str, smaller: sympy.Expr, larger: sympy.Expr | int) -> None:
    larger = sympy.sympify(larger)
    proof.inequality(name, smaller, larger, positive_gap(smaller, larger))


def _exact_steps(proof: Proof) -> None:
    n, x, y, p, s = _N, _X, _Y, _P, _S
    proof.identity("split", -((1 - 1 / n) * x + y / n) + (1 + 1 / n) * y, x / n - (x - y))
    average = proof.sum("average", (1 - BETA) * BETA**_T, _T, 0, _K)
    proof.identity("average_limit", 1 - average, BETA**_K)
    r = p + s  # sqrt(y+a), with p = sqrt(y)
    rise = r**2 - p**2
    change = 1 / p - 1 / r
    low = rise / p**3 / 2 - _rational(3, 8) * rise**2 / p**5
    _bounded(proof, "decrement_low", low, change)
    high = rise / p**3 / 2 - _rational(3, 8) * rise**2 / r**5
    _bounded(proof, "decrement_high", change, high)


def _moments(proof: Proof) -> None:
    n, c, d = _N, _C, _D
    proof.identity("squares", 1 - (1 - d) ** 2, d * (2 - d))
    proof.inequality("cubes", 3 * d - 3 * d**2, 1 - (1 - d) ** 3, d**3)
    proof.inequality("fourths", 4 * d - 6 * d**2, 1 - (1 - d) ** 4, d**3 * (4 - d))
    near = 1 - n * d
    gap = near / (2 - d) / 2 + 1 / (2 - d) / 2 + (n - 1) / (n**2 * (2 - d))
    proof.inequality("variance_high", (n - 1) ** 2 * (n + 1) / (n**2 * (2 - d)), n / 2, gap)
    product = (1 - 1 / n) * (1 - 1 / n**2) * (1 - 2 / n)
    gap = 2 / n**2 + 1 / n**3 + 2 / n**4 * (n - 1)
    proof.inequality("variance_low", 1 - 3 / n - 1 / n**2, product, gap)
    gap = c * (n - 1 - 2 * c) / (2 * n**3)
    proof.inequality("variance_rest", (c / 2 + c**2) / n**3, c / (2 * n**2), gap)
    gap = (n * (n - 6) + 6 * n * near + 5) / (15 * n * (1 - d))
    proof.inequality("mean_third", (n**2 - 1) / (3 * n * (1 - d)), 2 * n / 5, gap)
    gap = (n * (n - 6) + 6 * n * near + 3) / (3 * n * (4 - 6 * d))
    proof.inequality("mean_fourth", (n**2 - 1) / (n * (4 - 6 * d)), n / 3, gap)
    mean = n**2 + n - 1
    gap = (n - 1) ** 2 / (n**2 * mean)
    proof.inequality("mean_low", 1 - 1 / n + 1 / n**2, n**2 / mean, gap)
    top = (3 + 2 * c) * (n - 1 - 2 * c) + 1 + 5 * c + 3 * c**2
    gap = top / (n**2 * (mean - c))
    proof.inequality("mean_high", n**2 / (mean - c), 1 - 1 / n + (2 + c) / n**2, gap)
    gap = (3 * n + 2) / (n**3 * (n + 1) ** 2)
    proof.inequality("mean_square", (1 - 2 / n) / n**2, 1 / (n + 1) ** 2, gap)
    p = _P
    proof.inequality("root_mean", p, (1 + p**2) / 2, (p - 1) ** 2 / 2)
    gap = (p - 1) ** 2 * (2 * p**5 + 4 * p**4 + 6 * p**3 + 8 * p**2 + 10 * p + 5) / (2 * p**2)
    proof.inequality("power", 1 - _rational(5, 2) * (1 / p**2 - 1), p**5, gap)
    gap = (n - 1 - 2 * c) / n + c / (2 * n)
    proof.inequality("falls", 3 * c / (2 * n), 1 - 1 / n, gap)
    q = _Q
    proof.inequality("joint_now", 1 - q * d, 1 / (1 + q * d), q**2 * d**2 / (1 + q * d))


def _tails(proof: Proof) -> None:
    n, c, d, s, u = _N, _C, _D, _S, _U
    proof.identity("chernoff", -(u / s) * u + (u / s) ** 2 * s / 2, -(u**2) / (2 * s))
    gap = c * (n + 1) * (1 + 1 - n * d) / (2 * n * (2 - d))
    proof.inequality("spread", c * (n**2 - 1) / (n * (2 - d)), c * (n + 1) / 2, gap)
    exponent = 9 * n**2 / (16 * c * (n + 1))
    proof.identity("exponent", (3 * n / 4) ** 2 / (2 * (c * (n + 1) / 2)), exponent)
    half = _R + _rational(1, 2)
    for name, power, third, fourth in _TAYLOR:
        x = _P**2 - 1
        low = 1 - _rational(power, 2) * x + _rational(power * (power + 2), 8) * x**2
        low -= _rational(power * (power + 2) * (power + 4), 48) * x**3
        if third:
            factor = sympy.cancel((1 / _P**power - low) / (_P - 1) ** 4)
            proof.inequality(f"{name}_low", low, 1 / _P**power, (_P - 1) ** 4 * factor)
        high = low + fourth * x**4
        factor = sympy.cancel((high - 1 / _P**power) / (_P - 1) ** 4).subs(_P, half)
        gap = (half - 1) ** 4 * positive_gap(sympy.Integer(0), factor)
        proof.inequality(name, 1 / half**power, high.subs(_P, half), gap)


_TAYLOR = (
    ("half", 1, True, _rational(9, 10)),
    ("three_halves", 3, True, _rational(25, 2)),
    ("five_halves", 5, False, sympy.Integer(76)),
)


def _constants(proof: Proof) -> None:
    """The errors at c = 5/2, for ``n = 100 + t``."""
    n, q, c = _LARGE, _Q, _rational(5, 2)
    exact = _rational(3, 4) * c**2 + c**3 / 3 / n
    fourth = _rational(19, 4)
    _bounded(proof, "fourth", exact, fourth)
    _bounded(proof, "rare_size", _rational(22, 100) * n, 9 * n**2 / 40 / (n + 1))
    _bounded(proof, "root_size", n + 1, n**2 / 81)
    rare = sympy.Integer(7 * 10**23)
    _bounded(proof, "rare", factorial(16) * _rational(50, 11) ** 16, rare)
    tail = _rational(1, 5)
    _bounded(proof, "rare_bound", _rational(5, 4) * rare / 9 / n**12, tail)
    _bounded(proof, "rare_twice", (1 / n + _rational(75, 32)) * rare / 9 / n**12, tail)
    a, b = _rational(15, 16) * c, 2 + c
    exact = _rational(3, 4) * c + c**2 / 8 + c / 2 * (b + _rational(25, 2) * fourth + a * b / n)
    exact += _rational(3, 8) * c**2 * (2 + _rational(5, 2) * c) + tail
    _bounded(proof, "below", exact, 105)
    square = n**2 - 1
    lag = c * q * n**2 / square
    exact = _rational(9, 10) * fourth + tail
    exact += c / 2 * (1 + _rational(3, 16) * c / n + _rational(9, 10) * fourth / n**2)
    exact += c / 2 * (a + _rational(15, 4) * c + _rational(7, 8) * c**2 + lag * (1 + a / n))
    skew = _rational(35, 16) * c + 76 * fourth / n
    exact += _rational(3, 8) * c**2 * (skew + c / 2 / n * (1 + skew / n))
    _bounded(proof, "above", exact, 105 + 4 * q)


def _edges(proof: Proof) -> None:
    y, q, n = _Y, _Q, _LARGE
    c = 2 + y
    terms = 1 - c / 2 + (_rational(11, 16) * c - _rational(3, 32) * c**2) / _N
    slope = _rational(5, 16)
    crossing = -y / 2 + (1 + slope * y - _rational(3, 32) * y**2) / _N
    proof.identity("crossing", terms, crossing)
    margin = 215 + 9 * q
    _bounded(proof, "edge_above", 105 + 4 * q + slope * (2 + margin / n), margin / 2)
    curve = _rational(3, 32) * (4 / n + 215**2 / n**3)
    _bounded(proof, "edge_below", 105 + slope * 215 / n + curve, _rational(215, 2))
    rest = positive_gap(2 * n + 215, n**2 / 20)
    gap = 9 / (20 * n**2) * (n**2 - 20 * q) + rest / n**2
    proof.inequality("inside", 2 / n + margin / n**2, _rational(1, 2), gap)


def certificate() -> Certificate:
    """The identities and inequalities of the proof."""
    proof = Proof()
    for part in (_exact_steps, _moments, _tails, _constants, _edges):
        part(proof)
    return new_certificate("law-with-replacement", STATEMENT, proof.steps, ())


def predicted(n: int, beta1: Fraction) -> tuple[Fraction, Fraction]:
    """Where ``(n^2-1)(1-beta_2*)`` is claimed to be: the middle, and the margin."""
    q = beta1 / (1 - beta1)
    return 2 + Fraction(2, n), (215 + 9 * q) / n**2


def _instead(change: Callable[[int, Fraction], Fraction]) -> Callable[[], str | None]:
    """Refutes another middle, with the same margin."""
    return lambda: edge_counterexample(
        lambda n, beta1: (change(n, beta1), predicted(n, beta1)[1]), Sampling.WITH_REPLACEMENT
    )


CONTROLS = (
    Control("the limit is 4, as under reshuffling", _instead(lambda n, _b: 4 + Fraction(2, n))),
    Control("the limit is 1", _instead(lambda n, _b: 1 + Fraction(2, n))),
    Control("the next term is -2/n (sign)", _instead(lambda n, _b: 2 - Fraction(2, n))),
    Control(
        "the next term is (8/3 + 8 q)/n, as under reshuffling",
        _instead(lambda n, b: 2 + (Fraction(8, 3) + 8 * b / (1 - b)) / n),
    ),
    Control(
        "the two terms are within 3/n^2 of the edge, whatever beta_1",
        lambda: edge_counterexample(
            lambda n, b: (predicted(n, b)[0], Fraction(3, n * n)), Sampling.WITH_REPLACEMENT
        ),
    ),
    Control(
        "the law holds under reshuffling too",
        lambda: edge_counterexample(predicted, Sampling.RESHUFFLE),
    ),
    Control("D falls as beta_1 grows", lambda: momentum_counterexample(-1)),
)

CLAIM = Claim(
    name="law-with-replacement",
    title="With replacement: it ends at 1 - b2 = 2/n^2",
    source="the project's own; docs/phase_law.md",
    statement="With replacement: the largest beta_2 with D <= 0 has (n^2-1)(1-beta_2) = 2 + 2/n "
    "with error O(1/n^2), explicit, for every beta_1; and D grows with beta_1",
    latex=r"(n^2-1)(1-\beta_2^*) = 2 + \frac2n + O\Big(\frac{1+\beta_1/(1-\beta_1)}{n^2}\Big)",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="Taylor's expansion about the mean of v, moments and a Chernoff bound",
    certificate=certificate,
    counterexample=lambda: (
        edge_counterexample(predicted, Sampling.WITH_REPLACEMENT) or momentum_counterexample(1)
    ),
    controls=CONTROLS,
)

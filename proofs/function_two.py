r"""Function (2): what it is made of, and that it satisfies A1 and A2 with ``D_0 = 0``.

Source: talk, Theorem 2 and its assumptions A1 and A2.

Statement. With ``h(x) = x`` for ``x >= -1`` and ``(x+2)^2/2 - 3/2`` left of it, ``f_0 = n h`` and
``f_i = -h`` for ``0 < i < n``. The sum is h, with its minimum -3/2 at -2 only. The gradients are
continuous, n- and 1-Lipschitz, and their spread is ``(n-1)(n+1)^2/n^2`` times ``h'^2``. Left of -1
they are ``x+2`` times those on the right. There, after k steps from ``m = v = 0``,
``E m = (1-beta_1^k)/n`` and ``E v = (1-beta_2^k)(n + 1 - 1/n)``.
"""

from __future__ import annotations

import itertools
from fractions import Fraction

import sympy

from colorball.certificates.antidifference import BETA
from colorball.certificates.claim import Claim, Control
from colorball.certificates.document import Certificate, new_certificate
from colorball.certificates.proof import Proof
from colorball.exact.rational import rational, rational_text
from colorball.problems.function_two import JOIN, LEAST, MINIMIZER, FunctionTwo, function_two
from colorball.problems.function_two_counterexample import (
    gradient_counterexample,
    growth_counterexample,
    join_counterexample,
    left_counterexample,
    lipschitz_counterexample,
    mean_counterexample,
    minimum_counterexample,
    sum_counterexample,
)

STATEMENT = {
    "function": "f_0 = n h, f_i = -h for 0 < i < n, and their sum is h, where h(x) = x for "
    "x >= -1 and (x+2)^2/2 - 3/2 for x < -1; h is continuous with slope 1 for x >= -1 and "
    "x+2 for x < -1, which is continuous at -1",
    "left": "the gradients at x < -1 are x+2 times those at x >= -1, which are n, -1, ..., -1",
    "minimum": "h >= -3/2, attained at -2 only",
    "A1": "the gradient of f_0 is n-Lipschitz, those of f_i are 1-Lipschitz, with equality on "
    "x < -1",
    "A2": "mean over i of (f_i' - h'/n)^2 = (n-1)(n+1)^2/n^2 h'^2, so D_0 = 0 and D_1 = "
    "(n-1)(n+1)^2/n^2; no smaller D_1 will do with any D_0",
    "means": "on x >= -1, after k steps (full epochs or not) from m = v = 0: "
    "E m = (1-beta_1^k)/n and E v = (1-beta_2^k)(n + 1 - 1/n)",
    "domain": "n >= 3 parts, x real; random reshuffling in means",
}

ASSUMPTIONS = (
    "n >= 3 parts; x real",
    "means: random reshuffling, 0 <= beta < 1, and all steps on the piece x >= -1",
    "A2 compares with the gradient of the sum of all parts, as the talk does, not with their mean",
)

PROOF = (
    "Both pieces of every part are multiples of h's (big_left, small_left); n - (n-1) = 1 (sum).",
    "At -1 both pieces of h have the value -1 and the slope 1 (join_value, join_slope). A function "
    "that changes by s t + c t^2 when x moves by t has slope s there (slope_left, slope_right, "
    "big_slope_left, small_slope_left).",
    "So the gradients left of -1 are x+2 times those on the right.",
    "A1: on the left the slopes of h differ as the places do (both_left), on the right not at all; "
    "from x < -1 to y >= -1 by 1-(x+2) = -1-x, between 0 and y-x (one_left_sign, one_left). The "
    "parts' gradients are n and -1 times that.",
    "The minimum: a square on the left, 0 at -2 only (least_left, attained); at least -1 on the "
    "right (least_right).",
    "A2: the gradients are n s, -s, ..., -s (spread). For d < D_1 and any e, s^2 = (e+1)/(D_1-d) "
    "has D_1 s^2 = d s^2 + e + 1 (spread_least); s = x+2 takes such a value on the left.",
    "Means: a uniform order has the big gradient at each step of its epoch with probability 1/n "
    "(place), so E g = 1/n (mean_gradient) and E g^2 = n + 1 - 1/n; m and v weigh k steps by "
    "(1-beta) beta^q (weights), by linearity (mean_momentum, mean_square).",
)

_PLACES = ((3, "-5/2"), (3, "1/2"), (4, "-1"), (5, "-7"), (10, "-2"))
_MEANS = ((3, 3, "9/10", "1/2"), (4, 2, "1/3", "99/100"))


def _texts(values: list[Fraction]) -> list[str]:
    return [rational_text(value) for value in values]


def _place(n: int, x: str) -> dict[str, object]:
    """The function at a place."""
    function = function_two(n)
    return {
        "kind": "place",
        "n": n,
        "x": x,
        "values": _texts([function.value(part, x) for part in range(n)]),
        "gradients": _texts([function.gradient(part, x) for part in range(n)]),
        "sum": rational_text(function.total(x)),
        "spread": rational_text(function.spread(x)),
    }


def _means(n: int, epochs: int, beta1: str, beta2: str) -> dict[str, object]:
    """The means of m and v in the last epoch, by the formulas."""
    steps = range(n * (epochs - 1) + 1, n * epochs + 1)
    b1, b2 = rational(beta1, "beta1"), rational(beta2, "beta2")
    return {
        "kind": "means",
        "n": n,
        "epochs": epochs,
        "beta1": beta1,
        "beta2": beta2,
        "momenta": _texts([_mean_m(n, b1, k) for k in steps]),
        "squares": _texts([_mean_v(n, b2, k) for k in steps]),
    }


def certificate() -> Certificate:
    """The identities in symbolic n and x, and the function at some places."""
    n, k = sympy.symbols("n k", integer=True, positive=True)
    q = sympy.Symbol("q", integer=True, nonnegative=True)
    x, y, w, t, h, s = sympy.symbols("x y w t h s", real=True)
    most, less, e = sympy.symbols("D d e", nonnegative=True)
    left, half = (x + 2) ** 2 / 2 - sympy.Rational(3, 2), sympy.Rational(1, 2)
    proof = Proof()
    proof.identity("big_left", n / 2 * (x + 2) ** 2 - 3 * n / 2, n * left)
    proof.identity("small_left", -half * (x + 2) ** 2 + 3 * half, -left)
    proof.identity("sum", n * h - (n - 1) * h, h)
    proof.identity("join_value", left.subs(x, -1), -1)
    proof.identity("join_slope", (x + 2).subs(x, -1), 1)
    change = left.subs(x, x + t) - left
    proof.identity("slope_left", change, (x + 2) * t + t**2 / 2)
    proof.identity("slope_right", (y + t) - y, t)
    proof.identity("big_slope_left", n * change, (x + 2) * n * t + n * t**2 / 2)
    proof.identity("small_slope_left", -change, -(x + 2) * t - t**2 / 2)
    proof.identity("both_left", (x + 2) - (w + 2), x - w)
    proof.inequality("one_left", 1 - (x + 2), y - x, y + 1)
    proof.inequality("one_left_sign", sympy.Integer(0), 1 - (x + 2), -1 - x)
    proof.inequality("least_left", -3 * half, left, (x + 2) ** 2 / 2)
    proof.inequality("least_right", -3 * half + half, y, y + 1)
    proof.identity("attained", left.subs(x, -2), -3 * half)
    spread = ((n * s - s / n) ** 2 + (n - 1) * (-s - s / n) ** 2) / n
    proof.identity("spread", spread, (n - 1) * (n + 1) ** 2 / n**2 * s**2)
    square = (e + 1) / (most - less)
    proof.identity("spread_least", most * square - (less * square + e), 1)
    place = proof.exchangeability("place", n)
    gradient = place * n - (1 - place)
    proof.identity("mean_gradient", gradient, 1 / n)
    weights = proof.sum("weights", (1 - BETA) * BETA**q, q, 0, k)
    proof.identity("mean_momentum", weights * gradient, (1 - BETA**k) / n)
    mean_square = (1 - BETA**k) * (n + 1 - 1 / n)
    proof.identity("mean_square", weights * (place * n**2 + (1 - place)), mean_square)
    instances = [*itertools.starmap(_place, _PLACES), *itertools.starmap(_means, _MEANS)]
    return new_certificate("function-2", STATEMENT, proof.steps, instances)


def _mean_m(n: int, beta: Fraction, steps: int) -> Fraction:
    return (1 - beta**steps) / n


def _mean_v(n: int, beta: Fraction, steps: int) -> Fraction:
    return (1 - beta**steps) * (n + 1 - Fraction(1, n))


def _total(x: Fraction) -> Fraction:
    return x if x >= -1 else (x + 2) ** 2 / 2 - Fraction(3, 2)


def _left(n: int, x: Fraction) -> Fraction:
    return Fraction(n, 2) * (x + 2) ** 2 - Fraction(3 * n, 2)


def _slope(function: FunctionTwo, part: int, x: Fraction) -> Fraction:
    return (function.n if part == 0 else -1) * min(x + 2, Fraction(1))


def _lipschitz(function: FunctionTwo, part: int) -> int:
    return function.lipschitz[part]


def _growth(function: FunctionTwo) -> Fraction:
    return function.growth


def _counterexample() -> str | None:
    """A place, or a step, at which some part of the statement fails."""
    return (
        sum_counterexample(_total)
        or minimum_counterexample(MINIMIZER, LEAST)
        or join_counterexample(_left)
        or gradient_counterexample(_slope)
        or left_counterexample(lambda x: x + 2)
        or lipschitz_counterexample(_lipschitz)
        or growth_counterexample(lambda _function: 0, _growth)
        or mean_counterexample(_mean_m, _mean_v)
    )


CONTROLS = (
    Control(
        "the minimum is where the pieces meet, at -1",
        lambda: minimum_counterexample(JOIN, Fraction(-1)),
    ),
    Control(
        "the sum is 2x for x >= -1",
        lambda: sum_counterexample(lambda x: 2 * x if x >= -1 else _total(x)),
    ),
    Control(
        "f_0 = -(n/2)(x+2)^2 + 3n/2 for x < -1 (sign of the left piece)",
        lambda: join_counterexample(lambda n, x: -_left(n, x)),
    ),
    Control(
        "f_0 = (n/2)(x+1)^2 - n for x < -1 (the values meet, the slopes do not)",
        lambda: join_counterexample(lambda n, x: Fraction(n, 2) * (x + 1) ** 2 - n),
    ),
    Control(
        "the slopes are those of the right piece everywhere",
        lambda: gradient_counterexample(
            lambda function, part, _x: Fraction(function.n if part == 0 else -1)
        ),
    ),
    Control(
        "all parts have 1-Lipschitz gradients (the sum's constant)",
        lambda: lipschitz_counterexample(lambda _function, _part: 1),
    ),
    Control(
        "A2 holds with D_1 one less and D_0 = n^2",
        lambda: growth_counterexample(
            lambda function: function.n**2, lambda function: function.growth - 1
        ),
    ),
    Control(
        "the spread of the gradients is bounded: A2 with D_1 = 0 and D_0 = n^3",
        lambda: growth_counterexample(lambda function: function.n**3, lambda _function: 0),
    ),
    Control(
        "the gradients left of -1 are x+1 times those on the right",
        lambda: left_counterexample(lambda x: x + 1),
    ),
    Control(
        "E m = 1/n from the first step on (the start forgotten at once)",
        lambda: mean_counterexample(lambda n, _beta, _steps: Fraction(1, n), _mean_v),
    ),
    Control(
        "E v = n (1-beta_2^k): only the big gradient's square counts",
        lambda: mean_counterexample(_mean_m, lambda n, beta, steps: n * (1 - beta**steps)),
    ),
)

CLAIM = Claim(
    name="function-2",
    title="Function (2) satisfies A1 and A2",
    source="talk, Theorem 2, A1 and A2",
    statement="f_0 = n h, f_i = -h, sum h with minimum -3/2 at -2; gradients n- and 1-Lipschitz; "
    "A2 with D_0 = 0, D_1 = (n-1)(n+1)^2/n^2; gradients on the left x+2 times those on the right; "
    "E m -> 1/n",
    latex=r"\frac1n\sum_i \Big(f_i' - \frac{f'}n\Big)^2 = \frac{(n-1)(n+1)^2}{n^2}\,f'^2,\quad "
    r"\min f = f(-2) = -\tfrac32",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="identities in n and x, multiplied out",
    certificate=certificate,
    counterexample=_counterexample,
    controls=CONTROLS,
)

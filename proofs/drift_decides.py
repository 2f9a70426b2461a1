r"""The sign of the drift decides: D < 0 drives Adam away, D > 0 draws it to the minimum.

Source: the project's own; ``docs/phase_argument.md`` has the argument in full.

Statement. Adam on Function (2), random reshuffling, step size ``eta/sqrt(epoch)``.

* ``D < 0``: from ``x_0 >= X(epsilon)``, explicit, with probability at least ``1 - epsilon`` the
  iterate stays on ``x >= -1`` and ``x_k/sqrt(k) -> -2 eta D > 0``.
* ``D > 0``, and ``beta_2 > 0`` or ``beta_1 = 0``: from every start, almost surely ``x_k -> -2``,
  and ``|x_k + 2| = O(log k/sqrt(k))``.
* ``D < 0`` and any start: almost surely one of ``|x_k|/sqrt(k) -> 2 eta |D|`` and ``x_k -> -2``.

"Almost surely to infinity from far enough" is false as it stands: from every start some orders
lead back (a control), so ``1 - epsilon`` cannot be 1.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache, reduce

import sympy
from flint import arb

from colorball.certificates.antidifference import BETA
from colorball.certificates.claim import Claim, Control
from colorball.certificates.document import Certificate, new_certificate
from colorball.certificates.proof import Proof
from colorball.exact.precision import working_precision
from colorball.exact.rational import rational
from colorball.phase.decides_counterexample import (
    freezing_counterexample,
    gradients_counterexample,
    order_counterexample,
    rate_counterexample,
    sensitivity_counterexample,
    step_counterexample,
)
from colorball.phase.free_bounds import all_paths, extremes
from colorball.phase.free_process import sensitivity
from colorball.phase.freezing import freezing_constant
from colorball.phase.step_bound import cauchy_schwarz_bound, general_bound

STATEMENT = {
    "escape": "if D < 0: from x_0 >= X(epsilon), with probability at least 1 - epsilon, "
    "x stays >= -1 and x_k/sqrt(k) -> -2 eta D > 0; X = -1 + eta (|D| + sigma^2/|D| "
    "(3/(2 epsilon))^(1/4) + tau + b1/(1-b1) + B sqrt(b2)/(1-sqrt(b2)) + n B), "
    "B = n/sqrt(1-b2), from m = v = 0",
    "right": "whatever D: almost surely, if x stays >= -1 for ever then "
    "x_k/sqrt(k) -> -2 eta D; so if D > 0 it does not stay",
    "step": "|m|/sqrt(v) is bounded along every path if b2 > 0 or b1 = 0; from m = 0 and for "
    "eta <= sqrt(b2 (1-b2))/(2 n A), A = b1 (2-b1)/(1-b1)^2, by max(2 n, "
    "4 n b1^2 (2-b1) (1+sqrt(b2))/((1-b1)^2 b2))/sqrt(1-b2)",
    "freezing": "if |m|/sqrt(v) <= B and min(|x+2|, 1) >= R eta/sqrt(k), then m/sqrt(v) is "
    "within n B (2 b1/(1-b1)^2 + B sqrt(2 b2 (1+2 b2)/(1-b2)^3))/R, and what is left of the "
    "start, of sgn(x+2) times the free process",
    "attraction": "if D > 0 and (b2 > 0 or b1 = 0): from every start with v > 0 at all steps, "
    "almost surely x_k -> -2, limsup |x_k+2| sqrt(k)/log k <= 2 eta Sigma^2/D",
    "repulsion": "if D < 0 and (b2 > 0 or b1 = 0): from every start with v > 0 at all steps, "
    "almost surely either |x_k|/sqrt(k) -> 2 eta |D|, so f(x_k) -> infinity, or x_k -> -2 with "
    "limsup |x_k+2| sqrt(k)/log k <= 2 eta Sigma^2/|D|",
    "constants": "sigma = 2 n + 1 + (n+1) (2 b1 - b1^n) + n (n^2-1) b2/2, tau = (n+1) b1/"
    "(1-b1^n) + n (n^2-1) b2/(2 (1-b2^n)), Sigma^2 = sigma^2 + tau ((n+1) b1 + n (n^2-1) b2/2)",
    "domain": "n >= 3, 0 <= b1 < 1, 0 <= b2 < 1, eta > 0; step size eta/sqrt(k) in epoch k",
    "sampling": "reshuffle",
}

ASSUMPTIONS = (
    "n >= 3, 0 <= beta_1 < 1, 0 <= beta_2 < 1, random reshuffling, step size eta/sqrt(epoch), no "
    "epsilon in the denominator and no bias correction",
    "attraction and repulsion: beta_2 > 0 or beta_1 = 0, and v > 0 at every step (for beta_2 > 0 "
    "that is v > 0 after the first step)",
    "trusted theorems: McDiarmid's bounded differences inequality, the first Borel-Cantelli "
    "lemma, Minkowski's and Cauchy-Schwarz's inequality, log x <= x - 1, sums against integrals; "
    "and the way docs/phase_argument.md puts the steps together, which no program checks",
)

PROOF = (
    "Free process: gradients n, -1, ..., -1 for ever, from m = -1, v = 1. Its epoch displacement "
    "T_k has v >= 1, lies between -n and (n+1)(1+b1-b1^n) (own_share, older_limit, step_below, "
    "step_above), and moves by at most s_l if the position of epoch k-l changes (older_share, "
    "root_change, quotient_change, |m|/sqrt(v) <= n); sum_l s_l = sigma.",
    "|E T_k - D| <= sum_{l>=k} s_l, and all of these together are at most tau (forgotten_limit, "
    "all_forgotten_limit). 1/sqrt(k) sums to between 2 sqrt(K+1) - 2 and 2 sqrt(K) (steps_below, "
    "steps_above).",
    "Escape: one position changes F_K = sum T_k/sqrt(k) by at most sigma/sqrt(j). McDiarmid with "
    "deviation a + |D| sqrt(K+1), 1 + log K <= 4 K^(1/4) and the integral 24/y^4 of "
    "exp(-y t^(1/4)) bound the probability that any K has more by (3/2)(sigma^2/(a |D|))^4 (luck, "
    "exponent, probability). Otherwise the path stays on x >= -1, where it is the free one but for "
    "the start.",
    "Windows: almost surely, for all K >= k0 large enough, sum_{k0..K} (T_k - E T_k)/sqrt(k) is at "
    "most |D|/4 times the sum of 1/sqrt(k) plus (2 Sigma^2/|D|) log(k0)/sqrt(k0): McDiarmid "
    "(window_variance, window_square, window_exponent), a union over K (window_length) and k0, and "
    "Borel-Cantelli.",
    "Steps: f = |m|/sqrt(v) is at most b1/sqrt(b2) times the last one plus c = (1-b1)/s, s = "
    "sqrt(1-b2) (keeps_memory, keeps_gradient). A long step moves y, so the gradient is large "
    "before or after it, and v remembers (move): "
    "where f is a record, f^2 s/4 <= (f-c)(f s-n) <= const f (long_step, step_ages_limit, "
    "step_bound). On x >= -1 v is not small (small_step, right_step). If b1^2 < b2, Cauchy-Schwarz "
    "alone bounds f (ratios_limit, short_memory).",
    "Freezing: j steps back y differs by at most B j sqrt(j+1) eta/sqrt(k) (age), so the gradients "
    "by B j sqrt(j+1)/R of their size; m and, by Minkowski, sqrt(v) follow (first_limit, "
    "first_error, second_limit, second_error, freezing).",
    "So outside |y| < R' eta/sqrt(k), y = x+2, sgn(y) y moves by -eta/sqrt(k) times T_k up to "
    "|D|/4 (margin). D > 0: every excursion ends, and is no higher than (R'' + (2 Sigma^2/D) "
    "log k0) eta/sqrt(k0) if it begins at epoch k0. D < 0: once |y| is above that, it never comes "
    "back.",
)


def _free_steps(proof: Proof) -> None:
    n, k, lag, i, t, q = sympy.symbols("n k l i t q", integer=True, positive=True)
    a, b, p, r, w = sympy.symbols("a b p r w", positive=True)
    window = proof.sum("age_window", BETA**t, t, 0, n)
    proof.identity("own_share", (1 - BETA) * window, 1 - BETA**n)
    share = proof.sum("older_share", (1 - BETA) * BETA ** (n * (lag - 1) + i + 1), i, 0, n)
    total = proof.sum("older_shares", share, lag, 1, k + 1)
    proof.inequality("older_limit", total, BETA, BETA ** (n * k + 1))
    old = proof.sum("forgotten", share, lag, q, k + 1)
    limit = BETA ** (n * (q - 1) + 1)
    proof.inequality("forgotten_limit", old, limit, BETA ** (n * k + 1))
    total = proof.sum("all_forgotten", limit, q, 1, k + 1)
    rest = BETA ** (n * k + 1) / (1 - BETA**n)
    proof.inequality("all_forgotten_limit", total, BETA / (1 - BETA**n), rest)
    proof.inequality("step_below", sympy.Integer(-1), (w - 1) / p, w / p + (p - 1) / p)
    proof.inequality("step_above", (w - 1) / p, w, (w * (p - 1) + 1) / p)
    gap = (p - r) * (p - 1) / 2 + (p - r) * (r - 1) / 2
    proof.inequality("root_change", p - r, (p**2 - r**2) / 2, gap)
    proof.identity("quotient_change", a / p - b / r, (a - b) / p + (b / r) * (r - p) / p)


def _escape_steps(proof: Proof) -> None:
    a, d, p, r, z, sigma = sympy.symbols("a d p r z sigma", positive=True)
    proof.inequality("steps_below", 2 * (p - r), (p**2 - r**2) / r, (p - r) ** 2 / r)
    proof.inequality("steps_above", (p**2 - r**2) / p, 2 * (p - r), (p - r) ** 2 / p)
    proof.inequality("luck", 4 * a * d * p, (a + d * p) ** 2, (a - d * p) ** 2)
    exponent = 2 * a * d * z / sigma**2
    proof.identity("exponent", 2 * (4 * a * d * z**2) / (sigma**2 * 4 * z), exponent)
    tail = 3 * sigma**8 / (2 * a**4 * d**4)
    proof.identity("probability", 24 / (2 * a * d / sigma**2) ** 4, tail)


def _window_steps(proof: Proof) -> None:
    j, k = sympy.symbols("j k", integer=True, positive=True)
    a, b, d, h, p, r, x, sigma = sympy.symbols("a b d h p r x sigma", positive=True)
    proof.inequality("window_variance", 1 / p**2, 1 / (p * r), (p - r) / (p**2 * r))
    proof.inequality("window_square", a**2 + 2 * a * b, (a + b) ** 2, b**2)
    deviation = 2 * ((d * x / 4) ** 2 + 2 * (d * x / 4) * h) / (sigma**2 * x / r)
    exponent = d**2 * x * r / (8 * sigma**2) + d * h * r / sigma**2
    proof.identity("window_exponent", deviation, exponent)
    gap = (j - 1) * (k - 1) / (j * (k + j - 1))
    proof.inequality("window_length", 1 / j, k / (k + j - 1), gap)
    proof.inequality("margin", d / 4, d - d / 4 - 3 * d / 8, d / 8)


def _step_bound_steps(proof: Proof) -> None:
    n, k, t = sympy.symbols("n k t", integer=True, positive=True)
    b, c, e, f, g, s, v = sympy.symbols("b c e f g s v", positive=True)
    ratios = proof.sum("ratios", BETA**t, t, 0, k)
    proof.inequality("ratios_limit", ratios, 1 / (1 - BETA), BETA**k / (1 - BETA))
    proof.cauchy_schwarz("short_memory", (1 - b) ** 2 / (s**2 * (1 - BETA)), v)
    second = e**2 * v + (1 - e**2) * g**2
    proof.inequality("keeps_memory", e**2 * v, second, (1 - e**2) * g**2)
    proof.inequality("keeps_gradient", (1 - e**2) * g**2, second, e**2 * v)
    proof.identity("move", (b / e) * (1 + 1 / e), b * (1 + e) / e**2)
    gap = (f * (f * s - 2 * n) + (f - 2 * c) * f * s + (f - 2 * c) * (f * s - 2 * n)) / 4
    proof.inequality("long_step", f**2 * s / 4, (f - c) * (f * s - n), gap)
    ages = proof.sum("step_ages", (t + 1) * BETA**t, t, 1, k)
    rest = BETA**k * ((k + 1) * (1 - BETA) + BETA) / (1 - BETA) ** 2
    proof.inequality("step_ages_limit", ages, BETA * (2 - BETA) / (1 - BETA) ** 2, rest)
    constant = 4 * n * b**2 * (2 - b) * (1 + e) / ((1 - b) ** 2 * e**2 * s)
    proof.identity("step_bound", constant, constant)
    proof.identity("small_step", s * e / 2, s * e / 2)
    proof.identity("right_step", (f * s - n) * e - f * s * e / 2, (f * s - 2 * n) * e / 2)


def _freezing_steps(proof: Proof) -> None:
    k, m, t = sympy.symbols("k m t", integer=True, positive=True)
    a, b, p, r = sympy.symbols("a b p r", positive=True)
    proof.inequality("age", k / (k - m), m + 1, m * (k - m - 1) / (k - m))
    near, away = 1 - BETA, BETA**k
    ages = proof.sum("first_ages", t * (t + 1) * BETA**t, t, 0, k)
    limit = 2 * BETA / near**3
    rest = away * (k * (k + 1) * near**2 + 2 * (k + 1) * BETA * near + 2 * BETA**2) / near**3
    proof.inequality("first_limit", ages, limit, rest)
    proof.identity("first_error", near * limit, 2 * BETA / near**2)
    ages = proof.sum("second_ages", t**2 * (t + 1) * BETA**t, t, 0, k)
    limit = 2 * BETA * (1 + 2 * BETA) / near**4
    rest = (k**3 + k**2) * near**3 + (3 * k**2 + 2 * k) * BETA * near**2
    rest += (3 * k + 1) * BETA * (1 + BETA) * near + BETA * (1 + 4 * BETA + BETA**2)
    proof.inequality("second_limit", ages, limit, away * rest / near**4)
    proof.identity("second_error", near * limit, 2 * BETA * (1 + 2 * BETA) / near**3)
    proof.identity("freezing", a / r - b / p, (a / r) * (p - r) / p + (a - b) / p)


_UNIT = 10**9
_FREE = ((3, "1/5", "3/10", 4), (3, "9/10", "1/2", 4), (4, "1/2", "1/2", 3))
_PATHS = (  # the step sizes are below what the bound of a step asks for
    (3, "1/5", "3/10", 4, "1/10", "51/50"),
    (3, "9/10", "1/2", 4, "1/2000", "-1"),
    (3, "1/2", "1/4", 3, "1/50", "1/20"),
)


def _digits(value: arb) -> int:
    floor = (value * _UNIT).floor().unique_fmpz()
    assert floor is not None  # the precision is far beyond the digits
    return int(floor)


@cache
def _instances() -> tuple[dict[str, object], ...]:
    found = []
    with working_precision(200):
        for n, b1, b2, epochs in _FREE:
            limits = extremes(n, rational(b1, "beta1"), rational(b2, "beta2"), epochs)
            bounds = {
                "lowest": _digits(limits.lowest),
                "highest": _digits(limits.highest),
                "sensitivity": [_digits(change) for change in limits.sensitivity],
            }
            found.append({"kind": "free", **_model(n, b1, b2, epochs), **bounds})
        for n, b1, b2, epochs, eta, start in _PATHS:
            beta1, beta2 = rational(b1, "beta1"), rational(b2, "beta2")
            first, size = rational(start, "start"), rational(eta, "eta")
            paths = all_paths(n, beta1, beta2, first, size, epochs)
            steps = [step for path in paths for step in path]
            measured = {
                "lowest": _digits(reduce(arb.min, (step.y for step in steps))),
                "highest": _digits(reduce(arb.max, (step.y for step in steps))),
                "longest": _digits(reduce(arb.max, (abs(step.ratio) for step in steps))),
                "error": _digits(reduce(arb.max, (abs(step.error) for step in steps))),
            }
            model = {**_model(n, b1, b2, epochs), "eta": eta, "start": start}
            found.append({"kind": "path", **model, **measured})
    return tuple(found)


def _model(n: int, beta1: str, beta2: str, epochs: int) -> dict[str, object]:
    betas = {"n": n, "beta1": beta1, "beta2": beta2}
    return {**betas, "epochs": epochs, "sequences": n**epochs}


def certificate() -> Certificate:
    """The inequalities of the argument, and its bounds on small cases."""
    proof = Proof()
    _free_steps(proof)
    _escape_steps(proof)
    _window_steps(proof)
    _step_bound_steps(proof)
    _freezing_steps(proof)
    return new_certificate("drift-decides", STATEMENT, proof.steps, _instances())


def _counterexample() -> str | None:
    """A case in which a bound of the argument, or its rate, fails."""
    return (
        sensitivity_counterexample(sensitivity)
        or step_counterexample(general_bound)
        or gradients_counterexample(cauchy_schwarz_bound)
        or freezing_counterexample(freezing_constant)
        or rate_counterexample(2)
    )


CONTROLS = (
    Control(
        "D < 0 drives x to infinity surely, whatever the orders, from far enough to the right",
        lambda: order_counterexample(4, "1/2", "1/2", (0,)),
    ),
    Control(
        "D > 0 draws x back surely, whatever the orders (no epoch moves right)",
        lambda: order_counterexample(3, "1/2", "1/5", (0, 2)),
    ),
    Control(
        "x_k/sqrt(k) -> -eta D (the factor 2 dropped)",
        lambda: rate_counterexample(1),
    ),
    Control(
        "the displacement of an epoch depends on its own order only",
        lambda: sensitivity_counterexample(
            lambda n, b1, b2, lag: sensitivity(n, b1, b2, 0) if lag == 0 else Fraction(0)
        ),
    ),
    Control(
        "an older order is forgotten like beta_1^n alone",
        lambda: sensitivity_counterexample(
            lambda n, b1, _b2, lag: sensitivity(n, b1, Fraction(0), lag)
        ),
    ),
    Control(
        "an order l epochs old counts for beta^(n l) (the age of its latest position forgotten)",
        lambda: sensitivity_counterexample(
            lambda n, b1, b2, lag: (
                sensitivity(n, b1, b2, lag) * max(b1, b2) ** (n - 1 if lag else 0)
            )
        ),
    ),
    Control(
        "|m|/sqrt(v) <= 10 for every sequence of gradients, beta_1 >= sqrt(beta_2) included",
        lambda: gradients_counterexample(lambda _b1, _b2: arb(10)),
    ),
    Control(
        "|m|/sqrt(v) has the same bound on Function (2) for beta_2 = 0 < beta_1",
        lambda: step_counterexample(lambda n, b1, b2: general_bound(n, b1, b2) or arb(1000)),
    ),
    Control(
        "|m|/sqrt(v) <= 1 on Function (2): a step is never longer than the step size",
        lambda: step_counterexample(lambda _n, _b1, _b2: arb(1)),
    ),
    Control(
        "on the left piece the displacement is that of the free process, up to the start",
        lambda: freezing_counterexample(lambda _n, _b1, _b2, _bound: arb(0)),
    ),
)

CLAIM = Claim(
    name="drift-decides",
    title="The sign of the drift decides",
    source="the project's own; docs/phase_argument.md",
    statement="On Function (2), D < 0: from x_0 >= X(epsilon), explicit, x_k/sqrt(k) -> -2 eta D "
    "with probability >= 1 - epsilon; D > 0 (b2 > 0 or b1 = 0): from every start almost surely "
    "x_k -> -2, |x_k+2| = O(log k/sqrt(k))",
    latex=r"D<0:\ P\big(x_k/\sqrt k \to -2\eta D\big) \ge 1-\varepsilon "
    r"\text{ from } x_0 \ge X(\varepsilon); \quad D>0:\ x_k \to -2 \text{ almost surely}",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="bounded differences (McDiarmid), Borel-Cantelli, explicit constants",
    certificate=certificate,
    counterexample=_counterexample,
    controls=CONTROLS,
)

r"""Sure divergence: a condition under which Adam diverges for every sequence of positions.

Source: the talk's Function (2) and its region "by solving some analytic conditions", which it does
not print; the conditions are this project's. ``docs/phase_sure.md``.

Statement. Where the condition S_K with K epochs of look-back holds, Adam on Function (2) diverges
for every sequence of positions. S_1 holds on a rectangle for all n >= 3, on certified regions for
n = 3, 5, 10, and at every ``(beta_1, beta_2)`` with ``beta_2 > 0`` for all large n.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache

import sympy
from flint import arb, fmpq

from colorball.certificates.antidifference import BETA
from colorball.certificates.claim import Claim, Control
from colorball.certificates.document import Certificate, new_certificate
from colorball.certificates.proof import Proof
from colorball.exact.decimals import ceiling_decimal
from colorball.exact.precision import working_precision
from colorball.exact.rational import to_flint
from colorball.phase.sure import sure_bound
from colorball.phase.sure_cover import rows_area, sure_rows
from colorball.phase.sure_powers import Powers
from colorball.phase.sure_refute import (
    Point,
    condition_counterexample,
    growth_counterexample,
    sequence_text,
    sure_counterexample,
)
from colorball.phase.sure_sequence import displacement

STATEMENT = {
    "condition": "S_K at (beta_1, beta_2, n): for all positions of the big gradient in the "
    "newest K epochs, sum over i < n of the bounds of m_i/sqrt(v_i) is negative, the older "
    "epochs bounded by the extremes beta^(n*(K-1)+1)/(1-beta^n) and beta^(n*K)/(1-beta^n)",
    "divergence": "where S_K holds, Adam on Function (2) with step eta/sqrt(epoch), started "
    "far enough to the right, stays on x >= -1, and x_k and f(x_k) = x_k grow at least like "
    "sqrt(k), for every sequence of positions",
    "look_back": "S_K implies S_(K+1)",
    "every_n": "S_1 holds for all n >= 3 on 0 <= beta_1 <= 1/30, 0 <= beta_2 <= 1/36",
    "growth": "S_1 holds at (beta_1, beta_2), 0 < beta_2 < 1, r = sqrt(beta_2), for all n >= 3 "
    "with n*(1-h-e) > h + u + 2*m, where h = beta_1 + beta_1^(l+1), "
    "u = sqrt(2/((1-beta_2)*beta_2^l)), e = r^m*(1+r/(1-beta_2))/(3*(1-r)), for any integers "
    "l, m >= 0; so for all large n",
    "edge": "at beta_2 = 0 and beta_1 > 1/2 some sequence has a positive displacement for all "
    "large n",
    "boxes": "S_1 holds on the rows of steps boxes_3, boxes_5 and boxes_10, for that n",
}

ASSUMPTIONS = (
    "Function (2) with n >= 3 parts, one big gradient in each epoch, at any position",
    "Adam with step eta/sqrt(epoch), with or without bias correction, epsilon = 0, m_0 any number "
    "and v_0 >= 0",
)

PROOF = (
    "On x >= -1 the gradients do not depend on x. An epoch moves x by -step times the sum over i "
    "of num/sqrt(v), num = -1 + a (beta_1^(i-p) [i>=p] + beta_1^i W_1), v = 1 + c (beta_2^(i-p) "
    "[i>=p] + beta_2^i W_2), a = (1-beta_1)(n+1), c = (1-beta_2)(n^2-1), W = sum_j beta^(nj-p_j).",
    "Each older epoch's share is between those of the first and the last position, the sums over "
    "all of them are geometric (steps position_*, older_*). num grows with W_1. A quotient num/z "
    "with s <= z <= t is at most num/s if num >= 0 and num/t if not (steps term_*). So the sum is "
    "at most F_bar, and S_K says that F_bar < 0 for all sequences.",
    "Fixing the position of one more epoch narrows the ranges of W_1 and W_2 (steps one_more_*) "
    "and F_bar is a maximum over them: S_K implies S_(K+1).",
    "Transient: the moments after k steps differ from those with epochs before the start put in, "
    "at any positions, by at most beta_1^k (n + |m_0|) and beta_2^k (n^2 + v_0) (steps unseen*), "
    "and v_k >= 1 - beta_2 (steps seen, least_square). So by root_difference the displacement "
    "differs by e_N -> 0, a geometric bound that does not depend on the positions; bias "
    "correction multiplies by a factor that tends to 1 geometrically.",
    "Let mu = -max F_bar > 0 and N be so large that e_N <= mu/2 from epoch N on. |num| <= n + "
    "|m_0| and v_k >= 1 - beta_2 bound an epoch's whole path by C step, C = n "
    "(n+|m_0|)/sqrt(1-beta_2) (times the largest correction). Start at x_0 >= -1 + C eta (2 "
    "sqrt(N) + 1): by early_steps the first N epochs cost at most 2 C eta sqrt(N). From then on "
    "an epoch ends at least eta mu/(2 sqrt(k)) higher than it began and dips at most C eta below: "
    "x never leaves x >= -1, and by late_steps x_k >= x_N + mu eta (sqrt(k+1) - sqrt(N+1)). There "
    "f(x) = x.",
    "All n: num/sqrt(v) is at most g/s - 1/t, g = num + 1 (steps split_*). The older big "
    "gradients' g add up to (n+1) beta_1 (older_momentum). The newest one's: ages above l add up "
    "to at most (n+1) beta_1^(l+1), the others to at most (n+1)/sqrt(1 + c beta_2^l) (young_*, "
    "late_*).",
    "1 - 1/sqrt(1+y^2) <= y/3 (step loss, w = sqrt(1+y^2); with w = 1 + t the gap has the factor "
    "t^3 + (2t-1)^2 + 1), sqrt(y1^2+y2^2) <= y1+y2, c <= n^2: the losses of the newest big "
    "gradient at ages >= m add up to at most n r^m/(3(1-r)), those of the older ones at positions "
    ">= m to n r^(m+1)/(3(1-r) sqrt(1-beta_2^n)), r = sqrt(beta_2); all others are at most 1 "
    "each.",
    "Rectangle: l = 0, one full loss of the newest, none of the older; 1/sqrt(y) <= 1/y for y <= "
    "1 and beta_2^n <= beta_2. The total is linear in beta_1 and at most -1/525 (step rectangle).",
    "Growth: (n+1)/sqrt(1 + c beta_2^l) <= u (growth_root), and the total is negative if n "
    "(1-h-e) > h + u + 2m (growth). As l and m grow, h -> beta_1 and e -> 0, so some l, m have "
    "1-h-e > 0.",
    "Edge: at beta_2 = 0 all v but that of the big step are 1. With the newest big gradient at p "
    "and the older ones last, the displacement is at least -n + (n+1) (front + back) (step zero): "
    "at p = n/2 this is (2 beta_1 - 1) n + O(1).",
    "Boxes: on each box of a covering of the rows interval arithmetic shows all n bounds negative.",
    "beta_1 = 0 or beta_2 = 0: all bounds are continuous there, and the closed forms hold with "
    "0^0 = 1.",
)

_BOXES = {3: (100, 500), 5: (50, 500), 10: (50, 500)}  # rows, unit
_INSTANCES = (
    (3, "1/10", "1/10", 3),
    (4, "1/5", "1/10", 2),
    (10, "1/2", "2/5", 2),
    (6, "0", "1/2", 1),
)


def certificate() -> Certificate:
    """The steps for all n, and rows of boxes for three n."""
    proof = Proof()
    _extremes(proof)
    _transient(proof)
    _split(proof)
    _rectangle(proof)
    _growth(proof)
    steps = [*proof.steps, *(_boxes(n) for n in _BOXES)]
    return new_certificate("sure-divergence", STATEMENT, steps, [_instance(*c) for c in _INSTANCES])


_n, _j, _k, _q, _d, _i, _l, _m, _p = sympy.symbols("n j k q d i l m p", integer=True, positive=True)


def _extremes(proof: Proof) -> None:
    n, j, k, q = _n, _j, _k, _q
    f, s, t, z = sympy.symbols("f s t z", positive=True)
    late, rest = BETA ** (n * j - n + 1), 1 - BETA**n
    proof.inequality("position_late", BETA ** (n * j - q), late, late * (1 - BETA ** (n - 1 - q)))
    early = BETA ** (n * j - q)
    proof.inequality("position_early", BETA ** (n * j), early, early * (1 - BETA**q))
    total = proof.sum("older_late", late, j, 1, k + 1)
    gap = BETA ** (n * k + 1) / rest
    proof.inequality("older_late_limit", total, BETA / rest, gap)
    total = proof.sum("older_early", BETA ** (n * j), j, 1, k + 1)
    proof.identity("older_early_limit", BETA**n / rest - total, BETA ** (n * (k + 1)) / rest)
    following = BETA ** (n * k - n + 1) + BETA ** (n * k + 1) / rest
    proof.identity("one_more_late", BETA ** (n * (k - 1) + 1) / rest, following)
    following = BETA ** (n * k) + BETA ** (n * (k + 1)) / rest
    proof.identity("one_more_early", BETA ** (n * k) / rest, following)
    proof.inequality("term_up", f / z, f / s, f * (z - s) / (s * z))
    proof.inequality("term_down", -f / z, -f / t, f * (t - z) / (t * z))


def _transient(proof: Proof) -> None:
    k, d, i = _k, _d, _i
    s, t, before, now, after = sympy.symbols("s t before now after", positive=True)
    share = (1 - BETA) * BETA**d
    unseen = proof.sum("unseen", share, d, k, k + i)
    proof.inequality("unseen_limit", unseen, BETA**k, BETA ** (k + i))
    seen = proof.sum("seen", share, d, 0, k + 1)
    proof.inequality("least_square", 1 - BETA, seen, BETA * (1 - BETA**k))
    proof.identity("root_difference", 1 / s - 1 / t, (t**2 - s**2) / (s * t * (s + t)))
    cost = (now**2 - before**2) / now
    proof.inequality("early_steps", cost, 2 * (now - before), (now - before) ** 2 / now)
    gain = (after**2 - now**2) / now
    proof.inequality("late_steps", 2 * (after - now), gain, (after - now) ** 2 / now)


def _split(proof: Proof) -> None:
    n, k, d, i, ell, m = _n, _k, _d, _i, _l, _m
    g, s, t, w, r, y1, y2 = sympy.symbols("g s t w r y1 y2", positive=True)
    proof.inequality("split_up", (g - 1) / s, g / s - 1 / t, (t - s) / (s * t))
    proof.inequality("split_down", (g - 1) / t, g / s - 1 / t, g * (t - s) / (s * t))
    share = (1 - BETA) * BETA**d
    proof.sum("young_momentum", share, d, 0, ell + 1)
    late = proof.sum("late_momentum", share, d, ell + 1, ell + 1 + k)
    proof.inequality("late_momentum_limit", late, BETA ** (ell + 1), BETA ** (ell + 1 + k))
    older = proof.sum("older_momentum", (1 - BETA) * BETA ** (i + 1) / (1 - BETA**n), i, 0, n)
    proof.identity("older_momentum_value", older, BETA)
    proof.inequality("young_square", BETA**ell, BETA**d, BETA**d * (1 - BETA ** (ell - d)))
    gap = (w - 1) * ((w - 1) ** 3 + (2 * w - 3) ** 2 + 1) / (9 * w**2)
    proof.inequality("loss", (1 - 1 / w) ** 2, (w**2 - 1) / 9, gap)
    proof.inequality("root_of_sum", y1**2 + y2**2, (y1 + y2) ** 2, 2 * y1 * y2)
    small = (1 - r**2) * (n**2 - 1)
    proof.inequality("spread", small, n**2, 1 + r**2 * (n**2 - 1))
    loss = proof.sum("young_loss", BETA**d, d, m, m + k)
    proof.inequality("young_loss_limit", loss, BETA**m / (1 - BETA), BETA ** (m + k) / (1 - BETA))
    loss = proof.sum("older_loss", BETA ** (i + 1), i, m, m + k)
    limit, gap = BETA ** (m + 1) / (1 - BETA), BETA ** (m + k + 1) / (1 - BETA)
    proof.inequality("older_loss_limit", loss, limit, gap)


def _rectangle(proof: Proof) -> None:
    n = _n
    r, x = sympy.symbols("r x", positive=True)
    square = (1 - r**2) * (n**2 - 1)
    proof.inequality("big_square", n**2 * (1 - r**2), 1 + square, r**2)
    gap = (1 - 6 * r) * (1 + 6 * r) / (1 - r**2) / 35
    proof.inequality("small_root", 1 / (1 - r**2), sympy.Rational(36, 35), gap)
    proof.inequality("small_ratio", r / (1 - r), sympy.Rational(1, 5), (1 - 6 * r) / (1 - r) / 5)
    root = sympy.Rational(36, 35)
    total = (n + 1) * (1 - x) / n * root + 2 * (n + 1) * x - n + 1 + n * (1 + root) / 15
    corner = root * sympy.Rational(29, 30)
    slope = 1 - sympy.Rational(1, 15) - (1 + root) / 15
    gap = (n - 3) * (corner / (3 * n) + slope)
    gap += (1 - 30 * x) * (n + 1) * ((n - 3) / n + sympy.Rational(87, 35) / n) / 15
    proof.inequality("rectangle", total, -sympy.Rational(1, 525), gap)


def _growth(proof: Proof) -> None:
    n, i, ell, m, p = _n, _i, _l, _m, _p
    h, u, e = sympy.symbols("h u e", positive=True)
    left = (n + 1) ** 2 / ((n**2 - 1) * (1 - BETA) * BETA**ell)
    gap = (n - 3) / ((n - 1) * (1 - BETA) * BETA**ell)
    proof.inequality("growth_root", left, 2 / ((1 - BETA) * BETA**ell), gap)
    total = (n + 1) * h + u + 2 * m - n + n * e
    proof.inequality("growth", total, sympy.S.Zero, n * (1 - h - e) - h - u - 2 * m)
    front = proof.sum("front", (1 - BETA) * BETA ** (i + 1), i, 0, p)
    back = proof.sum("back", (1 - BETA) * BETA ** (i - p), i, p + 1, n)
    proof.identity("zero", front + back, 2 * BETA - BETA ** (p + 1) - BETA ** (n - p))


@cache
def _rows(n: int) -> tuple[int, ...]:
    return sure_rows(n, *_BOXES[n])


def _boxes(n: int) -> dict[str, object]:
    rows, unit = _BOXES[n]
    right = _rows(n)
    return {
        "name": f"boxes_{n}",
        "rule": "sure-boxes",
        "parts": n,
        "rows": rows,
        "unit": unit,
        "right": list(right),
        "area": str(rows_area(right, rows, unit)),
    }


def _instance(n: int, beta1: str, beta2: str, epochs: int) -> dict[str, object]:
    bound = sure_bound(n, beta1, beta2, epochs=epochs, digits=15)
    return {
        "parts": n,
        "beta1": beta1,
        "beta2": beta2,
        "epochs": epochs,
        "bound": str(Fraction(ceiling_decimal(to_flint(bound.upper), 9))),
    }


def _corners(n: int, wider: int = 0) -> Iterable[Point]:
    """The right corners of the rows, ``wider`` units further to the right."""
    rows, unit = _BOXES[n]
    for row, end in enumerate(_rows(n)):
        for height in (row, row + 1):
            yield n, fmpq(end + wider, unit), fmpq(height, rows)


def _rectangle_corners(parts: Iterable[int]) -> Iterable[Point]:
    for n in parts:
        for i in (0, 1):
            for j in (0, 1):
                yield n, fmpq(i, 30), fmpq(j, 36)


def _true_extremes(powers: Powers) -> tuple[arb, arb, arb]:
    return powers.largest1(1), powers.smallest2(1), powers.largest2(1)


def _dropped(_powers: Powers) -> tuple[arb, arb, arb]:
    return arb(0), arb(0), arb(0)


def _one_step_older(powers: Powers) -> tuple[arb, arb, arb]:
    later = arb(powers.beta1[0])
    return powers.largest1(1) * later, powers.smallest2(1), powers.largest2(1)


def _early_momentum(powers: Powers) -> tuple[arb, arb, arb]:
    w1, least, most = _true_extremes(powers)
    return w1 * arb(powers.beta1[0]) ** (powers.n - 1), least, most


def _least_square(powers: Powers) -> tuple[arb, arb, arb]:
    w1, least, _ = _true_extremes(powers)
    return w1, least, least


def _same_by_one_epoch() -> str | None:
    one, two = (sure_bound(10, "1/2", "2/5", epochs=k) for k in (1, 2))
    if one.lower >= 0 and two.upper < 0:
        return (
            f"n 10, beta_1 1/2, beta_2 2/5: the largest bound is in {one} for K = 1 (position "
            f"{one.sequence[0]}) and in {two} for K = 2"
        )
    return None


def _at_zero(parts: int) -> str | None:
    """The edge beta_2 = 0 at beta_1 = 3/4: newest big gradient in the middle, older ones last."""
    with working_precision(96):
        sequence = (parts // 2, parts - 1)
        moved = displacement(parts, fmpq(3, 4), fmpq(0), sequence)
        if moved >= 0:
            return sequence_text(parts, fmpq(3, 4), fmpq(0), sequence, moved)
    return None


CONTROLS = (
    Control(
        "for n = 10 the rows reach 1/20 further in beta_1 (grown beyond the edge)",
        lambda: sure_counterexample(_corners(10, 25)),
    ),
    Control(
        "the older epochs may be left out of the condition (W_1 = W_2 = 0)",
        lambda: condition_counterexample(_dropped),
    ),
    Control(
        "W_1 <= beta_1^2/(1-beta_1^n) (exponent off by one)",
        lambda: condition_counterexample(_one_step_older),
    ),
    Control(
        "the older big gradients at the first position are the worst for the momentum",
        lambda: condition_counterexample(_early_momentum),
    ),
    Control(
        "the smallest W_2 may be taken in all terms",
        lambda: condition_counterexample(_least_square),
    ),
    Control(
        "for n = 10 divergence is sure on all of [0, 1)^2",
        lambda: sure_counterexample(
            (10, fmpq(i, 10), fmpq(j, 10)) for i in range(10) for j in (9,)
        ),
    ),
    Control(
        "the region tends to the whole square as n grows, beta_2 = 0 included",
        lambda: _at_zero(1000),
    ),
    Control(
        "the rectangle of all n >= 3 serves n = 2 as well",
        lambda: sure_counterexample(_rectangle_corners([2])),
    ),
    Control(
        "n > (h + u)/(1 - h) is large enough (losses of the small gradients forgotten)",
        lambda: growth_counterexample(losses=False),
    ),
    Control("S_1 and S_2 are the same condition", _same_by_one_epoch),
)

CLAIM = Claim(
    name="sure-divergence",
    title="Adam diverges for every sequence of positions",
    source="talk, Function (2) and its region of divergence; docs/phase_sure.md",
    statement="where the condition with K epochs of look-back holds, x_k -> infinity at least like "
    "sqrt(k) for every sequence of positions; it holds on a rectangle for all n >= 3, on certified "
    "regions for n = 3, 5, 10, and at every point with beta_2 > 0 for all large n",
    latex=r"\max_{p_0,\dots,p_{K-1}} \bar F_K < 0 \;\Rightarrow\; x_k \to \infty;\quad "
    r"[0,\tfrac1{30}]\times[0,\tfrac1{36}] \subset S_1\ (n\ge3);\quad "
    r"(\beta_1,\beta_2) \in S_1\ \text{for all large } n \text{ if } \beta_2 > 0",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="extremes of geometric sums; boxes by interval arithmetic",
    certificate=certificate,
    counterexample=lambda: (
        condition_counterexample(_true_extremes)
        or growth_counterexample(losses=True)
        or sure_counterexample(_rectangle_corners([3, 4, 10, 100]))
        or sure_counterexample(point for n in _BOXES for point in _corners(n))
    ),
    controls=CONTROLS,
)

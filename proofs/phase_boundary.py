r"""The exact boundary of divergence on Function (2), whole, at two values of beta_1.

Source: the talk's Theorem 2 and its region "precisely drawn"; ``docs/phase.md``.

Statement. Under random reshuffling, with the stationary drift

.. math::

    D(\beta_1,\beta_2,n) = E\Big[\sum_{i<n} \frac{m_i}{\sqrt{v_i}}\Big],

D for n = 10 and ``beta_1 = 9/10`` changes sign at two values of ``beta_2`` in [0, 1) and at no
others, for n = 3 and ``beta_1 = 1/5`` at one; each lies in an interval of width ``10^-9``.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from colorball.balls.sampling import Sampling
from colorball.certificates.claim import Claim, Control
from colorball.certificates.document import Certificate, new_certificate
from colorball.exact.decimals import floor_decimal
from colorball.exact.rational import rational_text, to_flint
from colorball.phase.boundary import Side, boundary
from colorball.phase.drift import drift
from colorball.phase.near_one import positive_from

STATEMENT = {
    "ten": "for n = 10 and beta_1 = 9/10 the drift D changes sign in [0, 1) within the intervals "
    "of width 10^-9 of step edges_ten, once in each and nowhere else",
    "three": "for n = 3 and beta_1 = 1/5 the same with step edges_three",
    "values": "D lies in the intervals of width 10^-9 of the steps value_...",
    "drift": "D = E[sum over i < n of m_i/sqrt(v_i)], stationary, on the right piece of "
    "Function (2)",
    "sampling": "reshuffle",
}

ASSUMPTIONS = (
    "Function (2) on its right piece, where the gradients are n and -1 whatever x is",
    "random reshuffling; far from the start, so that m and v are stationary",
)

PROOF = (
    "1/sqrt(v) is a Gaussian integral of e^(-v u^2), which factors over the independent epochs. "
    "The integrand is even and entire; in a strip it is at most its own value on the imaginary "
    "axis, so the trapezoidal rule on the whole line has an explicit error (steps value_...).",
    "For complex beta_2 near a piece of [0, 1) every sequence has Re v >= delta > 0: Re v is "
    "harmonic, and on the boundary of a rectangle each epoch adds at least the least value that "
    "an age can give. Hence |D| <= (2n+1)/sqrt(delta) there.",
    "So Lagrange interpolation of D in beta_2 has Cauchy's remainder, for D and for its "
    "derivative. Each piece is cut until D excludes 0, or its derivative does and the ends have "
    "certain signs (steps edges_...). At the ends of each interval the sign is computed anew.",
    "Where c = (1-beta_2)(n^2-1) <= 1, a closed bound from convexity shows D > 0 for every beta_1 "
    "(steps near_one_...).",
)

_BREAKS = {
    "ten": "3/1024 9/1024 19/1024 39/1024 39/512 67/512 203/1024 39/128 435/1024 551/1024 "
    "657/1024 739/1024 401/512 857/1024 113/128 941/1024 969/1024 989/1024 1001/1024 1009/1024",
    "three": "41/1024 59/512 255/1024 447/1024 623/1024 763/1024 213/256",
}
_PLACES = {"three": (3, "1/5"), "ten": (10, "9/10")}
_POINTS = {"ten": (10, "3/10", "7/10"), "five": (5, "9/10", "1/2")}
_DIGITS = 9
_EPSILON = Fraction(1, 10**6)

Sides = Sequence[tuple[Fraction, Side]]


@cache
def edges(n: int, beta1: str) -> tuple[tuple[Fraction, Side], ...]:
    """Where the edges' intervals of width ``10^-9`` begin, and the side of divergence."""
    found = boundary(n, beta1, digits=_DIGITS + 2)
    starts = (floor_decimal(to_flint(edge.lower), _DIGITS) for edge in found.edges)
    return tuple(
        (Fraction(start), edge.side) for start, edge in zip(starts, found.edges, strict=True)
    )


def certificate() -> Certificate:
    """The edges and values that were found, and the pieces on which they are checked."""
    steps: list[dict[str, object]] = []
    for name, (n, beta1, beta2) in _POINTS.items():
        lower = floor_decimal(to_flint(drift(n, beta1, beta2, digits=_DIGITS + 4).lower), _DIGITS)
        place = {"n": n, "beta1": beta1, "beta2": beta2, "lower": rational_text(Fraction(lower))}
        steps.append({"name": f"value_{name}", "rule": "drift-value", **place})
    for name, (n, beta1) in _PLACES.items():
        last = rational_text(positive_from(n))
        steps.append({"name": f"near_one_{name}", "rule": "near-one", "n": n, "beta2": last})
        steps.append(
            {
                "name": f"edges_{name}",
                "rule": "phase-edges",
                "n": n,
                "beta1": beta1,
                "breaks": [*_BREAKS[name].split(), last],
                "edges": [
                    {"lower": rational_text(lower), "side": str(side)}
                    for lower, side in edges(n, beta1)
                ],
            }
        )
    return new_certificate("phase-boundary", STATEMENT, steps, ())


def edges_counterexample(n: int, beta1: str, stated: Sides) -> str | None:
    """A beta_2 where the certified sign of D is not what the stated edges say.

    Just before and after each edge, and at points between.
    """
    signs: list[tuple[Fraction, str]] = []
    before, start = None, Fraction(0)
    for place, side in stated:
        before = "negative" if side is Side.BELOW else "positive"
        signs += [(start + (place - start) * k / 4, before) for k in range(4)]
        signs.append((place - _EPSILON, before))
        start = place + _EPSILON
    after = "positive" if before in (None, "negative") else "negative"
    last = positive_from(n)
    signs += [(start + (last - start) * k / 4, after) for k in range(5)]
    for beta2, sign in signs:
        found = drift(n, beta1, beta2, digits=12)
        if found.sign not in (sign, "undecided"):
            return (
                f"n = {n}, beta_1 = {beta1}, beta_2 = {float(beta2):.9f}: D is in {found}, so it "
                f"is {found.sign}; the statement says {sign}"
            )
    return None


def _counterexample() -> str | None:
    for n, beta1 in _PLACES.values():
        found = edges_counterexample(n, beta1, edges(n, beta1))
        if found:
            return found
    return None


def value_counterexample(scheme: Sampling) -> str | None:
    """Refutes that the scheme has the drift of random reshuffling, by disjoint enclosures."""
    for n, beta1, beta2 in _POINTS.values():
        ours, other = drift(n, beta1, beta2), drift(n, beta1, beta2, sampling=scheme)
        if ours.upper < other.lower or other.upper < ours.lower:
            return (
                f"n = {n}, beta_1 = {beta1}, beta_2 = {beta2}: D is in {ours} under reshuffling, "
                f"in {other} under {scheme}"
            )
    return None


CONTROLS = (
    Control(
        "for n = 10 and beta_1 = 9/10 the upper edge is 0.864845 + 10^-5 (moved up)",
        lambda: edges_counterexample(
            10, "9/10", [edges(10, "9/10")[0], (Fraction("0.864855"), Side.BELOW)]
        ),
    ),
    Control(
        "for n = 10 and beta_1 = 9/10 the upper edge is 0.864845 - 10^-5 (moved down)",
        lambda: edges_counterexample(
            10, "9/10", [edges(10, "9/10")[0], (Fraction("0.864835"), Side.BELOW)]
        ),
    ),
    Control(
        "for n = 10 and beta_1 = 9/10 there is one edge only (the lower one dropped)",
        lambda: edges_counterexample(10, "9/10", edges(10, "9/10")[1:]),
    ),
    Control(
        "for n = 10 and beta_1 = 9/10 there is no edge: D > 0 throughout",
        lambda: edges_counterexample(10, "9/10", ()),
    ),
    Control(
        "for n = 10 the edges at beta_1 = 1/2 are those at 9/10 (beta_1 does not matter)",
        lambda: edges_counterexample(10, "1/2", edges(10, "9/10")),
    ),
    Control(
        "for n = 3 and beta_1 = 1/5 the sides are swapped",
        lambda: edges_counterexample(3, "1/5", [(edges(3, "1/5")[0][0], Side.ABOVE)]),
    ),
    Control(
        "sampling with replacement has the same drift",
        lambda: value_counterexample(Sampling.WITH_REPLACEMENT),
    ),
)

CLAIM = Claim(
    name="phase-boundary",
    title="All edges of divergence at two beta_1",
    source="talk, Theorem 2, made exact; docs/phase.md",
    statement="for n = 10, beta_1 = 9/10, D changes sign twice in [0, 1), at 0.0384498 and "
    "0.8648448, and nowhere else; for n = 3, beta_1 = 1/5 once",
    latex=r"D(\tfrac9{10},\beta_2,10) < 0 \iff 0.03844979 < \beta_2 < 0.86484486\ "
    r"(\text{to } 10^{-8})",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="Gaussian integral by the trapezoidal rule, interpolation with Cauchy's remainder",
    certificate=certificate,
    counterexample=_counterexample,
    controls=CONTROLS,
)

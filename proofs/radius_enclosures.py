r"""Certified values of the radius ``R_k`` for 100 and 1000 epochs.

Source: the talk's Lemma A.2, in numbers; ``docs/lemmas.md``.

Statement. For labels 3, -1 with beta = 9/10, and labels 1, 2, 6 with beta = 4/5 (predictable
signs, random reshuffling), ``R_100`` and ``R_1000`` lie in the intervals that the certificate
lists. Enumeration would need ``2^999`` and ``6^999`` histories.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

from colorball.certificates.claim import Claim, Control
from colorball.certificates.document import Certificate, new_certificate
from colorball.weighted.envelope import envelope_step
from colorball.weighted.filtration import Filtration
from colorball.weighted.limit import radius_limit
from colorball.weighted.radius import Radius, radius

STATEMENT = {
    "two_balls": "R_k for labels 3, -1 and beta = 9/10 lies in the enclosures of step two_balls",
    "three_balls": "R_k for labels 1, 2, 6 and beta = 4/5 lies in the enclosures of step "
    "three_balls",
    "filtration": "predictable",
    "sampling": "reshuffle",
}

ASSUMPTIONS = ("the model of Lemma A.2, with numbers; predictable signs; random reshuffling",)

PROOF = (
    "By Lemma A.2, R_k = sum_L (L+1)^(-1/2) beta^(n(k-L)) F_L(shift_L) with F_L(z) = E|z + V_L| "
    "and F_{L+1} = T F_L, (T F)(z) = beta^n E F((z+U)/beta^n).",
    "F_L is convex, at least |z|, and |z| outside the window of V. A function P >= |z|, linear "
    "between grid nodes, with P >= T P at the nodes is above every F_L (spreading atoms onto the "
    "grid: the convex order's upper bound).",
    "Lines that are below the mean of the lines that they lead to are below every F_L, up to "
    "beta^(nL) (merging atoms into conditional means: the lower bound).",
    "Both are found by iteration and verified in one pass, in integers.",
)

_CASES = {
    "two_balls": (("3", "-1"), "9/10", 400),
    "three_balls": (("1", "2", "6"), "4/5", 300),
}
_EPOCHS = (100, 1000)


@cache
def _steps() -> tuple[dict[str, object], ...]:
    return tuple(
        envelope_step(name, labels, beta, half, _EPOCHS)
        for name, (labels, beta, half) in _CASES.items()
    )


def certificate() -> Certificate:
    """The bounds on their grids, and the enclosures that follow."""
    return new_certificate("radius-enclosures", STATEMENT, _steps(), ())


@cache
def _by_grid(name: str, k: int, filtration: Filtration = Filtration.PREDICTABLE) -> Radius:
    """The same radius by the floating-point engine, which shares no bound with the certificate."""
    labels, beta, _ = _CASES[name]
    return radius(labels, k, beta, filtration=filtration, digits=8)


def _counterexample() -> str | None:
    """A certified interval that the other engine's enclosure does not meet."""
    for step in _steps():
        name, enclosures = str(step["name"]), step["enclosures"]
        assert isinstance(enclosures, list)
        for enclosure in enclosures:
            found = value_counterexample(
                name,
                enclosure["epochs"],
                Fraction(enclosure["lower"]),
                Fraction(enclosure["upper"]),
            )
            if found:
                return found
    return None


def value_counterexample(name: str, k: int, lower: Fraction, upper: Fraction) -> str | None:
    """Refutes ``lower <= R_k <= upper`` if the enclosure of the grid lies outside."""
    enclosure = _by_grid(name, k)
    if enclosure.upper < lower or enclosure.lower > upper:
        labels, beta, _ = _CASES[name]
        return (
            f"labels {','.join(labels)}, beta {beta}, epochs {k}: R_k is in {enclosure}, the "
            f"statement says [{float(lower):.8f}, {float(upper):.8f}]"
        )
    return None


def _value_control(statement: str, k: int, value: Callable[[], Fraction]) -> Control:
    def check() -> str | None:
        stated = value()
        return value_counterexample("two_balls", k, stated, stated)

    return Control(statement, check)


CONTROLS = (
    Control(
        "R_1000 <= 0.0791 for two balls (a bound moved below)",
        lambda: value_counterexample("two_balls", 1000, Fraction(0), Fraction("0.0791")),
    ),
    Control(
        "R_1000 >= 0.08406 for three balls (a bound moved above)",
        lambda: value_counterexample("three_balls", 1000, Fraction("0.08406"), Fraction(1)),
    ),
    _value_control(
        "R_100 is its limit over sqrt(100) (the limit for a finite k)",
        100,
        lambda: radius_limit("3,-1", "9/10", digits=5).lower / 10,
    ),
    _value_control(
        "R_1000 for beta = 9/10 has the closed value beta |c_0-c_1| / (2 sqrt(1000))",
        1000,
        lambda: Fraction("0.9") * 2 / Fraction("31.6227766"),
    ),
    _value_control(
        "R_100 for predictable signs is the adapted one",
        100,
        lambda: _by_grid("two_balls", 100, Filtration.ADAPTED).lower,
    ),
    _value_control(
        "R_1000 = R_100 / 10 (order 1/k)",
        1000,
        lambda: _by_grid("two_balls", 100).lower / 10,
    ),
)

CLAIM = Claim(
    name="radius-enclosures",
    title="R_100 and R_1000 enclosed",
    source="talk, Lemma A.2, in numbers; docs/lemmas.md",
    statement="R_100 and R_1000 for two and for three balls lie in the certificate's intervals, of "
    "width below 5e-6",
    latex=r"R_{1000}(3,-1;\,\tfrac9{10}) \in [0.07910,\,0.07911],\quad "
    r"R_{1000}(1,2,6;\,\tfrac45) \in [0.08405,\,0.08406]",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="convex-order bounds that reproduce themselves, verified in integers",
    certificate=certificate,
    counterexample=_counterexample,
    controls=CONTROLS,
)

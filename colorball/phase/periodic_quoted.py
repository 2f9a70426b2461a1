r"""The quoted condition for non-convergence of Reddi's example, checked against the exact turn.

.. math:: \beta_2 \le \min\{ C^{-4/(C-2)},\ 1 - (9/(2C))^2 \}

Written otherwise: ``beta2^((C-2)/2) C^2 <= 1`` and ``3/(2 sqrt(1 - beta2)) <= C/3``. The proof of
Reddi et al.'s Theorem 2 asks for the like; its example has one big gradient in each C rounds, so
n = C parts. Some write-ups state the condition with one in three. There it holds for small C and
fails for large C: as C grows the condition admits beta_2 near 1, while the example with n = 3 turns
ever nearer to 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq

from colorball.exact.decimals import exact_bounds
from colorball.exact.precision import working_precision
from colorball.exact.rational import RationalLike, from_flint, rational_text, to_flint
from colorball.phase.periodic import periodic_drift, read_period
from colorball.phase.periodic_edges import periodic_edges
from colorball.problems.reddi import read_big
from colorball.verdict import Verdict

__all__ = ["Quoted", "quoted_condition"]

_BITS = 256
_UNIT = 1000  # a counterexample has three digits, if there is one


@dataclass(frozen=True)
class Quoted:
    """What becomes of the condition at one C and n, with beta_1 = 0.

    Attributes:
        n: number of parts, the period.
        C: the big gradient.
        lower: the condition's bound on beta_2 is at least this; below 0 nothing meets it.
        upper: and at most this.
        counterexample: a beta_2 that meets the condition, where D is positive: x tends to the
            minimizer.
        verdict: ``proved``: D is negative wherever the condition holds; ``refuted``: by the
            counterexample; or ``undecided``.
    """

    n: int
    C: Fraction
    lower: Fraction
    upper: Fraction
    counterexample: Fraction | None
    verdict: Verdict

    def __str__(self) -> str:
        if self.counterexample is None:
            return str(self.verdict)
        return f"{self.verdict} by beta2 = {rational_text(self.counterexample)}"


def quoted_condition(C: RationalLike, n: int | str = 3) -> Quoted:  # noqa: N803
    """Whether the quoted condition forces non-convergence at this C and period.

    Args:
        C: the big gradient, above n - 1.
        n: number of parts, from 3 to 1000; Reddi et al.'s theorem has n = C.

    Raises:
        InputError: if an argument is not valid.

    Example:
        >>> print(quoted_condition(10, n=10), "|", quoted_condition(10, n=3))
        proved | refuted by beta2 = 99/1000
    """
    parts = read_period(n)
    big = read_big(C, parts)
    with working_precision(_BITS):
        low, high = exact_bounds(_bound(to_flint(big)))
    bounds = (from_flint(low), from_flint(high))
    found = periodic_edges(big, parts)
    whole = found.verdict is Verdict.PROVED
    if high < 0 or (
        whole and found.edges and found.edges[0].rising and bounds[1] < found.edges[0].lower
    ):
        # D(0) = 2 - n < 0, so it is negative up to the first edge
        return Quoted(parts, big, *bounds, None, Verdict.PROVED)
    for edge in found.edges:
        beta2 = _after(edge.upper, bounds[0])
        if (
            edge.rising
            and beta2 is not None
            and periodic_drift(big, beta2, parts).sign == "positive"
        ):
            return Quoted(parts, big, *bounds, beta2, Verdict.REFUTED)
    return Quoted(parts, big, *bounds, None, Verdict.UNDECIDED)


def _bound(big: fmpq) -> arb:
    power = arb(big) ** arb(fmpq(-4) / (big - 2))
    return power.min(1 - (fmpq(9, 2) / big) ** 2)


def _after(edge: Fraction, most: Fraction) -> Fraction | None:
    """A short number above the edge and at most ``most``."""
    if edge >= most:
        return None
    unit = _UNIT
    while True:
        place = Fraction(edge.numerator * unit // edge.denominator + 1, unit)
        if place <= most:
            return place
        unit *= 10

"""The rules for the drift: its value at a point, its sign near 1, its sign changes between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import isqrt

from colorball.checker.brute_force import read_fraction
from colorball.checker.complex_bound import least_real_part
from colorball.checker.drift_value import drift_value
from colorball.checker.failures import Rejected
from colorball.checker.fixed_point import ONE, Interval
from colorball.checker.interpolation import Change, basis, sign_changes
from colorball.checker.language import Scope

__all__ = ["DriftValue", "NearOne", "PhaseEdges"]

_ACCURACIES = ((5, 6), (8, 10), (12, 18), (16, 26), (20, 34))  # degree, bits
_EDGE_BITS = 44
_REACH = Fraction(2)  # how far the rectangle goes beyond a piece, in halves of its width
_SEGMENTS = 8


@dataclass(frozen=True)
class DriftValue:
    """The drift at a point lies between ``lower`` and ``lower + unit``."""

    name: str
    n: int
    beta1: str
    beta2: str
    unit: str

    def verify(self, step: Mapping[str, object], scope: Scope) -> None:  # noqa: ARG002
        """Accept the step or raise Rejected."""
        place = {"n": self.n, "beta1": self.beta1, "beta2": self.beta2}
        _require_place(step, "drift-value", place, {"lower"})
        lower, unit = read_fraction(step["lower"]), Fraction(self.unit)
        value = _value(self.n, self.beta1, Fraction(self.beta2), _EDGE_BITS)
        if (lower / unit).denominator != 1:
            raise Rejected("its lower end is not a multiple of the unit")
        if not lower <= Fraction(value.low, ONE) <= Fraction(value.high, ONE) <= lower + unit:
            raise Rejected("the drift does not lie there")


@dataclass(frozen=True)
class NearOne:
    """The drift is positive for every beta_1 where beta_2 is at least ``beta2``.

    With ``c = (1-b)(n^2-1)`` it is at least ``mu^(-1/2) - K w^(-3/2)``, ``mu = n+1-1/n``,
    ``w = 1 + c b^(2n-1)/(1-b^n)``, ``K = (n+1)c/(2n) ((n-1)/2 + n(1-b^(n-1)))``: telling an age
    moves one epoch's share of v, v is surely at least w, and ``v^(-1/2)`` is convex. K falls and w
    grows with b.
    """

    name: str
    n: int
    beta2: str

    def verify(self, step: Mapping[str, object], scope: Scope) -> None:  # noqa: ARG002
        """Accept the step or raise Rejected."""
        _require_place(step, "near-one", {"n": self.n, "beta2": self.beta2}, set())
        n, b = self.n, Fraction(self.beta2)
        c = (1 - b) * (n * n - 1)
        w = 1 + c * b ** (2 * n - 1) / (1 - b**n)
        factor = (n + 1) * c / (2 * n) * (Fraction(n - 1, 2) + n * (1 - b ** (n - 1)))
        if w**3 <= factor**2 * (n + 1 - Fraction(1, n)):
            raise Rejected("the bound does not show a positive drift")


@dataclass(frozen=True)
class PhaseEdges:
    """The drift changes sign in these places of ``[0, last]`` and in no others.

    Attributes:
        name: of the step.
        n: number of parts.
        beta1: momentum coefficient.
        unit: the width of each edge's interval.
        breaks: where the pieces of ``[0, last]`` meet, the last one included.
    """

    name: str
    n: int
    beta1: str
    unit: str
    breaks: tuple[str, ...]

    def verify(self, step: Mapping[str, object], scope: Scope) -> None:  # noqa: ARG002
        """Accept the step or raise Rejected."""
        place = {"n": self.n, "beta1": self.beta1, "breaks": list(self.breaks)}
        _require_place(step, "phase-edges", place, {"edges"})
        edges = [self._edge(edge) for edge in _list(step["edges"])]
        for edge in edges:
            self._verify_signs(*edge)  # first, since the pieces take longer
        found = []
        places = [Fraction(0), *map(Fraction, self.breaks)]
        sign = 0
        for left, right in pairwise(places):
            changes, first = self._piece(left, right)
            if sign and sign != first:
                raise Rejected("a change of sign lies where two pieces meet")
            found += [(left, right, change) for change in changes]
            sign = first * (-1) ** len(changes)
        if len(found) != len(edges):
            raise Rejected(f"the drift changes sign {len(found)} times, not {len(edges)}")
        for (left, right, change), edge in zip(found, edges, strict=True):
            self._verify_edge(left, right, change, edge)

    def _edge(self, edge: object) -> tuple[Fraction, str]:
        if not isinstance(edge, dict) or set(edge) != {"lower", "side"}:
            raise Rejected("an edge does not have a lower end and a side")
        lower, side = read_fraction(edge["lower"]), edge["side"]
        if (lower / Fraction(self.unit)).denominator != 1:
            raise Rejected("an edge is not a multiple of the unit")
        if side not in ("divergence-below", "divergence-above"):
            raise Rejected("an edge has no side")
        return lower, str(side)

    def _piece(self, left: Fraction, right: Fraction) -> tuple[tuple[Change, ...], int]:
        middle, half = (left + right) / 2, (right - left) / 2
        width, height = half * (1 + _REACH), half * _REACH
        least = least_real_part(self.n, middle, width, height, _SEGMENTS)
        if least <= 0:
            raise Rejected("the drift is not bounded around a piece")
        # sum_i E|m_i| <= 2n + 1 and |v|^(-1/2) <= least^(-1/2)
        root = Fraction(isqrt(int(least * 2**40)), 2**20)
        bound = (2 * self.n + 1) / root
        for degree, bits in _ACCURACIES:
            lagrange = basis(degree)
            values = [
                _value(self.n, self.beta1, middle + half * node, bits) for node in lagrange.nodes
            ]
            middles = [Fraction(value.low + value.high, 2 * ONE) for value in values]
            spread = max(Fraction(value.high - value.low, 2 * ONE) for value in values)
            errors = lagrange.errors(bound, _REACH, spread)
            answer = sign_changes(lagrange.combine(middles), *errors)
            if answer is not None:
                return answer
        raise Rejected("the signs on a piece stay undecided")

    def _verify_signs(self, lower: Fraction, side: str) -> None:
        upper = lower + Fraction(self.unit)
        if not 0 <= lower < upper < 1:
            raise Rejected("an edge does not lie in [0, 1)")
        before, after = (_value(self.n, self.beta1, place, _EDGE_BITS) for place in (lower, upper))
        if side == "divergence-above":
            before, after = after, before
        if not before.high < 0 < after.low:
            raise Rejected("the drift does not change sign as stated between an edge's ends")

    def _verify_edge(
        self, left: Fraction, right: Fraction, change: Change, edge: tuple[Fraction, str]
    ) -> None:
        lower, side = edge
        upper = lower + Fraction(self.unit)
        middle, half = (left + right) / 2, (right - left) / 2
        if not middle + half * change.left <= lower < upper <= middle + half * change.right:
            raise Rejected("an edge is not where the drift changes sign")
        if (side == "divergence-below") != change.rising:
            raise Rejected("an edge has the wrong side")


def _require_place(
    step: Mapping[str, object], rule: str, place: Mapping[str, object], witness: set[str]
) -> None:
    """The step must be of this rule, say what the claim says, and bring this witness."""
    if set(step) != {"name", "rule", *place, *witness}:
        raise Rejected(f"its fields are not those of {rule}")
    for field, required in (("rule", rule), *place.items()):
        if step[field] != required or isinstance(step[field], bool):
            raise Rejected(f"its {field} is not the claim's")


def _value(n: int, beta1: str, beta2: Fraction, bits: int) -> Interval:
    try:
        return drift_value(n, Fraction(beta1), Interval.of(beta2, beta2), bits)
    except ValueError as reason:  # an interval in fixed point became too wide to divide by
        raise Rejected(f"the drift is not enclosed: {reason}") from None


def _list(value: object) -> list[object]:
    if not isinstance(value, list) or len(value) > 10:
        raise Rejected("its edges are not a list")
    return value

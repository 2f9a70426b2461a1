r"""The whole boundary ``D = 0`` under random reshuffling, traced as a curve with certified boxes.

Along beta_2 the boundary is a graph ``beta_1 = b(beta_2)``, from ``beta_2 = 0`` to the end where
``b = 0``: turning points in beta_1 need no care, and it is a theorem, not an assumption, wherever
D was shown to grow with beta_1 (``Section.grows``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import fmpq

from colorball.balls.sampling import Sampling
from colorball.exact.rational import from_flint, rational_text, to_flint
from colorball.phase.arguments import read_digits, read_parts
from colorball.phase.edges import edges_between
from colorball.phase.near_one import positive_from
from colorball.phase.piece import Piece, pieces
from colorball.phase.tube import Tube, grows_with_beta1, tube

__all__ = ["CurvePlan", "Section", "plan_curve", "trace_section"]

_SHORTEST = fmpq(1, 2**60)
_END_DIGITS = 3  # more than the curve's, so that the end does not widen the area


@dataclass(frozen=True)
class CurvePlan:
    """What there is to trace.

    Attributes:
        n: number of parts.
        digits: of beta_1 along the curve.
        end_lower: D is negative at beta_1 = 0 for all beta_2 up to here,
        end_upper: and positive from here on.
        pieces: the intervals of beta_2 to do one by one, in any order; those from ``end_lower`` on
            are there only to show that D grows with beta_1, so that it is positive.
    """

    n: int
    digits: int
    end_lower: fmpq
    end_upper: fmpq
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Section:
    """A piece of the curve.

    Attributes:
        lower: where it begins on the axis of beta_2.
        upper: where it ends.
        tubes: around the curve, from left to right; none beyond its end.
        grows: whether D was shown to grow with beta_1 on all of ``[0, 1] x [lower, upper]``.
    """

    lower: fmpq
    upper: fmpq
    tubes: tuple[Tube, ...]
    grows: bool

    def as_json(self) -> dict[str, object]:
        """All of it, exactly, as texts of fractions."""
        return {
            "lower": _text(self.lower),
            "upper": _text(self.upper),
            "grows": self.grows,
            "tubes": [
                {
                    "lower": _text(each.lower),
                    "upper": _text(each.upper),
                    "radius": _text(each.radius),
                    "coefficients": [_text(c) for c in each.coefficients],
                }
                for each in self.tubes
            ],
        }

    @staticmethod
    def from_json(document: dict[str, Any]) -> Section:
        """What ``as_json`` wrote.

        Raises:
            KeyError, TypeError or ValueError: if it is something else.
        """
        tubes = tuple(
            Tube(
                _number(each["lower"]),
                _number(each["upper"]),
                tuple(_number(c) for c in each["coefficients"]),
                _number(each["radius"]),
            )
            for each in document["tubes"]
        )
        grows = document["grows"]
        if not isinstance(grows, bool):
            raise TypeError("grows is not true or false")
        return Section(_number(document["lower"]), _number(document["upper"]), tubes, grows)


def plan_curve(n: int, digits: int = 9) -> CurvePlan:
    """Find the curve's end at beta_1 = 0 and cut the axis of beta_2 into pieces.

    Raises:
        InputError: for arguments out of range.
        ArithmeticError: if D does not change sign exactly once at beta_1 = 0, which has never been
            seen.
    """
    parts, places = read_parts(n), read_digits(digits)
    scheme, zero = Sampling.RESHUFFLE, fmpq(0)
    last = to_flint(positive_from(parts))
    ends, reached = edges_between(parts, zero, scheme, zero, last, places + _END_DIGITS)
    if reached != last or len(ends) != 1 or not ends[0].rising:
        raise ArithmeticError(f"at beta_1 = 0 the drift for n = {parts} changes sign unexpectedly")
    end = ends[0]
    before = pieces(parts, scheme, zero, end.lower)
    return CurvePlan(
        parts, places, end.lower, end.upper, before + pieces(parts, scheme, end.lower, last)
    )


def trace_section(plan: CurvePlan, piece: Piece, *, area: bool = True) -> Section:
    """Trace one piece of the plan; pieces are independent of each other.

    Args:
        plan: from ``plan_curve``.
        piece: one of its pieces.
        area: also show that D grows with beta_1, which the area needs; slow for large n.
    """
    grows = area and grows_with_beta1(plan.n, piece)
    tubes: list[Tube] = []
    todo = [piece] if piece.upper <= plan.end_lower else []
    while todo:
        each = todo.pop()
        found = tube(plan.n, each, plan.digits)
        if found is not None:
            tubes.append(found)
            continue
        if each.upper - each.lower < _SHORTEST:
            raise ArithmeticError(f"no tube at beta_2 = {each.lower} for n = {plan.n}")
        todo += reversed(_halves(plan.n, each))
    return Section(piece.lower, piece.upper, tuple(tubes), grows)


def _halves(n: int, piece: Piece) -> list[Piece]:
    middle = (piece.lower + piece.upper) / 2
    halves: Iterable[tuple[fmpq, fmpq]] = ((piece.lower, middle), (middle, piece.upper))
    return [each for a, b in halves for each in pieces(n, Sampling.RESHUFFLE, a, b)]


def _text(value: fmpq) -> str:
    return rational_text(from_flint(value))


def _number(text: object) -> fmpq:
    if not isinstance(text, str):
        raise TypeError("a number is not a text")
    return to_flint(Fraction(text))

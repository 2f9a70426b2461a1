"""The traced curve as a whole: its points, its turning points, and the area that it bounds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from flint import arb, arb_poly, fmpq, fmpz

from colorball.exact.decimals import ceiling_decimal, exact_bounds, floor_decimal
from colorball.exact.precision import working_precision
from colorball.exact.rational import from_flint
from colorball.phase.curve import CurvePlan, Section
from colorball.phase.tube import Tube
from colorball.verdict import Verdict

__all__ = ["Area", "Box", "Curve"]

_SAMPLES = 64  # on each tube, to space points evenly along the curve
_BITS = 200


@dataclass(frozen=True)
class Box:
    """The curve passes through it.

    Attributes:
        beta1: lower and upper bound.
        beta2: lower and upper bound; equal where the point was chosen by its beta_2.
    """

    beta1: tuple[Fraction, Fraction]
    beta2: tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Area:
    """Bounds of the area of the region ``D < 0`` in the unit square.

    Attributes:
        lower: a lower bound; certain if ``verdict`` is proved.
        upper: an upper bound.
        verdict: proved if D was shown to grow with beta_1 everywhere, else undecided: then there
            might be parts of the region that are not below the curve.
    """

    lower: Fraction
    upper: Fraction
    verdict: Verdict


@dataclass(frozen=True)
class Curve:
    """The boundary, from ``beta_2 = 0`` to its end at ``beta_1 = 0``.

    Attributes:
        plan: what was traced.
        sections: all of it, from left to right.
    """

    plan: CurvePlan
    sections: tuple[Section, ...]

    @staticmethod
    def assemble(plan: CurvePlan, sections: Sequence[Section]) -> Curve:
        """From the sections of all pieces, in any order.

        Raises:
            ValueError: if they do not fit together.
        """
        ordered = tuple(sorted(sections, key=lambda section: section.lower))
        ends = [(section.lower, section.upper) for section in ordered]
        if ends != [(piece.lower, piece.upper) for piece in plan.pieces]:
            raise ValueError("the sections are not those of the plan")
        curve = Curve(plan, ordered)
        places = [place for each in curve.tubes for place in (each.lower, each.upper)]
        joints = [fmpq(0), *places, plan.end_lower]
        if any(joints[k] != joints[k + 1] for k in range(0, len(joints), 2)):
            raise ValueError("the tubes leave a gap")
        return curve

    @property
    def tubes(self) -> tuple[Tube, ...]:
        """All tubes, from left to right."""
        return tuple(each for section in self.sections for each in section.tubes)

    @property
    def is_the_only_one(self) -> bool:
        """Whether it is certain that ``D < 0`` just where ``beta_1 < b(beta_2)``."""
        return all(section.grows for section in self.sections)

    def at(self, beta2: fmpq) -> tuple[fmpq, fmpq]:
        """Bounds of b at one beta_2 from 0 to the curve's end."""
        tubes = self.tubes
        starts = [each.lower for each in tubes]
        return tubes[max(0, bisect_right(starts, beta2) - 1)].at(beta2)

    def points(self, count: int) -> tuple[Box, ...]:
        """``count >= 2`` points, evenly spaced along the curve, each in a box.

        The first has beta_2 = 0, the last beta_1 = 0. Chosen numbers are decimals with the
        curve's digits, bounds are rounded outwards to them.
        """
        digits = self.plan.digits
        unit = fmpz(10) ** digits
        chosen = [fmpq((y * unit).floor(), unit) for y in self._evenly_spaced(count)]
        boxes = [self._box(min(y, self.plan.end_lower)) for y in chosen[:-1]]
        end = (self.plan.end_lower, self.plan.end_upper)
        beta2 = _outward(*end, digits)
        return (*boxes, Box((Fraction(0), Fraction(0)), beta2))

    def _box(self, beta2: fmpq) -> Box:
        low, high = self.at(beta2)
        exact = from_flint(beta2)
        return Box(_outward(max(low, fmpq(0)), high, self.plan.digits), (exact, exact))

    def _evenly_spaced(self, count: int) -> list[fmpq]:
        places = [
            each.lower + (each.upper - each.lower) * fmpq(k, _SAMPLES)
            for each in self.tubes
            for k in range(_SAMPLES + 1)
        ]
        values = [sum(self.at(place), fmpq(0)) / 2 for place in places]
        x = np.array([_float(value) for value in values])
        y = np.array([_float(place) for place in places])
        length = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
        wanted = np.linspace(0, length[-1], count)
        return [fmpq(*Fraction(place).as_integer_ratio()) for place in np.interp(wanted, length, y)]

    @property
    def turning_points(self) -> tuple[Box, ...]:
        """Boxes in each of which b has a local maximum or minimum."""
        found = []
        grid = [
            each.lower + (each.upper - each.lower) * fmpq(k, _SAMPLES)
            for each in self.tubes
            for k in range(_SAMPLES)
        ]
        values = [sum(self.at(place), fmpq(0)) / 2 for place in grid]
        for k in range(1, len(grid) - 1):
            before, after = values[k] - values[k - 1], values[k + 1] - values[k]
            if (before > 0) != (after > 0):
                found.append(self._turning(grid[k - 1], grid[k + 1], maximum=bool(before > 0)))
        return tuple(box for box in found if box is not None)

    def _turning(self, left: fmpq, right: fmpq, *, maximum: bool) -> Box | None:
        """Narrow ``[left, right]`` while b inside is certainly beyond b at both ends."""
        sign = 1 if maximum else -1

        def bounds(beta2: fmpq) -> tuple[fmpq, fmpq]:
            low, high = self.at(beta2)
            return (low, high) if maximum else (-high, -low)

        best: tuple[fmpq, fmpq, fmpq] | None = None
        for _ in range(200):
            inside = [left + (right - left) * fmpq(k, 4) for k in range(5)]
            peak = max(range(1, 4), key=lambda k: bounds(inside[k])[0])
            if max(bounds(left)[1], bounds(right)[1]) >= bounds(inside[peak])[0]:
                break
            best = (left, right, inside[peak])
            left, right = inside[peak - 1], inside[peak + 1]
        if best is None:
            return None
        left, right, top = best
        low, high = bounds(top)[0], self._largest(left, right, sign)
        beta1 = (low, high) if maximum else (-high, -low)
        return Box(_outward(*beta1, self.plan.digits), _outward(left, right, self.plan.digits))

    def _largest(self, left: fmpq, right: fmpq, sign: int) -> fmpq:
        """An upper bound of ``sign * b`` on an interval."""
        largest: fmpq | None = None
        with working_precision(_BITS):
            for each in self.tubes:
                start, stop = max(left, each.lower), min(right, each.upper)
                if start > stop:
                    continue
                half = (each.upper - each.lower) / 2
                middle = (start + stop - each.lower - each.upper) / 2 / half
                shift = arb_poly([arb(middle), arb((stop - start) / 2 / half)])
                around = (arb_poly(list(each.coefficients))(shift) * sign).coeffs()
                top = around[0] + sum((abs(c) for c in around[1:]), arb(0)) + arb(each.radius)
                bound = exact_bounds(top)[1]
                largest = bound if largest is None else max(largest, bound)
        assert largest is not None
        return largest

    @property
    def area(self) -> Area:
        """The area of the region of almost sure divergence, enclosed."""
        total, slack = fmpq(0), self.plan.end_upper - self.plan.end_lower
        lower_slack = fmpq(0)
        for each in self.tubes:
            half = (each.upper - each.lower) / 2
            even = each.coefficients[::2]
            total += half * sum((2 * c / (2 * k + 1) for k, c in enumerate(even)), fmpq(0))
            slack += 2 * half * each.radius
            lower_slack += 2 * half * each.radius
        verdict = Verdict.PROVED if self.is_the_only_one else Verdict.UNDECIDED
        lower, upper = _outward(total - lower_slack, total + slack, self.plan.digits)
        return Area(lower, upper, verdict)


def _outward(low: fmpq, high: fmpq, digits: int) -> tuple[Fraction, Fraction]:
    return Fraction(floor_decimal(low, digits)), Fraction(ceiling_decimal(high, digits))


def _float(value: fmpq) -> float:
    return float(from_flint(value))

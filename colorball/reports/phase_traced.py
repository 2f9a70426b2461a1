"""What the traced curve adds to a panel: the area of the region, and where the curve turns."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from colorball.phase.traced import Box
from colorball.phase.whole_curve import trace_curve
from colorball.reports.decimal_text import decimal_text
from colorball.verdict import Verdict

__all__ = ["LARGEST_TRACED", "Traced", "traced", "traced_from_json", "traced_json"]

LARGEST_TRACED = 12  # parts; n = 10 takes half a minute


@dataclass(frozen=True)
class Traced:
    """The boundary as a whole.

    Attributes:
        verdict: ``proved`` if D was shown to grow with beta_1 everywhere: then the region is
            exactly what lies to the left of the curve.
        area: bounds of the region's area.
        turning_points: boxes that hold the local extrema of beta_1 along the curve.
    """

    verdict: Verdict
    area: tuple[Fraction, Fraction]
    turning_points: tuple[Box, ...]


def traced(n: int, digits: int = 9) -> Traced:
    """Trace the boundary; slow for large n.

    Example:
        >>> float(traced(3, 3).area[1])
        0.186
    """
    curve = trace_curve(n, digits=digits)
    return Traced(curve.area.verdict, (curve.area.lower, curve.area.upper), curve.turning_points)


def traced_json(found: Traced) -> dict[str, object]:
    """Ready for JSON."""
    return {
        "verdict": str(found.verdict),
        "area": [decimal_text(end) for end in found.area],
        "turning_points": [
            [decimal_text(end) for end in (*box.beta1, *box.beta2)] for box in found.turning_points
        ],
    }


def traced_from_json(document: dict[str, Any]) -> Traced:
    """What ``traced_json`` gave.

    Raises:
        KeyError, TypeError or ValueError: if it is something else.
    """
    lower, upper = (Fraction(text) for text in document["area"])
    boxes = []
    for texts in document["turning_points"]:
        left, right, bottom, top = (Fraction(text) for text in texts)
        boxes.append(Box((left, right), (bottom, top)))
    return Traced(Verdict(document["verdict"]), (lower, upper), tuple(boxes))

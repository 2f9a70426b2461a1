"""A picture of a traced curve: the boundary in the unit square of beta_1 and beta_2."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from colorball.phase.traced import Box, Curve
from colorball.reports.svg import Drawing

__all__ = ["curve_picture"]

_SIDE, _LEFT, _TOP = 440.0, 64.0, 44.0
_WIDTH, _HEIGHT = _LEFT + _SIDE + 28, _TOP + _SIDE + 56
_CURVE, _FRAME, _GRID = "#7f2704", "#334155", "#e2e8f0"


def curve_picture(curve: Curve, count: int) -> str:
    """The curve through ``count`` points as SVG; circles are turning points.

    Args:
        curve: what was traced.
        count: how many points are joined by straight lines.
    """
    n = curve.plan.n
    drawing = Drawing()
    region = ": D < 0 to the left of it" if curve.is_the_only_one else ""
    _frame(drawing, f"The curve D = 0 on Function (2), n = {n}{region}")
    places = [_place(box) for box in curve.points(count)]
    for (x1, y1), (x2, y2) in pairwise(places):
        drawing.line(x1, y1, x2, y2, stroke=_CURVE, width=2)
    for x, y in map(_place, curve.turning_points):
        drawing.circle(x, y, 4, fill="#ffffff", stroke=_CURVE)
    title = f"The boundary of divergence on Function (2) with n = {n} parts"
    description = (
        f"The curve D = 0{region}, in the square of beta_1 (across) and beta_2 (up), each from 0 "
        "to 1. A circle marks a turning point."
    )
    return drawing.document(_WIDTH, _HEIGHT, title, description)


def _frame(drawing: Drawing, heading: str) -> None:
    bottom, right = _TOP + _SIDE, _LEFT + _SIDE
    drawing.rectangle(0, 0, _WIDTH, _HEIGHT, fill="#ffffff")
    drawing.text(_LEFT, 26, heading, size=14, bold=True)
    for k in range(6):
        step = _SIDE * k / 5
        drawing.line(_LEFT + step, _TOP, _LEFT + step, bottom, stroke=_GRID)
        drawing.line(_LEFT, bottom - step, right, bottom - step, stroke=_GRID)
        drawing.text(_LEFT + step, bottom + 18, f"{k / 5:g}", size=12, anchor="middle")
        drawing.text(_LEFT - 8, bottom - step + 4, f"{k / 5:g}", size=12, anchor="end")
    drawing.rectangle(_LEFT, _TOP, _SIDE, _SIDE, fill="none", stroke=_FRAME)
    drawing.text((_LEFT + right) / 2, bottom + 42, "β_{1}", size=15, anchor="middle")
    drawing.text(20, _TOP + _SIDE / 2, "β_{2}", size=15, anchor="middle")


def _place(box: Box) -> tuple[float, float]:
    x, y = (float(sum(bounds, Fraction(0)) / 2) for bounds in (box.beta1, box.beta2))
    return round(_LEFT + _SIDE * x, 2), round(_TOP + _SIDE * (1 - y), 2)

"""The data file of a panel: every curve with its enclosures, as JSON and as CSV."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from colorball.exact.rational import rational_text
from colorball.phase.traced import Box
from colorball.reports.decimal_text import decimal_text
from colorball.reports.phase_curves import CURVE_NAMES, PanelCurve, Request
from colorball.reports.phase_traced import Traced, traced_from_json, traced_json
from colorball.verdict import Verdict

__all__ = ["Panel", "curve_from_json", "curve_json", "panel_csv", "panel_from_json", "panel_json"]

_KIND = "colorball phase panel"
_COLUMNS = "curve,beta1_lower,beta1_upper,beta2_lower,beta2_upper"


@dataclass(frozen=True)
class Panel:
    """All that a panel shows.

    Attributes:
        request: what was asked.
        curves: one for each of ``CURVE_NAMES``, in that order.
        traced: what tracing adds, for small n.
    """

    request: Request
    curves: tuple[PanelCurve, ...]
    traced: Traced | None

    def curve(self, name: str) -> PanelCurve:
        """The curve of that name."""
        return self.curves[CURVE_NAMES.index(name)]


def panel_json(panel: Panel) -> str:
    """The panel as JSON; numbers are texts, exact."""
    asked = panel.request
    document = {
        "kind": _KIND,
        "n": asked.n,
        "points": asked.points,
        "digits": asked.digits,
        "constant": rational_text(asked.constant),
        "traced": None if panel.traced is None else traced_json(panel.traced),
        "box": _COLUMNS.split(",")[1:],
        "curves": [curve_json(curve) for curve in panel.curves],
    }
    return _compact(document) + "\n"


def panel_from_json(text: str) -> Panel:
    """What ``panel_json`` wrote.

    Raises:
        ValueError: if it is something else.
    """
    try:
        document = json.loads(text)
        if document["kind"] != _KIND:
            raise ValueError("another kind of file")
        request = Request(
            int(document["n"]),
            int(document["points"]),
            Fraction(document["constant"]),
            int(document["digits"]),
        )
        curves = tuple(curve_from_json(curve) for curve in document["curves"])
        if tuple(curve.name for curve in curves) != CURVE_NAMES:
            raise ValueError("not the curves of a panel")
        whole = document["traced"]
        found = None if whole is None else traced_from_json(whole)
    except (KeyError, TypeError, AttributeError, ArithmeticError, ValueError) as error:
        raise ValueError(f"not the data of a phase panel: {error}") from error
    return Panel(request, curves, found)


def panel_csv(panel: Panel) -> str:
    """The same boxes as CSV, one a line."""
    rows = [
        ",".join([curve.name, *_box_texts(box)]) for curve in panel.curves for box in curve.boxes
    ]
    return "\n".join([_COLUMNS, *rows]) + "\n"


def curve_json(curve: PanelCurve) -> dict[str, object]:
    """One curve, ready for JSON."""
    return {
        "name": curve.name,
        "verdict": str(curve.verdict),
        "meaning": curve.meaning,
        "boxes": [_box_texts(box) for box in curve.boxes],
    }


def curve_from_json(document: dict[str, Any]) -> PanelCurve:
    """What ``curve_json`` gave.

    Raises:
        KeyError, TypeError or ValueError: if it is something else.
    """
    boxes = []
    for texts in document["boxes"]:
        b1_low, b1_high, b2_low, b2_high = (Fraction(text) for text in texts)
        if not (0 <= b1_low <= b1_high <= 1 and 0 <= b2_low <= b2_high <= 1):
            raise ValueError(f"not a box in the unit square: {texts}")
        boxes.append(Box((b1_low, b1_high), (b2_low, b2_high)))
    return PanelCurve(
        str(document["name"]), Verdict(document["verdict"]), document["meaning"], tuple(boxes)
    )


def _box_texts(box: Box) -> list[str]:
    return [decimal_text(end) for end in (*box.beta1, *box.beta2)]


def _compact(document: dict[str, object]) -> str:
    """JSON with one box a line, so that a change shows."""
    text = json.dumps(document, indent=1)
    lines: list[str] = []
    inner = False
    for line in text.splitlines():
        if inner:
            lines[-1] += line.strip() + (" " if line.endswith(",") else "")
            inner = not line.strip().startswith("]")
        else:
            lines.append(line)
            inner = line.endswith("[") and line.startswith("    ")
    return "\n".join(line.rstrip() for line in lines)

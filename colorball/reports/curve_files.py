"""A traced curve as files: a document with everything, a table of its points, a picture."""

from __future__ import annotations

import json
from pathlib import Path

from colorball.exact.decimals import outward_decimals
from colorball.files.whole_file import write_whole
from colorball.phase.traced import Box, Curve
from colorball.reports.curve_picture import curve_picture

__all__ = ["curve_document", "write_curve"]

_COLUMNS = ("beta1_lower", "beta1_upper", "beta2_lower", "beta2_upper")


def curve_document(curve: Curve, count: int) -> dict[str, object]:
    """The curve as JSON: ``count`` points, turning points and the area, as decimal intervals.

    The curve passes through every box. ``verdict`` is that of the area: whether it is proved that
    the region is the one below the curve.
    """
    digits, area = curve.plan.digits, curve.area
    lower, upper = outward_decimals(area.lower, area.upper, digits)
    return {
        "n": curve.plan.n,
        "sampling": "reshuffle",
        "digits": digits,
        "points": [_box(box, digits) for box in curve.points(count)],
        "turning_points": [_box(box, digits) for box in curve.turning_points],
        "area": {
            "lower": lower,
            "upper": upper,
            "verdict": str(area.verdict),
        },
        "verdict": str(area.verdict),
    }


def write_curve(curve: Curve, count: int, directory: Path) -> list[Path]:
    """Write ``curve.json``, ``curve.csv`` and ``curve.svg``, each whole.

    Args:
        curve: what was traced.
        count: how many points.
        directory: made if it is not there.

    Raises:
        OSError: if a file cannot be written.
    """
    digits = curve.plan.digits
    rows = [
        ",".join((*box["beta1"], *box["beta2"]))
        for box in (_box(box, digits) for box in curve.points(count))
    ]
    texts = {
        "curve.json": json.dumps(curve_document(curve, count), indent=1) + "\n",
        "curve.csv": "\n".join((",".join(_COLUMNS), *rows)) + "\n",
        "curve.svg": curve_picture(curve, count),
    }
    return [write_whole(directory / name, text) for name, text in texts.items()]


def _box(box: Box, digits: int) -> dict[str, tuple[str, str]]:
    return {
        "beta1": outward_decimals(*box.beta1, digits),
        "beta2": outward_decimals(*box.beta2, digits),
    }

"""``colorball boundary --curve``: the whole boundary, into a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from colorball.cli.failures import UNDECIDED
from colorball.cli.output import JsonFile, made_directory
from colorball.cli.progress import progress_bar

if TYPE_CHECKING:
    from fractions import Fraction

    from colorball.phase.traced import Curve

__all__ = ["trace_curve"]


def trace_curve(
    n: str, digits: int, points: int, out: str, area: bool, json_target: JsonFile | None
) -> int:
    """Trace the curve for n, write its files, and say where it turns and what it bounds.

    Returns:
        The exit code.
    """
    from colorball.phase.arguments import read_parts
    from colorball.reports.curve_files import curve_document, write_curve
    from colorball.reports.curve_folder import trace_to_folder
    from colorball.verdict import Verdict

    parts = read_parts(n)
    directory = made_directory(out)
    with progress_bar("pieces of the curve") as progress:
        curve = trace_to_folder(parts, digits, directory, area=area, progress=progress)
    written = write_curve(curve, points, directory)
    if json_target is not None:
        json_target.write(curve_document(curve, points))
    if json_target is None or not json_target.is_stdout:
        click.echo("\n".join(_lines(curve)))
        click.echo(f"{len(written)} files written to {click.format_filename(directory)}")
    return UNDECIDED if area and curve.area.verdict is Verdict.UNDECIDED else 0


def _lines(curve: Curve) -> list[str]:
    def interval(bounds: tuple[Fraction, Fraction]) -> str:
        from colorball.exact.decimals import outward_decimals

        lower, upper = outward_decimals(*bounds, curve.plan.digits)
        return f"[{lower}, {upper}]"

    lines = [
        f"turns at beta_1 in {interval(box.beta1)}, beta_2 in {interval(box.beta2)}"
        for box in curve.turning_points
    ]
    bounds = interval((curve.area.lower, curve.area.upper))
    return [*lines, f"area below the curve in {bounds}: {_MEANING[str(curve.area.verdict)]}"]


_MEANING = {
    "proved": "all of the region where Adam diverges",
    "undecided": "that Adam diverges nowhere above the curve was not shown",
}

"""Function (2) over the square of both betas: sampled errors, and the certified boundary on top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from colorball.reports.heat_cells import Levels, draw_scale
from colorball.reports.heat_grid import depth
from colorball.reports.heat_panel import draw_curve, draw_heat, mark_decades, mark_square
from colorball.reports.panel_marks import Heights, curve_points, draw_defaults
from colorball.reports.phase_data import Panel
from colorball.reports.plotting import Picture, new_figure, picture, style
from colorball.reports.sampled_table import SampledTable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["function_two_heat"]

_LEVELS = Levels(-5.0, 4.0, 36, "viridis")
_TICKS = {float(k): f"$10^{{{k}}}$" for k in range(-5, 5)}


def function_two_heat(columns: Sequence[tuple[Panel, SampledTable, SampledTable]]) -> Picture:
    """Draw one column for each n: the unit square, and below it the scale of ``1 - beta_2``.

    Args:
        columns: the certified curves, and the sampled errors on both scales.

    Raises:
        MissingMatplotlibError: if it is not installed.
    """
    with style():
        figure = new_figure(3.3 * len(columns) + 0.9, 7.2)
        axes = figure.subplots(2, len(columns), squeeze=False, sharey="row")
        for (top, bottom), (panel, square, decades) in zip(axes.T, columns, strict=True):
            top.set_title(f"$n = {panel.request.n}$")
            _heat(top, panel, square, float)
            mark_square(top)
            _heat(bottom, panel, decades, depth)
            mark_decades(bottom)
        axes[0, 0].set_ylabel(r"$\beta_2$")
        axes[1, 0].set_ylabel(r"$1-\beta_2$")
        label = r"sampled: median of $f(x_T)-\min f$"
        draw_scale(figure, axes, _LEVELS, label, _TICKS)
        handles, labels = axes[0, 0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=2)
        names = ", ".join(f"{panel.request.n}" for panel, _, _ in columns)
        return picture(
            figure, f"Function (2), n = {names}: sampled error of Adam, proved boundary D = 0"
        )


def _heat(axes: Axes, panel: Panel, table: SampledTable, height: Heights) -> None:
    draw_heat(axes, table, "gap", height, _LEVELS)
    x, y = curve_points(panel.curve("boundary"), height)
    draw_curve(axes, x, y, "proved: boundary $D = 0$")
    draw_defaults(axes, height)

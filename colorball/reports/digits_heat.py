"""The digits over the square of both betas: how far a perceptron is trained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from colorball.reports.heat_cells import Levels, draw_scale
from colorball.reports.heat_grid import depth
from colorball.reports.heat_panel import draw_curve, draw_heat, mark_decades, mark_square
from colorball.reports.panel_marks import Heights, draw_defaults
from colorball.reports.plotting import Picture, new_figure, picture, style
from colorball.reports.sampled_table import SampledTable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["digits_heat"]

_LEVELS = Levels(-3.0, 0.5, 28, "viridis")
_TICKS = {float(k): f"$10^{{{k}}}$" for k in range(-3, 1)}
_POINTS = 500
_ROOT = r"$\beta_1=\sqrt{\beta_2}$"


def digits_heat(square: SampledTable, decades: SampledTable) -> Picture:
    """Draw the training loss over the unit square, and over the scale of ``1 - beta_2``.

    Args:
        square: rows with ``beta1, beta2, loss``, beta2 evenly spaced.
        decades: the same, beta2 evenly spaced in ``log(1 - beta2)``.

    Raises:
        MissingMatplotlibError: if it is not installed.
    """
    with style():
        figure = new_figure(8.2, 4.4)
        left, right = figure.subplots(1, 2)
        across = np.linspace(0, 1, _POINTS, endpoint=False)
        _heat(left, square, float)
        mark_square(left)
        left.set_ylabel(r"$\beta_2$")
        draw_curve(left, across, across**2, _ROOT)
        _heat(right, decades, depth)
        deep = mark_decades(right)
        right.set_ylabel(r"$1-\beta_2$")
        depths = np.linspace(0, deep, _POINTS)
        draw_curve(right, np.sqrt(1 - 10.0**-depths), depths, _ROOT)
        draw_scale(figure, (left, right), _LEVELS, "sampled: training loss", _TICKS)
        handles, labels = left.get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=2)
        return picture(figure, "Sampled: training loss of Adam on the digits over both betas")


def _heat(axes: Axes, table: SampledTable, height: Heights) -> None:
    draw_heat(axes, table, "loss", height, _LEVELS)
    draw_defaults(axes, height)

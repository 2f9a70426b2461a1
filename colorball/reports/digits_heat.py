"""The digits over the square of both betas: how far a perceptron is trained."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from colorball.reports.heat_cells import Levels, cell_edges, draw_cells, draw_scale
from colorball.reports.heat_grid import depth, grid_of
from colorball.reports.plotting import Picture, new_figure, picture, style
from colorball.reports.sampled_table import SampledTable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["digits_heat"]

_LEVELS = Levels(-3.0, 0.5, 28, "viridis")
_TICKS = {float(k): f"$10^{{{k}}}$" for k in range(-3, 1)}
_TENTHS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_POINTS = 500


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
        left.set_yticks(_TENTHS)
        left.set_ylabel(r"$\beta_2$")
        _root(left, across, across**2)
        _heat(right, decades, depth)
        deep = round(right.get_ylim()[1])  # the digits of beta2 leave it a hair off
        right.set_ylim(0, deep)
        right.set_yticks(range(deep + 1), ["1", *(f"$10^{{-{k}}}$" for k in range(1, deep + 1))])
        right.set_ylabel(r"$1-\beta_2$")
        depths = np.linspace(0, deep, _POINTS)
        _root(right, np.sqrt(1 - 10.0**-depths), depths)
        draw_scale(figure, (left, right), _LEVELS, "sampled: training loss", _TICKS)
        handles, labels = left.get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=2)
        return picture(figure, "Sampled: training loss of Adam on the digits over both betas")


def _heat(axes: Axes, table: SampledTable, height: Callable[[Fraction], float]) -> None:
    losses, betas1, betas2 = grid_of(table, "loss")
    x = cell_edges(np.array([float(beta) for beta in betas1]))
    y = cell_edges(np.array([height(beta) for beta in betas2]))
    draw_cells(axes, x, y, np.log10(losses), _LEVELS)
    axes.set_box_aspect(1)
    axes.set_xlabel(r"$\beta_1$")
    axes.set_xticks(_TENTHS)
    axes.plot(
        0.9,
        height(Fraction(999, 1000)),
        marker="*",
        markersize=10,
        color="#111827",
        markeredgecolor="white",
        markeredgewidth=0.6,
        linestyle="none",
        zorder=6,
        clip_on=False,
        label=r"library defaults $(0.9,\ 0.999)$",
    )


def _root(axes: Axes, x: NDArray[np.float64], y: NDArray[np.float64]) -> None:
    axes.plot(x, y, color="white", linewidth=3.0, zorder=4)
    label = r"$\beta_1=\sqrt{\beta_2}$"
    axes.plot(x, y, color="#b91c1c", linewidth=1.4, zorder=5, label=label)

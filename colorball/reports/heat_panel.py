"""One panel of a heat map over both betas: its cells, its scales, and what is drawn on top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from colorball.reports.heat_cells import Levels, cell_edges, draw_cells
from colorball.reports.heat_grid import grid_of
from colorball.reports.panel_marks import Heights
from colorball.reports.sampled_table import SampledTable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_curve", "draw_heat", "mark_decades", "mark_square"]

_TENTHS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def draw_heat(
    axes: Axes, table: SampledTable, column: str, height: Heights, levels: Levels
) -> None:
    """Draw the decimal logarithm of a column over beta1; 0 has the lowest colour."""
    values, betas1, betas2 = grid_of(table, column)
    x = cell_edges(np.array([float(beta) for beta in betas1]))
    y = cell_edges(np.array([height(beta) for beta in betas2]))
    with np.errstate(divide="ignore"):
        draw_cells(axes, x, y, np.log10(values), levels)
    axes.set_box_aspect(1)
    axes.set_xlabel(r"$\beta_1$")
    axes.set_xticks(_TENTHS)


def mark_square(axes: Axes) -> None:
    """The scale of beta2 from 0 to 1."""
    axes.set_yticks(_TENTHS)


def mark_decades(axes: Axes) -> int:
    """The scale of ``-log10(1 - beta2)``, marked with ``1 - beta2``; how many decades it has."""
    deep = round(axes.get_ylim()[1])  # the digits of beta2 leave it a hair off
    axes.set_ylim(0, deep)
    axes.set_yticks(range(deep + 1), ["1", *(f"$10^{{-{k}}}$" for k in range(1, deep + 1))])
    return deep


def draw_curve(
    axes: Axes,
    x: Sequence[float] | NDArray[np.float64],
    y: Sequence[float] | NDArray[np.float64],
    label: str,
) -> None:
    """A red curve with a white rim, to be seen on every colour."""
    axes.plot(x, y, color="white", linewidth=3.0, zorder=4)
    axes.plot(x, y, color="#b91c1c", linewidth=1.4, zorder=5, label=label)

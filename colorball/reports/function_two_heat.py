"""Function (2) over the square of both betas: sampled errors, and the certified boundary on top."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from colorball.reports.heat_cells import Levels, cell_edges, draw_cells, draw_scale
from colorball.reports.heat_grid import depth, grid_of
from colorball.reports.phase_data import Panel
from colorball.reports.plotting import Picture, new_figure, picture, style
from colorball.reports.sampled_table import SampledTable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["function_two_heat"]

_LEVELS = Levels(-5.0, 4.0, 36, "viridis")
_TICKS = {float(k): f"$10^{{{k}}}$" for k in range(-5, 5)}
_TENTHS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
Heights = Callable[[Fraction], float]


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
            top.set_yticks(_TENTHS)
            _heat(bottom, panel, decades, depth)
            deep = round(bottom.get_ylim()[1])  # the digits of beta2 leave it a hair off
            bottom.set_ylim(0, deep)
            bottom.set_yticks(
                range(deep + 1), ["1", *(f"$10^{{-{k}}}$" for k in range(1, deep + 1))]
            )
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
    gaps, betas1, betas2 = grid_of(table, "gap")
    x = cell_edges(np.array([float(beta) for beta in betas1]))
    y = cell_edges(np.array([height(beta) for beta in betas2]))
    with np.errstate(divide="ignore"):  # a gap of 0 has the lowest colour
        draw_cells(axes, x, y, np.log10(gaps), _LEVELS)
    axes.set_box_aspect(1)
    axes.set_xlabel(r"$\beta_1$")
    axes.set_xticks(_TENTHS)
    boxes = panel.curve("boundary").boxes
    line = (
        [float(sum(box.beta1) / 2) for box in boxes],
        [height(sum(box.beta2, Fraction(0)) / 2) for box in boxes],
    )
    axes.plot(*line, color="white", linewidth=3.0, zorder=4)
    axes.plot(*line, color="#b91c1c", linewidth=1.4, zorder=5, label="proved: boundary $D = 0$")
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

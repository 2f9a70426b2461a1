"""The panels of the phase boundary: the regions of divergence in the plane of both betas."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from colorball.exact.rational import rational_text
from colorball.reports.heat_grid import depth
from colorball.reports.panel_marks import Heights, curve_points, draw_defaults, middle
from colorball.reports.phase_curves import LOOK_BACKS
from colorball.reports.phase_data import Panel
from colorball.reports.plotting import Picture, new_figure, picture, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["phase_panels"]

_WIDTH = 2.9  # inches, of one square
_DECADES = 8
_ALMOST_SURE = "#fde3bd"
_SURE = {1: "#d7501c", 2: "#f28c45", 3: "#f9b35f"}  # the darker, the surer
_BOUNDARY, _THEOREM, _ROOT = "#7f2704", "#0072b2", "#4b5563"


def phase_panels(panels: Sequence[Panel]) -> Picture:
    """Draw one column for each panel: the unit square, and below it the scale of ``1 - beta_2``.

    Args:
        panels: at least one; the constant of Theorem 1 in the legend is the first one's.

    Raises:
        MissingMatplotlibError: if it is not installed.
    """
    with style():
        columns = len(panels)
        if columns == 1:
            figure = new_figure(2.2 * _WIDTH, _WIDTH + 1.2)
            rows = [[axes] for axes in figure.subplots(1, 2)]
        else:
            figure = new_figure(_WIDTH * columns + 0.4, 2 * _WIDTH + 1.1)
            rows = figure.subplots(2, columns, sharey="row")
        for column, panel in enumerate(panels):
            _square(rows[0][column], panel)
            _decades(rows[1][column], panel)
            if columns == 1 or column == 0:
                rows[0][column].set_ylabel(r"$\beta_2$")
                rows[1][column].set_ylabel(r"$1-\beta_2$")
        _legend(figure, rows[1][0], 4 if columns > 2 else 2)
        names = ", ".join(f"{panel.request.n}" for panel in panels)
        return picture(figure, f"Where Adam diverges on Function (2), n = {names}")


def _square(axes: Axes, panel: Panel) -> None:
    axes.set_title(f"$n = {panel.request.n}$")
    axes.set_xlabel(r"$\beta_1$")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_aspect("equal")
    axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1])
    axes.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1])
    _regions(axes, panel, float, 1.0)
    draw_defaults(axes, float)


def _decades(axes: Axes, panel: Panel) -> None:
    axes.set_xlim(0, 1)
    axes.set_ylim(0, _DECADES)
    axes.set_box_aspect(1)
    axes.set_xlabel(r"$\beta_1$")
    axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1])
    labels = ["1", *(f"$10^{{-{k}}}$" for k in range(1, _DECADES + 1))]
    axes.set_yticks(range(_DECADES + 1), labels)
    _regions(axes, panel, _depth, float(_DECADES))
    draw_defaults(axes, _depth)
    across = len(panel.curve("boundary").boxes) - 1  # the end, at beta_1 = 0
    end = _depth(middle(panel.curve("boundary").boxes[across].beta2))
    start = _depth(middle(panel.curve("theorem-1").boxes[0].beta2))
    axes.text(
        0.42, (end + start) / 2, "$D > 0$: attraction", ha="center", va="center", color="#374151"
    )


def _regions(axes: Axes, panel: Panel, height: Heights, top: float) -> None:
    """Everything but the frame; ``height`` turns a beta_2 into a coordinate."""
    x, y = curve_points(panel.curve("boundary"), height)
    axes.fill_betweenx(
        y, 0, x, color=_ALMOST_SURE, linewidth=0, label="diverges almost surely: $D < 0$"
    )
    for epochs in reversed(LOOK_BACKS):
        inner = curve_points(panel.curve(f"sure-{epochs}"), height)
        axes.fill_betweenx(
            inner[1],
            0,
            inner[0],
            color=_SURE[epochs],
            linewidth=0,
            label=f"diverges for sure, $K = {epochs}$",
        )
    axes.plot(x, y, color=_BOUNDARY, linewidth=1.3, zorder=4, label="boundary $D = 0$")
    across, least = curve_points(panel.curve("theorem-1"), height)
    constant = rational_text(panel.request.constant)
    axes.fill_between(
        across,
        least,
        top,
        facecolor="#d6e9f5",
        edgecolor=_THEOREM,
        hatch="////",
        linewidth=0,
        label=f"Theorem 1 with $C = {constant}$",
    )
    axes.plot(across, least, color=_THEOREM, linewidth=1.1, zorder=3)
    axes.plot(
        *curve_points(panel.curve("sqrt-beta-2"), height),
        color=_ROOT,
        linewidth=1,
        linestyle=(0, (4, 2)),
        zorder=3,
        label=r"$\beta_1 = \sqrt{\beta_2}$",
    )


def _depth(beta2: Fraction) -> float:
    """``-log10(1 - beta2)``, from the exact difference; beyond the picture at 1."""
    return depth(beta2) if beta2 < 1 else 2.0 * _DECADES


def _legend(figure: Figure, axes: Axes, columns: int) -> None:
    handles, labels = axes.get_legend_handles_labels()
    found = dict(zip(labels, handles, strict=True))
    figure.legend(
        found.values(),
        found.keys(),
        loc="outside lower center",
        ncols=columns,
        handlelength=2.2,
        columnspacing=1.6,
    )

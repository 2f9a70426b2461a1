"""Cells of a heat map as few paths, so that a picture stays small and the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["Levels", "cell_edges", "draw_cells", "draw_scale", "level_runs"]

Floats = NDArray[np.float64]
_MISSING = "#d1d5db"  # a cell without a number


@dataclass(frozen=True)
class Levels:
    """Colours in equal steps from ``low`` to ``high``; what is beyond has the last colour.

    Attributes:
        low: the lower end.
        high: the upper end.
        count: how many colours, at most 50.
        colours: the name of one of Matplotlib's maps.
    """

    low: float
    high: float
    count: int
    colours: str

    def of(self, values: Floats) -> NDArray[np.intp]:
        """The level of each value, from 0; -1 for NaN.

        Example:
            >>> Levels(0.0, 1.0, 4, "viridis").of(np.array([-5.0, 0.3, 1.0, np.nan])).tolist()
            [0, 1, 3, -1]
        """
        scaled = (values - self.low) / (self.high - self.low) * self.count
        whole = np.clip(np.nan_to_num(np.floor(scaled), nan=-1.0), 0, self.count - 1)
        return np.where(np.isnan(values), -1, whole).astype(np.intp)


def cell_edges(centres: Floats) -> Floats:
    """Edges of cells around ascending centres, halfway between them.

    Example:
        >>> cell_edges(np.array([0.0, 1.0, 3.0])).tolist()
        [-0.5, 0.5, 2.0, 4.0]
    """
    inner = (centres[1:] + centres[:-1]) / 2
    first, last = 2 * centres[0] - inner[0], 2 * centres[-1] - inner[-1]
    return np.concatenate([[first], inner, [last]])


def level_runs(row: NDArray[np.intp]) -> Iterator[tuple[int, int, int]]:
    """Neighbours of one level in a row: ``(level, start, stop)``.

    Example:
        >>> list(level_runs(np.array([2, 2, 0])))
        [(2, 0, 2), (0, 2, 3)]
    """
    cuts = [0, *(np.flatnonzero(np.diff(row)) + 1).tolist(), len(row)]
    for start, stop in pairwise(cuts):
        yield int(row[start]), start, stop


def draw_cells(axes: Axes, x: Floats, y: Floats, values: Floats, levels: Levels) -> None:
    """Draw one cell for each value, with sharp edges; NaN is grey.

    Args:
        axes: where.
        x: edges of the columns, ascending, one more than there are columns.
        y: edges of the rows.
        values: of shape ``(rows, columns)``.
        levels: what colour means what.
    """
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    found = levels.of(values)
    colours = _colours(levels)
    corners: dict[int, list[tuple[float, float]]] = {}
    for row, (low, high) in enumerate(pairwise(y)):
        for level, start, stop in level_runs(found[row]):
            left, right = x[start], x[stop]
            box = [(left, low), (right, low), (right, high), (left, high), (left, low)]
            corners.setdefault(level, []).extend(box)
    step = [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY]
    for level, points in sorted(corners.items()):
        colour = _MISSING if level < 0 else colours[level]
        # a hair of line in the same colour closes the seams between neighbours
        axes.add_patch(
            PathPatch(
                Path(points, step * (len(points) // 5)),
                facecolor=colour,
                edgecolor=colour,
                linewidth=0.2,
                joinstyle="miter",
            )
        )
    axes.set_xlim(x[0], x[-1])
    axes.set_ylim(y[0], y[-1])


def draw_scale(
    figure: Figure, axes: Any, levels: Levels, label: str, ticks: dict[float, str]
) -> None:
    """Draw what colour means what, beside some axes.

    Args:
        figure: where.
        axes: what it stands beside: axes, or an array of them.
        levels: the colours.
        label: what the numbers are.
        ticks: texts at values.
    """
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import BoundaryNorm, ListedColormap

    ends = np.linspace(levels.low, levels.high, levels.count + 1)
    shown = ScalarMappable(BoundaryNorm(ends, levels.count), ListedColormap(_colours(levels)))
    bar = figure.colorbar(shown, ax=axes, extend="both", extendfrac=0.03, aspect=28, pad=0.02)
    bar.set_ticks(list(ticks), labels=list(ticks.values()))
    bar.minorticks_off()
    bar.set_label(label)


def _colours(levels: Levels) -> list[Any]:
    import matplotlib as mpl

    return [
        tuple(colour) for colour in mpl.colormaps[levels.colours](np.linspace(0, 1, levels.count))
    ]

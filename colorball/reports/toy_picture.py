"""The talk's two toy pictures: Adam stops above 0 where D_0 > 0, and goes on where D_0 = 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from colorball.reports.plotting import Picture, new_figure, picture, style
from colorball.reports.sampled_table import SampledTable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["toy_picture"]

_TITLES = {"toy-apart": "$D_0 > 0$", "toy-shared": "$D_0 = 0$"}
_COLOURS = ("#d55e00", "#e69f00", "#009e73", "#0072b2")  # by beta_2, apart also in grey
_SGD = "#111827"
_LOW, _HIGH = 1e-10, 1e5  # shown


def toy_picture(table: SampledTable) -> Picture:
    """Draw the squared gradient against epochs: the median over seeds, and a band.

    Args:
        table: rows with ``problem, rule, beta2, epoch, low, median, high``, in order.

    Raises:
        MissingMatplotlibError: if it is not installed.
    """
    with style():
        figure = new_figure(8.4, 4.2)
        axes = figure.subplots(1, 2, sharey=True)
        for one, (problem, title) in zip(axes, _TITLES.items(), strict=True):
            _panel(one, table.where(problem=problem))
            one.set_title(title)
        axes[0].set_ylabel(r"$\|\nabla f(x)\|^2$ after the epoch")
        handles, labels = axes[0].get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=3)
        return picture(
            figure, "Sampled: Adam and SGD on a toy problem with D_0 > 0 and with D_0 = 0"
        )


def _panel(axes: Axes, table: SampledTable) -> None:
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("epoch $k$")
    betas = list(dict.fromkeys(table.where(rule="adam").texts("beta2")))
    for colour, beta2 in zip(_COLOURS, betas, strict=False):
        _line(axes, table.where(rule="adam", beta2=beta2), colour, rf"Adam, $\beta_2 = {beta2}$")
    _line(axes, table.where(rule="sgd"), _SGD, "SGD", (0, (4, 2)))
    axes.set_xlim(1, float(table.numbers("epoch").max()))
    axes.set_ylim(_LOW, _HIGH)


def _line(
    axes: Axes,
    table: SampledTable,
    colour: str,
    label: str,
    dashes: tuple[int, tuple[int, ...]] | str = "-",
) -> None:
    epochs = table.numbers("epoch")
    low, median, high = (
        np.maximum(table.numbers(name), _LOW**2) for name in ("low", "median", "high")
    )  # zeros have no logarithm; so far below the picture nothing changes in it
    axes.fill_between(epochs, low, high, color=colour, alpha=0.18, linewidth=0)
    axes.plot(epochs, median, color=colour, linewidth=1.4, linestyle=dashes, label=label)

"""The gallery of full-batch methods: how fast each comes down, by iterations and by gradients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from colorball.reports.plotting import Picture, new_figure, picture, style
from colorball.reports.sampled_table import SampledTable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["gallery_picture"]

_LOOKS = {  # colour and dashes: apart also in grey
    "gradient-descent": ("#6b7280", "-"),
    "nesterov": ("#0072b2", "-"),
    "barzilai-borwein": ("#009e73", "-"),
    "newton": ("#111827", "-"),
    "bfgs": ("#7f2704", "-"),
    "l-bfgs": ("#d55e00", "-"),
    "sgdm": ("#6b7280", (0, (4, 2))),
    "adam": ("#0072b2", (0, (4, 2))),
    "lion": ("#cc79a7", (0, (4, 2))),
    "sophia": ("#e69f00", (0, (4, 2))),
}
_LEAST = 1e-14


def gallery_picture(table: SampledTable, titles: dict[str, str]) -> Picture:
    """Draw one row for each problem: against iterations, and against gradients asked.

    Args:
        table: rows with ``problem, method, title, iteration, evaluations, gap``, in order.
        titles: the problems' names in the table, and what to call them.

    Raises:
        MissingMatplotlibError: if it is not installed.
    """
    with style():
        figure = new_figure(8.4, 3.3 * len(titles) + 1.0)
        axes = figure.subplots(len(titles), 2, squeeze=False, sharey="row")
        for row, (problem, title) in zip(axes, titles.items(), strict=True):
            for one, column in zip(row, ("iteration", "evaluations"), strict=True):
                _panel(one, table.where(problem=problem), column)
                one.set_title(title)
            row[0].set_ylabel(r"$f(x) - \min f$")
        axes[-1, 0].set_xlabel("iterations")
        axes[-1, 1].set_xlabel("gradients of $f$ asked")
        found: dict[str, Any] = {}
        for one in axes.flat:
            handles, labels = one.get_legend_handles_labels()
            found |= dict(zip(labels, handles, strict=True))
        figure.legend(list(found.values()), list(found), loc="outside lower center", ncols=5)
        return picture(figure, "Full-batch methods: f - min f by iterations and by gradients")


def _panel(axes: Axes, table: SampledTable, column: str) -> None:
    axes.set_xscale("log")
    axes.set_yscale("log")
    for method, (colour, dashes) in _LOOKS.items():
        chosen = table.where(method=method)
        if not chosen.rows:
            continue
        across, gaps = chosen.numbers(column), chosen.numbers("gap")
        seen = (across > 0) & (gaps > _LEAST)
        axes.plot(
            across[seen],
            gaps[seen],
            color=colour,
            linestyle=dashes,
            linewidth=1.3,
            label=chosen.texts("title")[0],
        )

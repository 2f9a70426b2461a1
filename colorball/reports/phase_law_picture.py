"""The picture of the law: certified upper edges for growing n, and what the two terms predict."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from colorball.balls.sampling import Sampling
from colorball.exact.rational import rational_text
from colorball.phase.law import Law, law
from colorball.reports.phase_law_data import LAW_SCHEMES, LawPoint
from colorball.reports.plotting import Picture, new_figure, picture, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["law_picture"]

_COLOURS = ("#0072b2", "#d55e00", "#7f2704")  # by beta_1; tell apart also by markers
_MARKERS = {Sampling.RESHUFFLE: ("o", "s", "^"), Sampling.WITH_REPLACEMENT: ("D", "v", "x")}
_NAMES = {
    Sampling.RESHUFFLE: "random reshuffling",
    Sampling.WITH_REPLACEMENT: "with replacement",
}
_LIMITS = {Sampling.RESHUFFLE: 4, Sampling.WITH_REPLACEMENT: 2}
_GRID = 60  # values of n along a line


def law_picture(points: Sequence[LawPoint]) -> Picture:
    """Draw ``n^2 (1 - beta_2*)`` against n, and beside it n times the distance from 4.

    Lines are the two terms of the law; bands are the bounds that are proved for all n.

    Args:
        points: from ``phase_law_data``.

    Raises:
        MissingMatplotlibError: if it is not installed.
    """
    with style():
        figure = new_figure(8.6, 4.1)
        left, right = figure.subplots(1, 2)
        for axes in (left, right):
            axes.set_xscale("log")
            axes.set_xlim(9, 1_150)
            axes.set_xlabel("$n$")
        left.set_ylabel(r"$n^2\,(1-\beta_2^*)$")
        left.set_ylim(1.5, 8)
        right.set_yscale("log")
        right.set_ylim(1, 150)
        right.set_ylabel(r"$n\,|n^2(1-\beta_2^*)-4|$, random reshuffling")
        for sampling in LAW_SCHEMES:
            left.axhline(_LIMITS[sampling], color="#9ca3af", linewidth=0.8, zorder=1)
            betas = sorted({point.beta1 for point in points})
            for index, beta1 in enumerate(betas):
                _series(left, points, sampling, beta1, index, scaled=False)
                if sampling is Sampling.RESHUFFLE:  # with replacement they would all be at 2
                    _series(right, points, sampling, beta1, index, scaled=True)
        handles, labels = left.get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=2)
        return picture(figure, "Where divergence ends for many parts")


def _series(
    axes: Axes,
    points: Sequence[LawPoint],
    sampling: Sampling,
    beta1: Fraction,
    index: int,
    *,
    scaled: bool,
) -> None:
    limit = _LIMITS[sampling]

    def shown(n: int, value: Fraction) -> float:
        return float(n * abs(value - limit) if scaled else value)

    chosen = [p for p in points if p.sampling is sampling and p.beta1 == beta1]
    axes.plot(
        [point.n for point in chosen],
        [shown(point.n, sum(point.scaled, Fraction(0)) / 2) for point in chosen],
        linestyle="none",
        marker=_MARKERS[sampling][index],
        markersize=5,
        markerfacecolor="white",
        markeredgecolor=_COLOURS[index],
        markeredgewidth=1.2,
        zorder=4,
        label=rf"{_NAMES[sampling]}, $\beta_1 = {rational_text(beta1)}$",
    )
    laws = [law(n, beta1, sampling) for n in _parts()]
    axes.plot(
        [each.n for each in laws],
        [shown(each.n, each.predicted * _factor(each.n)) for each in laws],
        color=_COLOURS[index],
        linewidth=0.9,
        zorder=3,
    )
    proved = [each for each in laws if each.most is not None]
    axes.fill_between(
        [each.n for each in proved],
        [shown(each.n, _least(each)) for each in proved],
        [shown(each.n, _most(each)) for each in proved],
        color=_COLOURS[index],
        alpha=0.22,
        linewidth=0,
        zorder=2,
    )


def _parts() -> list[int]:
    """Values of n, evenly spaced on a logarithmic scale."""
    return sorted({round(10 * 120 ** (k / _GRID)) for k in range(_GRID + 1)})


def _factor(n: int) -> Fraction:
    """From the scale of ``n^2 - 1``, which the law has, to that of ``n^2``."""
    return Fraction(n * n, n * n - 1)


def _least(each: Law) -> Fraction:
    """The proved lower bound, but not below the limit: distances are on a logarithmic scale."""
    return max(each.least * _factor(each.n), Fraction(each.limit))


def _most(each: Law) -> Fraction:
    assert each.most is not None
    return each.most * _factor(each.n)

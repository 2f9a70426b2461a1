"""What panels over both betas share: where a curve's boxes lie, and the star at the defaults."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from colorball.reports.phase_curves import PanelCurve

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Heights", "Points", "curve_points", "draw_defaults", "middle"]

Heights = Callable[[Fraction], float]  # where a beta2 stands on the vertical axis
Points = tuple[list[float], list[float]]


def middle(bounds: tuple[Fraction, Fraction]) -> Fraction:
    """The middle of two bounds.

    Example:
        >>> middle((Fraction(1, 2), Fraction(1)))
        Fraction(3, 4)
    """
    return (bounds[0] + bounds[1]) / 2


def curve_points(curve: PanelCurve, height: Heights) -> Points:
    """The boxes' centres; they are much smaller than a dot."""
    x = [float(middle(box.beta1)) for box in curve.boxes]
    return x, [height(middle(box.beta2)) for box in curve.boxes]


def draw_defaults(axes: Axes, height: Heights) -> None:
    """A star at the betas that libraries start from."""
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

"""Matplotlib, imported only when something is drawn: one look, and output that repeats itself."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = [
    "MissingMatplotlibError",
    "Picture",
    "new_figure",
    "picture",
    "require_matplotlib",
    "style",
]

_STYLE: Any = {  # the type of Matplotlib's own keys changes with its version
    "font.family": "DejaVu Sans",  # comes with Matplotlib
    "mathtext.fontset": "dejavusans",
    "font.size": 9,
    "axes.labelsize": 10,
    "axes.titlesize": 10,
    "axes.linewidth": 0.7,
    "axes.edgecolor": "#374151",
    "axes.axisbelow": False,
    "xtick.major.width": 0.7,
    "ytick.major.width": 0.7,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
    "hatch.linewidth": 0.6,
    "path.simplify": False,
    "svg.fonttype": "path",  # the same letters everywhere
    "svg.hashsalt": "colorball",  # else the names of its parts are random
}
_DOTS_PER_INCH = 200


class MissingMatplotlibError(Exception):
    """Matplotlib is not installed; the message says how to get it."""


@dataclass(frozen=True)
class Picture:
    """A drawing in two formats.

    Attributes:
        svg: text; the same data give the same text.
        png: bytes.
    """

    svg: str
    png: bytes


def require_matplotlib() -> None:
    """Nothing, if Matplotlib can be imported.

    Raises:
        MissingMatplotlibError: if not, with a message for the user.
    """
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        raise MissingMatplotlibError(
            "pictures need Matplotlib: pip install 'colorball[figures]'"
        ) from None


def new_figure(width: float, height: float) -> Figure:
    """An empty figure, its size in inches; no window and no global state.

    Raises:
        MissingMatplotlibError: if Matplotlib is not installed.
    """
    require_matplotlib()
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained", facecolor="white")


def style() -> Any:
    """A context with the look of all pictures; draw and save inside it.

    Raises:
        MissingMatplotlibError: if Matplotlib is not installed.
    """
    require_matplotlib()
    import matplotlib as mpl

    return mpl.rc_context(_STYLE)


def picture(figure: Figure, title: str) -> Picture:
    """Save a figure; neither date nor version is written.

    Args:
        figure: drawn in the context of ``style``.
        title: for screen readers and search.
    """
    text, image = io.StringIO(), io.BytesIO()
    figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None, "Title": title})
    png = {"Software": None, "Title": title}
    figure.savefig(image, format="png", dpi=_DOTS_PER_INCH, metadata=png)
    lines = (line.rstrip() for line in text.getvalue().splitlines())
    return Picture("\n".join(lines) + "\n", image.getvalue())

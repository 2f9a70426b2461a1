"""A small writer of SVG: shapes and text with raised and lowered parts."""

from __future__ import annotations

import re
from html import escape

__all__ = ["Drawing"]

_SHIFTED = re.compile(r"([\^_])\{([^{}]*)\}")
_RAISE, _LOWER, _SMALLER = -0.36, 0.24, 0.74  # in units of the font size


class Drawing:
    """Shapes in the order in which they are painted.

    Text may hold ``^{...}`` and ``_{...}``. Unicode's own raised digits are not used: fonts draw
    some of them and borrow the others.

    Example:
        >>> drawing = Drawing()
        >>> drawing.text(0, 10, "beta^{2}", size=10)
        >>> drawing.document(20, 20, "A title", "What it shows")[:4]
        '<svg'
    """

    def __init__(self) -> None:
        self._elements: list[str] = []

    def extend(self, other: Drawing) -> None:
        """Paint another drawing over this one."""
        self._elements += other._elements

    def rectangle(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        fill: str,
        stroke: str = "none",
        radius: float = 0,
        dashes: str = "",
    ) -> None:
        """A rectangle with round corners."""
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self._elements.append(
            f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" '
            f'rx="{radius:g}" fill="{fill}" stroke="{stroke}"{dashed}/>'
        )

    def circle(self, x: float, y: float, radius: float, *, fill: str, stroke: str) -> None:
        """A circle around a point."""
        self._elements.append(
            f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}" stroke="{stroke}"/>'
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, stroke: str, width: float = 1
    ) -> None:
        """A straight line."""
        self._elements.append(
            f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" '
            f'stroke="{stroke}" stroke-width="{width:g}"/>'
        )

    def text(
        self,
        x: float,
        y: float,
        content: str,
        *,
        size: float,
        fill: str = "#111827",
        anchor: str = "start",
        bold: bool = False,
    ) -> None:
        """A line of text whose baseline is at ``y``."""
        weight = ' font-weight="bold"' if bold else ""
        self._elements.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{fill}" '
            f'text-anchor="{anchor}"{weight}>{_spans(content, size)}</text>'
        )

    def document(self, width: float, height: float, title: str, description: str) -> str:
        """The whole picture; title and description are what a screen reader says."""
        body = "\n".join(self._elements)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
            f'viewBox="0 0 {width:g} {height:g}" role="img" '
            'aria-labelledby="picture-title picture-description" '
            'font-family="Helvetica, Arial, sans-serif">\n'
            f'<title id="picture-title">{escape(title)}</title>\n'
            f'<desc id="picture-description">{escape(description)}</desc>\n'
            f"{body}\n</svg>\n"
        )


def _spans(content: str, size: float) -> str:
    pieces: list[str] = []
    level = 0.0  # how far the pen is from the baseline: dy moves it for all that follows
    position = 0
    for match in _SHIFTED.finditer(content):
        level = _add(pieces, content[position : match.start()], level, 0.0, size)
        shift = (_RAISE if match[1] == "^" else _LOWER) * size
        level = _add(pieces, match[2], level, shift, size)
        position = match.end()
    _add(pieces, content[position:], level, 0.0, size)
    return "".join(pieces)


def _add(pieces: list[str], text: str, level: float, wanted: float, size: float) -> float:
    if not text:
        return level
    if level == wanted == 0:
        pieces.append(escape(text))
    else:
        font = f' font-size="{_SMALLER * size:g}"' if wanted else ""
        pieces.append(f'<tspan dy="{wanted - level:g}"{font}>{escape(text)}</tspan>')
    return wanted

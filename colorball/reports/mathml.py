"""Formulas for web pages: LaTeX to MathML, which browsers show without script or network."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from xml.etree import ElementTree

convert: Callable[..., str] | None
try:
    from latex2mathml.converter import convert
except ModuleNotFoundError:
    convert = None

__all__ = ["MISSING", "mathml"]

# what a page says where its formulas are LaTeX source; empty if the converter is there
MISSING = (
    ""
    if convert is not None
    else "Formulas are shown as LaTeX source; `pip install 'colorball[report]'` typesets them."
)


def mathml(latex: str, *, is_display: bool = True) -> str:
    """The formula as a ``<math>`` element, or as its LaTeX source where it cannot be made.

    Args:
        latex: a formula without dollar signs.
        is_display: on a line of its own.

    Example:
        >>> "<msup><mi>x</mi><mn>2</mn></msup>" in mathml("x^2")
        True
    """
    if convert is None:
        return f"<code>{escape(latex)}</code>"
    try:
        element = convert(latex, display="block" if is_display else "inline")
        ElementTree.fromstring(element)  # a page must not break over one formula
    except Exception:  # the library's errors have no common class
        return f"<code>{escape(latex)}</code>"
    return element

"""Tables of the phase boundary in Markdown, from the data files; a test holds the docs to them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from colorball.exact.decimals import ceiling_decimal, floor_decimal
from colorball.exact.rational import rational_text, to_flint
from colorball.reports.phase_curves import LOOK_BACKS
from colorball.reports.phase_data import Panel
from colorball.reports.phase_law_data import LawPoint

__all__ = ["ends_table", "law_table"]

_DIGITS = 9
_LAW_DIGITS = 5


def ends_table(panels: Sequence[Panel]) -> str:
    """Where the curves meet the axes, one row a panel."""
    tops = [rf"$S_{k}$ ends" for k in LOOK_BACKS]
    header = ["$n$", r"$b(0)$", *tops, r"$D < 0$ ends"]
    rows = []
    for panel in panels:
        boundary = panel.curve("boundary").boxes
        sure = [panel.curve(f"sure-{k}").boxes[-1].beta2 for k in LOOK_BACKS]
        ends = [boundary[0].beta1, *sure, boundary[-1].beta2]
        rows.append([str(panel.request.n), *(_enclosed(end, _DIGITS) for end in ends)])
    return _table(header, rows)


def law_table(points: Sequence[LawPoint], parts: Sequence[int]) -> str:
    r"""``n^2 (1 - beta_2*)`` for some n, one row for each scheme and beta_1."""
    kinds = list(dict.fromkeys((point.sampling, point.beta1) for point in points))
    values = {(p.sampling, p.beta1, p.n): p.scaled for p in points}
    header = ["Sampling", r"$\beta_1$", *(f"$n = {n}$" for n in parts)]
    rows = [
        [
            str(sampling),
            rational_text(beta1),
            *(_enclosed(values[sampling, beta1, n], _LAW_DIGITS) for n in parts),
        ]
        for sampling, beta1 in kinds
    ]
    return _table(header, rows)


def _enclosed(bounds: tuple[Fraction, Fraction], digits: int) -> str:
    """The lower bound, with the last digits of the upper one behind it.

    Example:
        >>> _enclosed((Fraction(1, 3), Fraction(1, 3)), 3)
        '0.333..4'
    """
    low = floor_decimal(to_flint(bounds[0]), digits)
    high = ceiling_decimal(to_flint(bounds[1]), digits)
    same = next((k for k, (a, b) in enumerate(zip(low, high, strict=True)) if a != b), len(low))
    return f"{low}..{high[same:]}" if same < len(low) else low


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)

"""Rows of boxes that lie in the region of sure divergence, one epoch of look-back."""

from __future__ import annotations

from fractions import Fraction

from flint import arb, fmpq

from colorball.exact.precision import working_precision
from colorball.phase.sure_edge import sure_edge_float
from colorball.phase.sure_powers import Powers, Range

__all__ = ["is_sure_box", "rows_area", "sure_rows"]

_SMALLEST = fmpq(1, 1_000)  # boxes are halved down to this
_SAMPLES = 5  # heights of a row at which its edge is looked for
_MOST_STEPS_BACK = 20


def sure_rows(n: int, rows: int, unit: int) -> tuple[int, ...]:
    """A staircase inside the region: row j has ``beta_2`` in ``[j, j+1]/rows``.

    Every point of row j with ``0 <= beta_1 <= right[j]/unit`` fulfils the condition with K = 1, by
    ball arithmetic on boxes that cover it. The rows end where none fits.

    Args:
        n: number of parts, >= 3.
        rows: how many would reach ``beta_2 = 1``.
        unit: the ends of the rows are multiples of ``1/unit``.

    Returns:
        ``right[0], right[1], ...``, each at least 1.

    Example:
        >>> sure_rows(3, 8, 20)
        (1,)
    """
    right: list[int] = []
    with working_precision(64):
        for row in range(rows - 1):
            end = _row(n, fmpq(row, rows), fmpq(row + 1, rows), unit)
            if end < 1:
                break
            right.append(end)
    return tuple(right)


def rows_area(right: tuple[int, ...], rows: int, unit: int) -> Fraction:
    """The area of the staircase."""
    return Fraction(sum(right), rows * unit)


def is_sure_box(n: int, beta1: Range, beta2: Range) -> bool:
    """Whether all n bounds are seen to be negative on a box, cutting it where needed."""
    todo = [(beta1, beta2)]
    while todo:
        first, second = todo.pop()
        if _is_seen(n, first, second):
            continue
        wide = first[1] - first[0] >= second[1] - second[0]
        low, high = first if wide else second
        if high - low < _SMALLEST:
            return False
        middle = (low + high) / 2
        for part in ((low, middle), (middle, high)):
            todo.append((part, second) if wide else (first, part))
    return True


def _row(n: int, bottom: fmpq, top: fmpq, unit: int) -> int:
    heights = [bottom + (top - bottom) * j / (_SAMPLES - 1) for j in range(_SAMPLES)]
    edge = min(sure_edge_float(n, int(h.p) / int(h.q), 1) for h in heights)
    end = int(edge * unit)
    for _ in range(_MOST_STEPS_BACK):
        if end < 1:
            return 0
        if is_sure_box(n, (fmpq(0), fmpq(end, unit)), (bottom, top)):
            return end
        end -= 1
    return 0


def _is_seen(n: int, beta1: Range, beta2: Range) -> bool:
    powers = Powers(n, beta1, beta2)
    w1, least, most = powers.largest1(1), powers.smallest2(1), powers.largest2(1)
    zero = arb(0)
    return all(powers.bound(p, w1, least, most) < zero for p in range(n))

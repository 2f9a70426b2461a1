"""Showing something on an interval by halving it until each part is certain."""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, fmpq

__all__ = ["is_positive_throughout"]


def is_positive_throughout(
    left: fmpq, right: fmpq, narrowest: fmpq, enclose: Callable[[fmpq, fmpq], arb]
) -> bool:
    """Whether a function is certainly positive on ``[left, right]``.

    Args:
        left: where the interval begins.
        right: where it ends.
        narrowest: an interval that is narrower is not halved again.
        enclose: encloses the function on an interval.

    Example:
        >>> whole = (fmpq(1), fmpq(3), fmpq(1, 100))
        >>> is_positive_throughout(*whole, lambda a, b: arb((a + b) / 2, (b - a) / 2) ** 2)
        True
    """
    todo = [(left, right)]
    while todo:
        start, stop = todo.pop()
        value = enclose(start, stop)
        if value > 0:
            continue
        if value <= 0 or stop - start < narrowest:
            return False
        middle = (start + stop) / 2
        todo += [(start, middle), (middle, stop)]
    return True

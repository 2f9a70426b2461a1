"""Points of a curve, as close to each other as a picture needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeVar

__all__ = ["between", "spaced"]

_Point = TypeVar("_Point")
_MOST_HALVINGS = 40


def spaced(
    point_at: Callable[[Fraction], _Point],
    places: Sequence[Fraction],
    middle: Callable[[Fraction, Fraction], Fraction],
    distance: Callable[[_Point, _Point], float],
    longest: float,
) -> tuple[_Point, ...]:
    """The points at ``places``, and at places between while two neighbours are far apart.

    Args:
        point_at: the curve.
        places: ascending parameters, the first and the last included.
        middle: a parameter between two; one of the two if there is no other.
        distance: of two points.
        longest: how far apart neighbours may be. A jump of the curve is narrowed, and kept.

    Example:
        >>> spaced(
        ...     lambda x: x * x,
        ...     [Fraction(0), Fraction(1)],
        ...     lambda a, b: (a + b) / 2,
        ...     lambda p, q: abs(p - q),
        ...     0.5,
        ... )
        (Fraction(0, 1), Fraction(1, 4), Fraction(9, 16), Fraction(1, 1))
    """
    start = [(place, point_at(place)) for place in places]
    done = start[:1]
    todo = [(*pair, 0) for pair in reversed(start[1:])]
    while todo:
        place, point, halvings = todo[-1]
        before, previous = done[-1]
        if distance(previous, point) > longest and halvings < _MOST_HALVINGS:
            inside = middle(before, place)
            if before < inside < place:
                todo[-1] = (place, point, halvings + 1)
                todo.append((inside, point_at(inside), halvings + 1))
                continue
        todo.pop()
        done.append((place, point))
    return tuple(point for _, point in done)


def between(left: Fraction, right: Fraction, digits: int) -> Fraction:
    """A decimal between two numbers in [0, 1), halfway on the scale of ``log(1 - x)``.

    Example:
        >>> between(Fraction(0), Fraction(99, 100), 3)
        Fraction(9, 10)
    """
    gap = float((1 - left) * (1 - right)) ** 0.5
    unit = 10**digits
    return 1 - Fraction(round(gap * unit), unit)

"""Where Reddi's example turns as beta_2 grows: all sign changes of the periodic drift."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq, fmpz

from colorball.exact.decimals import outward_decimals
from colorball.exact.precision import working_precision
from colorball.exact.rational import RationalLike, from_flint, to_flint
from colorball.phase.arguments import read_digits
from colorball.phase.periodic import drift_on, read_period
from colorball.problems.reddi import read_big
from colorball.verdict import Verdict

__all__ = ["PeriodicEdge", "PeriodicEdges", "periodic_edges"]

_NARROWEST = fmpq(1, 2**120)
_MOST_HALVINGS = 100_000


@dataclass(frozen=True)
class PeriodicEdge:
    """D has one zero in ``[lower, upper]``, and changes sign there.

    Attributes:
        lower: a rational number below the zero.
        upper: one above it.
        rising: whether D goes from negative to positive as beta_2 grows.
        digits: how many digits after the point were asked for.
    """

    lower: Fraction
    upper: Fraction
    rising: bool
    digits: int

    def __str__(self) -> str:
        lower, upper = outward_decimals(self.lower, self.upper, self.digits)
        return f"[{lower}, {upper}]"


@dataclass(frozen=True)
class PeriodicEdges:
    """All edges for one C and n, ascending.

    Attributes:
        n: number of parts.
        C: the big gradient.
        edges: the edges found, each certain.
        verdict: ``proved``: there are no others on [0, 1]; ``undecided``: there may be.
    """

    n: int
    C: Fraction
    edges: tuple[PeriodicEdge, ...]
    verdict: Verdict


def periodic_edges(
    C: RationalLike,  # noqa: N803
    n: int | str = 3,
    *,
    digits: int = 12,
) -> PeriodicEdges:
    """Every beta_2 in [0, 1] at which D changes sign, enclosed; below the first one D is negative.

    [0, 1] is halved until on each part D has one sign, or its derivative has.

    Args:
        C: the big gradient, above n - 1.
        n: number of parts, from 3 to 1000.
        digits: digits after the point of each edge.

    Raises:
        InputError: if an argument is not valid.

    Example:
        >>> found = periodic_edges(5)
        >>> print(*found.edges, found.verdict)
        [0.236815167158, 0.236815167159] proved
    """
    places, parts = read_digits(digits), read_period(n)
    big = read_big(C, parts)
    exact = to_flint(big)
    with working_precision(int(3.33 * places) + 4 * exact.p.bit_length() + 256):
        found = _isolated(exact, parts)
        edges = [
            _refined(exact, parts, left, right, rising, places) for left, right, rising in found[0]
        ]
    if any(edge is None for edge in edges):
        found = (found[0], False)
    certain = tuple(edge for edge in edges if edge is not None)
    return PeriodicEdges(parts, big, certain, Verdict.PROVED if found[1] else Verdict.UNDECIDED)


def _isolated(big: fmpq, n: int) -> tuple[list[tuple[fmpq, fmpq, bool]], bool]:
    """Intervals with one zero each, ascending, and whether the rest of [0, 1] has none."""
    found: list[tuple[fmpq, fmpq, bool]] = []
    todo = [(fmpq(0), fmpq(1))]
    complete = True
    for _ in range(_MOST_HALVINGS):
        if not todo:
            return found, complete
        left, right = todo.pop()
        value, slope = drift_on(big, _between(left, right), n)
        if value > 0 or value < 0:
            continue
        if slope > 0 or slope < 0:
            ends = [drift_on(big, arb(end), n)[0] for end in (left, right)]
            if all(end > 0 or end < 0 for end in ends):
                if (ends[0] > 0) != (ends[1] > 0):
                    found.append((left, right, bool(ends[1] > 0)))
                continue
        if right - left < _NARROWEST:
            complete = False
            continue
        middle = left + (right - left) * fmpq(1, 2)
        todo += [(middle, right), (left, middle)]
    return found, False


def _refined(
    big: fmpq, n: int, left: fmpq, right: fmpq, rising: bool, digits: int
) -> PeriodicEdge | None:
    """Halved until both ends round outwards to neighbouring decimals, nearly always."""
    narrow = fmpq(1, 4 * fmpz(10) ** digits)
    while right - left > narrow:
        middle = (left + right) / 2
        value, _ = drift_on(big, arb(middle), n)
        if not (value > 0 or value < 0):
            return None
        if bool(value > 0) == rising:
            right = middle
        else:
            left = middle
    return PeriodicEdge(from_flint(left), from_flint(right), rising, digits)


def _between(left: fmpq, right: fmpq) -> arb:
    return arb((left + right) / 2, (right - left) / 2)

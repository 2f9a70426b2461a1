r"""All edges of the region of divergence along beta_2, for one beta_1."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from flint import fmpq

from colorball.balls.sampling import Sampling
from colorball.exact.decimals import floor_decimal, outward_decimals
from colorball.exact.rational import RationalLike, from_flint, rational_latex, to_flint
from colorball.phase.arguments import read_beta, read_digits, read_parts, read_time_limit
from colorball.phase.edges import edges_between
from colorball.phase.near_one import positive_from
from colorball.verdict import Verdict

__all__ = ["Boundary", "Edge", "Side", "boundary"]


class Side(StrEnum):
    """On which side of an edge Adam diverges."""

    BELOW = "divergence-below"
    ABOVE = "divergence-above"


@dataclass(frozen=True)
class Edge:
    """Exactly one zero of the drift lies in ``[lower, upper]``, and the sign changes there.

    Attributes:
        lower: an exact fraction: a decimal with the digits that were asked for, unless another edge
            is so near that a bound between them was taken.
        upper: the same.
        side: where the drift is negative.
    """

    lower: Fraction
    upper: Fraction
    side: Side


@dataclass(frozen=True)
class Boundary:
    """The edges at one beta_1.

    Attributes:
        n: number of parts.
        beta1: momentum coefficient.
        sampling: how epochs draw.
        digits: after the point, of each edge.
        edges: all sign changes of the drift in ``[0, complete_up_to)``, ascending.
        complete_up_to: 1 if it is certain that there are no others in ``[0, 1)``.
    """

    n: int
    beta1: Fraction
    sampling: Sampling
    digits: int
    edges: tuple[Edge, ...]
    complete_up_to: Fraction

    @property
    def complete(self) -> bool:
        """Whether it is certified that there is no other edge in ``[0, 1)``."""
        return self.complete_up_to == 1

    @property
    def verdict(self) -> Verdict:
        """``proved`` if complete; the edges themselves are proved in any case."""
        return Verdict.PROVED if self.complete else Verdict.UNDECIDED

    def decimals(self) -> tuple[tuple[str, str], ...]:
        """The edges as pairs of decimals, rounded down and up."""
        return tuple(outward_decimals(edge.lower, edge.upper, self.digits) for edge in self.edges)

    def latex(self) -> str:
        """The statement in LaTeX."""
        where = rf"\beta_1 = {rational_latex(self.beta1)},\ n = {self.n}"
        if not self.complete:
            reached = floor_decimal(to_flint(self.complete_up_to), self.digits)
            where += rf",\ \beta_2 < {reached}"
        if not self.edges:
            return rf"D \ne 0 \quad ({where})"
        inside = ",\\ ".join(
            rf"\beta_2 \in [{lower},\,{upper}]" for lower, upper in self.decimals()
        )
        return rf"D = 0:\ {inside} \quad ({where})"

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"


def boundary(
    n: int,
    beta1: RationalLike,
    *,
    sampling: str | Sampling = Sampling.RESHUFFLE,
    digits: int = 9,
    time_limit: float | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Boundary:
    r"""Finds every beta_2 in [0, 1) at which the drift changes sign.

    [0, B] is covered by intervals with ellipses on which ``|D|`` is bounded, so that Chebyshev
    interpolation has a proved error; each interval is cut until an enclosure of D excludes zero
    or an enclosure of its derivative does. On [B, 1) a closed bound shows D > 0.

    Args:
        n: number of parts, an integer >= 3.
        beta1: momentum coefficient, 0 <= beta1 < 1.
        sampling: reshuffle, with-replacement, shuffle-once or cyclic.
        digits: after the point, of each edge.
        time_limit: seconds; when they pass, the edges found so far are returned, with
            ``complete_up_to`` below 1.
        progress: called with the number of intervals done and of all.

    Raises:
        InputError: for arguments out of range, before any work.

    Source: docs, "The boundary".

    Example:
        >>> found = boundary(5, "1/2")
        >>> found.decimals(), found.complete
        ((('0.762944790', '0.762944791'),), True)
    """
    parts, places = read_parts(n), read_digits(digits)
    b1 = read_beta(beta1, "beta1")
    scheme = Sampling.parse(str(sampling))
    limit = read_time_limit(time_limit)
    deadline = None if limit is None else time.monotonic() + limit
    last = to_flint(positive_from(parts, scheme))
    found, reached = edges_between(
        parts, to_flint(b1), scheme, fmpq(0), last, places, deadline, progress
    )
    edges = tuple(
        Edge(
            from_flint(edge.lower),
            from_flint(edge.upper),
            Side.BELOW if edge.rising else Side.ABOVE,
        )
        for edge in found
    )
    complete_up_to = Fraction(1) if reached == last else from_flint(reached)
    return Boundary(parts, b1, scheme, places, edges, complete_up_to)

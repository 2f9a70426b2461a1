"""The upper edge of divergence alone: above it the drift is positive up to beta_2 = 1."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq

from colorball.balls.sampling import Sampling
from colorball.exact.rational import RationalLike, from_flint, to_flint
from colorball.phase.arguments import read_beta, read_digits, read_parts
from colorball.phase.boundary import Edge, Side
from colorball.phase.edges import edges_between
from colorball.phase.near_one import positive_from

__all__ = ["upper_edge"]

_FIRST = 6  # of c = (1-beta_2)(n^2-1), where the search begins; at the edge c is near 4, or 2


def upper_edge(
    n: int,
    beta1: RationalLike,
    *,
    sampling: str | Sampling = Sampling.RESHUFFLE,
    digits: int = 12,
) -> Edge | None:
    r"""The largest beta_2 at which the drift changes sign, certified; quick also for large n.

    Unlike ``boundary`` it looks at beta_2 near 1 only, and goes down until it meets an edge.

    Args:
        n: number of parts, an integer >= 3.
        beta1: momentum coefficient, 0 <= beta1 < 1.
        sampling: how epochs draw.
        digits: after the point.

    Returns:
        The edge, with divergence below it; None if the drift is positive on all of [0, 1).

    Raises:
        InputError: for arguments out of range, before any work.
        ArithmeticError: if a piece stays undecided, as it would near a turning point.

    Example:
        >>> edge = upper_edge(100, "9/10")
        >>> float(edge.lower)
        0.999520061261
    """
    parts, places = read_parts(n), read_digits(digits)
    b1, scheme = to_flint(read_beta(beta1, "beta1")), Sampling.parse(str(sampling))
    upper = to_flint(positive_from(parts, scheme))
    width = Fraction(_FIRST, parts * parts - 1)
    while upper > 0:
        lower = max(fmpq(0), 1 - to_flint(width))
        if lower < upper:
            found, reached = edges_between(parts, b1, scheme, lower, upper, places)
            if reached != upper:
                raise ArithmeticError(f"the sign of the drift is undecided near {reached}")
            if found:
                last = found[-1]
                side = Side.BELOW if last.rising else Side.ABOVE
                return Edge(from_flint(last.lower), from_flint(last.upper), side)
            upper = lower
        width *= 4
    return None

"""Which way out of the region of divergence: where the drift is certainly positive."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from colorball.phase.boundary import Edge, Side
from colorball.phase.drift import drift
from colorball.phase.law import law
from colorball.phase.upper_edge import upper_edge

__all__ = ["WayOut", "way_out"]

_LARGEST_FOR_EDGE = 300  # parts; beyond it the edge takes more than some seconds
_NEAREST = 12  # decimals; a beta_1 that is nearer to 1 is no advice


@dataclass(frozen=True)
class WayOut:
    """Where D > 0, seen from one point.

    Attributes:
        beta2: D > 0 from here up to 1, at the point's own beta_1; 0 if for all beta_2.
        edge: the edge of the region that ends there, with D < 0 at its lower end; None if D may be
            positive further below too.
        beta1: a larger beta_1 at which D > 0, at the point's own beta_2; None if none was found.
    """

    beta2: Fraction
    edge: Edge | None
    beta1: Fraction | None


def way_out(n: int, beta1: Fraction, beta2: Fraction, *, quick: bool = False) -> WayOut:
    """Where to turn beta_2, or beta_1, for a positive drift under random reshuffling.

    Args:
        n: number of parts, at least 3.
        beta1: momentum coefficient, 0 <= beta1 < 1.
        beta2: second-moment coefficient, 0 <= beta2 < 1.
        quick: only the closed bound, at once; so for n > 300 in any case.

    Example:
        >>> found = way_out(10, Fraction(1, 2), Fraction(9, 10))
        >>> float(found.beta2), float(found.edge.lower), float(found.beta1)
        (0.9501651, 0.950165, 0.86)
    """
    if quick or n > _LARGEST_FOR_EDGE:
        return WayOut(_surely(n, beta1), None, None)
    higher = _positive_beta1(n, beta1, beta2)
    try:
        edge = upper_edge(n, beta1, digits=_digits(n))
    except ArithmeticError:  # two edges that almost touch
        return WayOut(_surely(n, beta1), None, higher)
    if edge is None:
        return WayOut(Fraction(0), None, higher)
    assert edge.side is Side.BELOW  # the last one: D is positive near 1
    return WayOut(edge.upper, edge, higher)


def _surely(n: int, beta1: Fraction) -> Fraction:
    """The closed bound, as a decimal."""
    unit = 10 ** _digits(n)
    return Fraction(ceil(law(n, beta1).upper * unit), unit)


def _digits(n: int) -> int:
    """Six, and four more than it takes to tell the edge from 1."""
    return max(6, 4 + len(str(n * n)))


def _positive_beta1(n: int, beta1: Fraction, beta2: Fraction) -> Fraction | None:
    """About the least beta_1 above the given one with D > 0, to two figures of 1 - beta_1.

    Towards ``beta_1 = 1`` the momentum tends to its mean 1/n, so that D ends positive.
    """
    for places in range(1, _NEAREST):
        unit = Fraction(1, 10 ** (places + 1))
        if 1 - 10 * unit <= beta1 or not _is_positive(n, 1 - 10 * unit, beta2):
            continue
        near, far = 10, min(100, (1 - beta1) // unit + 1)  # D > 0 at 1 - near * unit
        while far - near > 1:
            middle = (near + far) // 2
            if _is_positive(n, 1 - middle * unit, beta2):
                near = middle
            else:
                far = middle
        return 1 - near * unit
    return None


def _is_positive(n: int, beta1: Fraction, beta2: Fraction) -> bool:
    return drift(n, beta1, beta2, digits=6).sign == "positive"

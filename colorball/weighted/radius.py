"""The tight radius of Lemma A.2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq

from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.exact.decimals import outward_decimals
from colorball.exact.rational import RationalLike, from_flint
from colorball.verdict import Verdict
from colorball.weighted.case import Case, require_digits
from colorball.weighted.filtration import Filtration
from colorball.weighted.term import weighted_sum
from colorball.weighted.terms import radius_terms

__all__ = ["Radius", "radius"]

_GUARD_DIGITS = 20


@dataclass(frozen=True)
class Radius:
    """A rigorous enclosure of ``R_k``.

    Attributes:
        lower: a rational number that is at most ``R_k``.
        upper: a rational number that is at least ``R_k``.
        digits: how many digits after the point the decimal strings have.
        method: ``exact-terms`` (all expectations exact rationals) or ``convex-order`` bounds.
        verdict: always ``proved``.
    """

    lower: Fraction
    upper: Fraction
    digits: int
    method: str
    verdict: Verdict = Verdict.PROVED

    @classmethod
    def outwards(cls, lower: fmpq, upper: fmpq, digits: int, method: str) -> Radius:
        """With both ends rounded outwards to some more digits, so that they stay short."""
        unit = 10 ** (digits + _GUARD_DIGITS)
        low, high = fmpq((lower * unit).floor(), unit), fmpq((upper * unit).ceil(), unit)
        return cls(from_flint(low), from_flint(high), digits, method)

    @property
    def width(self) -> Fraction:
        """How far apart the ends are."""
        return self.upper - self.lower

    def decimals(self) -> tuple[str, str]:
        """Both ends as decimal strings, rounded outwards."""
        return outward_decimals(self.lower, self.upper, self.digits)

    def __str__(self) -> str:
        lower, upper = self.decimals()
        return f"[{lower}, {upper}]"

    def latex(self) -> str:
        """The enclosure in LaTeX."""
        lower, upper = self.decimals()
        return rf"R_k \in [{lower},\, {upper}]"

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"


def radius(
    labels: str | Iterable[RationalLike],
    epochs: int | str,
    beta: RationalLike,
    *,
    filtration: Filtration | str = Filtration.PREDICTABLE,
    sampling: Sampling | str = Sampling.RESHUFFLE,
    digits: int = 12,
) -> Radius:
    r"""The tight radius of all values of ``E[r_k S]`` around ``r_0 E[S]``, rigorously enclosed.

    .. math:: R_k = \sum_{l=1}^k l^{-1/2}\, E\,\big| E[S \mid F_{l-1}] \big|

    (``F_l`` for the adapted reading). It is attained, by ``s_l = sign E[S | F_{l-1}]``. Small
    cases come from exact rational expectations, so to any number of digits; large ones from
    convex-order bounds on a grid, whose width is as small as a few seconds of work allow, and
    no smaller than floating point does (about 1e-12). Source: the talk's Lemma A.2.

    Args:
        labels: numbers.
        epochs: ``1 <= k <= 100000``.
        beta: a number in ``[0, 1)``. A Python float is the exact binary number it is.
        filtration: ``predictable`` or ``adapted``.
        sampling: the scheme.
        digits: digits after the point, ``1..1000``: those of the strings, and the goal for the
            width. The enclosure holds whether or not the goal is met; see :attr:`Radius.width`.

    Raises:
        InputError: if an argument is not valid, or there are too many partial draws.

    Example:
        >>> print(radius("3,-1", 5, "9/10"))
        [1.360609484104, 1.360609484105]
    """
    require_digits(digits)
    case = Case.of(labels, epochs, beta, filtration, sampling)
    try:
        terms, method = radius_terms(case, fmpq(1, 4 * 10**digits))
    except OverflowError:
        raise InputError(
            "labels and beta",
            f"{labels}; {beta}",
            "numbers whose sums, in units of the labels' spread, stay below 10^300",
        ) from None
    lower, upper = weighted_sum(terms, digits)
    return Radius.outwards(lower, upper, digits, method)

"""The law for large n: where the region of divergence ends, in closed form with an error bound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.exact.decimals import ceiling_decimal, floor_decimal
from colorball.exact.rational import RationalLike, to_flint
from colorball.phase import law_replacement, law_reshuffle
from colorball.phase.arguments import read_beta, read_parts
from colorball.phase.near_one import positive_from
from colorball.verdict import Verdict

__all__ = ["Law", "law"]


@dataclass(frozen=True)
class Law:
    """``(n^2-1)(1-beta_2*) = limit + coefficient/n + O(1/n^2)``, and bounds that are proved.

    ``beta_2*`` is the largest beta_2 at which the drift is not positive.

    Attributes:
        n: number of parts of Function (2).
        beta1: momentum coefficient of the first moment.
        sampling: reshuffle or with-replacement.
        limit: 4 under reshuffling, 2 with replacement.
        coefficient: of the next term; it depends on beta1 under reshuffling only.
        least: a lower bound of ``(n^2-1)(1-beta_2*)``.
        most: an upper bound; None where none is proved (n too small for this beta1).
    """

    n: int
    beta1: Fraction
    sampling: Sampling
    limit: int
    coefficient: Fraction
    least: Fraction
    most: Fraction | None

    @property
    def predicted(self) -> Fraction:
        """The two terms for ``(n^2-1)(1-beta_2*)``."""
        return self.limit + self.coefficient / self.n

    @property
    def edge(self) -> Fraction:
        """The beta_2* that the two terms predict (below 0 where n is too small)."""
        return 1 - self.predicted / (self.n**2 - 1)

    @property
    def lower(self) -> Fraction | None:
        """A lower bound of beta_2*, if one is proved: there is divergence here."""
        return None if self.most is None else 1 - self.most / (self.n**2 - 1)

    @property
    def upper(self) -> Fraction:
        """An upper bound of beta_2*: the drift is positive from here up to 1."""
        return 1 - self.least / (self.n**2 - 1)

    @property
    def verdict(self) -> Verdict:
        """``proved`` if both bounds are."""
        return Verdict.UNDECIDED if self.most is None else Verdict.PROVED

    def decimals(self) -> tuple[str | None, str]:
        """Both bounds of beta_2* as decimals, rounded outwards."""
        digits = 4 * len(str(self.n - 1)) + 3  # the bounds are about 1/n^4 apart
        lower = None if self.lower is None else floor_decimal(to_flint(self.lower), digits)
        return lower, ceiling_decimal(to_flint(self.upper), digits)

    def __str__(self) -> str:
        lower, upper = self.decimals()
        return f"beta_2* <= {upper}" if lower is None else f"[{lower}, {upper}]"

    def latex(self) -> str:
        """The statement in LaTeX."""
        lower, upper = self.decimals()
        return rf"\beta_2^* \le {upper}" if lower is None else rf"\beta_2^* \in [{lower},\,{upper}]"

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"


def law(n: int, beta1: RationalLike, sampling: str | Sampling = Sampling.RESHUFFLE) -> Law:
    r"""Where divergence ends for many parts, by the expansion of the drift; no drift is computed.

    .. math::

        (n^2-1)(1-\beta_2^*) = 4 + \Big(\frac83 + \frac{8\beta_1}{1-\beta_1}\Big)\frac1n
        + O\Big(\frac1{n^2}\Big), \qquad 2 + \frac2n + O\Big(\frac1{n^2}\Big)

    under random reshuffling and with replacement. The bounds ``least`` and ``most`` are proved
    for this n and this beta_1. Source: docs, "The law for large n".

    Args:
        n: number of parts, an integer >= 3.
        beta1: momentum coefficient, 0 <= beta1 < 1.
        sampling: reshuffle or with-replacement.

    Raises:
        InputError: for arguments out of range.

    Example:
        >>> print(law(1000, "1/2"))
        [0.999995989135035, 0.999995989497440]
        >>> law(1000, "1/2").predicted
        Fraction(1504, 375)
    """
    parts, b1 = read_parts(n), read_beta(beta1, "beta1")
    scheme = Sampling.parse(str(sampling))
    if scheme is Sampling.RESHUFFLE:
        return _reshuffle(parts, b1)
    if scheme is Sampling.WITH_REPLACEMENT:
        return _with_replacement(parts, b1)
    raise InputError("sampling", sampling, "reshuffle or with-replacement")


def _reshuffle(n: int, b1: Fraction) -> Law:
    q = b1 / (1 - b1)
    coefficient, end = Fraction(8, 3) + 8 * q, Fraction(law_reshuffle.LARGEST_C)
    if n < law_reshuffle.FEWEST_PARTS:
        least, most = _near_one(n, Sampling.RESHUFFLE), None
    else:

        def bounds(c: Fraction) -> tuple[Fraction, Fraction]:
            below, above = law_reshuffle.errors(n, q, c)
            middle = law_reshuffle.two_terms(n, q, c)
            return middle - below, middle + above

        uniform = _largest(lambda c: law_reshuffle.uniform_bound(n, c) > 0, end, n)
        least = max(uniform, _largest(lambda c: bounds(c)[0] > 0, end, n))
        most = _first(lambda c: bounds(c)[1] < 0, 4 + coefficient / n, end, n)
    return Law(n, b1, Sampling.RESHUFFLE, 4, coefficient, least, most)


def _with_replacement(n: int, b1: Fraction) -> Law:
    q = b1 / (1 - b1)
    coefficient, end = Fraction(2), law_replacement.LARGEST_C
    least, most = _near_one(n, Sampling.WITH_REPLACEMENT), None
    if n >= law_replacement.FEWEST_PARTS:

        def bounds(c: Fraction) -> tuple[Fraction, Fraction]:
            below, above = law_replacement.errors(n, q, c)
            middle = law_replacement.two_terms(n, c)
            return middle - below, middle + above

        least = max(least, _largest(lambda c: bounds(c)[0] > 0, end, n))
        most = _first(lambda c: bounds(c)[1] < 0, 2 + coefficient / n, end, n)
    return Law(n, b1, Sampling.WITH_REPLACEMENT, 2, coefficient, least, most)


def _near_one(n: int, sampling: Sampling) -> Fraction:
    return (1 - positive_from(n, sampling)) * (n**2 - 1)


def _largest(holds: Callable[[Fraction], bool], end: Fraction, n: int) -> Fraction:
    """About the largest c up to end with a positive lower bound.

    Such bounds are a concave function that is 1 at c = 0, less one that grows (and is convex or
    below 1 there): where they are positive, they are so for all smaller c.
    """
    unit = 1 << (2 * n.bit_length() + 20)
    low, high = 0, int(end * unit)
    if holds(Fraction(high, unit)):
        return Fraction(high, unit)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(Fraction(middle, unit)) else (low, middle)
    return Fraction(low, unit)


def _first(
    holds: Callable[[Fraction], bool], start: Fraction, end: Fraction, n: int
) -> Fraction | None:
    """A c from start to end that holds, within 5 % of its distance from start; None if none."""
    distance, unit = Fraction(1, n * n), Fraction(1, n**4)
    while start + distance <= end:
        c = floor((start + distance) / unit) * unit
        if holds(c):
            return c
        distance *= Fraction(21, 20)
    return None

r"""An explicit bound of the radius: ``R_k <= C / sqrt(k)`` with every constant written out.

With :math:`\rho = \beta^n`, :math:`w = (1-\rho)/(1-\beta)`, :math:`T = \sum_{j<n} j\beta^j`,
label variance :math:`\sigma^2`, and for random reshuffling

.. math::

    G^2 = \frac{w^2 \sigma^2}{1-\rho^2} \frac{n}{n-1}
          \Big(\sum_q \beta^{-2q} - \tfrac1n \big(\sum_q \beta^{-q}\big)^2\Big)

(with replacement the last factor is :math:`\sum_q \beta^{-2q}` alone, without n/(n-1)):

* predictable: :math:`C = \rho\,G\,(1-\rho)^{-3/2} + 2|\bar c|\,T/(1-\rho)`;
* adapted: :math:`C = \rho\,G\,(2-\rho)^{1/2}(1-\rho)^{-3/2} + (N^2 + \rho^2 G^2)^{1/2}
  + 2|\bar c|\,T/(1-\rho)`, where :math:`N^2` is the variance of the newest epoch's share.

With one order for all epochs, ``S`` itself is of size :math:`\beta^{n(k-1)}`, and
:math:`C = 2 (|\bar c|\,T + D)/(1-\rho)` with D its standard deviation divided by that (cyclic:
:math:`2|S|\beta^{-n(k-1)}/(1-\rho)`). Proofs: ``proofs/lemma_a2.py`` and
``proofs/sampling_schemes.py``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq

from colorball.balls.sampling import Sampling
from colorball.exact.decimals import ceiling_decimal, exact_bounds
from colorball.exact.precision import working_precision
from colorball.exact.rational import RationalLike, from_flint, rational_text
from colorball.verdict import Verdict
from colorball.weighted.case import Case
from colorball.weighted.filtration import Filtration
from colorball.weighted.moments import newest_variance, older_variance, one_order_variance

__all__ = ["RadiusBound", "radius_bound"]

_BITS = 200


@dataclass(frozen=True)
class RadiusBound:
    """``R_k <= (rational + sum of roots of squares) / sqrt(k)``.

    Attributes:
        rational: the rational part of C.
        squares: the squares of C's other parts.
        epochs: ``k``.
        verdict: always ``proved``.
    """

    rational: Fraction
    squares: tuple[Fraction, ...]
    epochs: int
    verdict: Verdict = Verdict.PROVED

    @property
    def constant(self) -> Fraction:
        """An upper bound of C, above it by less than one part in 10^50."""
        with working_precision(_BITS):
            return from_flint(exact_bounds(self._constant())[1])

    @property
    def upper(self) -> Fraction:
        """An upper bound of ``R_k``."""
        with working_precision(_BITS):
            return from_flint(exact_bounds(self._constant() / arb(self.epochs).sqrt())[1])

    def _constant(self) -> arb:
        roots = (arb(fmpq(s.numerator, s.denominator)).sqrt() for s in self.squares)
        return sum(roots, arb(fmpq(self.rational.numerator, self.rational.denominator)))

    def decimal(self, digits: int = 12) -> str:
        """The upper bound of ``R_k`` as a decimal string, rounded up."""
        upper = self.upper
        return ceiling_decimal(fmpq(upper.numerator, upper.denominator), digits)

    def __str__(self) -> str:
        roots = "".join(f" + sqrt({rational_text(s)})" for s in self.squares)
        return f"({rational_text(self.rational)}{roots}) / sqrt({self.epochs})"

    def latex(self) -> str:
        """The bound in LaTeX."""
        roots = "".join(rf" + \sqrt{{{rational_text(s)}}}" for s in self.squares)
        return rf"R_k \le \frac{{{rational_text(self.rational)}{roots}}}{{\sqrt{{{self.epochs}}}}}"

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"


def radius_bound(
    labels: str | Iterable[RationalLike],
    epochs: int | str,
    beta: RationalLike,
    *,
    filtration: Filtration | str = Filtration.PREDICTABLE,
    sampling: Sampling | str = Sampling.RESHUFFLE,
) -> RadiusBound:
    """The explicit bound ``R_k <= C / sqrt(k)`` of Lemma A.2, at a cost polynomial in n.

    The module's docstring has the formula for symbolic n and k.

    Args:
        labels: numbers, as many as you like.
        epochs: ``k``, a number.
        beta: a number in ``[0, 1)``.
        filtration: ``predictable`` or ``adapted``.
        sampling: the scheme.

    Raises:
        InputError: if an argument is not valid.

    Example:
        >>> bound = radius_bound("3,-1", 1000, "9/10")
        >>> print(bound.decimal(6))
        0.522264
    """
    case = Case.of(labels, epochs, beta, filtration, sampling)
    ratio = case.beta ** len(case.labels)
    drift = 2 * abs(case.first_mean) / (1 - ratio)
    if case.scheme is Sampling.CYCLIC:
        return RadiusBound(from_flint(drift), (), case.epochs)
    if case.scheme is Sampling.SHUFFLE_ONCE:
        spread = one_order_variance(case.labels, case.beta) * (2 / (1 - ratio)) ** 2
        return _bound(drift, [spread], case.epochs)
    # for beta = 0 the older epochs add nothing
    square = older_variance(case.labels, case.beta, case.scheme) if case.beta else fmpq(0)
    older = ratio**2 * square / (1 - ratio) ** 3
    if case.filtration is Filtration.PREDICTABLE:
        return _bound(drift, [older], case.epochs)
    whole = newest_variance(case.labels, case.beta, case.scheme) + ratio**2 * square
    return _bound(drift, [older * (2 - ratio), whole], case.epochs)


def _bound(rational: fmpq, squares: list[fmpq], epochs: int) -> RadiusBound:
    roots = tuple(from_flint(s) for s in squares if s)
    return RadiusBound(from_flint(rational), roots, epochs)

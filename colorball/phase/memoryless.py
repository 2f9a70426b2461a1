r"""The drift at beta_2 = 0: an exact rational function of beta_1.

There v is the square of the last gradient: ``n^2`` at the step of the big gradient, 1 at the
others. So ``1/sqrt(v) = 1 - (1 - 1/n) [this step is the big one]``, and as ``E sum_i m_i = 1``,

.. math::

    D = 1 - \Big(1 - \frac1n\Big) M, \qquad M = E[m \text{ at the big step}]
      = -1 + (1-\beta_1)(n+1)\Big(1 + E \sum_{\text{older}} \beta_1^d\Big) .

The older big gradients add, with independent uniform positions p and q in two epochs,

.. math::

    E \sum_{l\ge1} \beta_1^{nl+p-q} = \frac{\beta_1(1-\beta_1^n)}{n^2(1-\beta_1)^2}
    \text{ (reshuffle)}, \qquad \frac{\beta_1}{n(1-\beta_1)} \text{ (with replacement)}, \qquad
    \frac{\beta_1^n}{1-\beta_1^n} \text{ (one order)} .
"""

from __future__ import annotations

from fractions import Fraction

import sympy
from flint import fmpq, fmpz

from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.exact.rational import RationalLike, from_flint, to_flint
from colorball.phase.arguments import read_beta, read_digits, read_parts

__all__ = ["memoryless_drift", "memoryless_edge", "memoryless_formula"]

_MOST_BITS = 50_000_000  # of the result


def memoryless_drift(
    n: int | str, beta1: RationalLike, *, sampling: str | Sampling = Sampling.RESHUFFLE
) -> Fraction:
    """The drift at beta_2 = 0, exactly.

    Args:
        n: number of parts, an integer >= 3.
        beta1: momentum coefficient, 0 <= beta1 < 1.
        sampling: reshuffle, with-replacement, shuffle-once or cyclic.

    Raises:
        InputError: for arguments out of range, or a result of more than 50 million bits.

    Source: docs, "Ways to the drift".

    Example:
        >>> memoryless_drift(3, 0), memoryless_drift(3, "1/2")
        (Fraction(-1, 1), Fraction(2, 27))
    """
    parts, b1 = read_parts(n), to_flint(read_beta(beta1, "beta1"))
    _require_short(parts, int(b1.q).bit_length())
    return from_flint(_drift(parts, b1, Sampling.parse(str(sampling))))


def memoryless_formula(
    n: int | str | None = None, *, sampling: str | Sampling = Sampling.RESHUFFLE
) -> sympy.Expr:
    r"""The same as a formula in ``beta_1``, and in ``n`` if no number is given.

    Raises:
        InputError: if n is a number that is not an integer >= 3, or the scheme is none.

    Example:
        >>> print(sympy.factor(memoryless_formula(3)))
        -(8*beta_1**3 + 8*beta_1**2 - 64*beta_1 + 27)/27
    """
    scheme = Sampling.parse(str(sampling))
    b1 = sympy.Symbol("beta_1", nonnegative=True)
    count = sympy.Symbol("n", positive=True, integer=True)
    parts = count if n is None else sympy.Integer(read_parts(n))
    if scheme is Sampling.RESHUFFLE:
        share = 1 - b1 + b1 * (1 - b1**parts) / (parts**2 * (1 - b1))
    elif scheme is Sampling.WITH_REPLACEMENT:
        share = 1 - b1 + b1 / parts
    else:
        share = (1 - b1) / (1 - b1**parts)
    return 1 - (1 - 1 / parts) * ((parts + 1) * share - 1)


def memoryless_edge(
    n: int | str, *, sampling: str | Sampling = Sampling.RESHUFFLE, digits: int = 12
) -> tuple[Fraction, Fraction]:
    r"""Where the drift at beta_2 = 0 changes sign: D < 0 for smaller beta_1, D > 0 for larger.

    There is one such place: M decreases with beta_1, from n to ``1/n``. Under reshuffling
    ``M = -1 + (n+1)(1 - beta_1 + sum_{0<j<=n} beta_1^j/n^2)``, whose derivative is at most
    ``(n+1)(-1 + (n+1)/(2n)) < 0``. With replacement it is
    ``beta_1 = n^2 (n-2)/((n-1)^2 (n+1))``.

    Args:
        n: number of parts, an integer >= 3.
        sampling: reshuffle, with-replacement, shuffle-once or cyclic.
        digits: the bounds are ``10^-digits`` apart, or equal where a decimal is hit exactly.

    Raises:
        InputError: for arguments out of range, or too many digits for so many parts.

    Example:
        >>> [float(bound) for bound in memoryless_edge(10, digits=4)]
        [0.8546, 0.8547]
    """
    parts, places, scheme = read_parts(n), read_digits(digits), Sampling.parse(str(sampling))
    unit = fmpz(10) ** places
    _require_short(parts, unit.bit_length())
    low, high = fmpz(0), unit  # D(low) < 0 < D(high), with the limit at 1
    while high - low > 1:
        middle = (low + high) // 2
        value = _drift(parts, fmpq(middle, unit), scheme)
        if value == 0:
            low = high = middle
        elif value < 0:
            low = middle
        else:
            high = middle
    return from_flint(fmpq(low, unit)), from_flint(fmpq(high, unit))


def _drift(n: int, b1: fmpq, scheme: Sampling) -> fmpq:
    """D = 1 - (1 - 1/n) M, with ``1-beta_1`` multiplied out."""
    if scheme is Sampling.RESHUFFLE:
        share = 1 - b1 + b1 * (1 - b1**n) / (n * n * (1 - b1))
    elif scheme is Sampling.WITH_REPLACEMENT:
        share = 1 - b1 + b1 / n
    else:
        share = (1 - b1) / (1 - b1**n)
    return 1 - fmpq(n - 1, n) * ((n + 1) * share - 1)


def _require_short(n: int, bits: int) -> None:
    if n * bits > _MOST_BITS:
        raise InputError("n", n, f"at most {_MOST_BITS // bits} for a number of so many digits")

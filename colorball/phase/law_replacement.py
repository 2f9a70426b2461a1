r"""The drift for large n with replacement: two terms, and what is left, bounded.

With ``c = (1-beta_2)(n^2-1)`` and ``mu = E v = n + 1 - 1/n``,

.. math::

    \sqrt\mu\,D = 1 - \frac c2 + \frac1n\Big(\frac{11c}{16} - \frac{3c^2}{32}\Big)
    + O\Big(\frac1{n^2}\Big),

and the functions here bound the last term, for ``n >= 30`` and ``0 <= c <= 5/2``. All arguments and
values are exact fractions. The proof is in docs, "The law for large n".
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial, isqrt

__all__ = ["FEWEST_PARTS", "LARGEST_C", "errors", "two_terms"]

FEWEST_PARTS = 30
LARGEST_C = Fraction(5, 2)


def two_terms(n: int, c: Fraction) -> Fraction:
    """What ``sqrt(mu) D`` is, but for a term of order ``1/n^2``; beta_1 is not in it.

    Example:
        >>> two_terms(100, Fraction(2))
        Fraction(1, 100)
    """
    return 1 - c / 2 + (Fraction(11, 16) * c - Fraction(3, 32) * c * c) / n


def errors(n: int, q: Fraction, c: Fraction) -> tuple[Fraction, Fraction]:
    """How far ``sqrt(mu) D`` can be below and above :func:`two_terms`: two bounds, >= 0.

    The one below is such that where it leaves a positive number, D is positive; it holds for
    every beta_1. Both grow with c, and are 0 at c = 0.

    Example:
        >>> below, above = errors(200, Fraction(0), Fraction(2))
        >>> float(below), float(above)
        (0.0013551041666666668, 0.0006219187450625)
    """
    a, b = Fraction(15, 16) * c, 2 + c
    fourth = Fraction(3, 4) * c * c + c**3 / (3 * n)  # of x = (v - E v)/E v, times n^2
    rare = _rare(n, c)  # v < E v / 4
    root = isqrt(n + 1) + 1  # at least sqrt(mu)
    upper = Fraction(25, 2) * fourth
    below = Fraction(3, 4) * c + c * c / 8 + c / 2 * (b + upper + a * b / n)
    below += Fraction(3, 8) * c * c * (2 + Fraction(5, 2) * c) + c / 2 * n**3 * root * rare
    lag = c * q * n * n / Fraction(n * n - 1)
    above = Fraction(9, 10) * fourth + c / 2 * (
        1 + Fraction(3, 16) * c / n + Fraction(9, 10) * fourth / n**2
    )
    above += c / 2 * (a + Fraction(15, 4) * c + Fraction(7, 8) * c * c + lag * (1 + a / n))
    skew = Fraction(35, 16) * c / n + 76 * fourth / n**2
    above += Fraction(3, 8) * c * c * n * (skew + c / (2 * n * n) * (1 + skew))
    above += n * n * root * rare * (1 + Fraction(3, 8) * c * c * n)
    return below / n**2, above / n**2


def _rare(n: int, c: Fraction) -> Fraction:
    """A bound of ``exp(-z)``, the probability of ``v < E v / 4``: ``exp(z) >= z^k/k!``."""
    if c == 0:
        return Fraction(0)
    z = Fraction(9 * n * n, 16 * (n + 1)) / c
    order = min(int(z), 60)
    return min(Fraction(1), factorial(order) / z**order)

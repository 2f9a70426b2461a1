r"""The drift for large n under random reshuffling: two terms, and what is left, bounded.

With ``c = (1-beta_2)(n^2-1)``, ``mu = E v = n + 1 - 1/n`` and ``q = beta_1/(1-beta_1)``,

.. math::

    \sqrt\mu\,D = 1 - \frac c4 + \frac1n\Big(\frac c4 + \frac{cq}2 - \frac{c^2}{48}\Big)
    + O\Big(\frac1{n^2}\Big),

and the functions here bound the last term, for ``n >= 30`` and ``0 <= c <= 5``. All arguments and
values are exact fractions. The proof is in docs, "The law for large n".
"""

from __future__ import annotations

from fractions import Fraction

__all__ = ["FEWEST_PARTS", "LARGEST_C", "errors", "two_terms", "uniform_bound"]

FEWEST_PARTS = 30
LARGEST_C = 5

_CUBE = Fraction(2, 5)  # |1/sqrt(1+x) - 1 + x/2 - 3x^2/8| <= 2/5 |x|^3 for x >= -(1 - 0.87^2)
_SQUARE = Fraction(1, 2)  # 1/sqrt(1+x) - 1 + x/2 <= 1/2 x^2, for the same x


def two_terms(n: int, q: Fraction, c: Fraction) -> Fraction:
    """What ``sqrt(mu) D`` is, but for a term of order ``1/n^2``.

    Example:
        >>> two_terms(100, Fraction(1), Fraction(4))
        Fraction(2, 75)
    """
    return 1 - c / 4 + (c / 4 + c * q / 2 - c * c / 48) / n


def errors(n: int, q: Fraction, c: Fraction) -> tuple[Fraction, Fraction]:
    """How far ``sqrt(mu) D`` can be below and above :func:`two_terms`: two bounds, >= 0.

    Polynomials in c without constant term, whose coefficients are not negative.

    Example:
        >>> below, above = errors(100, Fraction(0), Fraction(4))
        >>> float(below), float(above)
        (0.0033410023505241614, 0.0034333362839175006)
    """
    h = c / (2 * (n + 1))  # the memory's fading within an epoch moves the means by at most h
    squares = n * n - 1
    # covariance of m and v: sum Cov/(2 mu) = c/2 (1/2 - (1/2 - c/6 + q)/n + e), -up <= e n^2 <= low
    up = c * c / 24 + c * q * n * n / squares
    low = q * (1 + 2 * q) + c * q / 2 + c * q * (1 + q) * n / squares
    # second moments: sum E[m w^2] = n/6 + e, -less <= e <= more, w = (v - mu)/c
    fading = c * c / (4 * (n + 1)) + 2 * (1 + h) * c * q / (n - 1) + q * c * c / (n * (n + 1))
    spread = Fraction(n + 1, n)
    less = Fraction(1, 3) + Fraction(1, 6 * n) + spread * q + fading
    more = spread * (c / 6 + q / 8) + fading + Fraction(1, 4) + c * n / (4 * squares)
    # third order: E|m| |x|^3 <= (2c/mu) E[(1+M) x^2], M = m + 1
    third = Fraction(n, 2) + more + 2 * n * h * h + c * n * n / (2 * squares)
    third *= 2 * _CUBE * c**3 / n
    below = c / 2 * (low + 1) + c * c / 8 + Fraction(3, 8) * c * c * less + third
    above = c / 2 * up + Fraction(3, 8) * c * c * more + third
    return below / n**2, above / n**2


def uniform_bound(n: int, c: Fraction) -> Fraction:
    """A lower bound of ``sqrt(mu) D`` for every beta_1 in [0, 1); it falls as c grows.

    Example:
        >>> uniform_bound(100, 4 - Fraction(25, 100)) > 0
        True
    """
    h = c / (2 * (n + 1))
    rise = Fraction(1, 2) - Fraction(1, 2 * n) + c / (6 * n) + c / (2 * (n - 1))
    rise = max(rise, 2 * h)
    variances = Fraction(n, 6) + n * h * h + c * n * n / (4 * (n * n - 1))
    mean = n + 1 - Fraction(1, n)
    return 1 - (n + 1) * c * rise / (2 * mean) - _SQUARE * c * c * variances / n**2

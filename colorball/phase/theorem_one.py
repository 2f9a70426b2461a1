r"""The region in which Theorem 1 guarantees convergence.

.. math::

    \beta_2 \ge 1 - C\,\frac{1-\beta_1^n}{n^{3.5}}, \qquad \beta_1 < \sqrt{\beta_2} < 1 .

The talk gives no C, so it is an argument. Both conditions are decided exactly, by squaring.
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb, fmpq, fmpz

from colorball.errors import InputError
from colorball.exact.decimals import exact_bounds
from colorball.exact.precision import working_precision
from colorball.exact.rational import RationalLike, from_flint, rational, to_flint
from colorball.phase.arguments import read_beta, read_digits, read_parts

__all__ = ["in_theorem_one", "read_constant", "theorem_one_edge"]

_GUARD_BITS = 40
_COMPARISON_BITS = (128, 1024, 16384)


def read_constant(constant: RationalLike) -> Fraction:
    """The constant C of Theorem 1.

    Raises:
        InputError: if it is not a number > 0.
    """
    exact = rational(constant, "constant")
    if exact <= 0:
        raise InputError("constant", constant, "a number > 0, the constant C of Theorem 1")
    return exact


def in_theorem_one(n: int, beta1: Fraction, beta2: Fraction, constant: Fraction) -> bool:
    """Whether the point satisfies both conditions; ``0 <= beta < 1`` for both.

    Example:
        >>> in_theorem_one(10, Fraction(9, 10), Fraction(9999, 10000), Fraction(1))
        True
    """
    return beta1**2 < beta2 and _is_near_one(n, beta1, beta2, constant)


def _is_near_one(n: int, beta1: Fraction, beta2: Fraction, constant: Fraction) -> bool:
    left, factor = to_flint((1 - beta2) ** 2 * n**7), to_flint(constant)
    for bits in _COMPARISON_BITS:  # an exact power can have billions of digits
        with working_precision(bits):
            right = (factor * (1 - arb(to_flint(beta1)) ** n)) ** 2
            if left < right or left > right:
                return bool(left < right)
    return bool((1 - beta2) ** 2 * n**7 <= (constant * (1 - beta1**n)) ** 2)


def theorem_one_edge(
    n: int | str, beta1: RationalLike, *, constant: RationalLike = 1, digits: int = 12
) -> tuple[Fraction, Fraction]:
    """Encloses the least beta_2 from which on Theorem 1 guarantees convergence, for one beta_1.

    It is the larger of ``1 - C (1-beta_1^n)/n^3.5``, which itself belongs to the region, and
    ``beta_1^2``, which does not.

    Args:
        n: number of parts, an integer >= 3.
        beta1: momentum coefficient, 0 <= beta1 < 1.
        constant: the constant C > 0.
        digits: the bounds have so many digits after the point, and differ by at most 2 in the last.

    Raises:
        InputError: for arguments out of range.

    Example:
        >>> low, high = theorem_one_edge(10, "9/10", digits=6)
        >>> float(low), float(high)
        (0.999794, 0.999795)
    """
    parts, places = read_parts(n), read_digits(digits)
    b1, factor = read_beta(beta1, "beta1"), read_constant(constant)
    size = max(0, factor.numerator.bit_length() - factor.denominator.bit_length())
    with working_precision(int(places * 3.33) + size + _GUARD_BITS):
        power, root = arb(to_flint(b1)) ** parts, arb(parts).sqrt()
        width = to_flint(factor) * (1 - power) / (parts**3 * root)
        low, high = exact_bounds((1 - width).max(arb(to_flint(b1**2))))
    unit = fmpz(10) ** places
    floor, ceiling = (low * unit).floor(), (high * unit).ceil()
    return from_flint(fmpq(floor, unit)), from_flint(fmpq(ceiling, unit))

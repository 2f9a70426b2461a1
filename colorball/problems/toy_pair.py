r"""The talk's toy pair: least squares whose parts share a minimizer (D_0 = 0), or do not (D_0 > 0).

.. math:: f_i(x) = \frac{p_i}2 (x - q_i)^2, \qquad p_0 = n, \quad p_1 = \dots = p_{n-1} = 1 .

In the shared one all ``q_i`` are 0. In the other ``q_0 = a`` and ``q_i = -n a/(n-1)``, so that the
sum is ``(2n-1) x^2/2`` plus a constant, and its minimizer is 0 again. The talk shows pictures and
no formulas; these are this project's.

With ``s = 2n - 1`` the two kinds of gradients differ by
``f_0' - f_i' = (n-1) x - n^2 a/(n-1)``, and n - 1 equal numbers and one other have the variance
``(n-1)/n^2`` times the square of their difference. So the left side of A2 is

.. math:: \frac{n-1}{n^2} \Big( (n-1) x - \frac{n^2 a}{n-1} \Big)^2, \qquad f'(x) = s x .

* ``a = 0``: A2 is an equality with ``D_0 = 0``, ``D_1 = d = (n-1)^3 / (n^2 s^2)``.
* ``a != 0``: no ``D_0`` does with ``D_1 <= d``. With ``D_1 = c d``, ``c > 1``, the least one is
  ``c/(c-1) * n^2 a^2/(n-1)``: complete the square. The constants here take ``c = 2``; A2 is then an
  equality at ``x = -n^2 a/(n-1)^2``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from colorball.errors import InputError
from colorball.exact.rational import RationalLike
from colorball.problems.arguments import read_float, read_parts_from
from colorball.problems.odd_sum import OddSum
from colorball.problems.problem import Constants, OddPart

__all__ = ["toy_apart", "toy_shared"]


def toy_shared(n: int | str = 10) -> OddSum:
    """The toy problem with ``D_0 = 0``: all parts have the minimizer 0.

    Args:
        n: number of parts, from 2.

    Raises:
        InputError: for another n.

    Example:
        >>> problem = toy_shared(10)
        >>> problem.constants.growth, problem.constants.error
        (Fraction(729, 36100), Fraction(0, 1))
    """
    return _toy("toy-shared", read_parts_from(n, 2), Fraction(0))


def toy_apart(n: int | str = 10, apart: RationalLike = 1) -> OddSum:
    """The toy problem with ``D_0 > 0``: part 0 has its minimizer elsewhere than the others.

    Args:
        n: number of parts, from 2.
        apart: a, the minimizer of part 0; not 0.

    Raises:
        InputError: for another n, or a = 0, which is :func:`toy_shared`.

    Example:
        >>> problem = toy_apart(10)
        >>> problem.constants.growth, problem.constants.error
        (Fraction(729, 18050), Fraction(200, 9))
    """
    return _toy("toy-apart", read_parts_from(n, 2), _read_apart(apart))


def _read_apart(apart: RationalLike) -> Fraction:
    place = read_float(apart, "apart")
    if place == 0:
        raise InputError("apart", apart, "a number other than 0 (with 0 it is toy-shared)")
    return place


def _toy(name: str, n: int, place: Fraction) -> OddSum:
    total = 2 * n - 1
    odd = (Fraction(n), place)
    others = (Fraction(1), -n * place / (n - 1))
    rest = sum((p * q * q * k for (p, q), k in ((odd, 1), (others, n - 1))), Fraction(0)) / 2
    tight = Fraction((n - 1) ** 3, n**2 * total**2)
    constants = Constants(
        lipschitz=Fraction(n),
        growth=2 * tight if place else tight,
        error=2 * n**2 * place**2 / (n - 1) if place else Fraction(0),
        least=rest,
        minimizer=Fraction(0),
    )
    form = OddPart(
        gradient=_gradient,
        total=_total,
        slope=_slope,
        curvature=_curvature,
        odd=(float(odd[0]), float(odd[1])),
        others=(float(others[0]), float(others[1])),
        numbers=(float(total), float(rest), 0.0, 0.0),
    )
    # no part's gradient is 0 there: the root of v = 0 would stop a first step without epsilon
    start = np.array(2.5 * float(place) if place else 2.5)
    return OddSum(name, n, odd, others, _value, form, constants, start=start)


def _value(x: Any, p: Any, q: Any) -> Any:
    return p * (x - q) * (x - q) / 2


def _gradient(x: Any, p: Any, q: Any) -> Any:
    return p * (x - q)


def _total(x: Any, numbers: Any) -> Any:
    return 0.5 * numbers[0] * (x * x) + numbers[1]


def _slope(x: Any, numbers: Any) -> Any:
    return numbers[0] * x


def _curvature(x: Any, p: Any, q: Any) -> Any:  # noqa: ARG001  the same everywhere
    return p + 0 * x

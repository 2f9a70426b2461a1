r"""Reddi et al.'s example: one part pulls hard to the left, the others weakly to the right.

.. math:: f_0(x) = C x, \qquad f_i(x) = -x \quad (0 < i < n), \qquad -1 \le x \le 1 .

The sum is ``(C - (n-1)) x``; for ``C > n - 1`` its minimizer is -1. Reddi et al. take the parts in
cyclic order: the big one first, then the others (``k mod n = 1`` is the big one).

On the interval A1 holds with ``L = 0``: the gradients do not depend on x. The left side of A2 is
the constant ``(n-1)(C+1)^2/n^2``, a multiple of ``f'^2 = (C-n+1)^2``, so ``D_0 = 0``.
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

__all__ = ["read_big", "reddi"]


def reddi(n: int | str = 3, C: RationalLike | None = None) -> OddSum:  # noqa: N803
    """Reddi et al.'s example; it starts at 0, as far from the minimizer as from the maximizer.

    Args:
        n: number of parts, from 3.
        C: the big gradient, ``C > n - 1``; 2n if not given.

    Raises:
        InputError: for another n or C.

    Source: Reddi, Kale, Kumar, "On the Convergence of Adam and Beyond", 2018, Theorems 1 and 2;
    there n = 3 and ``C > 2``, then n = C.

    Example:
        >>> problem = reddi(3, C=5)
        >>> problem.constants.growth, problem.total(-1), problem.interval
        (Fraction(8, 9), Fraction(-3, 1), (-1.0, 1.0))
    """
    parts = read_parts_from(n, 3)
    big = Fraction(2 * parts) if C is None else read_big(C, parts)
    slope = big - (parts - 1)
    form = OddPart(
        gradient=_gradient,
        total=_total,
        slope=_slope,
        curvature=_curvature,
        odd=(float(big), 0.0),
        others=(-1.0, 0.0),
        numbers=(float(slope), 0.0, 0.0, 0.0),
    )
    constants = Constants(
        lipschitz=Fraction(0),
        growth=(parts - 1) * (big + 1) ** 2 / (parts * slope) ** 2,
        error=Fraction(0),
        least=-slope,
        minimizer=Fraction(-1),
    )
    return OddSum(
        name="reddi",
        n=parts,
        odd=(big, Fraction(0)),
        others=(Fraction(-1), Fraction(0)),
        part_value=_value,
        odd_part=form,
        constants=constants,
        start=np.array(0.0),
        interval=(-1.0, 1.0),
    )


def read_big(C: RationalLike, n: int) -> Fraction:  # noqa: N803
    """The big gradient, exactly.

    Raises:
        InputError: if it is not a number with ``n - 1 < C <= 10^9``.
    """
    big = read_float(C, "C")
    if not n - 1 < big <= 10**9:
        raise InputError("C", C, f"a number with {n - 1} < C <= 10^9, so that -1 is the minimum")
    return big


def _value(x: Any, p: Any, q: Any) -> Any:  # noqa: ARG001  one number tells the part
    return p * x


def _gradient(x: Any, p: Any, q: Any) -> Any:  # noqa: ARG001  one number tells the part
    return p + 0 * x  # of the shape of both; x is on the interval, so 0 x is 0


def _total(x: Any, numbers: Any) -> Any:
    return numbers[0] * x


def _slope(x: Any, numbers: Any) -> Any:
    return numbers[0] + 0 * x


def _curvature(x: Any, p: Any, q: Any) -> Any:  # noqa: ARG001  zero everywhere
    return 0 * p + 0 * x

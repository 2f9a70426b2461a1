r"""Divergence on a whole square of momentum coefficients, for all n from an explicit one on.

For every age A and every way of sampling, with ``c = (1-beta_2)(n^2-1)``,

.. math::

    D \le (n+1)\Big(\beta_1 + \frac{1-\beta_1}{\sqrt{1+c}}\Big)
    - \frac{n-A}{\sqrt{1 + (n^2-1)\beta_2^A}} .

A big gradient has a given age at one position of an epoch on average. So the momentum adds at most
``(n+1) beta_1``, but for age 0, where ``v >= 1 + c``; and at all but A positions, on average, all
big gradients have age A or more, so that ``v <= 1 + c sum_{d>=A} beta_2^d``. Source: docs, "The law
for large n".
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from flint import arb

from colorball.exact.rational import RationalLike, to_flint
from colorball.phase.arguments import read_beta

__all__ = ["drift_below", "square_from"]


def drift_below(n: int, beta1: Fraction, beta2: Fraction, age: int) -> arb:
    """The bound above, for one age ``A >= 0``: D is at most the upper end of this ball.

    Example:
        >>> drift_below(256, Fraction(1, 2), Fraction(1, 2), 16) < 0
        True
    """
    squares = n * n - 1
    held = 1 / arb(to_flint(1 + (1 - beta2) * squares)).sqrt()
    momentum = (n + 1) * (to_flint(beta1) + to_flint(1 - beta1) * held)
    rest = arb(to_flint(1 + squares * beta2**age)).sqrt()
    return momentum - max(n - age, 0) / rest


def square_from(b: RationalLike) -> int:
    r"""An n from which on ``D < 0`` on all of ``[0, b]^2``: ``16/(1-b)^4``, rounded up.

    Args:
        b: a number in [0, 1).

    Raises:
        InputError: if it is not.

    Example:
        >>> square_from("1/2")
        256
    """
    side = read_beta(b, "b")
    return ceil(16 / (1 - side) ** 4)

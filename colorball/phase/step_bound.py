r"""How far one step of Adam can go on Function (2), whatever the order of the gradients.

With ``r = |m|/sqrt(v)``, ``s = sqrt(1-beta_2)`` and ``A = beta_1(2-beta_1)/(1-beta_1)^2``. Two
bounds, both for m = 0 at the start. Source: docs, "Why the sign of the drift decides".
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from colorball.exact.rational import to_flint

__all__ = ["cauchy_schwarz_bound", "general_bound", "longest_step"]


def cauchy_schwarz_bound(beta1: Fraction, beta2: Fraction) -> arb | None:
    r"""A bound of ``r`` for every sequence of gradients; None if ``beta_1^2 >= beta_2 > 0``.

    .. math:: r^2 \le \frac{(1-\beta_1)^2\,\beta_2}{(1-\beta_2)(\beta_2-\beta_1^2)},

    and ``r <= 1/s`` for ``beta_1 = 0``. It needs no function: there is no such bound otherwise.

    Example:
        >>> print(cauchy_schwarz_bound(Fraction(9, 10), Fraction(999, 1000)).str(6, radius=False))
        7.27029
    """
    if beta1 == 0:
        return 1 / arb(to_flint(1 - beta2)).sqrt()
    if beta1**2 >= beta2:
        return None
    square = (1 - beta1) ** 2 * beta2 / ((1 - beta2) * (beta2 - beta1**2))
    return arb(to_flint(square)).sqrt()


def general_bound(n: int, beta1: Fraction, beta2: Fraction) -> arb | None:
    r"""A bound of ``r`` for Adam on Function (2); None if ``beta_2 = 0 < beta_1``.

    .. math::

        r \le \max\Big(\frac{2n}{s},\ \frac{4 n \beta_1^2 (2-\beta_1)(1+\sqrt{\beta_2})}
        {(1-\beta_1)^2 \beta_2 s}\Big),

    if no step size is above :func:`longest_step`. It uses that y moves by r itself: a long step
    is a large change of the gradient, which v remembers.

    Example:
        >>> print(general_bound(3, Fraction(1, 2), Fraction(1, 4)).str(6, radius=False))
        124.708
    """
    root = arb(to_flint(1 - beta2)).sqrt()
    if beta1 == 0:
        return 2 * n / root
    if beta2 == 0:
        return None
    factor = 4 * n * beta1**2 * (2 - beta1) / ((1 - beta1) ** 2 * beta2)
    second = arb(to_flint(factor)) * (1 + arb(to_flint(beta2)).sqrt()) / root
    return (2 * n / root).max(second)


def longest_step(n: int, beta1: Fraction, beta2: Fraction) -> arb | None:
    r"""The step size ``s sqrt(beta_2)/(2 n A)`` up to which :func:`general_bound` is proved.

    None if every step size will do (``beta_1 = 0``).

    Example:
        >>> print(longest_step(3, Fraction(1, 2), Fraction(1, 4)).str(6, radius=False))
        0.0240563
    """
    if beta1 == 0:
        return None
    ages = beta1 * (2 - beta1) / (1 - beta1) ** 2
    return arb(to_flint(beta2 * (1 - beta2))).sqrt() / arb(to_flint(2 * n * ages))

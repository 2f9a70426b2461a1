r"""The free process: Adam on Function (2) with the gradients of the right piece for ever.

It starts as if only small gradients came before (m = -1, v = 1). With the ages d >= 0 of the big
gradients since then,

.. math::

    m = -1 + (1-\beta_1)(n+1) \sum_d \beta_1^d, \qquad
    v = 1 + (1-\beta_2)(n^2-1) \sum_d \beta_2^d \ge 1,

and the displacement of epoch k is ``T_k = sum m/sqrt(v)`` over its n steps: a function of the
positions ``p_1, ..., p_k`` of the big gradient in the epochs so far. This module has the exact
constants that bound it. Source: docs, "Why the sign of the drift decides".
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from flint import arb

from colorball.errors import InputError
from colorball.exact.rational import to_flint

__all__ = [
    "displacements",
    "forgotten",
    "highest_displacement",
    "sensitivity",
    "total_forgotten",
    "total_sensitivity",
]


def displacements(
    n: int, beta1: Fraction, beta2: Fraction, positions: Sequence[int]
) -> tuple[arb, ...]:
    """Encloses ``T_1, ..., T_K`` for given positions; m and v themselves are exact.

    Args:
        n: number of parts.
        beta1: momentum coefficient, 0 <= beta1 < 1.
        beta2: the same for the second moment.
        positions: where the big gradient stands in each epoch, from 0 to n - 1.

    Raises:
        InputError: if a position is not one of an epoch's.

    Example:
        >>> first, second = displacements(3, Fraction(0), Fraction(0), [2, 0])
        >>> first.contains(-1), second.contains(-1)  # signs alone: -1 - 1 + 1, 1 - 1 - 1
        (True, True)
    """
    if any(not 0 <= p < n for p in positions):
        raise InputError("positions", list(positions), f"integers from 0 to {n - 1}")
    m, v, found = Fraction(-1), Fraction(1), []
    for p in positions:
        total = arb(0)
        for i in range(n):
            gradient = n if i == p else -1
            m = beta1 * m + (1 - beta1) * gradient
            v = beta2 * v + (1 - beta2) * gradient**2
            total += arb(to_flint(m)) / arb(to_flint(v)).sqrt()
        found.append(total)
    return tuple(found)


def highest_displacement(n: int, beta1: Fraction) -> Fraction:
    r"""``T_k <= (n+1)(1 + beta_1 - beta_1^n)``, and ``T_k >= -n``, whatever the positions.

    Each step is at least -1, and at most ``m + 1``, because v >= 1. Summed over an epoch ``m + 1``
    is at most ``(n+1)(1-beta_1^n)`` for its own big gradient and ``(n+1) beta_1`` for all older.

    Example:
        >>> highest_displacement(3, Fraction(1, 2))
        Fraction(11, 2)
    """
    return (n + 1) * (1 + beta1 - beta1**n)


def sensitivity(n: int, beta1: Fraction, beta2: Fraction, lag: int) -> Fraction:
    r"""How far ``T_k`` can move at most if only the position of epoch ``k - lag`` changes.

    For ``lag = l >= 1`` the gradient that moves has age at least ``n(l-1) + i + 1`` at position i,
    so m moves by ``(1-beta_1)(n+1) beta_1^age``, ``sqrt(v)`` by half of
    ``(1-beta_2)(n^2-1) beta_2^age``, and ``m/sqrt(v)`` by the first plus n times the second:

    .. math::

        s_l = (n+1)\beta_1^{n(l-1)+1}(1-\beta_1^n)
            + \tfrac{n(n^2-1)}{2} \beta_2^{n(l-1)+1}(1-\beta_2^n), \qquad
        s_0 = n + (n+1)(1 + \beta_1 - \beta_1^n).

    Example:
        >>> sensitivity(3, Fraction(1, 2), Fraction(0), 1)
        Fraction(7, 4)
    """
    if lag == 0:
        return n + highest_displacement(n, beta1)
    return forgotten(n, beta1, beta2, lag) - forgotten(n, beta1, beta2, lag + 1)


def forgotten(n: int, beta1: Fraction, beta2: Fraction, lag: int) -> Fraction:
    r"""``sum_{l >= lag} s_l``, lag >= 1: what all epochs that are at least so old can change.

    Example:
        >>> forgotten(3, Fraction(0), Fraction(1, 2), 1)
        Fraction(6, 1)
    """
    age = n * (lag - 1) + 1
    return (n + 1) * beta1**age + Fraction(n * (n * n - 1), 2) * beta2**age


def total_sensitivity(n: int, beta1: Fraction, beta2: Fraction) -> Fraction:
    r"""``sigma = sum_{l >= 0} s_l``, the bound of what one position changes in all epochs.

    Example:
        >>> total_sensitivity(3, Fraction(0), Fraction(0))
        Fraction(7, 1)
    """
    return sensitivity(n, beta1, beta2, 0) + forgotten(n, beta1, beta2, 1)


def total_forgotten(n: int, beta1: Fraction, beta2: Fraction) -> Fraction:
    r"""``sum_{k >= 1} sum_{l >= k} s_l``: how far all ``E T_k`` together are from their limit D.

    Example:
        >>> total_forgotten(3, Fraction(0), Fraction(1, 2))
        Fraction(48, 7)
    """
    older = Fraction(n * (n * n - 1), 2) * beta2 / (1 - beta2**n)
    return (n + 1) * beta1 / (1 - beta1**n) + older

"""Power series in floating point: logarithm, quotient, values, and how many terms it takes."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

__all__ = ["log_series", "one_minus_power", "polynomial", "quotient_series", "terms_needed"]

Floats = NDArray[np.float64]

_MOST_TERMS = 34
_RADIUS = math.pi
_ROUNDING = 1e-17


def log_series(a: Floats) -> Floats:
    """The coefficients of ``log a`` where ``a_0 = 1``.

    Example:
        >>> log_series(np.array([1.0, 1.0, 0.5]))  # log exp(x)
        array([0., 1., 0.])
    """
    found = np.zeros(len(a))
    for r in range(1, len(a)):
        k = np.arange(1, r)
        found[r] = a[r] - (k * found[k] * a[r - k]).sum() / r
    return found


def quotient_series(p: Floats, a: Floats) -> Floats:
    """The coefficients of ``p/a`` where ``a_0 = 1``.

    Example:
        >>> quotient_series(np.array([1.0, 0.0, 0.0]), np.array([1.0, -1.0, 0.0]))
        array([1., 1., 1.])
    """
    found = np.zeros(len(a))
    for r in range(len(a)):
        k = np.arange(1, r + 1)
        found[r] = p[r] - (a[k] * found[r - k]).sum()
    return found


def polynomial(coefficients: Floats, x: Floats) -> Floats:
    """``sum_r coefficients[r] x^r``, by Horner's scheme."""
    value = np.full(x.shape, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        value *= x
        value += coefficient
    return value


def one_minus_power(beta: float, exponent: int, by: float = 0.0) -> float:
    """``1 - exp(by) * beta^exponent`` without cancellation, for ``by <= 0``, ``exponent >= 1``.

    Example:
        >>> one_minus_power(0.5, 3), one_minus_power(0.0, 5)
        (0.875, 1.0)
    """
    return -math.expm1(by + exponent * math.log(beta)) if beta > 0 else 1.0


def terms_needed(largest: float) -> int:
    """How many terms a series of radius of convergence pi needs for arguments up to ``largest``."""
    if largest <= 0:
        return 2
    count = 1 + math.ceil(math.log(_ROUNDING) / math.log(largest / _RADIUS))
    return max(2, min(_MOST_TERMS, count))

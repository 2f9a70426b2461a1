"""Peers: the drift and its edges as anyone would first compute them; nothing is certified."""

from __future__ import annotations

import mpmath
import numpy as np

from colorball.phase.quadrature import drift_float

__all__ = ["float_edges", "mpmath_drift"]


def mpmath_drift(n: int, beta1: str, beta2: str, digits: int = 12) -> mpmath.mpf:
    """``D`` by ``mpmath.quad`` over the product of the epochs' transforms.

    Epochs are left out where their share of v is below ``10^-(digits+4)``.
    """
    with mpmath.workdps(digits + 4):
        b1, b2 = mpmath.mpf(beta1), mpmath.mpf(beta2)
        scale, c = (1 - b1) * (n + 1), (1 - b2) * (n * n - 1)
        epochs = 2
        while c * b2 ** (n * (epochs - 1)) > mpmath.mpf(10) ** -(digits + 4):
            epochs += 1

        def integrand(u: mpmath.mpf) -> mpmath.mpf:
            terms = [mpmath.exp(-c * u * u * b2**d) for d in range(n * epochs)]
            weighted = [b1**d * term for d, term in enumerate(terms)]
            total = mpmath.mpf(0)
            for i in range(n):
                product = (sum(terms[: i + 1]) + (n - 1 - i)) / n
                ratio = sum(weighted[: i + 1]) / n / product
                for first in range(i + 1, n * (epochs - 1) + i + 1, n):
                    window = sum(terms[first : first + n]) / n
                    product *= window
                    ratio += sum(weighted[first : first + n]) / n / window
                total += product * (scale * ratio - 1)
            return mpmath.exp(-u * u) * total

        return 2 / mpmath.sqrt(mpmath.pi) * mpmath.quad(integrand, [0, 1, 2, 4, 8])


def float_edges(n: int, beta1: float, points: int = 400) -> list[float]:
    """Signs of the floating-point drift on a grid of beta_2, then bisection; it may miss edges."""
    gaps = np.geomspace(1, 0.1 / (n * n - 1), points)
    grid = 1 - gaps
    values = np.array([drift_float(n, beta1, float(y)) for y in grid])
    found = []
    for k in np.flatnonzero(np.sign(values[1:]) != np.sign(values[:-1])):
        low, high, rising = float(grid[k]), float(grid[k + 1]), values[k] < 0
        while high - low > 1e-10:
            middle = (low + high) / 2
            if (drift_float(n, beta1, middle) < 0) == rising:
                low = middle
            else:
                high = middle
        found.append((low + high) / 2)
    return found

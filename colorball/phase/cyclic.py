r"""The drift for one fixed order of the parts: algebraic, nothing random.

The big gradients are n steps apart, so the latest has an age ``s = 0..n-1`` and

.. math::

    D = \sum_{s<n} \frac{-1 + (1-\beta_1)(n+1)\,\beta_1^s/(1-\beta_1^n)}
        {\sqrt{1 + (1-\beta_2)(n^2-1)\,\beta_2^s/(1-\beta_2^n)}} .

The order does not matter, so shuffling once (one random order for all epochs) has the same drift.
"""

from __future__ import annotations

import math

from flint import arb, fmpq

from colorball.exact.precision import working_precision

__all__ = ["cyclic_ball"]

_GUARD_BITS = 24


def cyclic_ball(n: int, beta1: fmpq | arb, beta2: fmpq | arb, bits: int) -> arb:
    """A ball around the drift, of radius about ``2^-bits`` if the betas are narrow enough.

    Args:
        n: number of parts.
        beta1: momentum coefficient, a number or a narrow ball in [0, 1).
        beta2: the same for the second moment.
        bits: how narrow the ball is to be.
    """
    near_one = sum(max(0, -math.frexp(float(arb(1 - b)))[1]) for b in (beta1, beta2))
    with working_precision(bits + 2 * n.bit_length() + _GUARD_BITS + near_one):
        b1, b2 = arb(beta1), arb(beta2)
        scale1 = (1 - b1) * (n + 1) / (1 - b1**n)
        scale2 = (1 - b2) * (n * n - 1) / (1 - b2**n)
        total, power1, power2 = arb(0), arb(1), arb(1)
        for _ in range(n):
            total = total + (scale1 * power1 - 1) / (1 + scale2 * power2).sqrt()
            power1, power2 = power1 * b1, power2 * b2
        return total

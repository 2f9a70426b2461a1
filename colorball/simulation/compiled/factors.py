r"""The two factors of a step where gradients do not depend on x, compiled.

There :math:`x_{t+1} = x_t - a_t(\beta_1)\, b_t(\beta_2)`. Both come from the rule's own ``update``
at x = 0, with the other factor held at 1.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba.extending import register_jitable

from colorball.rules.rule import Betas, Clock, State
from colorball.simulation.compiled.arithmetic import LEAST, RANGE_BITS, bits, use_widest_vectors

__all__ = ["momentum_factors", "root_factors"]

_LEAST_BITS = np.uint64(np.float64(LEAST).view(np.uint64))
_RANGE_BITS = np.uint64(RANGE_BITS)


@register_jitable(forceinline=True)
def momentum_factors(
    update: Any,
    flags: Any,
    beta1: Any,
    m: Any,
    power1: Any,
    g: float,
    clock: Any,
    numbers: Any,
    factors: Any,
    uppers: Any,
    i: int,
    e: int,
) -> None:
    """One iteration: m and its power move on, a is written, its positive part added up.

    Args:
        update: the rule's.
        flags: without epsilon, and without zero for zero.
        beta1: shape ``(rows,)``, as m and power1.
        m: the momentum, written.
        power1: ``beta1^t``, written.
        g: the gradient.
        clock: the step size and t.
        numbers: the rule's.
        factors: row i is written.
        uppers: row e is added to.
        i: the iteration's row.
        e: the epoch's row.
    """
    use_widest_vectors()
    for lane in range(beta1.size):
        power = 0.0
        if flags.bias_correction:
            power = power1[lane] * beta1[lane]
            power1[lane] = power
        betas = Betas(beta1[lane], 1.0 - beta1[lane], 1.0, 0.0, power, 0.0)
        x, state = update(0.0, g, 0.0, State(m[lane], 1.0, 1.0), betas, clock, flags, numbers)
        m[lane] = state.m
        factors[i, lane] = -x
        uppers[e, lane] += -x if x < 0.0 else 0.0


@register_jitable(forceinline=True)
def root_factors(
    update: Any,
    flags: Any,
    root_of_w: bool,
    beta2: Any,
    v: Any,
    w: Any,
    power2: Any,
    g: float,
    t: float,
    numbers: Any,
    factors: Any,
    uppers: Any,
    i: int,
    e: int,
) -> Any:
    """One iteration: v, w and their power move on, b is written, its maximum kept.

    The arguments are like those of :func:`momentum_factors`.

    Returns:
        0 if what the root is taken of is in the range of ``quick_inverse_root`` for all.
    """
    use_widest_vectors()
    seen = np.uint64(0)
    for lane in range(beta2.size):
        power = 0.0
        if flags.bias_correction:
            power = power2[lane] * beta2[lane]
            power2[lane] = power
        betas = Betas(1.0, 0.0, beta2[lane], 1.0 - beta2[lane], 0.0, power)
        before = State(1.0, v[lane], w[lane])
        x, state = update(0.0, g, 0.0, before, betas, Clock(1.0, t), flags, numbers)
        v[lane], w[lane] = state.v, state.w
        factors[i, lane] = -x
        uppers[e, lane] = -x if -x > uppers[e, lane] else uppers[e, lane]
        seen |= bits(state.w if root_of_w else state.v) - _LEAST_BITS
    return seen >> _RANGE_BITS

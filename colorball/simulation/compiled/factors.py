r"""The two factors of a step where gradients do not depend on x, compiled.

There :math:`x_{t+1} = x_t - a_t(\beta_1)\, b_t(\beta_2)`. Both come from the rule's own ``update``
at x = 0, with the other factor held at 1. A register of lanes goes through a chunk of epochs, so
that its state stays where it is.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from colorball.rules.rule import Betas, Clock, State
from colorball.simulation.compiled.jit import inlined
from colorball.simulation.compiled.tile import HEIGHT, WIDTH
from colorball.simulation.compiled.wide import REGISTER
from colorball.simulation.compiled.wide_functions import choose, filled, lesser, some_below
from colorball.simulation.compiled.wide_memory import load, store, use_widest_vectors
from colorball.simulation.compiled.wide_root import LEAST

__all__ = ["momentum_factors", "root_factors"]


@inlined
def _momentum(
    update: Any, flags: Any, beta1: Any, rest1: Any, g: float, clock: Any, numbers: Any, part: Any
) -> Any:
    """One iteration of a register; part is m, its power, and the sum of the positive a."""
    m, power, climbed = part
    if flags.bias_correction:
        power = power * beta1
    betas = Betas(beta1, rest1, 1.0, 0.0, power, 0.0)
    x, state = update(0.0, g, 0.0, State(m, 1.0, 1.0), betas, clock, flags, numbers)
    a = -x
    return (state.m, power, climbed + choose(a > 0.0, a, 0.0)), a


@inlined
def momentum_factors(
    update: Any,
    flags: Any,
    rows: Any,
    gradients: Any,
    sizes: Any,
    done: int,
    n: int,
    epochs: int,
    numbers: Any,
    factors: Any,
    most: Any,
) -> None:
    """Some epochs: a is written, and for each lane the largest sum of an epoch's positive a.

    Args:
        update: the rule's.
        flags: without epsilon, and without zero for zero.
        rows: beta1, m and ``beta1^t``, one after the other, shape ``(3 lanes,)``; the last two are
            written.
        gradients: of each iteration.
        sizes: step sizes.
        done: how many iterations came before.
        n: iterations of an epoch.
        epochs: how many there are.
        numbers: the rule's.
        factors: panels of ``HEIGHT`` lanes one after the other, each of shape
            ``(iterations, HEIGHT)``.
        most: shape ``(lanes,)``.
    """
    use_widest_vectors()
    lanes = most.size
    panel = factors.size // lanes * HEIGHT
    for first in range(0, lanes, 2 * REGISTER):
        second = first + REGISTER
        beta_a, beta_b = load(rows, first), load(rows, second)
        rest_a, rest_b = 1.0 - beta_a, 1.0 - beta_b
        m_a, m_b = load(rows, lanes + first), load(rows, lanes + second)
        power_a, power_b = load(rows, 2 * lanes + first), load(rows, 2 * lanes + second)
        most_a, most_b = filled(0.0), filled(0.0)
        to_a = first // HEIGHT * panel + first % HEIGHT
        to_b = second // HEIGHT * panel + second % HEIGHT
        for e in range(epochs):
            sum_a, sum_b = filled(0.0), filled(0.0)
            for k in range(e * n, (e + 1) * n):
                g, clock = gradients[k], Clock(sizes[k], np.float64(done + k + 1))
                (m_a, power_a, sum_a), a = _momentum(
                    update, flags, beta_a, rest_a, g, clock, numbers, (m_a, power_a, sum_a)
                )
                store(factors, to_a + k * HEIGHT, a)
                (m_b, power_b, sum_b), a = _momentum(
                    update, flags, beta_b, rest_b, g, clock, numbers, (m_b, power_b, sum_b)
                )
                store(factors, to_b + k * HEIGHT, a)
            most_a = choose(sum_a > most_a, sum_a, most_a)
            most_b = choose(sum_b > most_b, sum_b, most_b)
        store(rows, lanes + first, m_a)
        store(rows, lanes + second, m_b)
        store(rows, 2 * lanes + first, power_a)
        store(rows, 2 * lanes + second, power_b)
        store(most, first, most_a)
        store(most, second, most_b)


@inlined
def root_factors(
    update: Any,
    flags: Any,
    root_of_w: bool,
    columns: Any,
    gradients: Any,
    done: int,
    iterations: int,
    numbers: Any,
    factors: Any,
    most: Any,
) -> bool:
    """Some iterations: b is written, and for each lane the largest.

    The arguments are like those of :func:`momentum_factors`; columns has beta2, v, w and
    ``beta2^t``, and the panels of factors are ``WIDTH`` wide.

    Returns:
        Whether no number was too small for the quick inverse root.
    """
    use_widest_vectors()
    lanes = most.size
    panel = factors.size // lanes * WIDTH
    least = filled(np.inf)
    for first in range(0, lanes, REGISTER):
        beta2 = load(columns, first)
        rest2 = 1.0 - beta2
        v, w = load(columns, lanes + first), load(columns, 2 * lanes + first)
        power = load(columns, 3 * lanes + first)
        largest = filled(0.0)
        to = first // WIDTH * panel + first % WIDTH
        for k in range(iterations):
            if flags.bias_correction:
                power = power * beta2
            clock = Clock(1.0, np.float64(done + k + 1))
            betas = Betas(1.0, 0.0, beta2, rest2, 0.0, power)
            x, state = update(
                0.0, gradients[k], 0.0, State(1.0, v, w), betas, clock, flags, numbers
            )
            v, w, b = state.v, state.w, -x
            store(factors, to + k * WIDTH, b)
            largest = choose(b > largest, b, largest)
            least = lesser(w if root_of_w else v, least)
        store(columns, lanes + first, v)
        store(columns, 2 * lanes + first, w)
        store(columns, 3 * lanes + first, power)
        store(most, first, largest)
    return not some_below(least, LEAST)

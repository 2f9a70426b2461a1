r"""Adam: momentum divided by the root of a running mean of squares.

.. math::

    m_t = \beta_1 m_{t-1} + (1-\beta_1) g_t, \quad
    v_t = \beta_2 v_{t-1} + (1-\beta_2) g_t^2, \quad
    x_{t+1} = x_t - \eta_t\, m_t / \sqrt{v_t}

and with bias correction ``m_t / (1 - beta1^t)`` and ``v_t / (1 - beta2^t)`` for m and v.
"""

from __future__ import annotations

from typing import Any

from colorball.rules.momentum import momentum
from colorball.rules.quotient import quotient
from colorball.rules.rule import Betas, Clock, Flags, Numbers, Rule, State

__all__ = ["RULE", "update"]


def update(
    x: Any,
    g: Any,
    h: Any,
    state: State,
    betas: Betas,
    clock: Clock,
    flags: Flags,
    numbers: Numbers,
) -> tuple[Any, State]:
    """One iteration of Adam."""
    m = momentum(state.m, g, betas, clock, flags)
    v = betas.beta2 * state.v + betas.rest2 * (g * g)
    x = x - quotient(clock.step * m, v, betas, flags, numbers)
    return x, State(m, v, state.w)


RULE = Rule(
    name="adam",
    title="Adam",
    source='Kingma and Ba, 2015; talk, "Adam"',
    update=update,
    formula=(
        "m = beta1*m + (1 - beta1)*g",
        "v = beta2*v + (1 - beta2)*g**2",
        "x = x - step*m/sqrt(v)",
    ),
    slots=("m", "v"),
    under_root="v",
    betas=("beta1", "beta2"),
    options=(
        "bias_correction",
        "epsilon",
        "epsilon_place",
        "start_m",
        "start_v",
        "zero_if_zero",
    ),
    separable=True,
)

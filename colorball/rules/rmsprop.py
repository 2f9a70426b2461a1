r"""RMSProp: the gradient divided by the root of a running mean of squares.

.. math::

    v_t = \beta_2 v_{t-1} + (1-\beta_2) g_t^2, \quad x_{t+1} = x_t - \eta_t\, g_t / \sqrt{v_t}
"""

from __future__ import annotations

from typing import Any

from colorball.rules.quotient import over_root
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
    """One iteration of RMSProp."""
    v = betas.beta2 * state.v + betas.rest2 * (g * g)
    x = x - over_root(clock.step * g, v, betas, flags, numbers)
    return x, State(state.m, v, state.w)


RULE = Rule(
    name="rmsprop",
    title="RMSProp",
    source='Tieleman and Hinton, 2012; talk, "RMSProp"',
    update=update,
    formula=("v = beta2*v + (1 - beta2)*g**2", "x = x - step*g/sqrt(v)"),
    slots=("v",),
    under_root="v",
    betas=("beta2",),
    options=("bias_correction", "epsilon", "epsilon_place", "start_v", "zero_if_zero"),
)

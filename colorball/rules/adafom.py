r"""AdaFom: AdaGrad with first-order momentum.

.. math::

    m_t = \beta_1 m_{t-1} + (1-\beta_1) g_t, \quad
    v_t = \frac{t-1}t v_{t-1} + \frac1t g_t^2, \quad
    x_{t+1} = x_t - \eta_t\, m_t / \sqrt{v_t}
"""

from __future__ import annotations

from typing import Any

from colorball.rules.momentum import momentum
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
    """One iteration of AdaFom."""
    m = momentum(state.m, g, betas, clock, flags)
    v = (clock.t - 1.0) / clock.t * state.v + (g * g) / clock.t
    x = x - over_root(clock.step * m, v, betas, flags, numbers)
    return x, State(m, v, state.w)


RULE = Rule(
    name="adafom",
    title="AdaFom",
    source='Chen, Liu, Sun and Hong, 2019; talk, "To Overcome Divergence"',
    update=update,
    formula=(
        "m = beta1*m + (1 - beta1)*g",
        "v = (t - 1)/t*v + g**2/t",
        "x = x - step*m/sqrt(v)",
    ),
    slots=("m", "v"),
    under_root="v",
    betas=("beta1",),
    options=("epsilon", "epsilon_place", "start_m", "zero_if_zero"),
)

r"""Lion: the sign of a momentum that weighs the newest gradient on its own.

.. math::

    x_{t+1} = x_t - \eta_t \operatorname{sign}(\beta_1 m_{t-1} + (1-\beta_1) g_t), \quad
    m_t = \beta_2 m_{t-1} + (1-\beta_2) g_t
"""

from __future__ import annotations

from typing import Any

from colorball.rules.elementary import sign
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
    """One iteration of Lion."""
    x = x - clock.step * sign(betas.beta1 * state.m + betas.rest1 * g)
    m = betas.beta2 * state.m + betas.rest2 * g
    return x, State(m, state.v, state.w)


RULE = Rule(
    name="lion",
    title="Lion",
    source='Chen, Liang, Huang, Real et al., 2023; talk, "Emp-Stage 2"',
    update=update,
    formula=(
        "x = x - step*sign(beta1*m + (1 - beta1)*g)",
        "m = beta2*m + (1 - beta2)*g",
    ),
    slots=("m",),
    betas=("beta1", "beta2"),
)

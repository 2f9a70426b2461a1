r"""SGDM: a step against a running mean of the gradients.

.. math:: m_t = \beta_1 m_{t-1} + (1-\beta_1) g_t, \quad x_{t+1} = x_t - \eta_t\, m_t

Libraries sum instead, ``m = beta1 m + g``. That is the same with a step size ``1/(1 - beta1)``
times as large.
"""

from __future__ import annotations

from typing import Any

from colorball.rules.momentum import momentum
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
    """One iteration of SGDM."""
    m = momentum(state.m, g, betas, clock, flags)
    return x - clock.step * m, State(m, state.v, state.w)


RULE = Rule(
    name="sgdm",
    title="SGDM",
    source='Polyak, 1964; talk, "Let us start with SGD"',
    update=update,
    formula=("m = beta1*m + (1 - beta1)*g", "x = x - step*m"),
    slots=("m",),
    betas=("beta1",),
    options=("momentum", "start_m"),
)

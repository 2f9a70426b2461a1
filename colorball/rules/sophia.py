r"""Sophia: momentum divided by a running mean of the curvature, and clipped.

.. math::

    m_t = \beta_1 m_{t-1} + (1-\beta_1) g_t, \quad
    v_t = \beta_2 v_{t-1} + (1-\beta_2) h_t, \quad
    x_{t+1} = x_t - \eta_t \min\Big(\max\Big(\frac{m_t}{\max(\gamma v_t, \varepsilon)},
    -\rho\Big), \rho\Big)

The curvature h is the diagonal of the part's second derivative, in every iteration; Liu et al.
estimate it, in every tenth.
"""

from __future__ import annotations

from typing import Any

from colorball.rules.elementary import between, larger
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
    """One iteration of Sophia."""
    m = momentum(state.m, g, betas, clock, flags)
    v = betas.beta2 * state.v + betas.rest2 * h
    a = m
    if flags.bias_correction:
        a = a / (1.0 - betas.power1)
    curvature = v
    if flags.last_curvature:
        curvature = state.v
    ratio = a / larger(numbers.gamma * curvature, numbers.epsilon)
    x = x - clock.step * between(ratio, -numbers.rho, numbers.rho)
    return x, State(m, v, state.w)


RULE = Rule(
    name="sophia",
    title="Sophia",
    source='Liu, Li, Hall, Liang and Ma, 2023; talk, "Emp-Stage 2"',
    update=update,
    formula=(
        "m = beta1*m + (1 - beta1)*g",
        "v = beta2*v + (1 - beta2)*h",
        "x = x - step*min(max(m/max(gamma*v, epsilon), -rho), rho)",
    ),
    slots=("m", "v"),
    betas=("beta1", "beta2"),
    options=("bias_correction", "curvature", "epsilon", "gamma", "rho"),
    defaults=(("epsilon", "1/1000000000000"),),
    needs_curvature=True,
)

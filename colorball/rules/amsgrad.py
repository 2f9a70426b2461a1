r"""AMSGrad: Adam, divided by the root of the largest v so far.

.. math::

    m_t = \beta_1 m_{t-1} + (1-\beta_1) g_t, \quad
    v_t = \beta_2 v_{t-1} + (1-\beta_2) g_t^2, \quad
    w_t = \max(w_{t-1}, v_t), \quad
    x_{t+1} = x_t - \eta_t\, m_t / \sqrt{w_t}

Under bias correction the maximum is either taken of v and then corrected, or taken of corrected v.
Only the second keeps the divisor from falling.
"""

from __future__ import annotations

from typing import Any

from colorball.rules.elementary import larger
from colorball.rules.momentum import momentum
from colorball.rules.quotient import already_corrected, corrected, quotient
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
    """One iteration of AMSGrad."""
    m = momentum(state.m, g, betas, clock, flags)
    v = betas.beta2 * state.v + betas.rest2 * (g * g)
    if flags.correct_before_max:
        w = larger(state.w, corrected(v, betas, flags))
        x = x - quotient(clock.step * m, w, already_corrected(betas), flags, numbers)
    else:
        w = larger(state.w, v)
        x = x - quotient(clock.step * m, w, betas, flags, numbers)
    return x, State(m, v, w)


RULE = Rule(
    name="amsgrad",
    title="AMSGrad",
    source='Reddi, Kale and Kumar, 2018; talk, "To Overcome Divergence"',
    update=update,
    formula=(
        "m = beta1*m + (1 - beta1)*g",
        "v = beta2*v + (1 - beta2)*g**2",
        "w = max(w, v)",
        "x = x - step*m/sqrt(w)",
    ),
    slots=("m", "v", "w"),
    under_root="w",
    betas=("beta1", "beta2"),
    options=(
        "bias_correction",
        "max_of",
        "epsilon",
        "epsilon_place",
        "start_m",
        "start_v",
        "zero_if_zero",
    ),
    separable=True,
)

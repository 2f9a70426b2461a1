r"""Nesterov's accelerated gradient, in the variable at which gradients are taken.

.. math:: m_t = \beta_1 m_{t-1} + g_t, \quad x_{t+1} = x_t - \eta_t (g_t + \beta_1 m_t)

With a constant step size it is

.. math:: y_t = x_t - \eta\, g_t, \quad x_{t+1} = y_t + \beta_1 (y_t - y_{t-1}), \quad y_0 = x_1

with :math:`m_t = (y_{t-1} - y_t)/\eta`. The growing weight has :math:`(t-1)/(t+2)` for
:math:`\beta_1` there; for a convex f whose gradient is L-Lipschitz, and :math:`\eta \le 1/L`, the
error is then :math:`O(1/t^2)`.
"""

from __future__ import annotations

from typing import Any

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
    """One iteration of Nesterov's method."""
    if flags.growing:
        m = (clock.t - 2.0) / (clock.t + 1.0) * state.m + g
        x = x - clock.step * (g + (clock.t - 1.0) / (clock.t + 2.0) * m)
    else:
        m = betas.beta1 * state.m + g
        x = x - clock.step * (g + betas.beta1 * m)
    return x, State(m, state.v, state.w)


RULE = Rule(
    name="nesterov",
    title="Nesterov",
    source='Nesterov, 1983; Su, Boyd and Candès, 2016 (growing weight); talk, "Pre-ML Stage"',
    update=update,
    formula=("m = beta1*m + g", "x = x - step*(g + beta1*m)"),
    slots=("m",),
    betas=("beta1",),
    options=("momentum_weight",),
    full_batch=True,
)

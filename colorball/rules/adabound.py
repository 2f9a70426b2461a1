r"""AdaBound: Adam, its effective step kept in a band.

.. math::

    m_t = \beta_1 m_{t-1} + (1-\beta_1) g_t, \quad
    v_t = \beta_2 v_{t-1} + (1-\beta_2) g_t^2, \quad
    x_{t+1} = x_t - \eta_t\, m_t / \sqrt{\min(\max(v_t, C_l), C_u)}

which is the talk's fixed band. v itself goes on as it is. Luo et al.'s band is one for
:math:`1/\sqrt{v_t}` and narrows to one number F:

.. math::

    x_{t+1} = x_t - \eta_t\, m_t
    \min\Big(\max\Big(\frac1{\sqrt{v_t}}, F - \frac F{\gamma t + 1}\Big),
    F + \frac F{\gamma t}\Big).

There the bias correction of m counts as part of the effective step, as in their program.
"""

from __future__ import annotations

from typing import Any

from colorball.rules.elementary import between
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
    """One iteration of AdaBound."""
    m = momentum(state.m, g, betas, clock, flags)
    v = betas.beta2 * state.v + betas.rest2 * (g * g)
    if flags.narrowing:
        low = numbers.final * (1.0 - 1.0 / (numbers.gamma * clock.t + 1.0))
        high = numbers.final * (1.0 + 1.0 / (numbers.gamma * clock.t))
        rate = between(quotient(1.0, v, betas, flags, numbers), low, high)
        x = x - rate * (clock.step * m)
    else:
        inside = between(corrected(v, betas, flags), numbers.low, numbers.high)
        x = x - quotient(clock.step * m, inside, already_corrected(betas), flags, numbers)
    return x, State(m, v, state.w)


RULE = Rule(
    name="adabound",
    title="AdaBound",
    source='Luo, Xiong, Liu and Sun, 2019; talk, "To Overcome Divergence"',
    update=update,
    formula=(
        "m = beta1*m + (1 - beta1)*g",
        "v = beta2*v + (1 - beta2)*g**2",
        "x = x - step*m/sqrt(min(max(v, low), high))",
    ),
    slots=("m", "v"),
    betas=("beta1", "beta2"),
    options=(
        "bias_correction",
        "band",
        "low",
        "high",
        "final",
        "gamma",
        "epsilon",
        "epsilon_place",
        "start_m",
        "start_v",
    ),
    defaults=(("gamma", "1/1000"),),
)

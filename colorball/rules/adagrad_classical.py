r"""AdaGrad in its classical form: v is the sum of all squares so far.

.. math:: v_t = v_{t-1} + g_t^2, \quad x_{t+1} = x_t - \eta_t\, g_t / \sqrt{v_t}
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
    """One iteration of AdaGrad, v a sum."""
    v = state.v + g * g
    x = x - over_root(clock.step * g, v, betas, flags, numbers)
    return x, State(state.m, v, state.w)


RULE = Rule(
    name="adagrad-classical",
    title="AdaGrad, classical",
    source="Duchi, Hazan and Singer, 2011",
    update=update,
    formula=("v = v + g**2", "x = x - step*g/sqrt(v)"),
    slots=("v",),
    under_root="v",
    options=("epsilon", "epsilon_place", "start_v", "zero_if_zero"),
)

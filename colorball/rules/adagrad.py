r"""AdaGrad as the talk writes it: v is the mean of all squares so far.

.. math::

    v_t = \frac{t-1}t v_{t-1} + \frac1t g_t^2, \quad x_{t+1} = x_t - \eta_t\, g_t / \sqrt{v_t}

With the step size :math:`\eta/\sqrt t` it is the classical form with :math:`\eta`, whose v is the
sum. The first v is the first square, whatever v was before.
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
    """One iteration of AdaGrad, v a mean."""
    v = (clock.t - 1.0) / clock.t * state.v + (g * g) / clock.t
    x = x - over_root(clock.step * g, v, betas, flags, numbers)
    return x, State(state.m, v, state.w)


RULE = Rule(
    name="adagrad",
    title="AdaGrad",
    source='Duchi, Hazan and Singer, 2011; talk, "Adagrad"',
    update=update,
    formula=("v = (t - 1)/t*v + g**2/t", "x = x - step*g/sqrt(v)"),
    slots=("v",),
    under_root="v",
    options=("epsilon", "epsilon_place", "zero_if_zero"),
)

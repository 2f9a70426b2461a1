r"""SGD: a step against the gradient of one part.

.. math:: x_{t+1} = x_t - \eta_t\, g_t
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
    """One iteration of SGD."""
    return x - clock.step * g, state


RULE = Rule(
    name="sgd",
    title="SGD",
    source='Robbins and Monro, 1951; talk, "Let us start with SGD"',
    update=update,
    formula=("x = x - step*g",),
)

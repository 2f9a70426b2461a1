r"""Barzilai and Borwein's method: a step size from the last two points and gradients.

.. math::

    s = x_t - x_{t-1}, \quad y = g_t - g_{t-1}, \quad
    x_{t+1} = x_t - \frac{\langle s, s\rangle}{\langle s, y\rangle}\, g_t

or, the short step, :math:`\langle s, y\rangle / \langle y, y\rangle`. For one coordinate both
are the secant method. m and v hold the last point and gradient. The first step is plain, and so is
every one whose divisor is 0, as where f is linear. A negative curvature gives a negative step,
uphill.
"""

from __future__ import annotations

from typing import Any

from colorball.rules.elementary import inner, where
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
    """One iteration of Barzilai and Borwein's method."""
    s = x - state.m
    y = g - state.v
    if flags.short_step:
        above = inner(s, y)
        below = inner(y, y)
    else:
        above = inner(s, s)
        below = inner(s, y)
    rate = where(below == 0.0, clock.step, above / where(below == 0.0, 1.0, below))
    rate = where(clock.t == 1.0, clock.step, rate)
    return x - rate * g, State(x, g, state.w)


RULE = Rule(
    name="barzilai-borwein",
    title="Barzilai-Borwein",
    source='Barzilai and Borwein, 1988; talk, "Pre-ML Stage"',
    update=update,
    formula=(
        "s = x - m",
        "y = g - v",
        "m = x",
        "v = g",
        "rate = inner(s, s)/inner(s, y)",
        "rate = where(inner(s, y) == 0, step, rate)",
        "rate = where(t == 1, step, rate)",
        "x = x - rate*g",
    ),
    slots=("m", "v"),
    options=("secant_step",),
    full_batch=True,
)

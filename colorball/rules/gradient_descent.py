r"""Gradient descent: a step against the whole gradient.

.. math:: x_{t+1} = x_t - \eta_t\, \nabla f(x_t)
"""

from __future__ import annotations

from colorball.rules.rule import Rule
from colorball.rules.sgd import update

__all__ = ["RULE"]

RULE = Rule(
    name="gradient-descent",
    title="Gradient descent",
    source='Cauchy, 1847; talk, "Pre-ML Stage"',
    update=update,
    formula=("x = x - step*g",),
    full_batch=True,
)

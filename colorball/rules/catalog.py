"""All update rules, by name."""

from __future__ import annotations

from colorball.errors import InputError
from colorball.rules import (
    adabound,
    adafom,
    adagrad,
    adagrad_classical,
    adam,
    amsgrad,
    barzilai_borwein,
    gradient_descent,
    lion,
    nesterov,
    rmsprop,
    sgd,
    sgdm,
    sophia,
)
from colorball.rules.rule import Rule

__all__ = ["RULES", "RULE_NAMES", "rule"]

_MODULES = (
    sgd,
    sgdm,
    adagrad,
    adagrad_classical,
    rmsprop,
    adam,
    amsgrad,
    adafom,
    adabound,
    sophia,
    lion,
    gradient_descent,
    nesterov,
    barzilai_borwein,
)

RULES: dict[str, Rule] = {module.RULE.name: module.RULE for module in _MODULES}
RULE_NAMES = tuple(RULES)


def rule(name: str) -> Rule:
    """The update rule of that name.

    Raises:
        InputError: if there is none; the message lists all names.

    Example:
        >>> print(*rule("rmsprop").formula, sep="; ")
        v = beta2*v + (1 - beta2)*g**2; x = x - step*g/sqrt(v)
    """
    if not isinstance(name, str) or name not in RULES:
        raise InputError("rule", name, f"one of {', '.join(RULE_NAMES)}")
    return RULES[name]

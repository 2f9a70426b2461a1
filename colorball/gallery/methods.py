"""The methods of the gallery, and the betas and options of its update rules."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from colorball.gallery.by_scipy import SCIPY_METHODS
from colorball.rules.catalog import rule
from colorball.rules.options import read_options
from colorball.rules.rule import Flags, Numbers, Rule

__all__ = ["METHODS", "STEPS", "Settings", "settings"]

_FIRST_ORDER = ("gradient-descent", "nesterov", "barzilai-borwein")
_ZERO, _NINE = Fraction(0), Fraction(9, 10)
_BETAS = {  # as their authors have them
    "sgdm": (_NINE, _ZERO),
    "adam": (_NINE, Fraction(999, 1000)),
    "lion": (_NINE, Fraction(99, 100)),
    "sophia": (Fraction(965, 1000), Fraction(99, 100)),
}
_OPTIONS: dict[str, dict[str, object]] = {
    "nesterov": {"momentum_weight": "growing"},
    "adam": {"bias_correction": True, "zero_if_zero": True},
    "sophia": {"bias_correction": True},
}

METHODS = (*_FIRST_ORDER, *SCIPY_METHODS, *_BETAS)
STEPS = tuple(10.0 ** (k / 2) for k in range(-12, 5))  # from 1e-6 to 100


@dataclass(frozen=True)
class Settings:
    """How the gallery runs an update rule.

    Attributes:
        rule: the rule.
        betas: ``beta1`` and ``beta2``.
        flags: its options.
        numbers: its options that are numbers.
    """

    rule: Rule
    betas: tuple[Fraction, Fraction]
    flags: Flags
    numbers: Numbers


def settings(method: str) -> Settings:
    """The settings of one of ``METHODS`` that is an update rule.

    Example:
        >>> settings("adam").betas
        (Fraction(9, 10), Fraction(999, 1000))
    """
    chosen = rule(method)
    flags, numbers = read_options(chosen, **_OPTIONS.get(method, {}))
    return Settings(chosen, _BETAS.get(method, (_NINE, _ZERO)), flags, numbers)

"""From named options to the flags and numbers that an update rule computes with."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from colorball.errors import InputError
from colorball.exact.rational import RationalLike, rational
from colorball.rules.option import OPTIONS, Option
from colorball.rules.rule import Flags, Numbers, Rule

__all__ = ["RuleOptions", "default_options", "read_options"]

_PLACES = {"outside": 1, "inside": 2, "outside-uncorrected": 3}
_FLAGS = {  # the choice that sets the flag
    "max_of": ("correct_before_max", "corrected"),
    "momentum": ("plain_sum", "sum"),
    "momentum_weight": ("growing", "growing"),
    "start_m": ("first_gradient", "first-gradient"),
    "band": ("narrowing", "narrowing"),
    "curvature": ("last_curvature", "last"),
    "secant_step": ("short_step", "short"),
}
_BAND = {"fixed": ("low", "high"), "narrowing": ("final", "gamma")}  # what each band asks for


class RuleOptions(NamedTuple):
    """The options of a rule, checked, as the engines take them."""

    flags: Flags
    numbers: Numbers


def default_options(rule: Rule) -> dict[str, str | bool]:
    """Each option that the rule takes, with its default.

    Example:
        >>> from colorball.rules.catalog import rule
        >>> default_options(rule("sgdm"))
        {'momentum': 'average', 'start_m': 'zero'}
    """
    own = dict(rule.defaults)
    return {name: own.get(name, OPTIONS[name].default) for name in rule.options}


def read_options(rule: Rule, **given: object) -> RuleOptions:
    """Check the options of a rule; those that are not given, or None, have their defaults.

    Numbers are exact in (:func:`colorball.exact.rational.rational`); the nearest doubles go on.

    Args:
        rule: the rule.
        **given: options by name; ``option.OPTIONS`` has them all.

    Raises:
        InputError: for an option that the rule does not take (the message lists those that it
            does), a value out of range, or two options that contradict each other.

    Example:
        >>> from colorball.rules.catalog import rule
        >>> flags, numbers = read_options(rule("adam"), epsilon="0.00000001")
        >>> flags.epsilon, numbers.epsilon
        (1, 1e-08)
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    for name, value in chosen.items():
        if name not in rule.options:
            takes = ", ".join(rule.options) or "no options"
            raise InputError(name, value, f"nothing: the rule {rule.name} takes {takes}")
    values = {
        name: _read(rule, OPTIONS[name], chosen.get(name, default))
        for name, default in default_options(rule).items()
    }
    _require_agreement(values, chosen)
    flags: dict[str, Any] = {
        "bias_correction": values.get("bias_correction", False),
        "zero_if_zero": values.get("zero_if_zero", False),
    }
    for name, (flag, choice) in _FLAGS.items():
        flags[flag] = values.get(name) == choice
    if values.get("epsilon", 0.0) > 0.0 and "epsilon_place" in values:
        flags["epsilon"] = _PLACES[values["epsilon_place"]]
    numbers = {name: values[name] for name in Numbers._fields if name in values}
    return RuleOptions(Flags(**flags), Numbers(**numbers))


def _read(rule: Rule, option: Option, value: object) -> Any:
    if option.is_switch:
        if not isinstance(value, bool):
            raise InputError(option.name, value, "True or False")
        return value
    if option.is_number:
        return _read_number(rule, option.name, value)
    choices = option.choices
    if option.name == "epsilon_place" and "bias_correction" not in rule.options:
        choices = choices[:2]  # without a correction there is no before and after
    if value not in choices:
        raise InputError(option.name, value, f"one of {', '.join(choices)}")
    return value


def _read_number(rule: Rule, name: str, value: object) -> float:
    may_be_zero = name == "start_v" or (name == "epsilon" and not rule.needs_curvature)
    valid = f"a number {'>= 0' if may_be_zero else '> 0'} that a double can hold"
    exact = rational(cast(RationalLike, value), name)
    try:
        nearest = float(exact)
    except OverflowError:
        raise InputError(name, value, valid) from None
    if exact < 0 or (nearest == 0.0 and not (may_be_zero and exact == 0)):
        raise InputError(name, value, valid)
    return nearest


def _require_agreement(values: dict[str, Any], chosen: dict[str, object]) -> None:
    """What goes with what; ``values`` has the defaults too, ``chosen`` only what was given."""
    if values.get("bias_correction"):
        if values.get("start_m") == "first-gradient":
            valid = "zero: the bias correction is made for it"
            raise InputError("start_m", "first-gradient", valid)
        if values.get("max_of") == "corrected" and (
            values["epsilon_place"] == "outside-uncorrected"
        ):
            valid = "outside or inside: the maximum is of corrected v"
            raise InputError("epsilon_place", "outside-uncorrected", valid)
    if "band" in values:
        for band, names in _BAND.items():
            for name in names:
                if band != values["band"] and name in chosen:
                    valid = f"nothing: it belongs to the {band} band"
                    raise InputError(name, chosen[name], valid)
        if values["low"] > values["high"]:
            raise InputError("low", chosen.get("low", values["low"]), "a number <= high")

"""The options that ``simulate`` and ``sweep`` share: the arguments of ``colorball.sweep``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.rules.option import OPTIONS, Option
from colorball.simulation.schedule import Schedule

__all__ = ["FULL_BATCH_ONLY", "given_settings", "simulation_options"]

Function = TypeVar("Function", bound=Callable[..., Any])

# of the rules that make sense with the whole gradient alone, which are not simulated
FULL_BATCH_ONLY = ("momentum_weight", "secant_step")


def simulation_options(function: Function) -> Function:
    """All options.

    None has a default here: what is not given is left to the library.
    """
    options = [
        _text("--problem", "NAME", "The problem.  [default: function-2]"),
        _text("--n", "N", "Number of parts.  [default: the problem's own]"),
        _text("--rule", "NAME", "The update rule.  [default: adam]"),
        _text("--beta1", "BETA1", "0 <= beta_1 < 1.  [default: 9/10]"),
        _text("--beta2", "BETA2", "0 <= beta_2 < 1.  [default: 999/1000]"),
        _text("--step", "STEP", "The first step size, > 0.  [default: 1/10]"),
        _choice("--schedule", list(Schedule), "How the step falls.  [default: 1/sqrt-epoch]"),
        _text("--epochs", "T", "How many epochs.  [default: 1000]"),
        _text("--seeds", "S", "How many trajectories of each point.  [default: 64]"),
        _choice("--sampling", list(Sampling), "How parts are drawn.  [default: reshuffle]"),
        _text("--seed", "KEY", "Key of all random numbers, an integer >= 0.  [default: 0]"),
        click.option(
            "--common-noise/--no-common-noise",
            default=None,
            help="The seeds' random numbers are the same at all points of the grid.  [default: no]",
        ),
        _text("--start", "X", "x at the start.  [default: the problem's own]"),
        _text("--record", "EVERY", "Keep x and f every so many epochs.  [default: 0, never]"),
        _text(
            "--window",
            "LOW,HIGH",
            "The first exit of x from this interval is noted; an end that is left out is infinite."
            "  [default: where the problem's gradients are constant]",
        ),
        _choice(
            "--engine",
            ["auto", "exact", "reference", "compiled", "fused", "shared-noise"],
            "NumPy, or numba where it is installed and can; exact takes one that agrees with NumPy "
            "to the last bit.  [default: auto]",
        ),
        _choice(
            "--library",
            ["pytorch", "optax"],
            "The rule's options with which it does what the library does; options that are given "
            "too go before them.",
        ),
        _text("--data", "FOLDER", "The files of a data set that is not in scikit-learn."),
        _text(
            "--parameter",
            "NAME=VALUE",
            "A further parameter of the problem; may be given several times.",
            multiple=True,
        ),
        *(_rule_option(each) for each in OPTIONS.values() if each.name not in FULL_BATCH_ONLY),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def given_settings(values: Mapping[str, Any], *, axes: bool) -> dict[str, object]:
    """The settings among a command's values: those that were given.

    Raises:
        InputError: for a value that has not the form it should have.
    """
    settings = {key: value for key, value in values.items() if value is not None}
    parameters = dict(_pair(text) for text in settings.pop("parameter"))
    if "data" in settings:
        parameters["data"] = settings.pop("data")
    if parameters:
        settings["parameters"] = parameters
    if "window" in settings:
        ends = [end.strip() or None for end in settings["window"].split(",")]
        if len(ends) != 2:
            raise InputError("window", settings["window"], "two ends LOW,HIGH, such as -1,")
        settings["window"] = ends
    if axes:
        from colorball.simulation.plan import AXES
        from colorball.sweeps.axis import axis_from_text

        for axis in AXES:
            if axis in settings:
                settings[axis] = axis_from_text(settings[axis], axis)
    return settings


def _pair(text: str) -> tuple[str, object]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise InputError("parameter", text, "NAME=VALUE, such as hidden=32")
    return name, value


def _text(name: str, metavar: str, text: str, *, multiple: bool = False) -> Any:
    return click.option(name, metavar=metavar, help=text, multiple=multiple)


def _choice(name: str, choices: list[Any], text: str) -> Any:
    return click.option(name, type=click.Choice([str(each) for each in choices]), help=text)


def _rule_option(option: Option) -> Any:
    name = option.name.replace("_", "-")
    default = option.default if isinstance(option.default, str) else "no"
    text = f"{option.meaning}  [default: {default}, or the rule's own]"
    if option.is_switch:
        return click.option(f"--{name}/--no-{name}", default=None, help=text)
    if option.is_number:
        return _text(f"--{name}", "NUMBER", text)
    return _choice(f"--{name}", list(option.choices), text)

"""The settings of a sweep: its arguments by name, in a form that a file can hold."""

from __future__ import annotations

import difflib
import inspect
import numbers
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from colorball.errors import InputError
from colorball.exact.rational import rational, rational_text
from colorball.rules.catalog import rule as named_rule
from colorball.rules.libraries import library_options
from colorball.rules.option import OPTIONS
from colorball.simulation.plan import AXES, Plan, make_plan
from colorball.sweeps.axis import read_axis

__all__ = ["Settings", "plan_of", "read_config", "read_settings"]

Settings = dict[str, Any]

_KEYS = tuple(
    name
    for name, parameter in inspect.signature(make_plan).parameters.items()
    if parameter.kind is not parameter.VAR_KEYWORD
)
_TEXTS = ("problem", "rule", "schedule", "sampling", "engine", "library")
_COUNTS = ("epochs", "seeds", "seed", "record")
_MOST_BYTES = 10_000_000


def read_config(path: Path) -> Settings:
    """The settings in a TOML file; its keys are the arguments of :func:`colorball.sweep`.

    Numbers are exact: ``0.9`` is 9/10. The axes n, step, beta1 and beta2 may be a number, a list,
    or a table as described in :func:`colorball.sweeps.axis.axis_range`.

    Raises:
        InputError: if it is no TOML file, or a key or value is not valid.
        OSError: if it cannot be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except ValueError as error:  # such as a zero byte in the name
        raise InputError("config", path, f"the name of a file ({error})") from None
    if len(content) > _MOST_BYTES:
        raise InputError("config", path, f"a TOML file of at most {_MOST_BYTES} bytes")
    try:
        # Decimal, because a float would not be the number that is written
        document = tomllib.loads(content.decode("utf-8"), parse_float=Decimal)
    except (ValueError, RecursionError) as error:  # not UTF-8, not TOML, nested without end
        raise InputError("config", path, f"a TOML file ({error})") from None
    return read_settings(document)


def read_settings(given: Mapping[str, object]) -> Settings:
    """The same settings made of texts, integers, booleans and lists of them.

    Only the form is looked at; what the values may be, :func:`plan_of` checks. The key
    ``library``, pytorch or optax, stands for the options with which the rule does what that
    library does; those that are given too go before them.

    Raises:
        InputError: for an unknown key, with the nearest of the valid ones, or a value of a wrong
            type.

    Example:
        >>> read_settings({"n": 10, "beta1": {"start": 0, "stop": Decimal("0.2"), "count": 3}})
        {'n': 10, 'beta1': ['0', '1/10', '1/5']}
    """
    rule = _text("rule", given.get("rule", "adam"))
    keys = (*_KEYS, "library", *named_rule(rule).options)
    for key in given:
        if key not in keys and key not in OPTIONS:  # what is another rule's, make_plan refuses
            near = difflib.get_close_matches(key, keys, n=1)
            hint = f"; {near[0]} is the nearest" if near else ""
            raise InputError("key", key, f"one of {', '.join(keys)}{hint}")
    settings = {key: _read(key, value) for key, value in given.items() if value is not None}
    if "library" in settings:
        settings = {**library_options(rule, str(settings.pop("library"))), **settings}
    return settings


def plan_of(settings: Settings) -> Plan:
    """The checked plan.

    Raises:
        InputError: for the first argument that is not valid.
    """
    return make_plan(**settings)


def _read(key: str, value: object) -> object:
    if key in _TEXTS:
        return _text(key, value)
    if key in AXES:
        return _plain(key, read_axis(value, key))
    if key in _COUNTS and isinstance(value, Decimal):  # such as 64.0 or 1e3 in a file
        raise InputError(key, value, "an integer")
    if key == "common_noise" and not isinstance(value, bool):
        raise InputError(key, value, "true or false")
    if key == "window":
        return _window(value)
    if key == "parameters":
        if not isinstance(value, Mapping):
            raise InputError(key, value, "a table with the problem's own parameters")
        return {str(name): _plain(f"{key}.{name}", each) for name, each in value.items()}
    return _plain(key, value)


def _window(value: object) -> list[object]:
    """Two ends; None for one that is infinite, as TOML has no null."""
    if isinstance(value, str) or not isinstance(value, Sequence) or len(value) != 2:
        raise InputError("window", value, "a list of two numbers, or inf for no end")
    ends = []
    for end, open_end in zip(value, ("-inf", "inf"), strict=True):
        is_open = end is None or str(end).lower().replace("infinity", "inf") == open_end
        ends.append(None if is_open else _plain("window", end))
    return ends


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise InputError(key, value, "a name")
    return value


def _plain(key: str, value: object) -> object:
    """A value that JSON gives back as it is."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, Sequence) or hasattr(value, "tolist"):  # a list, a tuple, an array
        return [_plain(key, each) for each in _items(value)]
    return rational_text(rational(value, key))  # type: ignore[arg-type]  # it refuses the rest


def _items(value: Any) -> list[object]:
    items = value.tolist() if hasattr(value, "tolist") else list(value)
    return items if isinstance(items, list) else [items]

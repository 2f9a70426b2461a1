"""Tell numba of the plain Python functions that rules and problems are written with."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from numba.extending import register_jitable

import colorball.simulation.compiled.elementary
import colorball.simulation.compiled.wide_numpy  # noqa: F401  both register functions
from colorball.rules import elementary
from colorball.simulation.compiled.reachable import functions_of

__all__ = ["registered"]


def registered(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function itself, once numba can compile calls of it and of all that it calls."""
    for one in functions_of(function):
        if one.__module__ != elementary.__name__:
            _register(one)
    return function


@cache
def _register(function: Callable[..., Any]) -> None:
    register_jitable(forceinline=True)(function)

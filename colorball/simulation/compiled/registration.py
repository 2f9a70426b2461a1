"""Tell numba of the plain Python functions that rules and problems are written with."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from numba.extending import register_jitable

import colorball.simulation.compiled.constants
import colorball.simulation.compiled.elementary  # noqa: F401  both register something
from colorball.rules import elementary
from colorball.simulation.compiled.jit import INLINED
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
    register_jitable(**INLINED, _nrt=True)(function)  # it may make arrays

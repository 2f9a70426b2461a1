"""What a plain Python function calls and uses, as far as its code tells."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any

__all__ = ["functions_of", "used_by"]


def used_by(function: FunctionType) -> list[Any]:
    """The values of the global names in a function's code, and what it closes over.

    Example:
        >>> def outer(x):
        ...     return lambda: x
        >>> used_by(outer(3))
        [3]
    """
    names = function.__code__.co_names
    known = function.__globals__
    cells = [cell.cell_contents for cell in function.__closure__ or ()]
    return [known[name] for name in names if name in known] + cells


def functions_of(first: Callable[..., Any]) -> list[FunctionType]:
    """A function, the plain functions that it uses, those that they use, and so on."""
    found: list[FunctionType] = []
    waiting: list[Any] = [first]
    while waiting:
        one = waiting.pop()
        if isinstance(one, FunctionType) and one not in found:
            found.append(one)
            waiting.extend(used_by(one))
    return found

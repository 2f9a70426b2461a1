"""Tell numba what an operator or a function gives for the lanes of a register, and how.

Where there is no function for numba to compile, but a few instructions, its compiling is quicker.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import types
from numba.core.typing import templates
from numba.core.typing.templates import AbstractTemplate
from numba.extending import lower_builtin

from colorball.simulation.compiled.wide import CHOICE, WIDE, vector_of

__all__ = ["LANES", "PAIRS", "lowered", "lowered_as", "typed"]

# numba's types do not cover these
_signature: Any = templates.signature
_infer_global: Any = templates.infer_global
_lower_builtin: Any = lower_builtin
_unliteral: Any = types.unliteral

LANES = (WIDE, CHOICE)
_NUMBERS = (*LANES, types.float64)
PAIRS = [(a, b) for a in _NUMBERS for b in _NUMBERS if not a == b == types.float64]


def typed(function: Any, results: dict[tuple[Any, ...], Any]) -> None:
    """Tell numba what the function gives for arguments of these types."""

    class Template(AbstractTemplate):
        # so that numba asks here first, before all that it knows of arrays, dates and sets
        metadata = {"target": "cpu"}  # noqa: RUF012  numba's, as in its own templates

        def generic(self, arguments: tuple[Any, ...], keywords: Any) -> Any:
            arguments = tuple(map(_plain, arguments))
            if not keywords and arguments in results:
                return _signature(results[arguments], *arguments)
            return None

    _infer_global(function)(Template)


def lowered(function: Any, generate: Callable[..., Any], *arguments: Any) -> None:
    """Tell it which instructions ``generate(builder, *vectors)`` makes for these types."""

    def lower(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        return generate(builder, *(vector_of(builder, value) for value in values))

    lowered_as(function, lower, *arguments)


def lowered_as(function: Any, lower: Callable[..., Any], *arguments: Any) -> None:
    """The same with the values as they come, as numba's ``lower_builtin`` has it."""
    _lower_builtin(function, *arguments)(lower)


def _plain(kind: Any) -> Any:
    """The type without the value that numba may know; an integer counts as a double."""
    kind = _unliteral(kind)
    return types.float64 if isinstance(kind, types.Integer) else kind

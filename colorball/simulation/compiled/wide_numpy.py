"""NumPy's functions for the lanes of a register; importing this module registers them.

For the problems of users: their functions may call NumPy's as well as those of
``rules.elementary``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba.extending import overload

from colorball.rules import elementary
from colorball.simulation.compiled.wide import CHOICE, WIDE, WIDE_BOOLEAN
from colorball.simulation.compiled.wide_functions import absolute

__all__: list[str] = []

_INLINED: Any = {"forceinline": True}
_LANES = (WIDE, CHOICE)


@overload(np.sqrt, jit_options=_INLINED)
def _sqrt(v: Any) -> Callable[..., Any] | None:
    def wide(v: Any) -> Any:
        return elementary.root(v)

    return wide if v in _LANES else None


@overload(np.abs, jit_options=_INLINED)
def _abs(v: Any) -> Callable[..., Any] | None:
    def wide(v: Any) -> Any:
        return absolute(v)

    return wide if v in _LANES else None


@overload(abs, jit_options=_INLINED)
def _plain_abs(v: Any) -> Callable[..., Any] | None:
    return _abs(v)


@overload(np.sign, jit_options=_INLINED)
def _sign(v: Any) -> Callable[..., Any] | None:
    def wide(v: Any) -> Any:
        return elementary.sign(v)

    return wide if v in _LANES else None


@overload(np.maximum, jit_options=_INLINED)
def _maximum(a: Any, b: Any) -> Callable[..., Any] | None:
    def wide(a: Any, b: Any) -> Any:
        return elementary.larger(a, b)

    return wide if a in _LANES or b in _LANES else None


@overload(np.minimum, jit_options=_INLINED)
def _minimum(a: Any, b: Any) -> Callable[..., Any] | None:
    def wide(a: Any, b: Any) -> Any:
        return elementary.smaller(a, b)

    return wide if a in _LANES or b in _LANES else None


@overload(np.where, jit_options=_INLINED)
def _where(condition: Any, a: Any, b: Any) -> Callable[..., Any] | None:  # noqa: ARG001
    def wide(condition: Any, a: Any, b: Any) -> Any:
        return elementary.where(condition, a, b)

    return wide if condition == WIDE_BOOLEAN else None

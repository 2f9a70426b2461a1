"""The compiler's versions of ``rules.elementary``; importing this module registers them.

Each works on doubles and on the eight lanes of a register.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import types
from numba.extending import overload

from colorball.rules import elementary
from colorball.rules.rule import NEAR
from colorball.simulation.compiled.wide import CHOICE, WIDE, WIDE_BOOLEAN
from colorball.simulation.compiled.wide_functions import choose, filled, wide_root
from colorball.simulation.compiled.wide_root import near_wide_inverse_root, quick_wide_inverse_root

__all__: list[str] = []

_INLINED: Any = {"forceinline": True}


def _are_wide(*kinds: Any) -> bool:
    return any(kind in (WIDE, CHOICE) for kind in kinds)


@overload(elementary.root, jit_options=_INLINED)
def _root(v: Any) -> Callable[..., Any]:
    def compiled(v: Any) -> Any:
        return np.sqrt(v)

    def wide(v: Any) -> Any:
        return wide_root(v)

    return wide if _are_wide(v) else compiled


@overload(elementary.inverse_root, jit_options=_INLINED)
def _inverse_root(v: Any, quick: Any) -> Callable[..., Any]:  # noqa: ARG001
    def compiled(v: Any, quick: Any) -> Any:  # noqa: ARG001  for lanes alone
        return 1.0 / np.sqrt(v)

    def wide(v: Any, quick: Any) -> Any:
        if quick == NEAR:
            return near_wide_inverse_root(v)
        if quick:
            return quick_wide_inverse_root(v)
        return 1.0 / wide_root(v)

    return wide if _are_wide(v) else compiled


@overload(elementary.larger, jit_options=_INLINED)
def _larger(a: Any, b: Any) -> Callable[..., Any]:
    def compiled(a: Any, b: Any) -> Any:
        chosen = a if a > b else b  # b if b is NaN
        return a if a != a else chosen

    def wide(a: Any, b: Any) -> Any:
        return choose(a != a, a, choose(a > b, a, b))

    def number_first(a: Any, b: Any) -> Any:
        return choose(a > b, a, b)

    return _kind(a, b, compiled, wide, number_first)


@overload(elementary.smaller, jit_options=_INLINED)
def _smaller(a: Any, b: Any) -> Callable[..., Any]:
    def compiled(a: Any, b: Any) -> Any:
        chosen = a if a < b else b
        return a if a != a else chosen

    def wide(a: Any, b: Any) -> Any:
        return choose(a != a, a, choose(a < b, a, b))

    def number_first(a: Any, b: Any) -> Any:
        return choose(a < b, a, b)

    return _kind(a, b, compiled, wide, number_first)


def _kind(a: Any, b: Any, compiled: Any, wide: Any, number_first: Any) -> Callable[..., Any]:
    found: Callable[..., Any] = compiled
    if _are_wide(a):
        found = wide
    elif _are_wide(b):
        found = number_first  # a parameter, which is not NaN
    return found


@overload(elementary.between, jit_options=_INLINED)
def _between(a: Any, low: Any, high: Any) -> Callable[..., Any]:  # noqa: ARG001
    def compiled(a: Any, low: Any, high: Any) -> Any:
        return elementary.smaller(elementary.larger(a, low), high)

    return compiled


@overload(elementary.sign, jit_options=_INLINED)
def _sign(a: Any) -> Callable[..., Any]:
    def compiled(a: Any) -> Any:
        positive = 1.0 if a > 0.0 else a - a  # 0 for 0 and -0, NaN for NaN
        return -1.0 if a < 0.0 else positive

    def wide(a: Any) -> Any:
        return choose(a < 0.0, -1.0, choose(a > 0.0, 1.0, a - a))

    return wide if _are_wide(a) else compiled


@overload(elementary.where, jit_options=_INLINED)
def _where(condition: Any, a: Any, b: Any) -> Callable[..., Any]:
    def compiled(condition: Any, a: Any, b: Any) -> Any:
        return a if condition else b

    def wide(condition: Any, a: Any, b: Any) -> Any:
        return choose(condition, a, b)

    def once(condition: Any, a: Any, b: Any) -> Any:
        return filled(a) if condition else filled(b)

    found: Callable[..., Any] = compiled
    if condition == WIDE_BOOLEAN:
        found = wide
    elif _are_wide(a, b) and isinstance(condition, types.Boolean):
        found = once
    return found

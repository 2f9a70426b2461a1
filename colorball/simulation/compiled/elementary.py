"""The compiler's versions of ``rules.elementary``; importing this module registers them.

Here are those on doubles, and what is made of other functions; the rest of those on the lanes of a
register is in ``wide_elementary``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba.extending import overload

import colorball.simulation.compiled.wide_elementary  # noqa: F401  registers the others
from colorball.rules import elementary
from colorball.rules.rule import NEAR, SAME
from colorball.simulation.compiled.jit import INLINED
from colorball.simulation.compiled.wide_lowering import LANES
from colorball.simulation.compiled.wide_root import near_wide_inverse_root, quick_wide_inverse_root

__all__: list[str] = []


@overload(elementary.root, jit_options=INLINED)
def _root(v: Any) -> Callable[..., Any]:  # noqa: ARG001
    def compiled(v: Any) -> Any:
        return np.sqrt(v)

    return compiled


@overload(elementary.inverse_root, jit_options=INLINED, prefer_literal=True)
def _inverse_root(v: Any, quick: Any) -> Callable[..., Any]:
    def compiled(v: Any, quick: Any) -> Any:  # noqa: ARG001
        return 1.0 / elementary.root(v)

    def same(v: Any, quick: Any) -> Any:  # noqa: ARG001
        return quick_wide_inverse_root(v)

    def near(v: Any, quick: Any) -> Any:  # noqa: ARG001
        return near_wide_inverse_root(v)

    known = getattr(quick, "literal_value", 0)  # flags are constants of the compiler
    return {SAME: same, NEAR: near}.get(known, compiled) if v in LANES else compiled


@overload(elementary.larger, jit_options=INLINED)
def _larger(a: Any, b: Any) -> Callable[..., Any]:  # noqa: ARG001
    def compiled(a: Any, b: Any) -> Any:
        chosen = a if a > b else b  # b if b is NaN
        return a if a != a else chosen

    return compiled


@overload(elementary.smaller, jit_options=INLINED)
def _smaller(a: Any, b: Any) -> Callable[..., Any]:  # noqa: ARG001
    def compiled(a: Any, b: Any) -> Any:
        chosen = a if a < b else b
        return a if a != a else chosen

    return compiled


@overload(elementary.between, jit_options=INLINED)
def _between(a: Any, low: Any, high: Any) -> Callable[..., Any]:  # noqa: ARG001
    def compiled(a: Any, low: Any, high: Any) -> Any:
        return elementary.smaller(elementary.larger(a, low), high)

    return compiled


@overload(elementary.sign, jit_options=INLINED)
def _sign(a: Any) -> Callable[..., Any]:  # noqa: ARG001
    def compiled(a: Any) -> Any:
        positive = 1.0 if a > 0.0 else a - a  # 0 for 0 and -0, NaN for NaN
        return -1.0 if a < 0.0 else positive

    return compiled


@overload(elementary.where, jit_options=INLINED)
def _where(condition: Any, a: Any, b: Any) -> Callable[..., Any]:  # noqa: ARG001
    def compiled(condition: Any, a: Any, b: Any) -> Any:
        return a if condition else b

    return compiled

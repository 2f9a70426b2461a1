"""The lanes' versions of ``rules.elementary``, and of NumPy's functions of the same meaning.

Importing this module registers them. The rules call the first; the functions of users' problems may
call both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types

from colorball.rules import elementary
from colorball.simulation.compiled.wide import (
    REGISTER,
    WIDE,
    WIDE_BOOLEAN,
    called,
    vector_of,
)
from colorball.simulation.compiled.wide_lowering import LANES, PAIRS, lowered, lowered_as, typed

__all__: list[str] = []


def _root(builder: Any, v: Any) -> Any:
    return called(builder, f"llvm.sqrt.v{REGISTER}f64", v)


def _absolute(builder: Any, v: Any) -> Any:
    return called(builder, f"llvm.fabs.v{REGISTER}f64", v)


def _sign(builder: Any, v: Any) -> Any:
    zero, one = (ir.Constant(v.type, [number] * REGISTER) for number in (0.0, 1.0))
    positive = builder.fcmp_ordered(">", v, zero)
    result = builder.select(positive, one, builder.fsub(v, v))  # 0 for 0 and -0, NaN for NaN
    return builder.select(builder.fcmp_ordered("<", v, zero), builder.fneg(one), result)


def _extreme(sign: str) -> Callable[..., Any]:
    """The larger or the smaller; b if either is NaN."""

    def generate(builder: Any, a: Any, b: Any) -> Any:
        return builder.select(builder.fcmp_ordered(sign, a, b), a, b)

    return generate


def _or_nan(generate: Callable[..., Any]) -> Callable[..., Any]:
    """The same, but a if a is NaN."""

    def with_nan(builder: Any, a: Any, b: Any) -> Any:
        is_nan = builder.fcmp_unordered("!=", a, a)
        return builder.select(is_nan, a, generate(builder, a, b))

    return with_nan


def _choose(builder: Any, condition: Any, a: Any, b: Any) -> Any:
    return builder.select(condition, a, b)


def _choose_all(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
    """The same where one condition is for all lanes."""
    return builder.select(values[0], *(vector_of(builder, value) for value in values[1:]))


_OF_ONE: Any = {
    _root: (elementary.root, np.sqrt),
    _absolute: (abs, np.abs),
    _sign: (elementary.sign, np.sign),
}
_OF_TWO: Any = {
    _extreme(">"): (elementary.larger, np.maximum),
    _extreme("<"): (elementary.smaller, np.minimum),
}
_CASES = [(WIDE_BOOLEAN, *_pair) for _pair in [*PAIRS, (types.float64, types.float64)]]
_CASES_OF_ALL = [(types.boolean, *_pair) for _pair in PAIRS]

for _generate, _functions in _OF_ONE.items():
    for _function in _functions:
        typed(_function, {(_kind,): WIDE for _kind in LANES})
        for _kind in LANES:
            lowered(_function, _generate, _kind)
for _generate, _functions in _OF_TWO.items():
    for _function in _functions:
        typed(_function, dict.fromkeys(PAIRS, WIDE))
        for _pair in PAIRS:
            # a number is a parameter, which is not NaN
            lowered(_function, _or_nan(_generate) if _pair[0] in LANES else _generate, *_pair)
for _function in (elementary.where, np.where):
    typed(_function, dict.fromkeys([*_CASES, *_CASES_OF_ALL], WIDE))
    for _case in _CASES:
        lowered(_function, _choose, *_case)
    for _case in _CASES_OF_ALL:
        lowered_as(_function, _choose_all, *_case)

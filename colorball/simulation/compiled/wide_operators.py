"""Arithmetic and comparisons of eight lanes; importing this module registers them."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types
from numba.core.typing import templates
from numba.core.typing.templates import AbstractTemplate
from numba.extending import lower_builtin

from colorball.simulation.compiled.wide import (
    CHOICE,
    CHOICE_MODEL,
    WIDE,
    WIDE_BOOLEAN,
    fenced,
    vector_of,
)

__all__: list[str] = []

# numba's types do not cover these
_signature: Any = templates.signature
_infer_global: Any = templates.infer_global
_lower_builtin: Any = lower_builtin
_unliteral: Any = types.unliteral

_ARITHMETIC = {
    operator.add: "fadd",
    operator.sub: "fsub",
    operator.mul: "fmul",
    operator.truediv: "fdiv",
}
_COMPARISONS = {
    operator.lt: "<",
    operator.le: "<=",
    operator.gt: ">",
    operator.ge: ">=",
    operator.eq: "==",
    operator.ne: "!=",
}
_NUMBERS = (WIDE, CHOICE, types.float64)
_PAIRS = [(a, b) for a in _NUMBERS for b in _NUMBERS if not a == b == types.float64]


def _typed(function: Any, results: dict[tuple[Any, ...], Any]) -> None:
    """Tell numba what the operator gives for these types."""

    class Template(AbstractTemplate):
        def generic(self, arguments: tuple[Any, ...], keywords: Any) -> Any:
            arguments = tuple(map(_plain, arguments))
            if not keywords and arguments in results:
                return _signature(results[arguments], *arguments)
            return None

    _infer_global(function)(Template)


def _plain(kind: Any) -> Any:
    """The type without the value that numba may know; an integer counts as a double."""
    kind = _unliteral(kind)
    return types.float64 if isinstance(kind, types.Integer) else kind


def _lowered(function: Any, generate: Callable[..., Any], *arguments: Any) -> None:
    """Tell it how to make the instructions."""

    def lower(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        return generate(builder, *(vector_of(builder, value) for value in values))

    _lower_builtin(function, *arguments)(lower)


def _chosen_product(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
    """A choice times a number of the lane, or times a choice by the same truth values."""

    def times(a: Any, b: Any) -> Any:
        # else LLVM would choose first and multiply then, in every iteration
        return fenced(builder, builder.fmul(a, b))

    chosen = [isinstance(value.type, ir.LiteralStructType) for value in values]
    product = ir.Constant(CHOICE_MODEL, ir.Undefined)
    which = builder.extract_value(values[chosen.index(True)], 0)
    product = builder.insert_value(product, which, 0)
    for i in (1, 2):
        factors = [
            builder.extract_value(value, i) if choice else vector_of(builder, value)
            for value, choice in zip(values, chosen, strict=True)
        ]
        product = builder.insert_value(product, times(*factors), i)
    return product


for _function, _name in _ARITHMETIC.items():
    _results = dict.fromkeys(_PAIRS, WIDE)
    if _function is operator.mul:  # all choices of an iteration are by the same truth values
        _results.update({pair: CHOICE for pair in _PAIRS if CHOICE in pair})
    _typed(_function, _results)
    for _pair in _PAIRS:
        if _results[_pair] is CHOICE:
            _lower_builtin(_function, *_pair)(_chosen_product)
        else:
            _lowered(
                _function,
                lambda builder, a, b, name=_name: getattr(builder, name)(a, b),
                *_pair,
            )
for _function, _sign in _COMPARISONS.items():
    # a NaN differs from everything, itself too; it is not less, not equal, not more
    _method = "fcmp_unordered" if _function is operator.ne else "fcmp_ordered"
    _typed(_function, dict.fromkeys(_PAIRS, WIDE_BOOLEAN))
    for _pair in _PAIRS:
        _lowered(
            _function,
            lambda builder, a, b, sign=_sign, method=_method: getattr(builder, method)(sign, a, b),
            *_pair,
        )
_typed(operator.neg, {(WIDE,): WIDE, (CHOICE,): WIDE})
for _one in (WIDE, CHOICE):
    _lowered(operator.neg, lambda builder, a: builder.fneg(a), _one)
for _function, _name in ((operator.and_, "and_"), (operator.or_, "or_")):
    _both = (WIDE_BOOLEAN, WIDE_BOOLEAN)
    _typed(_function, {_both: WIDE_BOOLEAN})
    _lowered(_function, lambda builder, a, b, name=_name: getattr(builder, name)(a, b), *_both)

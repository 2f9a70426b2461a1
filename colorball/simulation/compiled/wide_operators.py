"""Arithmetic and comparisons of eight lanes; importing this module registers them."""

from __future__ import annotations

import operator
from typing import Any

from llvmlite import ir

from colorball.simulation.compiled.wide import (
    CHOICE,
    CHOICE_MODEL,
    WIDE,
    WIDE_BOOLEAN,
    fenced,
    vector_of,
)
from colorball.simulation.compiled.wide_lowering import LANES, PAIRS, lowered, lowered_as, typed

__all__: list[str] = []

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
    _results = dict.fromkeys(PAIRS, WIDE)
    if _function is operator.mul:  # all choices of an iteration are by the same truth values
        _results.update({pair: CHOICE for pair in PAIRS if CHOICE in pair})
    typed(_function, _results)
    for _pair in PAIRS:
        if _results[_pair] is CHOICE:
            lowered_as(_function, _chosen_product, *_pair)
        else:
            lowered(
                _function,
                lambda builder, a, b, name=_name: getattr(builder, name)(a, b),
                *_pair,
            )
for _function, _sign in _COMPARISONS.items():
    # a NaN differs from everything, itself too; it is not less, not equal, not more
    _method = "fcmp_unordered" if _function is operator.ne else "fcmp_ordered"
    typed(_function, dict.fromkeys(PAIRS, WIDE_BOOLEAN))
    for _pair in PAIRS:
        lowered(
            _function,
            lambda builder, a, b, sign=_sign, method=_method: getattr(builder, method)(sign, a, b),
            *_pair,
        )
typed(operator.neg, {(WIDE,): WIDE, (CHOICE,): WIDE})
for _one in LANES:
    lowered(operator.neg, lambda builder, a: builder.fneg(a), _one)
for _function, _name in ((operator.and_, "and_"), (operator.or_, "or_")):
    _both = (WIDE_BOOLEAN, WIDE_BOOLEAN)
    typed(_function, {_both: WIDE_BOOLEAN})
    lowered(_function, lambda builder, a, b, name=_name: getattr(builder, name)(a, b), *_both)

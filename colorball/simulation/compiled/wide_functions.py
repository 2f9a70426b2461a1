"""Functions of eight lanes at once, besides arithmetic: choices, minima, roots."""

from __future__ import annotations

import math
from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from colorball.simulation.compiled.wide import (
    CHOICE,
    CHOICE_MODEL,
    HAS_512,
    REGISTER,
    WIDE,
    WIDE_BOOLEAN,
    called,
    of_kind,
    vector_of,
)

__all__ = [
    "choice",
    "choose",
    "estimate",
    "filled",
    "fused",
    "lesser",
    "some_below",
]

_DOUBLES = of_kind(ir.DoubleType())
_SINGLES = of_kind(ir.FloatType())


def _filled(_typing: Any, value: Any) -> Any:
    """One number for all lanes; a choice is made."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return vector_of(builder, arguments[0])

    return WIDE(value), generate


def _choose(_typing: Any, condition: Any, a: Any, b: Any) -> Any:
    """``a`` in the lanes where the condition holds, else ``b``."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.select(*(vector_of(builder, each) for each in arguments))

    return WIDE(condition, a, b), generate


def _choice(_typing: Any, _condition: Any, a: Any, b: Any) -> Any:
    """The same, not yet made."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        condition, *numbers = arguments
        value = ir.Constant(CHOICE_MODEL, ir.Undefined)
        value = builder.insert_value(value, condition, 0)
        for i, number in enumerate(numbers, start=1):
            value = builder.insert_value(value, vector_of(builder, number), i)
        return value

    return CHOICE(WIDE_BOOLEAN, a, b), generate


def _lesser(_typing: Any, a: Any, b: Any) -> Any:
    """The smaller of the two; b if either is NaN."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        a, b = (vector_of(builder, each) for each in arguments)
        return builder.select(builder.fcmp_ordered("<", a, b), a, b)

    return WIDE(a, b), generate


def _some_below(_typing: Any, a: Any, _bound: Any) -> Any:
    """Whether some number is below the bound, or NaN."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        below = builder.fcmp_unordered("<", *(vector_of(builder, each) for each in arguments))
        bits = ir.IntType(REGISTER)
        return builder.icmp_unsigned("!=", builder.bitcast(below, bits), bits(0))

    return types.boolean(a, types.float64), generate


def _multiply_add(_typing: Any, a: Any, b: Any, c: Any) -> Any:
    """``a b + c``, rounded once."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        name = f"llvm.fma.v{REGISTER}f64"
        return called(builder, name, *(vector_of(builder, each) for each in arguments))

    return WIDE(a, b, c), generate


def _rough_inverse_root(_typing: Any, v: Any) -> Any:
    """``1 / sqrt(v)`` with an error below ``2^-14`` of it."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        rough = _estimated if HAS_512 else _single
        return rough(builder, vector_of(builder, arguments[0]))

    return WIDE(v), generate


def _estimated(builder: Any, v: Any) -> Any:
    nothing, all_lanes = ir.Constant(_DOUBLES, ir.Undefined), ir.IntType(8)(255)
    return called(builder, "llvm.x86.avx512.rsqrt14.pd.512", v, nothing, all_lanes)


def _single(builder: Any, v: Any) -> Any:
    """In single precision, which LLVM makes of an estimate where the processor has one."""
    v = builder.fptrunc(v, _SINGLES)
    root = called(builder, f"llvm.sqrt.v{REGISTER}f32", v, fastmath=("fast",))
    ones = ir.Constant(_SINGLES, [1.0] * REGISTER)
    inverse = builder.fpext(builder.fdiv(ones, root, flags=("fast",)), _DOUBLES)
    # a v beyond single precision must not go unnoticed
    zeros, nans = ir.Constant(_DOUBLES, None), ir.Constant(_DOUBLES, [math.nan] * REGISTER)
    return builder.select(builder.fcmp_ordered("==", inverse, zeros), nans, inverse)


# The decorator's types do not know that compiled code calls these without the first argument.
filled: Any = intrinsic(_filled)
choose: Any = intrinsic(_choose)
choice: Any = intrinsic(_choice)
lesser: Any = intrinsic(_lesser)
some_below: Any = intrinsic(_some_below)
fused: Any = intrinsic(_multiply_add)
estimate: Any = intrinsic(_rough_inverse_root)

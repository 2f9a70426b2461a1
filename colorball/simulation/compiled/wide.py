"""Eight lanes as one value, a vector register: the type that update rules are compiled for.

LLVM turns a loop over lanes into vectors, but keeps their state in memory between the iterations of
an epoch. Here the state of a few registers stays where it is for a whole epoch, and since they do
not depend on each other, the processor always has something to do while an instruction waits for
its operand.

Where gradients do not depend on x, a gradient is one of two numbers. Such a value stays a *choice*
between two as long as it is only multiplied: the products do not change from one iteration to the
next, and LLVM takes them out of the loop. The numbers are the same, to the last bit.
"""

from __future__ import annotations

from typing import Any

import llvmlite.binding
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.typeconv.castgraph import Conversion
from numba.extending import lower_cast, models, register_model

__all__ = [
    "CHOICE",
    "CHOICE_MODEL",
    "HAS_512",
    "REGISTER",
    "WIDE",
    "WIDE_BOOLEAN",
    "called",
    "fenced",
    "of_kind",
    "vector_of",
]

HAS_512 = bool(llvmlite.binding.get_host_cpu_features().get("avx512f"))
REGISTER = 8 if HAS_512 else 4  # doubles in a vector register


def of_kind(element: Any) -> Any:
    """The LLVM vector of such elements."""
    return ir.VectorType(element, REGISTER)


_FLOATS = of_kind(ir.DoubleType())
_TRUTHS = of_kind(ir.IntType(1))
CHOICE_MODEL = ir.LiteralStructType([_TRUTHS, _FLOATS, _FLOATS])


class _WideType(types.Type):
    """What numba calls the doubles of a register."""

    def __init__(self) -> None:
        super().__init__(name=f"wide{REGISTER}")

    def can_convert_from(self, _context: Any, other: Any) -> Any:
        return Conversion.safe if other in (CHOICE, types.float64) else None


class _WideBooleanType(types.Type):
    """What it calls their truth values."""

    def __init__(self) -> None:
        super().__init__(name=f"wide_boolean{REGISTER}")


class _ChoiceType(types.Type):
    """What it calls truth values with the number for true and the number for false."""

    def __init__(self) -> None:
        super().__init__(name=f"choice{REGISTER}")


@register_model(_WideType)
class _WideModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, _FLOATS)  # type: ignore[no-untyped-call]


@register_model(_WideBooleanType)
class _WideBooleanModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, _TRUTHS)  # type: ignore[no-untyped-call]


@register_model(_ChoiceType)
class _ChoiceModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, CHOICE_MODEL)  # type: ignore[no-untyped-call]


WIDE: Any = _WideType()
WIDE_BOOLEAN: Any = _WideBooleanType()
CHOICE: Any = _ChoiceType()


def vector_of(builder: Any, value: Any) -> Any:
    """The vector of a value; a number is spread over all lanes, a choice is made."""
    if isinstance(value.type, ir.VectorType):
        return value
    if isinstance(value.type, ir.LiteralStructType):
        return builder.select(*(builder.extract_value(value, i) for i in range(3)))
    kind = of_kind(value.type)
    nothing = ir.Constant(kind, ir.Undefined)
    first = builder.insert_element(nothing, value, ir.IntType(32)(0))
    zeros = ir.Constant(of_kind(ir.IntType(32)), None)
    return builder.shuffle_vector(first, nothing, zeros)


def called(builder: Any, name: str, *arguments: Any, **options: Any) -> Any:
    """A function of LLVM's whose result is of the type of its first argument."""
    kind = ir.FunctionType(arguments[0].type, [each.type for each in arguments])
    get_function: Any = cgutils.get_or_insert_function
    function = get_function(builder.module, kind, name)
    return builder.call(function, arguments, **options)


def fenced(builder: Any, vector: Any) -> Any:
    """The same vector, whose computation LLVM must not merge with what comes after."""
    return called(builder, f"llvm.arithmetic.fence.v{REGISTER}f64", vector)


def _made(_context: Any, builder: Any, _given: Any, _wanted: Any, value: Any) -> Any:
    return vector_of(builder, value)


_cast: Any = lower_cast
_cast(CHOICE, WIDE)(_made)
_cast(types.float64, WIDE)(_made)

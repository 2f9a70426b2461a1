"""Eight lanes at once, from memory and to it."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from colorball.simulation.compiled.wide import (
    HAS_512,
    WIDE,
    WIDE_BOOLEAN,
    of_kind,
    vector_of,
)

__all__ = ["are_set", "load", "stand_at", "store", "use_widest_vectors"]

_DOUBLES = of_kind(ir.DoubleType())
_BYTES = of_kind(ir.IntType(8))
_WORDS = of_kind(ir.IntType(64))


def _widest(_typing: Any) -> Any:
    """Ask LLVM for 512-bit vectors; it prefers 256 bits on processors that slow down for them."""

    def generate(context: Any, builder: Any, _signature: Any, _arguments: Any) -> Any:
        if HAS_512:
            # set.add: llvmlite's own add refuses attributes that it does not know
            set.add(builder.function.attributes, '"prefer-vector-width"="512"')
            set.add(builder.function.attributes, '"min-legal-vector-width"="512"')
            # registers that are laid aside on the stack lie on cache lines, not across two
            builder.function.attributes.alignstack = 64
        return context.get_dummy_value()

    return types.void(), generate


def _place(context: Any, builder: Any, signature: Any, arguments: Any, kind: Any) -> Any:
    """Where the numbers of an array start, from an index on."""
    array = context.make_array(signature.args[0])(context, builder, arguments[0])
    return builder.bitcast(builder.gep(array.data, [arguments[1]]), kind.as_pointer())


def _loaded(
    context: Any, builder: Any, signature: Any, arguments: Any, kind: Any, align: int
) -> Any:
    vector = builder.load(_place(context, builder, signature, arguments, kind))
    vector.align = align
    return vector


def _load(_typing: Any, array: Any, index: Any) -> Any:
    """The doubles from ``array[index]`` on."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return _loaded(context, builder, signature, arguments, _DOUBLES, 8)

    return WIDE(array, index), generate


def _store(_typing: Any, array: Any, index: Any, _value: Any) -> Any:
    """Write them there."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        place = _place(context, builder, signature, arguments, _DOUBLES)
        builder.store(vector_of(builder, arguments[2]), place).align = 8
        return context.get_dummy_value()

    return types.void(array, index, WIDE), generate


def _stand_at(_typing: Any, places: Any, index: Any, _place: Any) -> Any:
    """Whether the integers from ``places[index]`` on are ``place``."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        found = _loaded(context, builder, signature, arguments, _WORDS, 8)
        return builder.icmp_signed("==", found, vector_of(builder, arguments[2]))

    return WIDE_BOOLEAN(places, index, types.int64), generate


def _are_set(_typing: Any, flags: Any, index: Any) -> Any:
    """Whether the bytes from ``flags[index]`` on are not 0."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        found = _loaded(context, builder, signature, arguments, _BYTES, 1)
        return builder.icmp_signed("!=", found, ir.Constant(_BYTES, None))

    return WIDE_BOOLEAN(flags, index), generate


# The decorator's types do not know that compiled code calls these without the first argument.
use_widest_vectors: Any = intrinsic(_widest)
load: Any = intrinsic(_load)
store: Any = intrinsic(_store)
stand_at: Any = intrinsic(_stand_at)
are_set: Any = intrinsic(_are_set)

"""Random integers for the lanes of a register; the same as those of ``simulation.sampler``."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic
from numpy.typing import NDArray

from colorball.simulation.compiled.wide import REGISTER, of_kind, vector_of
from colorball.simulation.philox import MULTIPLIERS, ROUNDS, WEYL

__all__ = ["round_keys", "store_below"]

_WORD = ir.IntType(64)
_WORDS = of_kind(_WORD)
_LOW = 0xFFFFFFFF


@lru_cache(maxsize=8)
def round_keys(seed: int) -> NDArray[np.uint64]:
    """The two keys of each round, one after the other.

    Example:
        >>> [hex(int(key)) for key in round_keys(0)[:4]]
        ['0x0', '0x0', '0x9e3779b9', '0xbb67ae85']
    """
    low, high = seed & _LOW, seed >> 32
    keys = [
        (start + r * weyl) & _LOW
        for r in range(ROUNDS)
        for start, weyl in zip((low, high), WEYL, strict=True)
    ]
    return np.array(keys, dtype=np.uint64)


def _store_below(
    _typing: Any,
    numbers: Any,
    to: Any,
    streams: Any,
    at: Any,
    keys: Any,
    _quartet: Any,
    _draw: Any,
    _count: Any,
) -> Any:
    """Write integers below ``count`` for the lanes of two registers, from ``streams[at]`` on.

    Two, because the ten rounds of one wait for each other.

    From ``numbers[to]`` on those of the first epoch of the quartet, and those of the others
    ``stride`` further each, where ``numbers`` has ``4 stride`` places.
    """

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        def place(array: int, index: Any) -> Any:
            made = context.make_array(signature.args[array])(context, builder, arguments[array])
            return builder.gep(made.data, [index])

        def masked(vector: Any) -> Any:
            # the product needs the low half alone, so LLVM takes the cheaper multiplication
            return builder.and_(vector, vector_of(builder, _WORD(_LOW)))

        def high(vector: Any) -> Any:
            return builder.lshr(vector, vector_of(builder, _WORD(32)))

        def lanes(index: Any) -> Any:
            found = builder.load(builder.bitcast(place(2, index), _WORDS.as_pointer()))
            found.align = 8
            return found

        second_index = builder.add(arguments[3], ir.IntType(64)(REGISTER))
        states = [
            (
                *(vector_of(builder, arguments[i]) for i in (5, 6)),
                *(half(lanes(index)) for half in (masked, high)),
            )
            for index in (arguments[3], second_index)
        ]
        first, second = (vector_of(builder, _WORD(m)) for m in MULTIPLIERS)
        for r in range(ROUNDS):
            k, l_ = (
                vector_of(builder, builder.load(place(4, ir.IntType(64)(2 * r + i))))
                for i in range(2)
            )
            products = [
                (builder.mul(first, masked(a)), builder.mul(second, masked(c)))
                for a, _, c, _ in states
            ]
            states = [
                (
                    builder.xor(builder.xor(high(q), b), k),
                    q,
                    builder.xor(builder.xor(high(p), d), l_),
                    p,
                )
                for (p, q), (_, b, _, d) in zip(products, states, strict=True)
            ]
        array = context.make_array(signature.args[0])(context, builder, arguments[0])
        stride = builder.udiv(builder.extract_value(array.shape, 0), ir.IntType(64)(4))
        count = masked(vector_of(builder, arguments[7]))
        for number, (a, b, c, d) in enumerate(states):
            index = builder.add(arguments[1], ir.IntType(64)(number * REGISTER))
            for word in (a, b, c, d):
                target = builder.bitcast(place(0, index), _WORDS.as_pointer())
                builder.store(high(builder.mul(masked(word), count)), target).align = 8
                index = builder.add(index, stride)
        return context.get_dummy_value()

    numbers_given = (types.uint64, types.uint64, types.uint64)
    return types.void(numbers, to, streams, at, keys, *numbers_given), generate


# The decorator's types do not know that compiled code calls these without the first argument.
store_below: Any = intrinsic(_store_below)

"""A tile of doubles that the compiler keeps in registers: two vectors in each of its rows.

LLVM turns a loop into vectors, but not a matrix product into tiles: it would store the sum and load
it again after each product. So the tile is a type of its own, and what is done to it are functions
made of LLVM's vector instructions. With registers of eight doubles it is 8 x 16, and its sixteen
vectors keep both multipliers busy, since a sum is ready only four cycles later; with registers of
four it is 4 x 8.

Arrays are given as one-dimensional contiguous ones with the index of the first number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic, models, register_model

from colorball.simulation.compiled.vectors import (
    ACROSS,
    HEIGHT,
    TILE,
    VECTOR,
    WIDTH,
    data_of,
    parts_of,
    places_at,
    product_parts,
    tile_of,
    vectors_at,
)

__all__ = [
    "HEIGHT",
    "WIDTH",
    "cast_out",
    "doubtful",
    "least",
    "load",
    "some_below",
    "store",
    "without_product",
]

_SIZE = HEIGHT * ACROSS
_ENDLESS = ir.Constant(VECTOR, [float("inf")] * (WIDTH // ACROSS))


class _TileType(types.Type):
    """What numba calls the tile."""

    def __init__(self) -> None:
        super().__init__(name="Tile")


@register_model(_TileType)
class _TileModel(models.PrimitiveModel):
    """What LLVM sees of it."""

    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, TILE)  # type: ignore[no-untyped-call]


_tile: Any = _TileType()


def _load(_typing: Any, array: Any, _index: Any) -> Any:
    """The tile whose rows are one after the other from ``array[index]`` on."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        data = data_of(context, builder, signature, arguments, 0)
        return tile_of(builder, iter(vectors_at(builder, data, arguments[1], _SIZE)))

    return _tile(array, types.intp), generate


def _store(_typing: Any, array: Any, _index: Any, _values: Any) -> Any:
    """Write the tile where ``load`` reads it."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        data = data_of(context, builder, signature, arguments, 0)
        places = places_at(builder, data, arguments[1], _SIZE)
        for place, part in zip(places, parts_of(builder, arguments[2]), strict=True):
            builder.store(part, place, align=8)
        return context.get_dummy_value()

    return types.void(array, types.intp, _tile), generate


def _without_product(_typing: Any, _x: Any, a: Any, _i: Any, b: Any, _j: Any) -> Any:
    """``x[r, c] - a[i + r] b[j + c]``; the processor may round once."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return tile_of(builder, _lowered(context, builder, signature, arguments))

    return _tile(_tile, a, types.intp, b, types.intp), generate


def _lowered(context: Any, builder: Any, signature: Any, arguments: Any) -> Iterator[Any]:
    products = product_parts(context, builder, signature, arguments, 1)
    for x, product in zip(parts_of(builder, arguments[0]), products, strict=True):
        yield builder.fsub(x, product, flags=("contract",))


def _least(_typing: Any, _first: Any, _second: Any) -> Any:
    """The smaller of two tiles, number by number; the second where either is NaN."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        pairs = zip(*(parts_of(builder, each) for each in arguments), strict=True)
        return tile_of(
            builder, (builder.select(builder.fcmp_ordered("<", x, y), x, y) for x, y in pairs)
        )

    return _tile(_tile, _tile), generate


def _limits_of(context: Any, builder: Any, signature: Any, arguments: Any, at: int) -> list[Any]:
    """What each vector of the tile is compared with."""
    data = data_of(context, builder, signature, arguments, at)
    return vectors_at(builder, data, arguments[at + 1], ACROSS) * HEIGHT


def _some_below(
    _typing: Any, _x: Any, a: Any, _i: Any, b: Any, _j: Any, limits: Any, _k: Any
) -> Any:
    """Whether ``x[r, c] - a[i + r] b[j + c] >= limits[k + c]`` fails somewhere, as NaN does."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        found = None
        low = _lowered(context, builder, signature, arguments)
        limit = _limits_of(context, builder, signature, arguments, 5)
        for pair in zip(low, limit, strict=True):
            below = builder.fcmp_unordered("<", *pair)
            found = below if found is None else builder.or_(found, below)
        bits = ir.IntType(WIDTH // ACROSS)
        return builder.icmp_unsigned("!=", builder.bitcast(found, bits), ir.Constant(bits, 0))

    arguments = (_tile, a, types.intp, b, types.intp, limits, types.intp)
    return types.boolean(*arguments), generate


def _doubtful(
    _typing: Any, _x: Any, a: Any, _i: Any, b: Any, _j: Any, limits: Any, _k: Any, _way: Any
) -> Any:
    """``way``, but infinity where ``x[r, c] - a[i + r] b[j + c] >= limits[k + c]``."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        low = _lowered(context, builder, signature, arguments)
        limit = _limits_of(context, builder, signature, arguments, 5)
        way = parts_of(builder, arguments[7])
        return tile_of(
            builder,
            (
                builder.select(builder.fcmp_ordered(">=", x, y), _ENDLESS, z)
                for x, y, z in zip(low, limit, way, strict=True)
            ),
        )

    arguments = (_tile, a, types.intp, b, types.intp, limits, types.intp, _tile)
    return _tile(*arguments), generate


def _cast_out(_typing: Any, _x: Any, _lowest: Any, limits: Any, _k: Any) -> Any:
    """x, but infinity where ``lowest[r, c] >= limits[k + c]`` fails."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        limit = _limits_of(context, builder, signature, arguments, 2)
        x, lowest = (parts_of(builder, each) for each in arguments[:2])
        return tile_of(
            builder,
            (
                builder.select(builder.fcmp_unordered("<", y, z), _ENDLESS, at)
                for at, y, z in zip(x, lowest, limit, strict=True)
            ),
        )

    return _tile(_tile, _tile, limits, types.intp), generate


load: Any = intrinsic(_load)
store: Any = intrinsic(_store)
without_product: Any = intrinsic(_without_product)
least: Any = intrinsic(_least)
some_below: Any = intrinsic(_some_below)
doubtful: Any = intrinsic(_doubtful)
cast_out: Any = intrinsic(_cast_out)

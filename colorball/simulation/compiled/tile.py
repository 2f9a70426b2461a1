"""A square of 8 x 8 doubles that the compiler keeps in registers: eight vectors of eight.

LLVM turns a loop into vectors, but not a matrix product into tiles: it would store the sum and load
it again after each product. So the tile is a type of its own, and what is done to it are functions
made of LLVM's vector instructions. They work on every processor; one with 512-bit vectors needs one
instruction for each row.

Arrays are given as one-dimensional contiguous ones with the index of the first number.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic, models, register_model

from colorball.simulation.compiled.vectors import (
    SIDE,
    TILE,
    VECTOR,
    data_of,
    load_vector,
    product_rows,
    row_places,
    rows_of,
    spread,
    tile_of,
    vector_pointer,
)

__all__ = [
    "SIDE",
    "cast_out",
    "filled",
    "least",
    "load",
    "minus",
    "outer_added",
    "some_below",
    "store",
]


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


def _filled(_typing: Any, _value: Any) -> Any:
    """A tile of one value."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        vector = spread(builder, arguments[0])
        return tile_of(builder, (vector for _ in range(SIDE)))

    return _tile(types.float64), generate


def _load(_typing: Any, array: Any, _index: Any, _stride: Any) -> Any:
    """The tile whose row r starts at ``array[index + r stride]``."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        data = data_of(context, builder, signature, arguments, 0)
        places = row_places(builder, arguments[1], arguments[2])
        return tile_of(builder, (load_vector(builder, data, place) for place in places))

    return _tile(array, types.intp, types.intp), generate


def _store(_typing: Any, array: Any, _index: Any, _stride: Any, _values: Any) -> Any:
    """Write the tile where ``load`` reads it."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        data = data_of(context, builder, signature, arguments, 0)
        places = row_places(builder, arguments[1], arguments[2])
        for place, row in zip(places, rows_of(builder, arguments[3]), strict=True):
            builder.store(row, vector_pointer(builder, data, place), align=8)
        return context.get_dummy_value()

    return types.void(array, types.intp, types.intp, _tile), generate


def _outer_added(_typing: Any, _sum: Any, a: Any, _i: Any, b: Any, _j: Any) -> Any:
    """``sum[r, c] + a[i + r] b[j + c]``; the processor may round once."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        products = product_rows(context, builder, signature, arguments, 1)
        rows = zip(rows_of(builder, arguments[0]), products, strict=True)
        return tile_of(builder, (builder.fadd(x, p, flags=("contract",)) for x, p in rows))

    return _tile(_tile, a, types.intp, b, types.intp), generate


def _minus(_typing: Any, _first: Any, _second: Any) -> Any:
    """The difference of two tiles."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        pairs = zip(*(rows_of(builder, each) for each in arguments), strict=True)
        return tile_of(builder, (builder.fsub(x, y) for x, y in pairs))

    return _tile(_tile, _tile), generate


def _least(_typing: Any, _first: Any, _second: Any) -> Any:
    """The smaller of two tiles, number by number; the second where either is NaN."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        pairs = zip(*(rows_of(builder, each) for each in arguments), strict=True)
        return tile_of(
            builder, (builder.select(builder.fcmp_ordered("<", x, y), x, y) for x, y in pairs)
        )

    return _tile(_tile, _tile), generate


def _some_below(
    _typing: Any, _x: Any, a: Any, _i: Any, b: Any, _j: Any, limits: Any, _k: Any
) -> Any:
    """Whether ``x[r, c] - a[i + r] b[j + c] >= limits[k + c]`` fails somewhere, as NaN does."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        products = product_rows(context, builder, signature, arguments, 1)
        limit = load_vector(
            builder, data_of(context, builder, signature, arguments, 5), arguments[6]
        )
        found = None
        for x, product in zip(rows_of(builder, arguments[0]), products, strict=True):
            low = builder.fsub(x, product, flags=("contract",))
            below = builder.fcmp_unordered("<", low, limit)
            found = below if found is None else builder.or_(found, below)
        bits = ir.IntType(SIDE)
        return builder.icmp_unsigned("!=", builder.bitcast(found, bits), ir.Constant(bits, 0))

    arguments = (_tile, a, types.intp, b, types.intp, limits, types.intp)
    return types.boolean(*arguments), generate


def _cast_out(_typing: Any, _x: Any, _lowest: Any, limits: Any, _k: Any) -> Any:
    """x, but infinity where ``lowest[r, c] >= limits[k + c]`` fails."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        data = data_of(context, builder, signature, arguments, 2)
        limit = load_vector(builder, data, arguments[3])
        away = ir.Constant(VECTOR, [float("inf")] * SIDE)
        pairs = zip(*(rows_of(builder, each) for each in arguments[:2]), strict=True)
        return tile_of(
            builder,
            (
                builder.select(builder.fcmp_unordered("<", lowest, limit), away, x)
                for x, lowest in pairs
            ),
        )

    return _tile(_tile, _tile, limits, types.intp), generate


filled: Any = intrinsic(_filled)
load: Any = intrinsic(_load)
store: Any = intrinsic(_store)
outer_added: Any = intrinsic(_outer_added)
minus: Any = intrinsic(_minus)
least: Any = intrinsic(_least)
some_below: Any = intrinsic(_some_below)
cast_out: Any = intrinsic(_cast_out)

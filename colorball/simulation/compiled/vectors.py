"""LLVM's vector instructions for the tiles of the module ``tile``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from llvmlite import ir

from colorball.simulation.compiled.wide import REGISTER

__all__ = [
    "ACROSS",
    "HEIGHT",
    "TILE",
    "VECTOR",
    "WIDTH",
    "data_of",
    "parts_of",
    "places_at",
    "product_parts",
    "spread",
    "tile_of",
    "vectors_at",
]

HEIGHT = REGISTER  # rows
ACROSS = 2  # vectors in a row
_LANES = REGISTER
WIDTH = ACROSS * _LANES  # columns
VECTOR = ir.VectorType(ir.DoubleType(), _LANES)
TILE = ir.ArrayType(VECTOR, HEIGHT * ACROSS)


def tile_of(builder: Any, vectors: Iterator[Any]) -> Any:
    """The tile of the vectors, row by row."""
    tile = ir.Constant(TILE, ir.Undefined)
    for r, vector in enumerate(vectors):
        tile = builder.insert_value(tile, vector, r)
    return tile


def parts_of(builder: Any, tile: Any) -> list[Any]:
    """The vectors of a tile."""
    return [builder.extract_value(tile, r) for r in range(HEIGHT * ACROSS)]


def product_parts(
    context: Any, builder: Any, signature: Any, arguments: Any, at: int
) -> Iterator[Any]:
    """The vectors of the outer product of two arrays, arguments ``at`` and ``at + 2``."""
    a = data_of(context, builder, signature, arguments, at)
    b = data_of(context, builder, signature, arguments, at + 2)
    columns = vectors_at(builder, b, arguments[at + 3], ACROSS)
    for r in range(HEIGHT):
        place = builder.add(arguments[at + 1], ir.Constant(arguments[at + 1].type, r))
        row = spread(builder, builder.load(builder.gep(a, [place])))
        for column in columns:
            yield builder.fmul(row, column, flags=("contract",))


def data_of(context: Any, builder: Any, signature: Any, arguments: Any, at: int) -> Any:
    """The pointer to the numbers of an argument that is an array."""
    return context.make_array(signature.args[at])(context, builder, arguments[at]).data


def places_at(builder: Any, data: Any, index: Any, count: int) -> Iterator[Any]:
    """The pointers to so many vectors, from an index on."""
    for i in range(count):
        place = builder.add(index, ir.Constant(index.type, i * _LANES))
        yield builder.bitcast(builder.gep(data, [place]), VECTOR.as_pointer())


def vectors_at(builder: Any, data: Any, index: Any, count: int) -> list[Any]:
    """The vectors there."""
    return [builder.load(place, align=8) for place in places_at(builder, data, index, count)]


def spread(builder: Any, number: Any) -> Any:
    """The vector of one number, in all lanes."""
    nothing = ir.Constant(VECTOR, ir.Undefined)
    lane = ir.IntType(32)
    first = builder.insert_element(nothing, number, ir.Constant(lane, 0))
    everywhere = ir.Constant(ir.VectorType(lane, _LANES), [0] * _LANES)
    return builder.shuffle_vector(first, nothing, everywhere)

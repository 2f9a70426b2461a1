"""LLVM's vector instructions for the tiles of the module ``tile``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from llvmlite import ir

__all__ = [
    "SIDE",
    "TILE",
    "VECTOR",
    "data_of",
    "load_vector",
    "product_rows",
    "row_places",
    "rows_of",
    "spread",
    "tile_of",
    "vector_pointer",
]

SIDE = 8  # rows and columns
VECTOR = ir.VectorType(ir.DoubleType(), SIDE)
TILE = ir.ArrayType(VECTOR, SIDE)


def tile_of(builder: Any, vectors: Iterator[Any]) -> Any:
    """The tile of eight rows."""
    tile = ir.Constant(TILE, ir.Undefined)
    for r, vector in enumerate(vectors):
        tile = builder.insert_value(tile, vector, r)
    return tile


def rows_of(builder: Any, tile: Any) -> list[Any]:
    """The eight rows of a tile."""
    return [builder.extract_value(tile, r) for r in range(SIDE)]


def product_rows(
    context: Any, builder: Any, signature: Any, arguments: Any, at: int
) -> Iterator[Any]:
    """The rows of the outer product of two arrays, which are arguments ``at`` and ``at + 2``."""
    a = data_of(context, builder, signature, arguments, at)
    b = data_of(context, builder, signature, arguments, at + 2)
    columns = load_vector(builder, b, arguments[at + 3])
    for r in range(SIDE):
        place = builder.add(arguments[at + 1], ir.Constant(arguments[at + 1].type, r))
        row = spread(builder, builder.load(builder.gep(a, [place])))
        yield builder.fmul(row, columns, flags=("contract",))


def row_places(builder: Any, index: Any, stride: Any) -> Iterator[Any]:
    """Where the rows of a tile start."""
    for r in range(SIDE):
        yield builder.add(index, builder.mul(stride, ir.Constant(stride.type, r)))


def data_of(context: Any, builder: Any, signature: Any, arguments: Any, at: int) -> Any:
    """The pointer to the numbers of an argument that is an array."""
    return context.make_array(signature.args[at])(context, builder, arguments[at]).data


def vector_pointer(builder: Any, data: Any, place: Any) -> Any:
    """The pointer to eight numbers from a place on."""
    return builder.bitcast(builder.gep(data, [place]), VECTOR.as_pointer())


def load_vector(builder: Any, data: Any, place: Any) -> Any:
    """Eight numbers from a place on."""
    return builder.load(vector_pointer(builder, data, place), align=8)


def spread(builder: Any, number: Any) -> Any:
    """The vector of one number, eight times."""
    nothing = ir.Constant(VECTOR, ir.Undefined)
    lane = ir.IntType(32)
    first = builder.insert_element(nothing, number, ir.Constant(lane, 0))
    everywhere = ir.Constant(ir.VectorType(lane, SIDE), [0] * SIDE)
    return builder.shuffle_vector(first, nothing, everywhere)

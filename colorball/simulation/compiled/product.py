"""The sum of the products of a chunk of iterations, tile by tile."""

from __future__ import annotations

from typing import Any

from colorball.simulation.compiled import tile
from colorball.simulation.compiled.jit import not_inlined
from colorball.simulation.compiled.tile import HEIGHT, WIDTH
from colorball.simulation.compiled.wide_memory import use_widest_vectors

__all__ = ["add_products"]


@not_inlined
def add_products(
    a: Any,
    b: Any,
    most1: Any,
    most2: Any,
    x: Any,
    least: Any,
    limits: Any,
    rows: int,
    columns: int,
    n: int,
    epochs: int,
) -> None:
    """``x -= a[t] b[t]`` for the iterations of some epochs.

    In an epoch x falls by at most the sum of the positive a times the largest b. Where that could
    take it below its limit from the start of some epoch, the chunk is run again, and x is looked
    at after each step; what does get there becomes infinite, and stays so.

    Args:
        a: panels of ``HEIGHT`` rows, each of shape ``(iterations, HEIGHT)``.
        b: panels of ``WIDTH`` columns, >= 0.
        most1: for each row the largest sum of the positive a of an epoch.
        most2: for each column the largest b.
        x: tiles, ``HEIGHT x WIDTH``, in the order of panels of rows and of columns; written.
        least: the least x at the ends of epochs, likewise; written.
        limits: for each column.
        rows: how many rows of x matter.
        columns: how many columns.
        n: iterations of an epoch.
        epochs: how many there are.
    """
    use_widest_vectors()
    panel1, panel2 = a.size // most1.size * HEIGHT, b.size // most2.size * WIDTH
    tiles = most2.size // WIDTH
    for q in range(0, columns, WIDTH):
        for p in range(0, rows, HEIGHT):
            place = (p // HEIGHT * tiles + q // WIDTH) * HEIGHT * WIDTH
            from_a, from_b = p // HEIGHT * panel1, q // WIDTH * panel2
            before = tile.load(x, place)
            at, lowest = before, before
            i, j = from_a, from_b
            for _ in range(epochs):
                for _ in range(n):
                    at = tile.without_product(at, a, i, b, j)
                    i, j = i + HEIGHT, j + WIDTH
                lowest = tile.least(at, lowest)
            if tile.some_below(lowest, most1, p, most2, q, limits, q):
                again, way = before, before
                i, j = from_a, from_b
                for _ in range(epochs * n):
                    again = tile.without_product(again, a, i, b, j)
                    way = tile.least(again, way)
                    i, j = i + HEIGHT, j + WIDTH
                way = tile.doubtful(lowest, most1, p, most2, q, limits, q, way)
                at = tile.cast_out(again, way, limits, q)
            tile.store(x, place, at)
            tile.store(least, place, tile.least(lowest, tile.load(least, place)))

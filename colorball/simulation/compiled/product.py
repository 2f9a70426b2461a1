"""The sum of the products of a chunk of iterations, tile by tile."""

from __future__ import annotations

from typing import Any

from numba.extending import register_jitable

from colorball.simulation.compiled import tile
from colorball.simulation.compiled.tile import SIDE

__all__ = ["add_products"]


@register_jitable
def add_products(
    a: Any,
    b: Any,
    upper1: Any,
    upper2: Any,
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
    take it below its limit the epoch is run step by step; what does get there becomes infinite, and
    stays so.

    Args:
        a: shape ``(iterations, width1)``.
        b: shape ``(iterations, width2)``, >= 0.
        upper1: the sums of the positive a of each epoch, shape ``(epochs, width1)``.
        upper2: the largest b of each epoch, shape ``(epochs, width2)``.
        x: shape ``(width1, width2)``, written.
        least: the least x at the ends of epochs, written.
        limits: shape ``(width2,)``.
        rows: how many rows of x matter.
        columns: how many columns.
        n: iterations of an epoch.
        epochs: how many there are.
    """
    width1, width2 = x.shape
    flat_a, flat_b, flat_x, flat_least = a.ravel(), b.ravel(), x.ravel(), least.ravel()
    flat_upper1, flat_upper2 = upper1.ravel(), upper2.ravel()
    for q in range(0, columns, SIDE):
        for p in range(0, rows, SIDE):
            place = p * width2 + q
            at = tile.load(flat_x, place, width2)
            lowest = tile.load(flat_least, place, width2)
            for e in range(epochs):
                i, j = e * n * width1 + p, e * n * width2 + q
                near = tile.some_below(
                    at, flat_upper1, e * width1 + p, flat_upper2, e * width2 + q, limits, q
                )
                if near:
                    before, way = at, at
                    fallen = tile.filled(0.0)
                    for k in range(n):
                        fallen = tile.outer_added(
                            fallen, flat_a, i + k * width1, flat_b, j + k * width2
                        )
                        at = tile.minus(before, fallen)
                        way = tile.least(at, way)
                    at = tile.cast_out(at, way, limits, q)
                else:
                    fallen = tile.filled(0.0)
                    for k in range(n):
                        fallen = tile.outer_added(
                            fallen, flat_a, i + k * width1, flat_b, j + k * width2
                        )
                    at = tile.minus(at, fallen)
                lowest = tile.least(at, lowest)
            tile.store(flat_x, place, width2, at)
            tile.store(flat_least, place, width2, lowest)

"""numba on all cores: one lane at a time, and blocks of lanes whose state stays in the cache."""

from __future__ import annotations

import numpy as np
from numba import njit, prange
from work import Formulation, Run, Work, steps

__all__ = ["FORMULATIONS"]


@njit(parallel=True, error_model="numpy")
def _lanes(n, sizes, beta1, beta2, places):
    columns = beta2.size
    out = np.empty(beta1.size * columns)
    for lane in prange(out.size):
        row, column = lane // columns, lane % columns
        place = places[row % places.shape[0], column]
        b1, b2 = beta1[row], beta2[column]
        x, m, v = 1.0, 0.0, 0.0
        for epoch in range(sizes.size):
            for i in range(n):
                factor = n if place[epoch] == i else -1.0
                g = factor if x >= -1.0 else factor * (x + 2.0)
                m = b1 * m + (1 - b1) * g
                v = b2 * v + (1 - b2) * g * g
                x -= sizes[epoch] * m / np.sqrt(v)
        out[lane] = x
    return out


def lanes(work: Work) -> Run:
    places = np.ascontiguousarray(np.moveaxis(work.places, 0, 2))
    sizes = steps(work)
    return lambda: _lanes(work.n, sizes, work.beta1, work.beta2, places)


@njit(error_model="numpy")
def _iteration(x, m, v, b1, beta2, rest2, place, i, n, step):
    rest1 = 1.0 - b1
    for lane in range(x.size):
        factor = n if place[lane] == i else -1.0
        right = x[lane] + 2.0
        g = factor * (right if right < 1.0 else 1.0)  # branches would keep it from vectors
        mean = b1 * m[lane] + rest1 * g
        square = beta2[lane] * v[lane] + rest2[lane] * (g * g)
        m[lane], v[lane] = mean, square
        x[lane] -= step * mean / np.sqrt(square)


@njit(parallel=True, error_model="numpy")
def _blocks(n, sizes, beta1, beta2, places, width):
    columns = beta2.size
    out = np.empty((beta1.size, columns))
    rest2 = 1.0 - beta2
    parts = columns // width
    for block in prange(beta1.size * parts):
        row, first = block // parts, block % parts * width
        part = slice(first, first + width)
        x, m, v = np.ones(width), np.zeros(width), np.zeros(width)
        place = np.empty(width)
        for epoch in range(sizes.size):
            place[:] = places[epoch, row % places.shape[1], part]
            for i in range(n):
                _iteration(x, m, v, beta1[row], beta2[part], rest2[part], place, i, n, sizes[epoch])
        out[row, part] = x
    return out.ravel()


def blocks(width: int) -> Formulation:
    def formulation(work: Work) -> Run:
        sizes = steps(work)
        return lambda: _blocks(float(work.n), sizes, work.beta1, work.beta2, work.places, width)

    return formulation


FORMULATIONS: dict[str, Formulation] = {
    "lanes": lanes,
    **{f"blocks-{w}": blocks(w) for w in (64, 256)},
}

"""What the machine can do of square root and division: the limit of the plain way."""

from __future__ import annotations

import numpy as np
from numba import get_num_threads, njit, prange
from work import Formulation, Run, Work

__all__ = ["FORMULATIONS"]

_SIZE = 512  # three arrays of it lie in the first-level cache


@njit(parallel=True, error_model="numpy")
def _roots(threads, repeats):
    out = np.empty(threads)
    for thread in prange(threads):
        m, v, x = np.full(_SIZE, 2.0), np.full(_SIZE, 3.0), np.empty(_SIZE)
        for repeat in range(repeats):
            for lane in range(_SIZE):
                x[lane] = m[lane] / np.sqrt(v[lane])
            v[repeat % _SIZE] = x[(repeat + 7) % _SIZE] + 3.0  # no two repeats are the same
        out[thread] = x.sum()
    return out


def bare(work: Work) -> Run:
    """As many ``m / sqrt(v)`` as the work has iterations; the result is no x."""
    iterations = work.n * len(work.places) * work.beta1.size * work.beta2.size
    threads = get_num_threads()
    repeats = round(iterations / (_SIZE * threads))
    return lambda: _roots(threads, repeats)


FORMULATIONS: dict[str, Formulation] = {"bare": bare}

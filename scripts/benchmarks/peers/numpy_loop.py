"""NumPy: whole arrays as one would write them, and with fewer and reused ones."""

from __future__ import annotations

import numpy as np
from work import Formulation, Run, Work, steps

__all__ = ["FORMULATIONS"]


def _flat(work: Work) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Both betas and the places with an entry for each lane, which is quicker than broadcasting."""
    rows, columns = work.beta1.size, work.beta2.size
    lanes = rows * columns
    places = np.broadcast_to(work.places, (len(work.places), rows, columns))
    beta1, beta2 = np.repeat(work.beta1, columns), np.tile(work.beta2, rows)
    return beta1, beta2, places.reshape(-1, lanes)


def plain(work: Work) -> Run:
    n, sizes = work.n, steps(work)
    beta1, beta2, places = _flat(work)

    def run() -> np.ndarray:
        x = np.ones(beta1.size)
        m, v = np.zeros_like(x), np.zeros_like(x)
        for step, place in zip(sizes, places, strict=True):
            for i in range(n):
                factor = np.where(place == i, n, -1.0)
                g = np.where(x >= -1, factor, factor * (x + 2))
                m = beta1 * m + (1 - beta1) * g
                v = beta2 * v + (1 - beta2) * g * g
                x = x - step * m / np.sqrt(v)
        return x

    return run


def in_place(work: Work) -> Run:
    n, sizes = work.n, steps(work)
    beta1, beta2, places = _flat(work)
    rest1, rest2 = 1 - beta1, 1 - beta2

    def run() -> np.ndarray:
        x = np.ones(beta1.size)
        m, v = np.zeros_like(x), np.zeros_like(x)
        for step, place in zip(sizes, places, strict=True):
            for i in range(n):
                g = np.where(place == i, float(n), -1.0) * np.minimum(x + 2, 1.0)
                m *= beta1
                m += rest1 * g
                v *= beta2
                v += rest2 * (g * g)
                x -= step * m / np.sqrt(v)
        return x

    return run


def whole(work: Work) -> Run:
    """The plain loop with what the engines do besides: draws, and observables of each epoch."""
    n, sizes = work.n, steps(work)
    beta1, beta2, places = _flat(work)

    def run() -> np.ndarray:
        random = np.random.default_rng(work.seed)
        x = np.ones(beta1.size)
        m, v = np.zeros_like(x), np.zeros_like(x)
        least_f, least_square, left = x.copy(), np.ones_like(x), np.zeros(x.size, dtype=int)
        for epoch, (step, place) in enumerate(zip(sizes, places, strict=True), start=1):
            random.integers(0, n, x.size)  # as many draws; the places are given, to compare x
            for i in range(n):
                factor = np.where(place == i, n, -1.0)
                g = np.where(x >= -1, factor, factor * (x + 2))
                m = beta1 * m + (1 - beta1) * g
                v = beta2 * v + (1 - beta2) * g * g
                x = x - step * m / np.sqrt(v)
            slope = np.where(x >= -1, 1.0, x + 2)
            least_f = np.minimum(least_f, np.where(x >= -1, x, (x + 2) ** 2 / 2 - 1.5))
            least_square = np.minimum(least_square, slope**2)
            left = np.where((left == 0) & (x < -1), epoch, left)
            if not np.isfinite(x).all():
                raise FloatingPointError("a lane failed")
        return x

    return run


FORMULATIONS: dict[str, Formulation] = {"plain": plain, "whole": whole, "in-place": in_place}

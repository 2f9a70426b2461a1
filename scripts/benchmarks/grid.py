"""The work of the simulator's benchmark: a grid of betas, and the places that colorball draws."""

from __future__ import annotations

import numpy as np
from peers.work import Work

from colorball.balls.sampling import Sampling
from colorball.simulation.sampler import places

__all__ = ["grid"]


def grid(
    n: int, points: tuple[int, int], seeds: int, epochs: int, *, seed: int, common_noise: bool
) -> Work:
    """Betas at equal distances; peers get the places as an array, colorball draws them itself."""
    rows, columns = points[0], points[1] * seeds
    streams = np.arange(seeds if common_noise else rows * columns, dtype=np.uint64)
    drawn = np.stack(list(places(Sampling.RESHUFFLE, n, seed, streams, epochs)))
    if common_noise:
        drawn = np.tile(drawn, points[1])
    return Work(
        n=n,
        step=0.1,
        beta1=np.linspace(0, 0.99, points[0]),
        beta2=np.repeat(np.linspace(0.1, 0.999, points[1]), seeds),
        seeds=seeds,
        seed=seed,
        places=drawn.reshape(epochs, -1, columns).astype(np.int32),
    )

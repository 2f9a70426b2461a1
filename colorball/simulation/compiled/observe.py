"""What is looked at after each epoch of a block, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np

from colorball.rules.elementary import smaller
from colorball.simulation.compiled.epoch import (
    BLOCK,
    GRADIENT2,
    LEAST_F,
    LEAST_GRADIENT2,
    LEFT,
    F,
    W,
    X,
)
from colorball.simulation.compiled.jit import inlined, not_inlined
from colorball.simulation.compiled.wide import REGISTER
from colorball.simulation.compiled.wide_functions import choose
from colorball.simulation.compiled.wide_memory import load, store, use_widest_vectors

__all__ = ["is_finite", "observe"]

_LARGEST = float(np.finfo(np.float64).max)


@not_inlined
def is_finite(block: Any, lane: int) -> bool:
    """Whether x, m, v and w of a lane are finite."""
    fine = True
    for row in range(X, W + 1, BLOCK):
        fine = fine and abs(block[row + lane]) <= _LARGEST
    return fine


@inlined
def observe(functions: Any, block: Any, epoch: int, constants: Any, window: Any) -> None:
    """Write f and the squared gradient, and keep their minima and the first exits up."""
    use_widest_vectors()
    total, slope = functions
    for at in range(0, BLOCK, REGISTER):
        x = load(block, X + at)
        f, s = total(x, constants), slope(x, constants)
        square = s * s
        store(block, F + at, f)
        store(block, GRADIENT2 + at, square)
        store(block, LEAST_F + at, smaller(load(block, LEAST_F + at), f))
        store(block, LEAST_GRADIENT2 + at, smaller(load(block, LEAST_GRADIENT2 + at), square))
        left = load(block, LEFT + at)
        gone = ((x < window[0]) | (x > window[1])) & (left == 0.0)
        store(block, LEFT + at, choose(gone, np.float64(epoch), left))

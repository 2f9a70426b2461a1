"""The work that all formulations do, as arrays in a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

__all__ = ["Formulation", "Run", "Work", "load", "save", "steps"]

Run = Callable[[], np.ndarray]


class Work(NamedTuple):
    """Adam on Function (2) from x = 1, no bias correction, epsilon 0, step over root of the epoch.

    Lanes are numbered in C order of (beta1, beta2, seed). ``places[epoch, row, column]`` is the
    place of the odd part, row the number of beta1, column that of (beta2, seed); with common noise
    there is one row for all beta1.
    """

    n: int
    step: float
    beta1: np.ndarray  # shape (rows,)
    beta2: np.ndarray  # shape (columns,): each beta2 as often as there are seeds
    seeds: int
    seed: int  # the key from which colorball draws the places
    places: np.ndarray  # shape (epochs, rows or 1, columns), int32


Formulation = Callable[[Work], Run]


def save(work: Work, file: Path) -> None:
    np.savez(file, **work._asdict())


def load(file: Path) -> Work:
    with np.load(file) as data:
        return Work(**{name: data[name] if data[name].ndim else data[name].item() for name in data})


def steps(work: Work) -> np.ndarray:
    """The step size of each epoch."""
    return work.step / np.sqrt(np.arange(1.0, len(work.places) + 1))

"""A data set cut into n mini-batches, which are the parts of a sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from colorball.problems.arguments import read_count
from colorball.problems.dataset import Dataset
from colorball.problems.problem import Floats, Parts

__all__ = ["Batches", "batches", "lanes_by_part", "uniform"]

_MOST_SEED = 2**64 - 1
_MOST_NUMBERS = 2**21  # in a temporary array: 16 MiB


@dataclass(frozen=True)
class Batches:
    """The n mini-batches, each input in exactly one.

    Attributes:
        inputs: for each batch an array of shape ``(B, d)``; B differs by at most 1.
        labels: for each batch integers, shape ``(B,)``.
        classes: number of classes.
        samples: how many inputs there are in all.
    """

    inputs: tuple[Floats, ...]
    labels: tuple[NDArray[np.intp], ...]
    classes: int
    samples: int

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def features(self) -> int:
        """Numbers in one input."""
        return int(self.inputs[0].shape[1])


def batches(data: Dataset, n: int | str, seed: int | str = 0) -> Batches:
    """A partition of the data into n mini-batches.

    The inputs are put into a random order first, for files may be sorted: scikit-learn's digits go
    0, 1, ..., 9 over and over, and every tenth would be the same digit.

    Args:
        data: the data set.
        n: number of batches, from 1 to the number of inputs.
        seed: of the random order, from 0.

    Raises:
        InputError: for another n or seed.
    """
    count = read_count(n, "n", 1, len(data))
    number = read_count(seed, "data_seed", 0, _MOST_SEED)
    order = np.argsort(uniform(number, len(data)), kind="stable")
    chosen = [order[part::count] for part in range(count)]
    return Batches(
        inputs=tuple(data.inputs[one] for one in chosen),
        labels=tuple(data.labels[one] for one in chosen),
        classes=data.classes,
        samples=len(data),
    )


def uniform(seed: int, count: int) -> Floats:
    """``count`` random numbers in [0, 1), the same on every machine and with every NumPy.

    NumPy promises the bits of a bit generator, not what it makes of them.
    """
    bits = np.random.Philox(key=seed).random_raw(count)
    return np.asarray((bits >> np.uint64(11)) * 2.0**-53)


def lanes_by_part(part: Parts, width: int) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """The lanes that look at the same part, in groups of bounded size.

    Args:
        part: the part that each lane looks at, shape ``(L,)``.
        width: how many numbers one lane needs in a temporary array.

    Yields:
        A part and the lanes that look at it; each lane once.
    """
    most = max(1, _MOST_NUMBERS // width)
    for one in np.unique(part):
        lanes = np.flatnonzero(part == one)
        for first in range(0, len(lanes), most):
            yield int(one), lanes[first : first + most]

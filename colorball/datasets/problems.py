"""The problems that stand on data files."""

from __future__ import annotations

import os
from collections.abc import Callable

from colorball.datasets.cifar10 import cifar10
from colorball.datasets.digits import digits
from colorball.datasets.mnist import mnist
from colorball.errors import InputError
from colorball.exact.rational import RationalLike
from colorball.problems.data_sum import DataSum
from colorball.problems.dataset import Dataset
from colorball.problems.logistic import logistic
from colorball.problems.perceptron import perceptron

__all__ = ["READERS", "data_logistic", "data_perceptron"]

# digits need no folder
READERS: dict[str, Callable[..., Dataset] | None] = {
    "digits": None,
    "mnist": mnist,
    "cifar10": cifar10,
}


def data_logistic(
    source: str,
    n: int | str = 10,
    *,
    data: str | os.PathLike[str] | None = None,
    samples: int | str | None = None,
    l2: RationalLike = 0,
    data_seed: int | str = 0,
) -> DataSum:
    """Logistic regression on one of the known data sets.

    Args:
        source: ``digits``, ``mnist`` or ``cifar10``.
        n: number of mini-batches.
        data: the folder with the files; digits need none.
        samples: only the first so many inputs.
        l2: see :func:`colorball.problems.logistic.logistic`.
        data_seed: as there.

    Raises:
        InputError: for bad arguments, and for files that are missing or broken.
    """
    return logistic(_read(source, data, samples), n, l2=l2, data_seed=data_seed)


def data_perceptron(
    source: str,
    n: int | str = 10,
    *,
    data: str | os.PathLike[str] | None = None,
    samples: int | str | None = None,
    hidden: int | str = 32,
    activation: str = "tanh",
    l2: RationalLike = 0,
    data_seed: int | str = 0,
    start_seed: int | str = 0,
) -> DataSum:
    """A perceptron on one of the known data sets.

    Args:
        source: ``digits``, ``mnist`` or ``cifar10``.
        n: number of mini-batches.
        data: the folder with the files; digits need none.
        samples: only the first so many inputs.
        hidden: see :func:`colorball.problems.perceptron.perceptron`.
        activation: as there.
        l2: as there.
        data_seed: as there.
        start_seed: as there.

    Raises:
        InputError: for bad arguments, and for files that are missing or broken.
    """
    return perceptron(
        _read(source, data, samples),
        n,
        hidden=hidden,
        activation=activation,
        l2=l2,
        data_seed=data_seed,
        start_seed=start_seed,
    )


def _read(source: str, data: str | os.PathLike[str] | None, samples: int | str | None) -> Dataset:
    reader = READERS[source]
    if reader is None:
        if data is not None or samples is not None:
            raise InputError("data", data, f"none: {source} need no folder and are taken whole")
        return digits()
    if data is None:
        raise InputError("data", data, f"a folder with the files of {source}")
    return reader(data, samples=samples)

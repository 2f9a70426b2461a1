"""Labelled inputs, checked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from colorball.errors import InputError

__all__ = ["Dataset", "dataset", "from_bytes"]


@dataclass(frozen=True)
class Dataset:
    """N inputs with a label each; the arrays are read-only.

    Attributes:
        name: what it is called.
        inputs: float64, shape ``(N, d)``, all in ``[0, 1]``.
        labels: integers from 0 to ``classes - 1``, shape ``(N,)``.
        classes: number of classes.
    """

    name: str
    inputs: NDArray[np.float64]
    labels: NDArray[np.intp]
    classes: int

    def __len__(self) -> int:
        return len(self.labels)


def dataset(
    name: str, inputs: NDArray[np.float64], labels: NDArray[np.integer], classes: int
) -> Dataset:
    """A data set from your own arrays, which are copied.

    Args:
        name: what to call it.
        inputs: numbers in ``[0, 1]``, shape ``(N, d)``.
        labels: integers from 0 to ``classes - 1``, shape ``(N,)``.
        classes: number of classes, from 2.

    Raises:
        InputError: if shapes, types or ranges are others.

    Example:
        >>> data = dataset("two points", np.array([[0.0], [1.0]]), np.array([0, 1]), 2)
        >>> len(data), data.inputs.shape
        (2, (2, 1))
    """
    values = np.array(inputs, dtype=np.float64, order="C")
    if values.ndim != 2 or 0 in values.shape:
        raise InputError("inputs", f"shape {values.shape}", "an array of shape (N, d), N, d >= 1")
    if not ((values >= 0) & (values <= 1)).all():
        raise InputError("inputs", "numbers outside [0, 1], or NaN", "numbers from 0 to 1")
    return _sealed(name, values, np.asarray(labels), classes)


def from_bytes(
    name: str, inputs: NDArray[np.uint8], labels: NDArray[np.integer], classes: int
) -> Dataset:
    """A data set from bytes 0..255, shape ``(N, d)``, divided by 255.

    Raises:
        InputError: if there is not one label from 0 to ``classes - 1`` for each input.
    """
    return _sealed(name, inputs / np.float64(255), labels, classes)


def _sealed(
    name: str, inputs: NDArray[np.float64], labels: NDArray[np.integer], classes: int
) -> Dataset:
    if labels.shape != (len(inputs),) or labels.dtype.kind not in "iu":
        raise InputError(
            "labels", f"{labels.dtype} of shape {labels.shape}", f"{len(inputs)} integers"
        )
    if classes < 2 or labels.min() < 0 or labels.max() >= classes:
        raise InputError(
            "labels", f"{labels.min()} to {labels.max()}", f"integers from 0 to {classes - 1}"
        )
    kept = labels.astype(np.intp)
    inputs.flags.writeable = kept.flags.writeable = False
    return Dataset(name, inputs, kept, classes)

r"""Multinomial logistic regression: logits ``W^T a + b``, softmax, cross-entropy.

x holds W, shape ``(features, classes)``, row by row, then b.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray

from colorball.errors import InputError
from colorball.exact.rational import RationalLike
from colorball.problems.arguments import read_float
from colorball.problems.batches import batches
from colorball.problems.cross_entropy import loss_of, probabilities, residuals
from colorball.problems.data_sum import DataSum
from colorball.problems.dataset import Dataset
from colorball.problems.problem import Floats

__all__ = ["logistic", "read_l2"]

Labels = NDArray[np.intp]


def logistic(
    data: Dataset, n: int | str = 10, *, l2: RationalLike = 0, data_seed: int | str = 0
) -> DataSum:
    """Logistic regression on a data set, as a sum over n mini-batches; it starts at 0.

    Args:
        data: the data set.
        n: number of mini-batches.
        l2: the penalty's factor lambda >= 0; biases are free.
        data_seed: of the random order in which the data are cut.

    Raises:
        InputError: for another n, a negative penalty or another seed.

    Example:
        >>> from colorball.problems.dataset import dataset
        >>> two = dataset("two points", np.array([[0.0], [1.0]]), np.array([0, 1]), 2)
        >>> problem = logistic(two, n=2)
        >>> problem.shape, problem.totals(np.zeros((1, 4)))
        ((4,), array([0.69314718]))
    """
    parts = batches(data, n, data_seed)
    features, classes = parts.features, parts.classes
    weights = features * classes
    start = np.zeros(weights + classes)
    start.flags.writeable = False
    return DataSum(
        name=f"{data.name}-logistic",
        start=start,
        batches=parts,
        l2=read_l2(l2),
        is_weight=np.repeat([1.0, 0.0], [weights, classes]),
        width=classes,
        loss=partial(_loss, classes),
        loss_gradient=partial(_gradient, classes),
        loss_curvature=partial(_curvature, classes),
    )


def read_l2(l2: RationalLike) -> float:
    """The penalty's factor.

    Raises:
        InputError: if it is no number >= 0.
    """
    factor = read_float(l2, "l2")
    if factor < 0:
        raise InputError("l2", l2, "a number >= 0")
    return float(factor)


def _logits(classes: int, inputs: Floats, x: Floats) -> Floats:
    """Shape ``(lanes, inputs, classes)``."""
    weights = x[:, :-classes].reshape(len(x), -1, classes)
    return np.asarray(np.matmul(inputs, weights) + x[:, np.newaxis, -classes:])


def _loss(classes: int, inputs: Floats, labels: Labels, x: Floats) -> Floats:
    return loss_of(_logits(classes, inputs, x), labels)


def _gradient(classes: int, inputs: Floats, labels: Labels, x: Floats) -> Floats:
    slope = residuals(_logits(classes, inputs, x), labels)
    weights = np.matmul(inputs.T, slope).reshape(len(x), -1)
    return np.concatenate([weights, slope.sum(axis=1)], axis=1)


def _curvature(classes: int, inputs: Floats, labels: Labels, x: Floats) -> Floats:  # noqa: ARG001
    """Exact: the loss's second derivative in the logits is ``diag(p) - p p^T``."""
    p = probabilities(_logits(classes, inputs, x))
    bend = p * (1.0 - p)
    weights = np.matmul((inputs * inputs).T, bend).reshape(len(x), -1)
    return np.concatenate([weights, bend.sum(axis=1)], axis=1)

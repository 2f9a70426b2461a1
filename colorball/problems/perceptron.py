r"""A perceptron with one hidden layer: ``z = V^T phi(W^T a + b) + c``, softmax, cross-entropy.

x holds W, shape ``(features, hidden)``, row by row, then b, V, shape ``(hidden, classes)``, and c.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from colorball.exact.rational import RationalLike
from colorball.problems.arguments import read_count, read_word
from colorball.problems.batches import batches, uniform
from colorball.problems.cross_entropy import loss_of, probabilities, residuals
from colorball.problems.data_sum import DataSum
from colorball.problems.dataset import Dataset
from colorball.problems.logistic import read_l2
from colorball.problems.problem import Floats

__all__ = ["ACTIVATIONS", "perceptron"]

ACTIVATIONS = ("tanh", "relu")

_MOST_HIDDEN = 100_000
_MOST_SEED = 2**64 - 1
Labels = NDArray[np.intp]


class _Form(NamedTuple):
    features: int
    hidden: int
    classes: int
    activation: str


class _Layers(NamedTuple):
    """The four arrays in x, each with the lanes first."""

    w: Floats
    b: Floats
    v: Floats
    c: Floats


def perceptron(
    data: Dataset,
    n: int | str = 10,
    *,
    hidden: int | str = 32,
    activation: str = "tanh",
    l2: RationalLike = 0,
    data_seed: int | str = 0,
    start_seed: int | str = 0,
) -> DataSum:
    r"""A perceptron on a data set, as a sum over n mini-batches.

    It starts at random weights, uniform in :math:`\pm\sqrt{6/(\text{in} + \text{out})}` for each
    layer (Glorot and Bengio, 2010), and at biases 0.

    Args:
        data: the data set.
        n: number of mini-batches.
        hidden: size of the hidden layer.
        activation: ``tanh``, or ``relu``, ``max(z, 0)`` with the derivative 0 at 0.
        l2: the penalty's factor lambda >= 0; biases are free.
        data_seed: of the random order in which the data are cut.
        start_seed: of the start.

    Raises:
        InputError: if an argument is not valid.

    Example:
        >>> from colorball.problems.dataset import dataset
        >>> two = dataset("two points", np.array([[0.0], [1.0]]), np.array([0, 1]), 2)
        >>> perceptron(two, n=1, hidden=3).shape
        (14,)
    """
    parts = batches(data, n, data_seed)
    size = read_count(hidden, "hidden", 1, _MOST_HIDDEN)
    form = _Form(
        parts.features, size, parts.classes, read_word(activation, "activation", ACTIVATIONS)
    )
    counts = _counts(form)
    return DataSum(
        name=f"{data.name}-perceptron",
        start=_start(form, read_count(start_seed, "start_seed", 0, _MOST_SEED)),
        batches=parts,
        l2=read_l2(l2),
        is_weight=np.repeat([1.0, 0.0, 1.0, 0.0], counts),
        width=max(size, parts.classes),
        loss=partial(_loss, form),
        loss_gradient=partial(_gradient, form),
        loss_curvature=partial(_curvature, form),
    )


def _counts(form: _Form) -> tuple[int, int, int, int]:
    return form.features * form.hidden, form.hidden, form.hidden * form.classes, form.classes


def _start(form: _Form, seed: int) -> Floats:
    first, hidden, second, classes = _counts(form)
    numbers = 2.0 * uniform(seed, first + second) - 1.0
    place = np.concatenate(
        [
            numbers[:first] * np.sqrt(6.0 / (form.features + form.hidden)),
            np.zeros(hidden),
            numbers[first:] * np.sqrt(6.0 / (form.hidden + form.classes)),
            np.zeros(classes),
        ]
    )
    place.flags.writeable = False
    return place


def _layers(form: _Form, x: Floats) -> _Layers:
    w, b, v, c = np.split(x, np.cumsum(_counts(form))[:-1], axis=1)
    return _Layers(
        w.reshape(len(x), form.features, form.hidden),
        b[:, np.newaxis],
        v.reshape(len(x), form.hidden, form.classes),
        c[:, np.newaxis],
    )


def _forward(form: _Form, inputs: Floats, layers: _Layers) -> tuple[Floats, Floats, Floats]:
    """The hidden layer's outputs, their slopes, and the logits."""
    z = np.matmul(inputs, layers.w) + layers.b
    if form.activation == "tanh":
        output = np.tanh(z)
        slope = 1.0 - output * output
    else:
        output, slope = np.maximum(z, 0.0), np.where(z > 0.0, 1.0, 0.0)
    return output, slope, np.asarray(np.matmul(output, layers.v) + layers.c)


def _loss(form: _Form, inputs: Floats, labels: Labels, x: Floats) -> Floats:
    return loss_of(_forward(form, inputs, _layers(form, x))[2], labels)


def _gradient(form: _Form, inputs: Floats, labels: Labels, x: Floats) -> Floats:
    layers = _layers(form, x)
    output, slope, logits = _forward(form, inputs, layers)
    above = residuals(logits, labels)
    below = np.matmul(above, layers.v.transpose(0, 2, 1)) * slope
    return _joined(inputs, output, below, above)


def _curvature(form: _Form, inputs: Floats, labels: Labels, x: Floats) -> Floats:  # noqa: ARG001
    """Gauss-Newton's diagonal: the second derivative without that of the hidden layer.

    A logit's derivative with respect to hidden unit h is ``u_c = phi' V_hc``; its curvature is the
    variance of u under p.
    """
    layers = _layers(form, x)
    output, slope, logits = _forward(form, inputs, layers)
    p = probabilities(logits)
    back = layers.v.transpose(0, 2, 1)
    spread = np.matmul(p, back * back) - np.matmul(p, back) ** 2
    below = slope * slope * np.maximum(spread, 0.0)  # rounding could make a variance negative
    return _joined(inputs * inputs, output * output, below, p * (1.0 - p))


def _joined(inputs: Floats, output: Floats, below: Floats, above: Floats) -> Floats:
    """Both layers' weights and biases, from what comes back to each layer."""
    lanes = len(output)
    return np.concatenate(
        [
            np.matmul(inputs.T, below).reshape(lanes, -1),
            below.sum(axis=1),
            np.matmul(output.transpose(0, 2, 1), above).reshape(lanes, -1),
            above.sum(axis=1),
        ],
        axis=1,
    )

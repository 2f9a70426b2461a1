r"""The mean loss of a model on a data set, as a sum over mini-batches.

.. math::

    f_i(x) = \frac1N \sum_{s \in \text{batch } i} \ell_s(x) + \frac{\lambda}{2n} \|w\|^2, \qquad
    f(x) = \sum_{i<n} f_i(x) = \frac1N \sum_s \ell_s(x) + \frac\lambda2 \|w\|^2 .

N is the number of inputs, ``w`` the weights without the biases. So f is exactly the mean loss, also
where the batches' sizes differ by 1. A part is the usual mini-batch loss divided by n (equal
sizes). Adam does not notice the factor but for epsilon; SGD needs a step n times as large.

The lanes are computed one by one inside each product of matrices, so a lane's numbers do not depend
on which others are computed with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from colorball.problems.batches import Batches, lanes_by_part
from colorball.problems.problem import Constants, Floats, Parts

__all__ = ["DataSum"]

OfBatch = Callable[[Floats, NDArray[np.intp], Floats], Floats]


@dataclass(frozen=True)
class DataSum:
    """Such a problem; :func:`logistic` and :func:`perceptron` make them.

    Attributes:
        name: what the command line calls it.
        start: where runs start unless they are told, shape ``(d,)``.
        batches: the data.
        l2: lambda.
        is_weight: 1.0 for each coordinate of x that is a weight, 0.0 for a bias.
        width: numbers that one lane needs for one input, in the largest temporary array.
        loss: ``(inputs, labels, x) ->`` the loss added up over the inputs, shape ``(L,)``.
        loss_gradient: its gradient, shape ``(L, d)``.
        loss_curvature: the diagonal of its second derivative, or an approximation.
    """

    name: str
    start: Floats
    batches: Batches = field(repr=False)
    l2: float
    is_weight: Floats = field(repr=False)
    width: int
    loss: OfBatch = field(repr=False)
    loss_gradient: OfBatch = field(repr=False)
    loss_curvature: OfBatch = field(repr=False)

    @property
    def n(self) -> int:
        """Number of mini-batches."""
        return len(self.batches)

    @property
    def shape(self) -> tuple[int, ...]:
        """``(d,)``: x holds all weights and biases."""
        return self.start.shape

    @property
    def interval(self) -> None:
        """None: x is not projected."""
        return None

    @property
    def linear_from(self) -> None:
        """None: nowhere is known."""
        return None

    @property
    def odd_part(self) -> None:
        """None: the parts differ all."""
        return None

    @property
    def constants(self) -> Constants:
        """Nothing is claimed."""
        return Constants()

    def gradients(self, part: Parts, x: Floats) -> Floats:
        """The gradient of each lane's own batch, shape ``(L, d)``."""
        share = self.l2 / self.n
        return self._of_parts(self.loss_gradient, part, x) + share * self.is_weight * x

    def curvatures(self, part: Parts, x: Floats) -> Floats:
        """The diagonal of the second derivative of each lane's own batch, or of Gauss-Newton's."""
        return self._of_parts(self.loss_curvature, part, x) + self.l2 / self.n * self.is_weight

    def totals(self, x: Floats) -> Floats:
        """The mean loss and the penalty at each point, shape ``(L,)``."""
        total = np.zeros(len(x))
        for one in range(self.n):
            total += self._of_parts(self.loss, np.full(len(x), one), x)
        return np.asarray(total + 0.5 * self.l2 * ((self.is_weight * x) ** 2).sum(axis=-1))

    def total_gradients(self, x: Floats) -> Floats:
        """Its gradient at each point, shape ``(L, d)``."""
        total = np.zeros_like(x)
        for one in range(self.n):
            total += self._of_parts(self.loss_gradient, np.full(len(x), one), x)
        return np.asarray(total + self.l2 * self.is_weight * x)

    def _of_parts(self, function: OfBatch, part: Parts, x: Floats) -> Floats:
        """A function of each lane's batch, divided by the number of all inputs."""
        found = np.empty(len(x) if function is self.loss else x.shape)
        per_lane = max(self.width * len(self.batches.labels[0]), x.shape[-1])
        for one, lanes in lanes_by_part(part, per_lane):
            inputs, labels = self.batches.inputs[one], self.batches.labels[one]
            found[lanes] = function(inputs, labels, x[lanes])
        return np.asarray(found / self.batches.samples)

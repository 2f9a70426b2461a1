"""A least-squares problem whose minimizer is known exactly."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from colorball.problems.problem import Constants


@dataclass(frozen=True)
class LeastSquares:
    """Parts ``(a_i x - b_i)^2 / 2`` with ``b = A 1``: all of them are 0 at (1, ..., 1)."""

    matrix: np.ndarray = field(
        default_factory=lambda: np.array(
            [[3.0, 1, 0, 0], [1, 2, 1, 0], [0, 1, 5, 1], [0, 0, 1, 1], [2, 0, 0, 1], [1, 1, 1, 1]]
        )
    )
    name = "squares"
    interval = None
    odd_part = None
    linear_from = None
    constants = Constants(least=0)

    @property
    def n(self):
        return len(self.matrix)

    @property
    def shape(self):
        return (self.matrix.shape[1],)

    @property
    def start(self):
        return np.zeros(self.shape)

    def residuals(self, x):
        return (x - 1) @ self.matrix.T

    def gradients(self, part, x):
        return self.matrix[part] * np.einsum("ij,ij->i", x - 1, self.matrix[part])[:, np.newaxis]

    def totals(self, x):
        return np.sum(self.residuals(x) ** 2, axis=-1) / 2

    def total_gradients(self, x):
        return self.residuals(x) @ self.matrix

    def curvatures(self, part, x):
        return self.matrix[part] ** 2 + 0 * x

    def hessian(self):
        return self.matrix.T @ self.matrix


@pytest.fixture
def squares():
    return LeastSquares()

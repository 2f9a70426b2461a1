r"""Softmax and cross-entropy for many lanes at once.

.. math:: \ell(z, y) = \log \sum_c e^{z_c} - z_y, \qquad \partial \ell / \partial z = p - e_y

with ``p`` the softmax of z. Logits have the shape ``(lanes, inputs, classes)``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from colorball.problems.problem import Floats

__all__ = ["loss_of", "probabilities", "residuals"]


def loss_of(logits: Floats, labels: NDArray[np.intp]) -> Floats:
    """The loss of each lane, added up over the inputs; no exponential overflows."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    chosen = shifted[:, np.arange(len(labels)), labels]
    return np.asarray((np.log(np.exp(shifted).sum(axis=-1)) - chosen).sum(axis=-1))


def probabilities(logits: Floats) -> Floats:
    """The softmax over the classes."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def residuals(logits: Floats, labels: NDArray[np.intp]) -> Floats:
    """The loss's derivative with respect to the logits."""
    found = probabilities(logits)
    found[:, np.arange(len(labels)), labels] -= 1.0
    return found

"""The largest bound of an epoch's displacement in floating point, for curves. Not certified.

The same tree as in ``sure_tree``, many nodes at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from colorball.phase.sure import read_epochs, read_sure_parts

__all__ = ["sure_bound_float", "sure_sign_float"]

Floats = npt.NDArray[np.float64]
Column = npt.NDArray[Any]  # of integers or floats

_BATCH = 64
_MOST_ROUNDS = 400
_TOLERANCE = 1e-11


def sure_bound_float(
    n: int, beta1: npt.ArrayLike, beta2: npt.ArrayLike, *, epochs: int = 1
) -> Floats:
    """The largest bound over all sequences of positions, to about ten digits; not certified.

    Args:
        n: number of parts, ``3..1000``.
        beta1: one or more numbers in [0, 1).
        beta2: the same; broadcast against ``beta1``.
        epochs: K, ``1..50``.

    Returns:
        An array of the common shape. A point whose tree is too large gets an upper estimate.

    Raises:
        InputError: if n or epochs is out of range.

    Source: docs, "Sure divergence". The certified one is :func:`colorball.phase.sure.sure_bound`.

    Example:
        >>> sure_bound_float(10, [0.3, 0.5], 0.4, epochs=2).round(6).tolist()
        [-1.474669, -0.178454]
    """
    parts, k = read_sure_parts(n), read_epochs(epochs)
    first, second = np.broadcast_arrays(
        np.asarray(beta1, dtype=np.float64), np.asarray(beta2, dtype=np.float64)
    )
    values = [
        _maximum(parts, x, y, k, sign=False)
        for x, y in zip(first.ravel().tolist(), second.ravel().tolist(), strict=True)
    ]
    return np.array(values, dtype=np.float64).reshape(first.shape)


def sure_sign_float(n: int, beta1: float, beta2: float, epochs: int) -> bool:
    """Whether the largest bound seems to be negative; not certified."""
    return _maximum(n, beta1, beta2, epochs, sign=True) < 0


@dataclass(frozen=True)
class _Nodes:
    """Nodes of the tree, one an entry: see ``sure_tree``.

    ``older`` counts the older epochs that are fixed; the next one is in ``first..last``.
    """

    position: Column
    older: Column
    first: Column
    last: Column
    w1: Column
    w2: Column

    def take(self, which: npt.NDArray[np.intp]) -> _Nodes:
        return _Nodes(*(column[which] for column in self._columns()))

    def joined(self, other: _Nodes) -> _Nodes:
        pairs = zip(self._columns(), other._columns(), strict=True)
        return _Nodes(*(np.concatenate(pair) for pair in pairs))

    def _columns(self) -> tuple[Column, ...]:
        return (self.position, self.older, self.first, self.last, self.w1, self.w2)


def _maximum(n: int, b1: float, b2: float, epochs: int, *, sign: bool) -> float:
    zeros = np.zeros(n, dtype=np.int64)
    nodes = _Nodes(np.arange(n), zeros, zeros, zeros + n - 1, np.zeros(n), np.zeros(n))
    bounds = _bounds(n, b1, b2, epochs, nodes)
    best = -np.inf
    for _ in range(_MOST_ROUNDS):
        is_leaf = nodes.older == epochs - 1
        best = max(best, float(bounds[is_leaf].max(initial=-np.inf)))
        keep = np.flatnonzero(~is_leaf & (bounds > best + _TOLERANCE))
        nodes, bounds = nodes.take(keep), bounds[keep]
        largest = max(best, float(bounds.max(initial=-np.inf)))
        if not keep.size or (sign and (best >= 0 or largest < 0)):
            return largest
        order = np.argsort(-bounds, kind="stable")
        chosen, rest = order[:_BATCH], order[_BATCH:]
        halves = _halves(n, b1, b2, nodes.take(chosen))
        bounds = np.concatenate([bounds[rest], _bounds(n, b1, b2, epochs, halves)])
        nodes = nodes.take(rest).joined(halves)
    return largest


def _halves(n: int, b1: float, b2: float, nodes: _Nodes) -> _Nodes:
    """Both halves of each node's range; a range of one position becomes a fixed epoch."""
    middle = (nodes.first + nodes.last) // 2
    left = _Nodes(nodes.position, nodes.older, nodes.first, middle, nodes.w1, nodes.w2)
    right = _Nodes(nodes.position, nodes.older, middle + 1, nodes.last, nodes.w1, nodes.w2)
    both = left.joined(right)
    is_single = both.first == both.last
    older = both.older + is_single
    age = np.where(is_single, n * older - both.first, 1)
    return _Nodes(
        both.position,
        older,
        np.where(is_single, 0, both.first),
        np.where(is_single, n - 1, both.last),
        both.w1 + np.where(is_single, b1**age, 0.0),
        both.w2 + np.where(is_single, b2**age, 0.0),
    )


def _bounds(n: int, b1: float, b2: float, epochs: int, nodes: _Nodes) -> Floats:
    """The lower of each node's two bounds: see ``Powers.bound`` and ``Powers.joint_bound``."""
    i = np.arange(n)
    momenta, squares = (1 - b1) * (n + 1) * b1**i, (1 - b2) * (n * n - 1) * b2**i
    shift = n * (nodes.older + 1)
    is_leaf = nodes.older == epochs - 1
    tail1, tail2 = 1 / (1 - b1**n), 1 / (1 - b2**n)
    w1 = nodes.w1 + np.where(
        is_leaf,
        b1 ** (shift - n + 1) * tail1,
        b1 ** (shift - nodes.last) + b1 ** (shift + 1) * tail1,
    )
    least = nodes.w2 + np.where(
        is_leaf, b2**shift * tail2, b2 ** (shift - nodes.first) + b2 ** (shift + n) * tail2
    )
    most = nodes.w2 + np.where(
        is_leaf,
        b2 ** (shift - n + 1) * tail2,
        b2 ** (shift - nodes.last) + b2 ** (shift + 1) * tail2,
    )
    age = i - nodes.position[:, None]
    is_past = age >= 0
    age = np.where(is_past, age, 0)
    numerator = np.where(is_past, momenta[age], 0.0) + momenta * w1[:, None] - 1
    new = 1 + np.where(is_past, squares[age], 0.0)
    up, down = np.maximum(numerator, 0.0), np.minimum(numerator, 0.0)
    at_least = up / np.sqrt(new + squares * least[:, None])
    apart = at_least + down / np.sqrt(new + squares * most[:, None])
    # from the smallest to the largest W_2 the older epochs' own spread, in all terms, is left out
    rest = (b2 ** (n * epochs) * tail2, b2 ** (n * (epochs - 1) + 1) * tail2)
    half = (most - least - (rest[1] - rest[0])) / 2
    at_last = up / np.sqrt(new + squares * (least + 2 * half)[:, None])
    v = new + squares * (most - half)[:, None]
    change = down * squares / (2 * v * np.sqrt(v)) * half[:, None]
    middle = (down / np.sqrt(v)).sum(axis=1)
    change = change.sum(axis=1)
    joint = middle + np.maximum(at_least.sum(axis=1) + change, at_last.sum(axis=1) - change)
    return np.asarray(np.minimum(apart.sum(axis=1), joint))

"""The elementary functions of the update rules, for NumPy arrays.

The rules are written with these and plain arithmetic, so that one text serves the reference engine
and the compiler; ``colorball/simulation/compiled`` gives the compiler its own versions, which
agree.
"""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["between", "inner", "inverse_root", "larger", "root", "sign", "smaller", "where"]


def root(v: Any) -> Any:
    """The square root."""
    return np.sqrt(v)


def inverse_root(v: Any, quick: int) -> Any:  # the compiled version asks
    """``1 / sqrt(v)``: the root rounded, then its inverse rounded; infinity for 0.

    Args:
        v: the number under the root.
        quick: ``Flags.quick``, which changes nothing here.
    """
    return 1.0 / np.sqrt(v)


def larger(a: Any, b: Any) -> Any:
    """The larger of the two; NaN if either is."""
    return np.maximum(a, b)


def smaller(a: Any, b: Any) -> Any:
    """The smaller of the two; NaN if either is."""
    return np.minimum(a, b)


def between(a: Any, low: Any, high: Any) -> Any:
    """What is nearest to a in ``[low, high]``; NaN if a is."""
    return np.minimum(np.maximum(a, low), high)


def sign(a: Any) -> Any:
    """-1, 0 or 1; NaN for NaN."""
    return np.sign(a)


def where(condition: Any, a: Any, b: Any) -> Any:
    """A where the condition holds, else b."""
    return np.where(condition, a, b)


def inner(a: Any, b: Any) -> Any:
    """The inner product over each point's coordinates, which are the axes after the first.

    For points that are numbers, shape ``(L,)`` or ``()``, and so for the compiler: ``a * b``.

    Example:
        >>> inner(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 1.0], [0.0, 1.0]]))
        array([[3.],
               [4.]])
    """
    product = a * b
    axes = tuple(range(1, np.ndim(product)))
    return np.sum(product, axis=axes, keepdims=True) if axes else product

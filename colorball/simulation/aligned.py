"""Arrays that begin where a line of the cache does.

Vectors across two lines are slower to load and to write: NumPy's functions by up to half.
"""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["aligned", "aligned_zeros"]

_LINE = 64  # bytes

Array = np.ndarray[Any, Any]


def aligned(shape: tuple[int, ...], dtype: Any = np.float64) -> Array:
    """An array without values."""
    size = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
    memory = np.empty(size + _LINE, dtype=np.uint8)
    address = memory.__array_interface__["data"][0]  # quicker than memory.ctypes.data
    first = -address % _LINE
    array: Array = memory[first : first + size].view(dtype)
    return array.reshape(shape)


def aligned_zeros(size: int) -> Array:
    """So many zeros.

    Example:
        >>> aligned_zeros(2)
        array([0., 0.])
    """
    array = aligned((size,))
    array.fill(0.0)
    return array

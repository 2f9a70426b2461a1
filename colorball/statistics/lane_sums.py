"""What is kept of many lanes: sums over blocks of them, in integers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from colorball.errors import InputError

__all__ = ["BLOCKS", "LaneSums", "lane_sums"]

BLOCKS = 256
_MOST = 2**24  # of a lane's value, so that a block of 2^15 lanes has squares below 2^63


@dataclass(frozen=True)
class LaneSums:
    """Sums of a value over each of 256 blocks of lanes.

    Attributes:
        lanes: how many lanes there are.
        sums: the blocks' sums.
        squares: the blocks' sums of squares.
    """

    lanes: int
    sums: tuple[int, ...]
    squares: tuple[int, ...]

    @property
    def total(self) -> int:
        """The sum over all lanes."""
        return sum(self.sums)

    @property
    def total_squares(self) -> int:
        """The sum of squares over all lanes."""
        return sum(self.squares)


def lane_sums(values: NDArray[np.int64]) -> LaneSums:
    """The sums of integers, one per lane, over 256 blocks of neighbours.

    Args:
        values: shape ``(lanes,)``; 256 divides ``lanes``, at most 2^23; below 2^24 in size.

    Raises:
        InputError: for other values.

    Example:
        >>> lane_sums(np.arange(512)).sums[:3]
        (1, 5, 9)
    """
    if values.ndim != 1 or not values.size or values.size % BLOCKS or values.size > 2**23:
        raise InputError("values", values.shape, f"a multiple of {BLOCKS} lanes, at most 2^23")
    if not np.issubdtype(values.dtype, np.integer) or int(np.abs(values).max()) >= _MOST:
        raise InputError("values", values.dtype, "integers below 2^24 in size")
    blocks = values.astype(np.int64).reshape(BLOCKS, -1)
    return LaneSums(
        values.size,
        tuple(int(part) for part in blocks.sum(axis=1)),
        tuple(int(part) for part in (blocks * blocks).sum(axis=1)),
    )

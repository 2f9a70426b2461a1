"""What became of a lane."""

from __future__ import annotations

from enum import IntEnum

__all__ = ["LaneStatus"]


class LaneStatus(IntEnum):
    """Whether a lane ran to its end; one that failed stays at its last finite state.

    Example:
        >>> LaneStatus.ZERO_V.message
        'stopped: division by the root of v = 0'
    """

    FINE = 0
    OVERFLOW = 1
    NAN = 2
    ZERO_V = 3

    @property
    def message(self) -> str:
        """The status in words."""
        return _MESSAGES[self]


_MESSAGES = {
    LaneStatus.FINE: "ran to its end",
    LaneStatus.OVERFLOW: "stopped: a number grew past the largest double",
    LaneStatus.NAN: "stopped: not a number (NaN)",
    LaneStatus.ZERO_V: "stopped: division by the root of v = 0",
}

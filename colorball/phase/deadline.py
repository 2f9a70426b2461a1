"""Work that gives up in time."""

from __future__ import annotations

import time

__all__ = ["OutOfTimeError", "stop_at"]


class OutOfTimeError(Exception):
    """The time allowed is over; nothing is known of the value."""


def stop_at(deadline: float | None) -> None:
    """Give up if the deadline, on the clock of ``time.monotonic``, has passed.

    Raises:
        OutOfTimeError: if it has.
    """
    if deadline is not None and time.monotonic() > deadline:
        raise OutOfTimeError

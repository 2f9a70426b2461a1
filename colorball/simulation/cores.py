"""How many cores there are for us."""

from __future__ import annotations

import os

__all__ = ["core_count"]


def core_count() -> int:
    """The cores that this process may use, at least 1.

    Example:
        >>> core_count() >= 1
        True
    """
    if hasattr(os, "sched_getaffinity"):  # not on every system
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

"""Lanes that the shared-noise engine cannot finish, gathered for the plain engine."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

import numpy as np
from numpy.typing import NDArray

__all__ = ["Leavers"]

Numbers = NDArray[np.intp]
_TOGETHER = 32  # the compiled engine needs the same time for fewer
_FEW = 4 * _TOGETHER


class Leavers:
    """Runs lanes again, on the threads that have no other task left.

    If they are many, they are left for all cores, after the tasks.

    Args:
        run: runs some lanes, by their numbers.
        tasks: how many tasks will tell what lanes they found.
        threads: how many of them run at once.

    Example:
        >>> sizes = []
        >>> leavers = Leavers(lambda lanes: sizes.append(lanes.size), tasks=3, threads=2)
        >>> for count in (30, 40, 5):
        ...     leavers.found(np.arange(count))
        >>> sizes
        [64, 11]
    """

    def __init__(self, run: Callable[[Numbers], None], tasks: int, threads: int) -> None:
        self._run = run
        self._tasks = tasks  # that did not end yet
        self._threads = threads
        self._lanes = np.empty(0, dtype=np.intp)  # that wait
        self._lock = Lock()

    def found(self, lanes: Numbers) -> None:
        """Take the lanes of a task that ends, and run a share of those that wait, if it is due."""
        with self._lock:
            self._tasks -= 1
            self._lanes = np.concatenate([self._lanes, lanes])
            waiting = self._lanes.size
            if self._tasks >= self._threads or not 0 < waiting <= _FEW:
                return
            blocks = -(-waiting // _TOGETHER)
            share = -(-blocks // (self._tasks + 1)) * _TOGETHER
            chosen, self._lanes = self._lanes[:share], self._lanes[share:]
        self._run(chosen)

    def run_rest(self) -> None:
        """Run the lanes that wait, after the tasks."""
        if self._lanes.size:
            self._run(self._lanes)

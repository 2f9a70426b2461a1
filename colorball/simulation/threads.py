"""Tasks on all cores, that stop soon after Ctrl-C."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from colorball.simulation.cores import core_count

__all__ = ["Stop", "in_threads"]

Item = TypeVar("Item")
_NONE = object()  # no item is left
Stop = NDArray[np.int64]


def in_threads(task: Callable[[Item, Stop], None], items: Iterable[Item]) -> None:
    """Run ``task(item, stop)`` for all items, on all cores.

    Only the main thread hears Ctrl-C; so it waits here, and tells the others by ``stop[0] = 1``,
    which long tasks look at now and then. The same if a task fails.

    Example:
        >>> squares = [0, 0, 0]
        >>> def square(i, stop):
        ...     squares[i] = i * i
        >>> in_threads(square, range(3))
        >>> squares
        [0, 1, 4]
    """
    stop = np.zeros(1, dtype=np.int64)
    waiting, lock = iter(items), Lock()

    def work() -> None:
        while not stop[0]:
            with lock:
                item = next(waiting, _NONE)
            if item is _NONE:
                return
            try:
                task(item, stop)  # type: ignore[arg-type]
            except BaseException:
                stop[0] = 1
                raise

    with ThreadPoolExecutor(core_count()) as pool:
        workers = [pool.submit(work) for _ in range(core_count())]
        try:
            for worker in workers:
                worker.result()
        except BaseException:
            stop[0] = 1
            raise

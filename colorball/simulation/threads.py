"""Tasks on all cores, that stop soon after Ctrl-C."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sized
from concurrent.futures import ThreadPoolExecutor, wait
from functools import cache
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
    threads = core_count()
    if isinstance(items, Sized):  # no more than are of use
        threads = min(threads, len(items))
    if not threads:
        return

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

    pool = _pool(core_count())
    workers = [pool.submit(work) for _ in range(threads)]
    try:
        for worker in workers:
            worker.result()
    except BaseException:
        stop[0] = 1
        raise
    finally:
        wait(workers)  # until then they use the caller's arrays


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    """Threads that wait for the next tasks: to start some costs as much as a short task."""
    return ThreadPoolExecutor(threads, "colorball")


if hasattr(os, "register_at_fork"):  # a forked process has none of the threads
    os.register_at_fork(after_in_child=_pool.cache_clear)

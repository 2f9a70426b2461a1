"""Tasks on all cores, that stop soon after Ctrl-C."""

from __future__ import annotations

import itertools
import os
import threading
from collections.abc import Callable, Collection, Iterable, Sized
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from functools import cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from colorball.simulation.cores import core_count

__all__ = ["Stop", "in_a_task", "in_threads"]

Item = TypeVar("Item")
_NONE = object()  # no item is left
_thread = threading.local()  # home: the core where it waits for tasks; stop: that of its task
Stop = NDArray[np.int64]


def in_threads(
    task: Callable[[Item, Stop], None], items: Iterable[Item], *, brief: bool = False
) -> None:
    """Run ``task(item, stop)`` for all items, on all cores.

    Only the main thread hears Ctrl-C; so it waits here, and tells the others by ``stop[0] = 1``,
    which long tasks look at now and then. The same if a task fails.

    Args:
        task: what is run; if it calls this function itself, all runs in its own thread.
        items: what it is run for.
        brief: all tasks end so soon that Ctrl-C may wait for one; then this thread takes part.

    Example:
        >>> squares = [0, 0, 0]
        >>> def square(i, stop):
        ...     squares[i] = i * i
        >>> in_threads(square, range(3))
        >>> squares
        [0, 1, 4]
    """
    if in_a_task():  # else all threads might wait for tasks that none of them runs
        for item in items:
            task(item, _thread.stop)
        return
    stop = np.zeros(1, dtype=np.int64)
    waiting, lock = iter(items), threading.Lock()
    threads = core_count()
    if isinstance(items, Sized):  # no more than are of use
        threads = min(threads, len(items))
    if not threads:
        return
    cores = _cores()

    def work() -> None:
        _stay_on(cores)
        _thread.stop = stop
        try:
            while not stop[0]:
                with lock:
                    item = next(waiting, _NONE)
                if item is _NONE:
                    return
                task(item, stop)  # type: ignore[arg-type]
        except BaseException:
            stop[0] = 1
            raise
        finally:
            del _thread.stop

    def work_and_go_home() -> None:
        try:
            work()
        finally:
            _stay_on(_thread.home)

    pool = _pool(core_count(), cores)
    workers = [pool.submit(work_and_go_home) for _ in range(threads - brief)]
    try:
        if brief:
            _stay_on(cores[:1])
            work()
        for worker in workers:
            worker.result()
    except BaseException:
        stop[0] = 1
        raise
    finally:
        if brief:
            _stay_on(cores)  # in case Ctrl-C came between
        wait(workers)  # until then they use the caller's arrays


def in_a_task() -> bool:
    """Whether the caller is a task of :func:`in_threads`, so that it has this thread alone.

    Example:
        >>> in_a_task()
        False
    """
    return hasattr(_thread, "stop")


@cache
def _pool(threads: int, cores: tuple[int, ...]) -> ThreadPoolExecutor:
    """Threads that wait for the next tasks: to start some costs as much as a short task.

    Each waits on a core of its own, the first core last, where the caller may be. Linux may wake
    two on the same core while another has nothing to do, and takes some milliseconds to see it.
    While they work it moves them as it likes.
    """
    homes = itertools.cycle([(core,) for core in (*cores[1:], *cores[:1])] or [()])

    def settle() -> None:
        _thread.home = next(homes)
        _stay_on(_thread.home)

    return ThreadPoolExecutor(threads, "colorball", settle)


def _cores() -> tuple[int, ...]:
    """The cores that this thread may use; none where the system does not tell."""
    return tuple(sorted(os.sched_getaffinity(0))) if hasattr(os, "sched_getaffinity") else ()


def _stay_on(cores: Collection[int]) -> None:
    """Have this thread run on these cores alone."""
    if cores:
        with suppress(OSError):  # it is a matter of speed only
            os.sched_setaffinity(0, cores)


if hasattr(os, "register_at_fork"):  # a forked process has none of the threads
    os.register_at_fork(after_in_child=_pool.cache_clear)

"""Tasks on all cores, that stop soon after Ctrl-C."""

from __future__ import annotations

import itertools
import os
import threading
from collections.abc import Callable, Collection, Iterable, Sized
from contextlib import suppress
from functools import cache
from queue import SimpleQueue
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from colorball.simulation.cores import core_count

__all__ = ["Stop", "in_a_task", "in_threads"]

Item = TypeVar("Item")
_NONE = object()  # no item is left
_thread = threading.local()  # home: the core where it waits for tasks; stop: that of its task
Stop = NDArray[np.int64]
_Jobs = SimpleQueue[tuple[Callable[[], None], threading.Lock]]


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
    cores, threads = _cores(), core_count()
    pool = _pool(threads, cores)
    if isinstance(items, Sized):  # no more than are of use
        threads = min(threads, len(items))
    if not threads:
        return
    failures: list[BaseException] = []

    def work() -> None:
        _thread.stop = stop
        try:
            while not stop[0]:
                with lock:
                    item = next(waiting, _NONE)
                if item is _NONE:
                    return
                task(item, stop)  # type: ignore[arg-type]
        finally:
            del _thread.stop

    def help_out() -> None:
        if not brief:
            _stay_on(cores)
        try:
            work()
        except BaseException as error:
            stop[0] = 1
            failures.append(error)
        if not brief:
            _stay_on(_thread.home)

    ends = []
    try:
        for jobs in pool[: threads - brief]:
            end = threading.Lock()
            end.acquire()
            jobs.put((help_out, end))
            ends.append(end)
        if brief:
            _stay_on(cores[:1])
            work()
        _wait(ends)
    except BaseException:
        stop[0] = 1
        raise
    finally:
        if brief:
            _stay_on(cores)  # in case Ctrl-C came between
        _wait(ends)  # until then the others use the caller's arrays
    if failures:
        raise failures[0]


def _wait(ends: Iterable[threading.Lock]) -> None:
    """Wait until each has been released; once more, if Ctrl-C came between."""
    for end in ends:
        with end:
            pass


def in_a_task() -> bool:
    """Whether the caller is a task of :func:`in_threads`, so that it has this thread alone.

    Example:
        >>> in_a_task()
        False
    """
    return hasattr(_thread, "stop")


@cache
def _pool(threads: int, cores: tuple[int, ...]) -> tuple[_Jobs, ...]:
    """Threads that wait for the next tasks: to start some costs as much as a short task.

    Each waits on a core of its own, the first core last, where the caller may be. Linux may wake
    two on the same core while another has nothing to do, and takes some milliseconds to see it.
    While they run long tasks it moves them as it likes.

    A ``ThreadPoolExecutor`` does the same, but hands over a task as slowly as a short one runs.
    """
    homes = itertools.cycle([(core,) for core in (*cores[1:], *cores[:1])] or [()])
    pool = []
    for number, home in zip(range(threads), homes, strict=False):
        jobs: _Jobs = SimpleQueue()
        name = f"colorball-{number}"
        threading.Thread(target=_serve, args=(jobs, home), name=name, daemon=True).start()
        pool.append(jobs)
    return tuple(pool)


def _serve(jobs: _Jobs, home: tuple[int, ...]) -> None:
    """Run jobs, for ever."""
    _thread.home = home
    _stay_on(home)
    while True:
        job, end = jobs.get()
        job()
        del job  # it holds the caller's arrays
        end.release()


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

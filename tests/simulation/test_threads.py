import os
import signal
import threading
import time

import pytest

from colorball.simulation import threads
from colorball.simulation.threads import in_threads

MAIN = threading.main_thread()


@pytest.fixture(autouse=True)
def _many_cores(monkeypatch):
    monkeypatch.setattr(threads, "core_count", lambda: 3)


def who_runs(items, **options):
    found, all_here = [], threading.Barrier(len(items))

    def task(item, _stop):
        all_here.wait(10)  # each item has a thread of its own
        found.append((item, threading.current_thread()))

    in_threads(task, items, **options)
    assert sorted(item for item, _ in found) == items
    return [thread for _, thread in found]


def test_the_caller_takes_part_in_brief_tasks_only():
    assert MAIN not in who_runs([1, 2, 3])
    assert MAIN in who_runs([1, 2, 3], brief=True)
    assert who_runs([1], brief=True) == [MAIN]
    in_threads(lambda *_: pytest.fail("there is nothing to do"), [], brief=True)


@pytest.mark.parametrize("brief", [False, True])
def test_a_task_of_a_task_runs_in_the_same_thread(brief):
    threads_of = {}

    def inner(item, stop):
        assert not stop[0]
        threads_of[item].append(threading.current_thread())

    def outer(item, _stop):
        threads_of[item] = [threading.current_thread()]
        in_threads(inner, [item, item])

    in_threads(outer, range(20), brief=brief)
    assert len(threads_of) == 20
    for one in threads_of.values():
        assert len(one) == 3
        assert len(set(one)) == 1


@pytest.mark.parametrize("brief", [False, True])
def test_a_task_that_fails_stops_the_others(brief):
    def task(item, stop):
        if item == 1:
            raise ValueError("one")
        while not stop[0]:
            time.sleep(0.001)

    with pytest.raises(ValueError, match="one"):
        in_threads(task, range(100), brief=brief)
    assert who_runs([1, 2, 3])


@pytest.mark.parametrize("brief", [False, True])
def test_ctrl_c(brief):
    def task(_item, stop):
        signal.pthread_kill(MAIN.ident, signal.SIGINT)
        until = time.monotonic() + 10
        while not stop[0] and time.monotonic() < until:
            time.sleep(0.001)

    with pytest.raises(KeyboardInterrupt):
        in_threads(task, range(6), brief=brief)


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="the system has no affinities")
@pytest.mark.parametrize("brief", [False, True])
def test_threads_wait_on_one_core_and_run_long_tasks_on_any(brief):
    cores = os.sched_getaffinity(0)
    seen, waiting = [], {}

    def task(_item, _stop):
        seen.append(os.sched_getaffinity(0))
        if threading.current_thread() is not MAIN:
            waiting[threading.get_native_id()] = None
        time.sleep(0.01)

    in_threads(task, range(6), brief=brief)
    assert len(seen) == 6
    assert all(len(each) == 1 if brief else each == cores for each in seen)
    assert os.sched_getaffinity(0) == cores
    for thread in waiting:
        assert len(os.sched_getaffinity(thread)) == 1


def test_a_system_that_refuses_affinities(monkeypatch):
    def refuse(*_):
        raise OSError("not permitted")

    monkeypatch.setattr(os, "sched_setaffinity", refuse, raising=False)
    threads._pool.cache_clear()
    assert MAIN in who_runs([1, 2, 3], brief=True)


def test_a_system_without_affinities(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert MAIN in who_runs([1, 2, 3], brief=True)

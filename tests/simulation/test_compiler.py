"""The compiler and its cache: users' functions, changed sources, disks that do not help, Ctrl-C."""

import dataclasses
import importlib.util
import os
import signal
import threading
import time
from fractions import Fraction

import numpy as np
import pytest

pytest.importorskip("numba", reason="numba is an extra: colorball[simulate]")

import numba
from numba.core.event import install_recorder

from colorball.errors import InputError
from colorball.problems.catalog import problem as named_problem
from colorball.problems.odd_sum import OddSum
from colorball.problems.problem import Constants, OddPart
from colorball.rules.sgd import update
from colorball.simulation.compiled import run as compiled_run
from colorball.simulation.compiled.fingerprint import fingerprint
from colorball.simulation.compiled.jit import jit
from colorball.simulation.compiled.kernel import work_of_thread
from colorball.simulation.plan import make_plan
from colorball.simulation.run import run_lanes
from colorball.simulation.simulate import simulate
from colorball.simulation.sweep import sweep

HOW = {"rule": "sgd", "epochs": 7, "seeds": 20, "step": "1/7"}  # the quickest to compile


def total(x, numbers):
    return numbers[0] * x


def slope(x, numbers):
    return numbers[0] + 0 * x


def curvature(x, p, q):  # noqa: ARG001
    return 0 * p + 0 * x


def made(gradient):
    """A problem with three parts and a gradient of one's own."""
    form = OddPart(gradient, total, slope, curvature, (3.0, 0.0), (-1.0, 0.0), (1.0, 0.0, 0.0, 0.0))
    pairs = (Fraction(3), Fraction(0)), (Fraction(-1), Fraction(0))
    return OddSum("mine", 3, *pairs, curvature, form, Constants(), start=np.array(1.0))


def helped(x):
    return 0.5 * x


def local_gradient():
    factor = 0.25

    def helper(x):
        return factor * x + helped(x)

    def gradient(x, p, q):  # noqa: ARG001
        return p + helper(x)

    return gradient


def without_a_file():
    names = {}
    exec("def slope(x, numbers):\n    return numbers[0] + 0.75 * x", names)
    return names["slope"]


def of_any_origin(odd=(3.0, 0.0)):
    """A closure with helpers, a lambda, and a function whose text is in no file."""
    form = OddPart(GRADIENT, LAMBDA, TEXT, curvature, odd, (-1.0, 0.0), (1.0, 0.0, 0.0, 0.0))
    return dataclasses.replace(made(curvature), odd_part=form)


GRADIENT, TEXT = local_gradient(), without_a_file()
LAMBDA = lambda x, numbers: numbers[0] * x  # noqa: E731


def test_functions_of_any_origin(same_bits, run):
    for problem in (of_any_origin(), of_any_origin(odd=(3, 0))):  # whole numbers count as floats
        found = run(problem, engine="compiled", **HOW)
        same_bits(found, run(problem, engine="reference", **HOW))
        assert np.unique(found["x"]).size > 1


def with_arrays(x, p, q):  # noqa: ARG001
    weights = np.zeros(2) + 0.5
    return p + weights[0] * x


def with_functions_of_numpy(x, p, q):  # noqa: ARG001
    return (
        np.where(x > 0, np.sqrt(np.abs(x)), 2)
        + np.minimum(np.maximum(x, 0), 1)
        + np.maximum(-1, np.sign(x) * abs(x))
        + p
    )


@pytest.mark.parametrize("gradient", [with_arrays, with_functions_of_numpy])
def test_what_gradients_may_use(gradient, same_bits, run):
    problem = made(gradient)
    found = run(problem, engine="compiled", **HOW)
    same_bits(found, run(problem, engine="reference", **HOW))
    assert np.unique(found["x"]).size > 1


def sloping(x, p, q):  # noqa: ARG001
    return p + 0.75 * x


class Slope:
    def gradient(self, x, p, q):  # noqa: ARG002
        return p + 0.75 * x


def test_what_is_no_plain_function_runs_with_the_reference_engine(run, same_bits):
    problem = made(Slope().gradient)
    plan = make_plan(problem, **HOW)
    assert plan.engine == "reference"
    same_bits(run_lanes(plan, 0, 20), run(made(sloping), engine="reference", **HOW))
    with pytest.raises(InputError, match="engine"):
        make_plan(problem, engine="compiled", **HOW)


def test_what_numba_cannot_compile_is_an_error_that_says_what_to_do():
    problem = made(lambda x, p, q: p + len(str(type(x))) * 0 * x)  # noqa: ARG005
    with pytest.raises(InputError, match="reference: numba cannot compile the functions of mine"):
        simulate(problem, **HOW)
    assert simulate(problem, engine="reference", **HOW).observables["x"].size == 20


def loaded(path, text):
    path.write_text(text)
    spec = importlib.util.spec_from_file_location("mine", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SOURCE = """
FACTOR = 0.5
TABLE = (1.0, 2.0)
def helper(x):
    return FACTOR * x
def gradient(x, p, q):
    return p + helper(x) * TABLE[0]
"""


@pytest.mark.parametrize(
    ("old", "new"), [("FACTOR = 0.5", "FACTOR = 0.75"), ("FACTOR * x", "FACTOR + x"),
                     ("(1.0,", "(3.0,"), ("return p +", "return p -")],
)  # fmt: skip
def test_changes_of_a_source_change_the_fingerprint(old, new, tmp_path):
    first = loaded(tmp_path / "mine.py", SOURCE)
    assert fingerprint([first.gradient]) == fingerprint([first.gradient])
    again = loaded(tmp_path / "again.py", SOURCE)
    second = loaded(tmp_path / "mine.py", SOURCE.replace(old, new))
    assert fingerprint([second.gradient]) != fingerprint([first.gradient])
    assert fingerprint([again.gradient]) == fingerprint([first.gradient])


def test_changes_of_what_is_closed_over_change_the_fingerprint():
    def closed(number):
        return lambda x: number * x

    assert fingerprint([closed(1.0)]) == fingerprint([closed(1.0)])
    assert fingerprint([closed(1.0)]) != fingerprint([closed(2.0)])
    arrays = [np.arange(3000.0), np.arange(3000.0)]
    arrays[1][1500] = 0
    assert fingerprint([closed(arrays[0])]) != fingerprint([closed(arrays[1])])


def test_a_changed_rule_is_not_taken_from_the_cache(tmp_path, monkeypatch, run, same_bits):
    """Two versions of a file, each in a new dispatcher, with numba's cache in one folder."""
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path / "cache"))
    seen = []
    for text in (SOURCE, SOURCE.replace("0.5", "0.75"), SOURCE):
        compiled_run.compiled.cache_clear()
        problem = made(loaded(tmp_path / "mine.py", text).gradient)
        found = run(problem, engine="compiled", **HOW)
        same_bits(found, run(problem, engine="reference", **HOW))
        seen.append(found["x"])
    assert not np.array_equal(seen[0], seen[1])
    compiled_run.compiled.cache_clear()


def doubled(x):
    return 2.0 * x


def test_the_cache_is_used(tmp_path, monkeypatch):
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))
    assert jit()(doubled)(1.5) == 3.0
    again = jit()(doubled)
    assert again(1.5) == 3.0
    assert sum(again.stats.cache_hits.values()) == 1


def test_no_folder_for_the_cache(tmp_path, monkeypatch):
    def nowhere(*_arguments, **_options):
        raise OSError("read-only file system")

    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))
    monkeypatch.setattr("numba.core.caching._CacheLocator.ensure_cache_path", nowhere)
    assert jit()(doubled)(1.5) == 3.0


def test_a_cache_that_cannot_be_written(tmp_path, monkeypatch):
    def full(*_arguments, **_options):
        raise OSError("no space left on device")

    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))
    monkeypatch.setattr("numba.core.caching.IndexDataCacheFile.save", full)
    assert jit()(doubled)(1.5) == 3.0


@pytest.mark.parametrize("kept", [0, 10, 100])
@pytest.mark.parametrize("ending", ["nbi", "nbc"])
def test_a_spoilt_cache(ending, kept, tmp_path, monkeypatch):
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))
    jit()(doubled)(1.5)
    spoilt = list(tmp_path.rglob(f"*.{ending}"))
    assert spoilt
    for path in spoilt:
        path.write_bytes(path.read_bytes()[:kept])
    assert jit()(doubled)(1.5) == 3.0
    healed = jit()(doubled)
    assert healed(1.5) == 3.0
    assert sum(healed.stats.cache_hits.values()) == 1


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_ctrl_c_stops_all_threads_soon(engine):
    problem = named_problem("toy-apart", 10)
    arguments = {"rule": "sgd", "step": "1/100", "seeds": 3000, "engine": engine}
    simulate(problem, epochs=1, **arguments)  # compiled
    main, begin = threading.main_thread().ident, time.monotonic()
    timer = threading.Timer(0.5, signal.pthread_kill, (main, signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        simulate(problem, epochs=2**33, **arguments)
    timer.join()
    assert time.monotonic() - begin < 15  # it would be weeks
    busy = time.process_time()
    time.sleep(0.2)
    assert time.process_time() - busy < 0.1  # no thread goes on


def test_several_threads_at_once(same_bits):
    """Each may be the first to compile."""
    compiled_run.compiled.cache_clear()
    plans = [make_plan("toy-apart", n=4, seed=seed, engine="compiled", **HOW) for seed in range(6)]
    found = {}

    def work(i):
        found[i] = run_lanes(plans[i], 0, 20)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for i, plan in enumerate(plans):
        same_bits(found[i], run_lanes(plan, 0, 20))
    assert len({found[i]["x"].tobytes() for i in range(6)}) == 6


def test_rules_take_part_in_the_fingerprint():
    assert fingerprint([update]) != fingerprint([slope])
    assert len(os.fsencode(fingerprint([update]))) == 16


def test_one_kernel_serves_all_sizes():
    """n, betas, steps, epochs and schedules are no reason to compile again."""
    common = {"rule": "sgd", "engine": "compiled"}
    sweep("toy-apart", n=[3, 50], step=["1/10", "2"], epochs=2, seeds=2, **common)
    other = {"schedule": "constant", "window": (-5, 2), "seed": 2**63, "record": 2}
    with install_recorder("numba:compile") as recorder:
        sweep("toy-apart", n=[4, 90], step=[1, 3], epochs=5, seeds=7, **other, **common)
    assert not recorder.buffer


def test_a_thread_keeps_small_arrays_only():
    small, large = work_of_thread(10, replaced=True), work_of_thread(10**5, replaced=True)
    assert work_of_thread(10, replaced=True) is small
    assert work_of_thread(10**5, replaced=True) is not large
    assert work_of_thread(10, replaced=False) is not small

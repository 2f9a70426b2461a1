"""What only a fresh process shows: the time to compile, and the peak of memory."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from row import Row

__all__ = ["compile_rows", "memory_rows"]

_COMPILE = """
import json, sys, time
start = time.perf_counter()
from colorball.simulation.plan import make_plan
from colorball.simulation.run import run_lanes
imported = time.perf_counter()
plan = make_plan("function-2", n=10, rule="adam", epochs=4, seeds=4, engine=sys.argv[1])
run_lanes(plan, 0, plan.lanes)
first, busy = time.perf_counter(), time.process_time()
run_lanes(plan, 0, plan.lanes)
second = time.perf_counter()
print(json.dumps([imported - start, first - imported, second - first, busy]))
"""

_MEMORY = """
import json, resource, sys, time
from colorball.simulation.plan import make_plan
from colorball.simulation.run import run_lanes
epochs, points = int(sys.argv[1]), int(sys.argv[2])
# A few lanes first: numba and the compiled code belong to the program, not to the work.
warm = make_plan("function-2", n=10, rule="adam", epochs=4, seeds=4, engine="fused")
run_lanes(warm, 0, warm.lanes)
taken = 0.0
if epochs:
    start = time.perf_counter()
    plan = make_plan(
        "function-2", n=10, rule="adam", epochs=epochs, seeds=4, engine="fused",
        beta1=[f"{i}/{points}" for i in range(points)],
        beta2=[f"{i}/{points + 1}" for i in range(1, points + 1)],
    )
    out = run_lanes(plan, 0, plan.lanes)
    taken = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([peak / (2**20 if sys.platform == "darwin" else 2**10), taken]))
"""

_TIMES = 3
_POINTS = 500  # squared and times 4 seeds: 10^6 lanes


def compile_rows() -> Iterator[Row]:
    """The first call of a process with an empty cache, and with a full one; medians of a few."""
    for engine in ("fused", "compiled"):
        runs = [_first_calls(engine) for _ in range(_TIMES)]
        for number, (kind, target) in enumerate((("empty", "< 3 s"), ("full", ""))):
            imported, first, second, busy = map(
                statistics.median, zip(*(run[number] for run in runs), strict=True)
            )
            note = f"import before it {imported:.2f} s, next call {second * 1000:.2g} ms; "
            note += f"processor time with the import {busy:.2f} s"
            name = f"{engine} engine, first call of a process, imports numba, cache {kind}"
            yield Row(name, first, target, note=note)


def _first_calls(engine: str) -> list[list[float]]:
    """What two processes measure, one after the other, that share a new cache."""
    with tempfile.TemporaryDirectory() as folder:
        return [_python(_COMPILE, engine, NUMBA_CACHE_DIR=folder) for _ in range(2)]


def memory_rows() -> Iterator[Row]:
    """A million lanes, against a process that only imports and compiles."""
    _python(_MEMORY, "0", str(_POINTS))  # fills the cache: compiling takes memory too
    baseline, _ = _python(_MEMORY, "0", str(_POINTS))
    for epochs in (20, 200):
        peak, taken = _python(_MEMORY, str(epochs), str(_POINTS))
        yield Row(
            f"{4 * _POINTS**2:,} lanes, {epochs} epochs",
            taken,
            "< 200 MiB",
            note=f"peak {peak - baseline:.0f} MiB above the {baseline:.0f} of a few lanes",
        )


def _python(code: str, *arguments: str, **environment: str) -> list[float]:
    """The numbers that a program prints, run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
    numbers: list[float] = json.loads(done.stdout)
    return numbers

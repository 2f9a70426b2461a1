"""A million lanes need less than 200 MiB, however many epochs they run."""

import subprocess
import sys
from pathlib import Path

import pytest

MIB = 2**20
SCRIPT = """
import sys
from colorball.simulation.plan import make_plan
from colorball.simulation.run import run_lanes

def peak():
    # not resource.getrusage: its peak begins with that of the process that started this one
    with open("/proc/self/status") as status:
        return 1024 * next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))

epochs, lanes, arguments = int(sys.argv[1]), int(sys.argv[2]), eval(sys.argv[3])
small = make_plan(epochs=1, seeds=100, **arguments)
run_lanes(small, 0, small.lanes)  # imports and compiles
before = peak()
plan = make_plan(epochs=epochs, seeds=lanes, **arguments)
run_lanes(plan, 0, plan.lanes)
print(peak() - before)
"""


def growth(epochs, lanes, **arguments):
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell the peak of memory as Linux does")
    command = [sys.executable, "-c", SCRIPT, str(epochs), str(lanes), repr(arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_a_million_lanes_compiled():
    pytest.importorskip("numba", reason="numba is an extra: colorball[simulate]")
    few, many = (growth(epochs, 10**6, n=4, engine="compiled") for epochs in (2, 20))
    assert few < 200 * MIB
    assert many < 200 * MIB
    assert abs(many - few) < 20 * MIB


def test_a_million_lanes_with_the_reference_engine():
    few, many = (growth(epochs, 10**6, n=4, rule="sgd", engine="reference") for epochs in (1, 5))
    assert few < 200 * MIB
    assert many < 200 * MIB
    assert abs(many - few) < 20 * MIB


def test_lanes_that_all_fail():
    arguments = {"problem": "toy-shared", "start": 0, "engine": "compiled"}
    pytest.importorskip("numba", reason="numba is an extra: colorball[simulate]")
    assert growth(2, 10**6, n=4, **arguments) < 200 * MIB


@pytest.mark.parametrize("sampling", ["reshuffle", "with-replacement"])
def test_many_parts_with_the_reference_engine(sampling):
    arguments = {"rule": "sgd", "engine": "reference", "sampling": sampling}
    assert growth(1, 2500, n=1000, **arguments) < 100 * MIB

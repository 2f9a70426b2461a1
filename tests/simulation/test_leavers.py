import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorball.simulation.leavers import Leavers


@given(st.lists(st.integers(0, 150), min_size=1, max_size=8), st.integers(1, 4))
def test_each_lane_runs_once(counts, threads):
    ran = []
    leavers = Leavers(lambda lanes: ran.extend(lanes.tolist()), len(counts), threads)
    first = 0
    for count in counts:
        leavers.found(np.arange(first, first + count))
        first += count
    leavers.run_rest()
    assert sorted(ran) == list(range(sum(counts)))


@pytest.mark.parametrize(
    ("counts", "threads", "expected"),
    [
        ([5, 5, 5], 1, [15]),  # when all tasks have ended
        ([5, 5, 5], 2, [10, 5]),  # when a thread has nothing else to do
        ([60, 60, 5], 2, [64, 61]),  # no more than its share, in whole blocks
        ([0, 0], 2, []),
        ([100, 100], 1, [200]),  # too many for one thread: after the tasks
    ],
)
def test_when_lanes_run(counts, threads, expected):
    sizes = []
    leavers = Leavers(lambda lanes: sizes.append(lanes.size), len(counts), threads)
    for count in counts:
        leavers.found(np.arange(count))
    if sum(counts) > 128:
        assert not sizes
    leavers.run_rest()
    assert sizes == expected

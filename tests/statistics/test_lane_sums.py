import numpy as np
import pytest

from colorball.errors import InputError
from colorball.statistics.lane_sums import lane_sums


def test_sums_are_those_of_the_lanes():
    values = np.random.default_rng(1).integers(-(2**23), 2**23, 256 * 5)
    found = lane_sums(values)
    assert found.lanes == values.size
    assert found.total == int(values.sum())
    assert found.total_squares == sum(int(value) ** 2 for value in values)
    assert found.sums[2] == int(values[10:15].sum())


def test_a_block_of_the_largest_values_does_not_overflow():
    values = np.full(256 * 2**12, 2**24 - 1)
    assert lane_sums(values).total_squares == values.size * (2**24 - 1) ** 2


@pytest.mark.parametrize(
    "values",
    [np.zeros(0, dtype=int), np.zeros(255, dtype=int), np.zeros((256, 1), dtype=int),
     np.zeros(256), np.full(256, 2**24)],
)  # fmt: skip
def test_other_values_are_refused(values):
    with pytest.raises(InputError, match="values"):
        lane_sums(values)

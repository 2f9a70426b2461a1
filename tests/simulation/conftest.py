"""How the engines' tests compare results: bit for bit."""

import numpy as np
import pytest

from colorball.simulation.plan import make_plan
from colorball.simulation.run import run_lanes


def require_same_bits(found, expected):
    assert found.keys() == expected.keys()
    for name, values in expected.items():
        assert found[name].dtype == values.dtype, name
        assert found[name].shape == values.shape, name
        as_bits = [np.ascontiguousarray(each).view(np.uint8) for each in (found[name], values)]
        np.testing.assert_array_equal(*as_bits, err_msg=name)  # NaN is NaN, and -0 is not 0


@pytest.fixture
def same_bits():
    return require_same_bits


@pytest.fixture
def run():
    """Runs all lanes of a plan that is made of the arguments."""

    def run_plan(problem="function-2", **arguments):
        plan = make_plan(problem, **arguments)
        return run_lanes(plan, 0, plan.lanes)

    return run_plan

"""The fused engine: near the reference on the linear piece, the same bits elsewhere."""

import numpy as np
import pytest

from colorball.errors import InputError
from colorball.simulation.engine import Engine
from colorball.simulation.plan import make_plan

pytest.importorskip("numba", reason="numba is an extra: colorball[simulate]")

GRID = {"beta1": ["0", "1/3", "9/10"], "beta2": ["0", "1/2", "9/10", "999/1000"]}
NEAR = 1e-12
INEXACT = ("x", "f", "gradient2", "least_f", "least_gradient2")
CASES = [
    {},
    {"rule": "amsgrad", "sampling": "with-replacement", "schedule": "1/sqrt-iteration"},
    {"bias_correction": True, "epsilon": "1/1000", "sampling": "shuffle-once"},
    {"bias_correction": True, "epsilon": "1/1000", "epsilon_place": "inside", "sampling": "cyclic"},
    {"rule": "amsgrad", "bias_correction": True, "max_of": "corrected"},
]


def require_near(found, expected):
    for name, values in expected.items():
        if name in INEXACT:
            largest = np.maximum(1, np.abs(values))
            assert (np.abs(found[name] - values) <= NEAR * largest).all(), name
        else:
            np.testing.assert_array_equal(found[name], values, err_msg=name)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_near_the_reference(case, run):
    arguments = {"n": 7, "seeds": 9, "epochs": 60, "step": "1/10", "start": 1, **GRID, **case}
    require_near(run(engine="fused", **arguments), run(engine="reference", **arguments))


def test_many_iterations(run):
    arguments = {"n": 10, "seeds": 33, "epochs": 2000, "beta1": "9/10", "beta2": ["1/2", "99/100"]}
    found, expected = (run(engine=engine, **arguments) for engine in ("fused", "compiled"))
    require_near(found, expected)
    assert (found["x"] != expected["x"]).any()  # else this engine is not the one that ran


def test_lanes_that_leave_have_the_same_bits(run):
    arguments = {"n": 5, "seeds": 40, "epochs": 50, "step": "1/4", "start": 0, **GRID}
    arguments |= {"record": 1}
    found, expected = (run(engine=engine, **arguments) for engine in ("fused", "reference"))
    # gradients are taken up to the last epoch but one; within an epoch a lane may leave and return
    left = (expected["trajectory_x"][:-1] < -1).any(axis=0)
    assert 50 < left.sum() < left.size - 50
    for name, values in expected.items():
        np.testing.assert_array_equal(found[name][..., left], values[..., left], err_msg=name)
    stayed = ~left
    require_near(
        {name: values[stayed] for name, values in found.items() if values.ndim == 1},
        {name: values[stayed] for name, values in expected.items() if values.ndim == 1},
    )


@pytest.mark.parametrize("lanes", [1, 31, 32, 33, 97])
def test_a_lane_does_not_depend_on_its_neighbours(lanes, run, same_bits):
    arguments = {"n": 5, "epochs": 40, "step": "1/4", "start": 0, "beta1": "1/3", "beta2": "9/10"}
    all_lanes = run(engine="fused", seeds=97, **arguments)
    part = run(engine="fused", seeds=lanes, **arguments)
    same_bits(part, {name: values[..., :lanes] for name, values in all_lanes.items()})


def test_lanes_that_fail_have_the_same_bits(run):
    arguments = {"n": 5, "seeds": 20, "epochs": 40, "step": 10**307, "start": 1, **GRID}
    found, expected = (run(engine=engine, **arguments) for engine in ("fused", "reference"))
    failed = expected["status"] != 0
    assert failed.sum() > 50
    for name, values in expected.items():
        np.testing.assert_array_equal(found[name][failed], values[failed], err_msg=name)


def test_who_takes_it():
    assert make_plan(n=10).engine is Engine.FUSED
    assert make_plan(n=10, engine="exact").engine is Engine.COMPILED
    assert make_plan(n=10, start=-2).engine is Engine.COMPILED
    assert make_plan(n=10, rule="lion").engine is Engine.COMPILED  # its sign jumps
    assert make_plan("toy-apart").engine is Engine.COMPILED
    for arguments in ({"rule": "sgd"}, {"start": -2}, {"problem": "toy-apart"}):
        with pytest.raises(InputError, match="engine"):
            make_plan(engine="fused", **{"n": 10, **arguments})

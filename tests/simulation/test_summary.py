import math
import warnings

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from colorball.simulation.plan import make_plan
from colorball.simulation.run import run_lanes
from colorball.simulation.summary import fraction_diverged, statistics_of, summarize, trajectories

FLOATS = st.floats(-1e6, 1e6)


@given(st.lists(FLOATS, min_size=1, max_size=30))
def test_statistics_are_numpys(values):
    array = np.array(values)
    # NumPy's squares of smaller numbers are 0; ours are scaled
    assume(not array.any() or np.abs(array).max() > 1e-140)
    found = statistics_of(array)
    scale = np.abs(array).max() + 1e-300
    expected = {
        "mean": array.mean(),
        "std": array.std(),
        "min": array.min(),
        "max": array.max(),
        "median": np.median(array),
        "q1": np.quantile(array, 0.25),
        "q3": np.quantile(array, 0.75),
    }
    for name, value in expected.items():
        assert found[name] == pytest.approx(value, rel=1e-13, abs=1e-13 * scale), name
    assert found["finite"] == len(values)


@pytest.mark.parametrize("scale", [1e300, 1e-300, 5e-324])
def test_very_large_and_very_small_values(scale):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = statistics_of(np.array([scale, -scale, scale, -scale]))
    assert (found["mean"], found["std"], found["max"]) == (0.0, scale, scale)


def test_what_is_not_finite_is_left_out_and_counted():
    found = statistics_of(np.array([1.0, np.nan, np.inf, -np.inf, 3.0]))
    assert (found["finite"], found["mean"], found["max"]) == (2, 2.0, 3.0)
    none = statistics_of(np.array([np.nan]))
    assert none["finite"] == 0
    assert none["mean"] is None
    assert statistics_of(np.zeros(0))["finite"] == 0
    assert statistics_of(np.zeros(3))["std"] == 0.0


def summary(**settings):
    plan = make_plan(engine="reference", **settings)
    arrays = run_lanes(plan, 0, plan.lanes)
    return plan, arrays, summarize(plan, arrays)


def test_all_lanes_are_counted_once():
    _, arrays, found = summary(n=10, beta1="9/10", beta2="1/2", epochs=20, seeds=30)
    assert found["lanes"] == 30
    assert sum(found["status"].values()) == 30
    assert set(found["observables"]) == set(arrays) - {"status", "diverged"}
    assert found["diverged"]["count"] == int(arrays["diverged"].sum())
    assert found["diverged"]["verdict"] == "sampled"


def test_zeros_that_mean_never_are_not_averaged():
    _, arrays, found = summary(n=3, beta2="0.99", start="-0.9", step="1/2", epochs=20, seeds=30)
    exits = arrays["first_exit"]
    assert (exits > 0).sum() > 0
    row = found["observables"]["first_exit"]
    assert row["finite"] == (exits > 0).sum()
    assert row["mean"] == pytest.approx(exits[exits > 0].mean())


def test_the_interval_is_the_binomial_one():
    plan = make_plan(n=10, seeds=10)
    found = fraction_diverged(plan, np.arange(10) < 10)
    assert found["fraction"] == 1.0
    assert found["method"] == "Clopper-Pearson"
    # with 10 of 10 the lower end solves p^10 = 0.005
    assert found["lower"] == pytest.approx(0.005**0.1, abs=2e-6)
    assert (found["upper"], found["confidence"]) == (1.0, 0.99)


def test_many_lanes_have_another_method():
    plan = make_plan(n=10, seeds=10_000)
    found = fraction_diverged(plan, np.arange(10_000) < 2500)
    assert found["method"] == "empirical Bernstein"
    assert 0.2 < found["lower"] < 0.25 < found["upper"] < 0.3
    none = fraction_diverged(plan, np.zeros(10_000, dtype=np.bool_))
    assert none["lower"] == 0.0
    assert 0.0 < none["upper"] < 0.01


@pytest.mark.parametrize("settings", [{"sampling": "cyclic"}, {"beta1": ["0", "1/2"]}])
def test_no_interval_where_lanes_are_not_independent_and_alike(settings):
    plan = make_plan(n=10, seeds=10, **settings)
    found = fraction_diverged(plan, np.zeros(plan.lanes, dtype=np.bool_))
    assert set(found) == {"count", "fraction"}


def test_trajectories_are_summed_up_at_each_epoch():
    plan, arrays, _ = summary(n=10, epochs=9, seeds=7, record=3)
    found = trajectories(plan, arrays)
    assert found["epoch"] == [0, 3, 6, 9]
    assert set(found) == {"epoch", "x", "f", "gradient2"}
    for i, values in enumerate(arrays["trajectory_x"]):
        assert found["x"]["median"][i] == pytest.approx(np.median(values), rel=1e-15)
        assert found["x"]["mean"][i] == pytest.approx(math.fsum(values) / 7, rel=1e-14)
    plan, arrays, _ = summary(n=10, epochs=2, seeds=2)
    assert trajectories(plan, arrays) == {}

"""A lane's numbers depend on the plan and the lane alone, not on how the work is split."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colorball.errors import InputError
from colorball.problems.finite_sum import finite_sum
from colorball.simulation.plan import make_plan
from colorball.simulation.run import run_lanes
from colorball.simulation.simulate import simulate
from colorball.simulation.sweep import sweep

ENGINES = ["reference", "compiled"]


@pytest.fixture(params=ENGINES)
def engine(request):
    if request.param == "compiled":
        pytest.importorskip("numba", reason="numba is an extra: colorball[simulate]")
    return request.param


def make(engine, **arguments):
    common = {
        "n": [3, 8], "step": ["1/10", "2"], "beta1": ["0", "1/3", "9/10"], "beta2": ["1/2", "9/10"],
        "seeds": 13, "epochs": 9, "record": 4, "seed": 11,
    }  # fmt: skip
    return make_plan(engine=engine, **{**common, **arguments})


def joined(parts):
    return {name: np.concatenate([each[name] for each in parts], axis=-1) for name in parts[0]}


@pytest.mark.parametrize("common_noise", [False, True])
@settings(max_examples=15)
@given(cuts=st.lists(st.integers(0, 312), max_size=6).map(sorted))
def test_any_cut_gives_the_same_lanes(cuts, common_noise):
    for engine in ENGINES if pytest.importorskip("numba") else ENGINES[:1]:
        plan = make(engine, common_noise=common_noise)
        assert plan.lanes == 312
        whole = run_lanes(plan, 0, plan.lanes)
        ends = [0, *cuts, plan.lanes]
        found = joined([run_lanes(plan, a, b) for a, b in itertools.pairwise(ends)])
        for name, values in whole.items():
            assert found[name].tobytes() == values.tobytes(), (engine, name)


def test_lanes_one_by_one(engine, same_bits):
    plan = make(engine, n=[3, 4], step="1", seeds=5)
    same_bits(
        joined([run_lanes(plan, lane, lane + 1) for lane in range(plan.lanes)]),
        run_lanes(plan, 0, plan.lanes),
    )


def test_an_empty_range(engine):
    plan = make(engine)
    for lane in (0, 5, plan.lanes):
        found = run_lanes(plan, lane, lane)
        assert found["x"].shape == (0,)
        assert found["trajectory_x"].shape == (3, 0)


@pytest.mark.parametrize("ends", [(-1, 2), (2, 1), (0, 313)])
def test_ranges_that_are_not_there(ends):
    with pytest.raises(InputError, match="lanes"):
        run_lanes(make("reference"), *ends)


@pytest.mark.parametrize("block", [1, 7, 100])
def test_the_reference_engine_does_not_depend_on_its_blocks(block, monkeypatch, same_bits):
    plan = make("reference")
    whole = run_lanes(plan, 0, plan.lanes)
    monkeypatch.setattr("colorball.simulation.reference._BLOCK", block)
    same_bits(run_lanes(plan, 0, plan.lanes), whole)


def test_many_parts_make_smaller_blocks(monkeypatch, same_bits):
    plan = make_plan(n=300, seeds=40, epochs=2, engine="reference")
    whole = run_lanes(plan, 0, plan.lanes)
    monkeypatch.setattr("colorball.simulation.reference._MOST_DRAWS", 900)
    same_bits(run_lanes(plan, 0, plan.lanes), whole)


def test_one_core_or_many(engine, monkeypatch, same_bits):
    plan = make(engine, seeds=200)
    found = []
    for cores in (1, 7):
        monkeypatch.setattr("colorball.simulation.threads.core_count", lambda cores=cores: cores)
        found.append(run_lanes(plan, 0, plan.lanes))
    same_bits(*found)


def test_vectors_do_not_depend_on_the_cut(same_bits):
    random = np.random.default_rng(3)
    places = random.normal(size=(4, 5))
    problem = finite_sum(
        lambda part, x: x - places[part], lambda x: (x * x).sum(axis=1), n=4, shape=(5,), start=1.0
    )
    plan = make_plan(problem, seeds=30, epochs=8, beta1=["0", "1/2"], record=3)
    ends = [0, 1, 17, 44, 60]
    same_bits(
        joined([run_lanes(plan, a, b) for a, b in itertools.pairwise(ends)]),
        run_lanes(plan, 0, 60),
    )


def test_more_epochs_go_on_from_the_same_ones(engine):
    common = {"n": 6, "seeds": 33, "record": 1, "engine": engine, "beta2": "3/4"}
    short, long = (simulate(epochs=epochs, **common).trajectories for epochs in (10, 20))
    for name, values in short.items():
        assert values.shape == (11, 33)
        assert values.tobytes() == long[name][:11].tobytes()


def test_more_seeds_go_on_from_the_same_ones(engine):
    """At one point lane and seed are the same number, so the first lanes stay."""
    few, many = (
        simulate(n=6, seeds=seeds, epochs=5, engine=engine).observables["x"] for seeds in (7, 150)
    )
    assert few.tobytes() == many[:7].tobytes()


def test_seeds_and_points_have_streams_of_their_own(engine):
    common = {"n": 50, "epochs": 3, "seeds": 40, "engine": engine}
    found = sweep(step=["1", "1/1000000"], beta1=["1/3"], beta2=["2/3"], **common)
    x = found.observables["x"]
    assert x.shape == (2, 1, 1, 40)
    assert np.unique(x).size == 80
    other = simulate(beta1="1/3", beta2="2/3", step=1, seed=1, **common).observables["x"]
    assert not np.isin(other, x).any()


def test_common_noise_is_common(engine):
    """With the step doubled and nothing that depends on x, each seed's moves are doubled."""
    common = {"n": 50, "epochs": 3, "seeds": 40, "engine": engine, "start": 2**20, "beta2": "1/2"}
    shared = sweep(step=["1/2", "1"], beta1="1/2", common_noise=True, **common).observables["x"]
    moves = shared - 2.0**20
    rounding = 3 * 150 * 2.0**-33  # half a unit in the last place of x for each step
    np.testing.assert_allclose(moves[1], 2 * moves[0], rtol=0, atol=rounding)
    own = sweep(step=["1/2", "1"], beta1="1/2", **common).observables["x"] - 2.0**20
    assert np.abs(own[1] - 2 * own[0]).max() > 1


def test_shuffle_once_differs_between_lanes():
    common = {"n": 50, "epochs": 4, "seeds": 60, "engine": "reference"}
    found = simulate(sampling="shuffle-once", **common)
    assert np.unique(found.observables["x"]).size > 30
    cyclic = simulate(sampling="cyclic", **common)
    assert np.unique(cyclic.observables["x"]).size == 1

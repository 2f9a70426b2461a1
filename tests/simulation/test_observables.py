"""Observables against a loop that does one lane at a time and keeps everything."""

import dataclasses
import itertools

import numpy as np
import pytest

from colorball.problems.catalog import problem as named_problem
from colorball.problems.finite_sum import finite_sum
from colorball.rules.rule import Betas, Clock, State
from colorball.simulation.plan import make_plan
from colorball.simulation.result import simulation_of
from colorball.simulation.run import run_lanes
from colorball.simulation.sampler import orders
from colorball.simulation.schedule import step_size
from colorball.simulation.simulate import simulate
from colorball.simulation.sweep import sweep


@pytest.fixture(params=["reference", "compiled"])
def engine(request):
    if request.param == "compiled":
        pytest.importorskip("numba", reason="numba is an extra: colorball[simulate]")
    return request.param


def every_x(plan, problem, step, beta1, beta2, stream):
    """x at the start and the ends of epochs, shape ``(epochs + 1, *shape)``."""
    x = plan.start_of(problem)[np.newaxis]
    state = State(np.zeros_like(x), np.full_like(x, plan.numbers.start_v), np.zeros_like(x))
    power1, power2, t, seen = 1.0, 1.0, 0, [x]
    streams = np.array([stream], dtype=np.uint64)
    for epoch, order in enumerate(
        orders(plan.sampling, problem.n, plan.seed, streams, plan.epochs), start=1
    ):
        for part in order:
            t += 1
            power1, power2 = power1 * beta1, power2 * beta2
            betas = Betas(beta1, 1.0 - beta1, beta2, 1.0 - beta2, power1, power2)
            clock = Clock(step_size(plan.schedule, step, epoch, t), float(t))
            g = problem.gradients(part, x)
            h = problem.curvatures(part, x) if plan.rule.needs_curvature else 0.0
            x, state = plan.rule.update(x, g, h, state, betas, clock, plan.flags, plan.numbers)
            if problem.interval is not None:
                x = np.clip(x, *problem.interval)
        seen.append(x)
    return np.concatenate(seen)


def expected_of(plan):
    """All observables and trajectories, lane by lane."""
    low, high = plan.window
    found = []
    grid = [[float(value) for value in plan.axes[name]] for name in ("step", "beta1", "beta2")]
    points = itertools.product(plan.problems, *grid)
    for point, (problem, *numbers) in enumerate(points):
        for seed in range(plan.seeds):
            stream = seed if plan.common_noise else point * plan.seeds + seed
            xs = every_x(plan, problem, *numbers, stream)
            f, gradient = problem.totals(xs), problem.total_gradients(xs)
            gradient2 = (gradient * gradient).reshape(len(xs), -1).sum(axis=1)
            size = np.sqrt((xs * xs).reshape(len(xs), -1).sum(axis=1)) if problem.shape else xs
            gone = [] if problem.shape else np.flatnonzero((xs < low) | (xs > high))
            gone = [epoch for epoch in gone if epoch > 0]
            lane = {
                "norm" if problem.shape else "x": size[-1], "f": f[-1], "gradient2": gradient2[-1],
                "least_f": f.min(), "least_gradient2": gradient2.min(),
                "first_exit": gone[0] if gone else 0, "status": 0, "failed_at": 0,
                "diverged": f[-1] > f[0],
            }  # fmt: skip
            if plan.record:
                for name, values in (("x", size), ("f", f), ("gradient2", gradient2)):
                    name = "norm" if name == "x" and problem.shape else name
                    lane[f"trajectory_{name}"] = values[:: plan.record]
            found.append(lane)
    return {name: np.stack([lane[name] for lane in found], axis=-1) for name in found[0]}


def require_expected(plan, **tolerance):
    found, expected = run_lanes(plan, 0, plan.lanes), expected_of(plan)
    assert found.keys() == expected.keys()
    for name, values in expected.items():
        if tolerance and values.dtype.kind == "f":
            np.testing.assert_allclose(found[name], values, err_msg=name, **tolerance)
        else:
            np.testing.assert_array_equal(found[name], values, err_msg=name)
    return found


CASES = [
    ("function-2", {"n": [3, 6], "step": ["1/10", "2"], "beta1": ["0", "9/10"], "record": 4}),
    ("function-2", {"start": "-1/2", "step": "1/2", "window": (-1, "1/4"), "n": 5}),
    ("function-2", {"start": "-1/2", "step": "1/2", "window": (None, "-1/4"), "n": 5}),
    ("function-2", {"start": 5, "step": 3, "window": (-(10**308), 10**308), "n": 5}),
    ("function-2", {"common_noise": True, "beta2": ["1/2", "3/4"]}),
    ("reddi", {"n": [3, 4], "record": 1, "rule": "amsgrad", "sampling": "cyclic",
               "bias_correction": True, "max_of": "corrected", "step": 1}),
    ("toy-apart", {"n": 4, "rule": "sgd", "step": "1/50", "record": 5, "beta1": ["0", "1/2"]}),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_scalar_problems(case, engine):
    problem, how = case
    how = {"epochs": 11, "seeds": 9, "beta2": "3/4", **how}
    found = require_expected(make_plan(problem, engine=engine, **how))
    if "window" in how and 10**308 not in how["window"]:
        assert np.unique(found["first_exit"] > 0).size == 2  # some leave, and some do not


def test_a_window_whose_width_is_no_double():
    """Reddi's example without its interval: SGD goes -4 steps in each epoch."""
    problem = dataclasses.replace(named_problem("reddi", 3), interval=None)
    arguments = {"rule": "sgd", "step": 10**307, "schedule": "constant", "seeds": 3, "epochs": 4}
    found = simulate(problem, window=(-(10**308), 10**308), engine="reference", **arguments)
    assert (found.observables["first_exit"] == 3).all()


@pytest.mark.parametrize("rule", ["adam", "sophia"])
def test_vectors(rule):
    random = np.random.default_rng(2)
    places, widths = random.normal(size=(4, 3)), random.uniform(0.5, 2, size=(4, 3))
    problem = finite_sum(
        lambda part, x: widths[part] * (x - places[part]),
        lambda x: (widths * (x[:, None] - places) ** 2).sum(axis=(1, 2)) / 2,
        n=4, shape=(3,), start=[1.0, -2.0, 0.5], curvatures=lambda part, x: widths[part] + 0 * x,
    )  # fmt: skip
    plan = make_plan(
        problem, rule=rule, epochs=9, seeds=5, step=["1/10", "3"], beta1=["0", "1/2"], record=2
    )
    found = require_expected(plan, rtol=1e-13)  # sums over coordinates may be added up otherwise
    assert (found["first_exit"] == 0).all()


def test_data_with_a_model():
    pytest.importorskip("sklearn", reason="scikit-learn is an extra: colorball[simulate]")
    problem = named_problem("digits-logistic", 5)
    plan = make_plan(problem, epochs=2, seeds=2, step="1/100", record=1, epsilon="1/100")
    require_expected(plan, rtol=1e-9)


@pytest.mark.parametrize(("record", "rows"), [(1, 8), (2, 4), (3, 3), (5, 2), (7, 2), (8, 1)])
def test_records_that_do_not_divide_the_epochs(record, rows, engine):
    found = simulate(n=4, epochs=7, seeds=3, record=record, engine=engine)
    assert {name: values.shape for name, values in found.trajectories.items()} == {
        "x": (rows, 3), "f": (rows, 3), "gradient2": (rows, 3)
    }  # fmt: skip
    assert (found.trajectories["x"][0] == 1).all()
    assert np.isfinite(found.trajectories["x"]).all()
    assert bool((found.trajectories["x"][-1] == found.observables["x"]).all()) == (7 % record == 0)


def test_nothing_is_recorded_unless_asked(engine):
    assert simulate(n=4, epochs=2, seeds=1, engine=engine).trajectories == {}


def test_shapes_follow_the_axes_that_are_lists(engine):
    found = sweep(n=[4], step="1/10", beta1=["0", "1/2"], beta2=["1/2"], epochs=2, seeds=3,
                  engine=engine, record=1)  # fmt: skip
    assert found.dims == ("n", "beta1", "beta2", "seed")
    assert found.trajectories["f"].shape == (3, 1, 2, 1, 3)
    for name, values in found.observables.items():
        assert values.shape == (1, 2, 1, 3), name
    assert found.coords["n"].tolist() == [4]
    assert found.coords["seed"].tolist() == [0, 1, 2]


def test_points_stand_where_their_coordinates_say(engine):
    """Each point of a sweep, alone and with the same random numbers, is in its place."""
    axes = {
        "n": [3, 5],
        "step": ["1/10", "1"],
        "beta1": ["0", "1/2", "3/4"],
        "beta2": ["1/2", "1/3"],
    }
    common = {"epochs": 4, "seeds": 2, "engine": engine, "common_noise": True}
    whole = sweep(**axes, **common).observables["x"]
    for i, n in enumerate(axes["n"]):
        for j, step in enumerate(axes["step"]):
            for k, beta1 in enumerate(axes["beta1"]):
                for m, beta2 in enumerate(axes["beta2"]):
                    one = sweep(n=n, step=step, beta1=beta1, beta2=beta2, **common)
                    assert (one.observables["x"] == whole[i, j, k, m]).all()


def test_diverged_means_f_has_grown(engine):
    up = simulate(n=10, beta1="3/10", beta2="7/10", epochs=50, seeds=8, engine=engine)
    down = simulate("toy-apart", n=4, rule="sgd", step="1/50", epochs=11, seeds=8, engine=engine)
    assert up.observables["diverged"].all()
    assert not down.observables["diverged"].any()
    plan = up.plan
    assert simulation_of(plan, run_lanes(plan, 0, 8)).observables["diverged"].dtype == np.bool_

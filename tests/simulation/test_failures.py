"""Lanes that cannot go on: told apart, stopped at their last finite x, and no harm to others."""

from fractions import Fraction

import numpy as np
import pytest

from colorball.problems.finite_sum import finite_sum
from colorball.problems.odd_sum import OddSum
from colorball.problems.problem import Constants, OddPart
from colorball.rules.catalog import RULES
from colorball.rules.iterate import iterate
from colorball.simulation.plan import make_plan
from colorball.simulation.run import run_lanes
from colorball.simulation.sampler import orders
from colorball.simulation.schedule import step_size
from colorball.simulation.status import LaneStatus


@pytest.fixture(params=["reference", "compiled"])
def engine(request):
    if request.param == "compiled":
        pytest.importorskip("numba", reason="numba is an extra: colorball[simulate]")
    return request.param


def sequence(plan, lane, problem):
    """The parts that a lane of a one-point plan takes, one by one."""
    streams = np.array([lane], dtype=np.uint64)
    drawn = orders(plan.sampling, problem.n, plan.seed, streams, plan.epochs)
    return [int(part) for order in drawn for part in order[:, 0]]


def by_hand(plan, lane):
    """The x of a lane of a one-point plan, as ``iterate`` steps it, and where it fails, or 0."""
    problem = plan.problems[0]
    (step,), (beta1,), (beta2,) = (plan.axes[name] for name in ("step", "beta1", "beta2"))
    parts = sequence(plan, lane, problem)
    sizes = [
        step_size(plan.schedule, float(step), 1 + t // problem.n, 1 + t) for t in range(len(parts))
    ]
    taken = iter(parts)
    broken = []  # iterations whose gradient is not finite, which iterate refuses

    def gradient(x):
        part = np.array([next(taken)])
        with np.errstate(all="ignore"):
            g = problem.gradients(part, np.array([x]))[0]
        if not np.isfinite(g).all():
            broken.append(True)
            return np.zeros_like(x)
        broken.append(False)
        return g

    found = iterate(
        plan.rule.name, gradient, plan.start_of(problem), iterations=len(parts), step=sizes,
        beta1=beta1, beta2=beta2, **plan.options,
    )  # fmt: skip
    axes = tuple(range(1, found.x.ndim))
    fine = np.logical_and.reduce([np.isfinite(each).all(axis=axes) for each in found])[1:]
    bad = np.flatnonzero(~fine | np.array(broken))
    return found.x, (int(bad[0]) + 1 if bad.size else 0)


def require_as_by_hand(plan, found):
    for lane in range(plan.lanes):
        x, failed_at = by_hand(plan, lane)
        assert found["failed_at"][lane] == failed_at
        last = x[failed_at - 1] if failed_at else x[-1]
        name = "x" if plan.is_scalar else "norm"
        assert found[name][lane] == (last if plan.is_scalar else np.sqrt((last * last).sum()))


def run_whole(problem, **arguments):
    plan = make_plan(problem, **arguments)
    return plan, run_lanes(plan, 0, plan.lanes)


# each rule with the compiler would take a second or two for each to compile
ROOTS = [("adam", "compiled"), *((rule, "reference") for rule in RULES if RULES[rule].under_root)]
OTHERS = [
    ("sgd", "compiled"),
    *((rule, "reference") for rule in ("sgd", "sgdm", "lion", "adabound", "sophia")),
]


@pytest.mark.parametrize(("rule", "engine"), ROOTS, indirect=["engine"])
def test_v_is_0_at_the_start(rule, engine):
    _, found = run_whole("toy-shared", rule=rule, start=0, epochs=3, seeds=5, engine=engine)
    assert (found["status"] == LaneStatus.ZERO_V).all()
    assert (found["failed_at"] == 1).all()
    assert (found["x"] == 0).all()
    assert (found["f"] == 0).all()
    assert not found["diverged"].any()


@pytest.mark.parametrize(("rule", "engine"), OTHERS, indirect=["engine"])
def test_rules_that_do_not_mind_a_gradient_of_0(rule, engine):
    _, found = run_whole("toy-shared", rule=rule, start=0, epochs=3, seeds=5, engine=engine)
    assert (found["status"] == LaneStatus.FINE).all()
    assert (found["x"] == 0).all()


def test_zero_if_zero_goes_on():
    how = {"epochs": 3, "seeds": 5, "engine": "reference", "zero_if_zero": True}
    _, found = run_whole("toy-shared", start=0, **how)
    assert (found["status"] == LaneStatus.FINE).all()


def test_v_is_0_later_and_only_in_some_lanes(engine, same_bits):
    """With both betas 0 Adam steps by the sign: with the step 1/4 from 1 to 0 in four steps."""
    common = {
        "start": 1, "beta1": 0, "beta2": 0, "schedule": "constant", "epochs": 4, "n": 3,
        "seeds": 40,
        "engine": engine, "record": 1,
    }  # fmt: skip
    _, found = run_whole("toy-shared", step=["1/4", "3/10"], common_noise=True, **common)
    stops, goes_on = (
        {name: values[..., part] for name, values in found.items()}
        for part in (slice(0, 40), slice(40, 80))
    )
    assert (stops["status"] == LaneStatus.ZERO_V).all()
    assert (stops["failed_at"] == 5).all()
    assert (stops["x"] == 0).all()
    assert np.isfinite(stops["trajectory_x"][:2]).all()
    assert np.isnan(stops["trajectory_x"][2:]).all()
    assert (goes_on["status"] == LaneStatus.FINE).all()
    _, alone = run_whole("toy-shared", step="3/10", **common)
    same_bits(goes_on, alone)


def test_overflow_in_some_lanes(engine, same_bits):
    common = {
        "rule": "sgd", "schedule": "constant", "epochs": 200, "n": 4, "engine": engine, "record": 20
    }  # fmt: skip
    _, found = run_whole(
        "toy-apart", step=["1/100", "3", "1/50"], seeds=33, common_noise=True, **common
    )
    status = found["status"].reshape(3, 33)
    assert (status == [[LaneStatus.FINE], [LaneStatus.OVERFLOW], [LaneStatus.FINE]]).all()
    diverged = found["diverged"].reshape(3, 33)
    assert (diverged == [[False], [True], [False]]).all()
    for i, step in ((0, "1/100"), (2, "1/50")):
        _, alone = run_whole("toy-apart", step=step, seeds=33, **common)
        part = slice(33 * i, 33 * (i + 1))
        same_bits({name: values[..., part] for name, values in found.items()}, alone)
    plan, alone = run_whole("toy-apart", step="3", seeds=33, **common)
    require_as_by_hand(plan, alone)
    assert np.isfinite(alone["x"]).all()


SQUARES = [("adam", "compiled"), ("adam", "reference"), ("sgdm", "reference")]


@pytest.mark.parametrize(("rule", "engine"), SQUARES, indirect=["engine"])
def test_the_square_or_the_sum_overflows(rule, engine):
    plan, found = run_whole(
        "toy-apart", rule=rule, start=10**307, step=10**306, schedule="constant", n=50, epochs=3,
        seeds=3, engine=engine, beta1="1/2",
    )  # fmt: skip
    assert (found["status"] == LaneStatus.OVERFLOW).all()
    assert (found["failed_at"] == 1).all()
    assert np.isfinite(found["x"]).all()
    assert found["diverged"].all()
    require_as_by_hand(plan, found)


def rooted(start=1.0):
    """Parts whose gradients are a root of x: NaN on the left of 0. A problem for both engines."""
    form = OddPart(
        gradient=_rooted, total=_line, slope=_slope, curvature=_flat, odd=(5.0, 0.0),
        others=(-1.0, 0.0), numbers=(1.0, 0.0, 0.0, 0.0),
    )  # fmt: skip
    pair = (Fraction(5), Fraction(0)), (Fraction(-1), Fraction(0))
    return OddSum("rooted", 5, *pair, _line, form, Constants(), start=np.array(start))


def _rooted(x, p, q):  # noqa: ARG001
    return p * np.sqrt(x)


def _line(x, numbers):
    return numbers[0] * x


def _slope(x, numbers):
    return numbers[0] + 0 * x


def _flat(x, p, q):  # noqa: ARG001
    return p + 0 * x


def test_nan_in_some_lanes(engine):
    arguments = {
        "epochs": 4, "seeds": 120, "beta1": "1/2", "beta2": "1/2", "schedule": "constant",
        "step": "1/4", "engine": engine, "sampling": "with-replacement", "rule": "sgd",
    }  # fmt: skip
    plan, found = run_whole(rooted(), **arguments)
    nan = found["status"] == LaneStatus.NAN
    assert nan.any()
    assert not nan.all()
    assert (found["status"][~nan] == LaneStatus.FINE).all()
    assert (found["x"][nan] < 0).all()
    require_as_by_hand(plan, found)


def test_the_last_x_under_bias_correction():
    """The failing epoch is gone through again, with the powers of its start."""
    plan, found = run_whole(
        rooted(), bias_correction=True, epochs=4, seeds=120, beta1="1/2", beta2="1/2", step="1/4",
        schedule="constant", engine="reference", sampling="with-replacement",
    )  # fmt: skip
    assert (found["failed_at"] > 5).any()
    require_as_by_hand(plan, found)


def test_both_engines_report_the_same_failures(run, same_bits):
    pytest.importorskip("numba", reason="numba is an extra: colorball[simulate]")
    cases = [
        (
            rooted(),
            {"rule": "sgd", "sampling": "with-replacement", "step": ["1/4", "1"], "seeds": 50},
        ),
        ("toy-apart", {"rule": "sgd", "step": ["1/10", "3"], "seeds": 50, "epochs": 150}),
        ("toy-shared", {"start": 0, "seeds": 50}),
        ("toy-shared", {"start": 10**200, "seeds": 3}),
    ]
    for problem, how in cases:
        arguments = {
            "epochs": 20, "schedule": "constant", "record": 3, "beta1": "1/2", "beta2": "1/2", **how
        }  # fmt: skip
        found = run(problem, engine="compiled", **arguments)
        same_bits(found, run(problem, engine="reference", **arguments))


SCALES = ["1" + "0" * 24, "1/1" + "0" * 20, "1/1" + "0" * 160, "1" + "0" * 7]


def test_v_outside_the_quick_range(run, same_bits):
    """Gradients so large or small that v leaves ``[2^-90, 2^38)``, at the start or on the way."""
    pytest.importorskip("numba", reason="numba is an extra: colorball[simulate]")
    for start in SCALES:
        arguments = {
            "start": start, "step": ["1/10", start], "epochs": 12, "seeds": 49,
            "beta2": ["1/2", "99/100"], "record": 5,
        }  # fmt: skip
        found = run("toy-shared", engine="compiled", **arguments)
        same_bits(found, run("toy-shared", engine="reference", **arguments))
        assert np.isfinite(found["x"]).all()


def nan_right_of(end, shape):
    def gradients(part, x):
        return np.where(x > end, np.nan, x - 0.5 - part.reshape(-1, *(1 for _ in shape)))

    def totals(x):
        return (x * x).sum(axis=-1) if shape else x * x

    return finite_sum(
        gradients, totals, n=4, shape=shape, start=0.1, total_gradients=lambda x: 4 * x - 8
    )


@pytest.mark.parametrize("shape", [(), (3,)], ids=str)
def test_a_users_gradient_that_is_nan(shape, same_bits):
    arguments = {
        "epochs": 2, "seeds": 60, "beta1": "1/2", "beta2": "9/10", "step": "1/2",
        "schedule": "constant", "sampling": "with-replacement",
    }  # fmt: skip
    plan, found = run_whole(nan_right_of(2.0, shape), **arguments)
    nan = found["status"] == LaneStatus.NAN
    assert nan.any()
    assert not nan.all()
    require_as_by_hand(plan, found)
    _, never = run_whole(nan_right_of(1e9, shape), **arguments)
    same_bits(
        {name: values[~nan] for name, values in found.items()},
        {name: values[~nan] for name, values in never.items()},
    )


def test_infinite_gradients_are_an_overflow_and_not_nan():
    """Both m and v are infinite then, and the step is infinity over infinity."""
    problem = finite_sum(lambda _part, x: x * np.inf, lambda x: x, n=2, start=1.0)
    _, found = run_whole(problem, epochs=2, seeds=3)
    assert (found["status"] == LaneStatus.OVERFLOW).all()
    assert (found["failed_at"] == 1).all()


def test_f_that_is_nan_is_not_hidden():
    problem = finite_sum(lambda _part, x: 0 * x, lambda x: x * np.nan, n=2, start=1.0)
    _, found = run_whole(problem, rule="sgd", epochs=2, seeds=3)
    assert (found["status"] == LaneStatus.FINE).all()
    assert np.isnan(found["f"]).all()
    assert np.isnan(found["least_f"]).all()
    assert not found["diverged"].any()


def test_a_function_that_fails_by_chance_still_gives_a_status():
    """A second look at the failing epoch does not find it; the lane is not lost all the same."""
    calls = []

    def gradients(_part, x):
        calls.append(1)
        return np.where(len(calls) == 20, np.nan, 0 * x + 1.0)

    problem = finite_sum(
        gradients, lambda x: x, n=3, start=1.0, total_gradients=lambda x: 0 * x + 3.0
    )
    _, found = run_whole(problem, rule="sgd", epochs=20, seeds=4)
    assert (found["status"] == LaneStatus.NAN).all()
    assert (found["failed_at"] > 0).all()
    assert (found["failed_at"] % 3 == 0).all()
    assert np.isfinite(found["x"]).all()


def test_an_error_in_a_users_function_comes_through():
    def gradients(_part, x):
        if (x < 0).any():
            raise ArithmeticError("left of 0")
        return 0 * x + 1.0

    problem = finite_sum(gradients, lambda x: x, n=3, start=1.0)
    with pytest.raises(ArithmeticError, match="left of 0"):
        run_whole(problem, rule="sgd", epochs=20, seeds=4)

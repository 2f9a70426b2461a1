from dataclasses import dataclass, replace
from fractions import Fraction
from importlib.util import find_spec

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorball.problems.finite_sum import FiniteSum
from colorball.problems.problem import Constants
from colorball.simulation import engine
from colorball.simulation.group import groups
from colorball.simulation.observables import new_lanes, observables_of
from colorball.simulation.plan import make_plan
from colorball.simulation.reference import run_reference
from colorball.simulation.shared_noise import run_shared_noise, shares_noise
from colorball.simulation.status import LaneStatus


def grid(rows, columns):
    return [Fraction(i, rows) for i in range(rows)], [Fraction(i, columns) for i in range(columns)]


def make(rows=9, columns=13, **arguments):
    beta1, beta2 = grid(rows, columns)
    common = {"n": 5, "epochs": 40, "seeds": 3, "start": 1, "common_noise": True}
    return make_plan(**{**common, "beta1": beta1, "beta2": beta2, **arguments})


def plain(plan):
    out = new_lanes(plan, plan.lanes)
    for group in groups(plan, 0, plan.lanes):
        run_reference(plan, group, out.part(group.first, group.first + group.lanes))
    return observables_of(plan, out), out.records


def shared(plan, first=0, last=None):
    """The observables, the records, and how many lanes ran again."""
    last = plan.lanes if last is None else last
    out, again = new_lanes(plan, last - first), []

    def counted(plan, group, part):
        again.append(group.lanes)
        run_reference(plan, group, part)

    run_shared_noise(plan, first, last, out, counted)
    return observables_of(plan, out), out.records, sum(again)


@pytest.fixture(params=["compiled", "arrays"])
def _way(request, monkeypatch):
    if request.param == "arrays":
        monkeypatch.setattr(engine, "find_spec", lambda _: None)
    else:
        pytest.importorskip("numba")


@pytest.fixture
def _counted(_way, monkeypatch):
    """No lanes run again by the threads that find them."""
    if find_spec("numba"):
        monkeypatch.setattr("colorball.simulation.compiled.shared_noise._FEW", 0)


def agree(found, expected):
    assert found.keys() == expected.keys()
    for name, values in expected.items():
        if values.dtype.kind == "f":
            np.testing.assert_allclose(found[name], values, rtol=1e-12, atol=1e-10, err_msg=name)
        else:
            np.testing.assert_array_equal(found[name], values, err_msg=name)


CASES = [
    {},
    {"bias_correction": True},
    {"bias_correction": True, "epsilon": "1/1000"},
    {"bias_correction": True, "epsilon": "1/1000", "epsilon_place": "inside"},
    {"bias_correction": True, "epsilon": "1/1000", "epsilon_place": "outside-uncorrected"},
    {"start_m": "first-gradient", "start_v": "2"},
    {"rule": "amsgrad"},
    {"rule": "amsgrad", "bias_correction": True},
    {"rule": "amsgrad", "bias_correction": True, "max_of": "corrected"},
    {"sampling": "with-replacement"},
    {"sampling": "shuffle-once"},
    {"sampling": "cyclic"},
    {"schedule": "1/sqrt-iteration", "step": "1/3"},
    {"schedule": "constant", "step": "1/20"},
    {"n": [3, 400], "epochs": 7},
    {"step": ["1/10", "1/2"], "seeds": 1},
    {"record": 7, "window": ("-1/2", "3/2")},
    {"window": (None, "11/10")},
    {"seed": 2**63 + 5, "seeds": 9},
]


@pytest.mark.usefixtures("_way")
@pytest.mark.parametrize("options", CASES, ids=str)
def test_both_ways_agree_with_the_plain_engine(options):
    plan = make(**options)
    assert shares_noise(plan)
    expected, records = plain(plan)
    found, kept, _ = shared(plan)
    agree(found, expected)
    np.testing.assert_allclose(kept, records, rtol=1e-12, atol=1e-10)


@pytest.mark.usefixtures("_counted")
@pytest.mark.parametrize("start", ["-9/10", "-1/2", "0"])
def test_lanes_that_leave_and_lanes_that_stay(start):
    plan = make(rows=20, columns=20, start=start, epochs=100)
    expected, _ = plain(plan)
    found, _, again = shared(plan)
    outside = expected["first_exit"] > 0
    assert outside.any()
    assert not outside.all()
    assert outside.sum() <= again < plan.lanes
    agree(found, expected)
    for name, values in expected.items():
        np.testing.assert_array_equal(found[name][outside], values[outside])


@pytest.mark.usefixtures("_counted")
def test_a_lane_that_leaves_within_an_epoch_runs_again():
    # the first step with beta1 = 0 goes far to the left, and the epoch ends on the right again
    plan = make(
        beta1=["0", "1/1000", "1/100", "1/10"], beta2=["97/100", "98/100", "99/100", "999/1000"],
        sampling="cyclic", start=0, step="1/4", epochs=3, n=10,
    )  # fmt: skip
    expected, _ = plain(plan)
    found, _, again = shared(plan)
    assert (expected["first_exit"] == 0).any()
    assert again > (expected["first_exit"] > 0).sum()
    agree(found, expected)


@pytest.mark.usefixtures("_way")
def test_parts_of_a_plan_give_the_same_lanes():
    plan = make(n=[3, 5], step=["1/10", "1/5"], record=10)
    whole, records, _ = shared(plan)
    for first, last in ((0, 1), (17, 400), (350, 700), (plan.lanes - 5, plan.lanes)):
        part, kept, _ = shared(plan, first, last)
        for name, values in whole.items():
            np.testing.assert_array_equal(part[name], values[first:last])
        np.testing.assert_array_equal(kept, records[first:last])


@pytest.mark.usefixtures("_way")
def test_lanes_that_overflow_are_reported_as_by_the_plain_engine():
    plan = make(step=10**308, schedule="constant", epochs=5)
    expected, _ = plain(plan)
    assert (expected["status"] == LaneStatus.OVERFLOW).any()
    agree(shared(plan)[0], expected)


@pytest.mark.parametrize(
    "options",
    [
        {"common_noise": False},
        {"rule": "rmsprop"},
        {"rule": "adabound"},
        {"rule": "lion"},
        {"start": "-101/100"},
        {"problem": "reddi", "n": None},
        {"beta1": "9/10"},
        {"beta2": ["1/2", "9/10"]},
        {"n": 20_000, "epochs": 1},
    ],
    ids=str,
)
def test_where_there_is_nothing_to_share(options):
    assert not shares_noise(make(**options))


@dataclass(frozen=True)
class LinearSum(FiniteSum):
    """Parts of given slopes, on the right of an end; on its left they are steeper."""

    end: float = 0.0

    @property
    def linear_from(self):
        return self.end


def linear_sum(slopes, end=0.0, start=1.0):
    slopes = np.asarray(slopes, dtype=float)

    def gradients(part, x):
        return slopes[part] * np.where(x >= end, 1.0, 1.0 + (end - x))

    def totals(x):
        return slopes.sum() * np.where(x >= end, x - end, (x - end) - (end - x) ** 2 / 2)

    def slope(x):
        return slopes.sum() * np.where(x >= end, 1.0, 1.0 + (end - x))

    return LinearSum(
        "linear", len(slopes), (), np.float64(start), None, Constants(), gradients, totals, slope,
        None, end,
    )  # fmt: skip


@given(
    slopes=st.lists(st.integers(-9, 9), min_size=2, max_size=6).filter(lambda s: sum(s) >= 0),
    start=st.integers(1, 8),
    sampling=st.sampled_from(["reshuffle", "with-replacement", "shuffle-once", "cyclic"]),
    rule=st.sampled_from(["adam", "amsgrad"]),
)
def test_any_problem_with_a_linear_piece(slopes, start, sampling, rule):
    problem = linear_sum(slopes, start=start / 4)
    beta1, beta2 = grid(4, 5)
    plan = make_plan(
        problem, beta1=beta1, beta2=beta2, seeds=2, epochs=6, rule=rule, sampling=sampling,
        common_noise=True, engine="reference",
    )  # fmt: skip
    assert shares_noise(plan)
    expected, _ = plain(plan)
    agree(shared(plan)[0], expected)


def test_a_zero_under_the_root_is_reported_and_spreads_to_no_other_lane():
    beta1, beta2 = grid(4, 5)
    plan = make_plan(
        linear_sum([0, 2, -1], start=50.0), beta1=beta1, beta2=beta2, seeds=2, epochs=6,
        sampling="cyclic", common_noise=True, engine="reference",
    )  # fmt: skip
    found, _, again = shared(plan)
    assert (found["status"] == LaneStatus.ZERO_V).all()
    assert again == plan.lanes
    kinder = replace(plan, flags=plan.flags._replace(zero_if_zero=True))
    found, _, again = shared(kinder)
    assert again == 0
    agree(found, plain(kinder)[0])


def test_a_problem_whose_sum_falls_to_the_right_is_left_to_the_plain_engine():
    beta1, beta2 = grid(4, 5)
    plan = make_plan(
        linear_sum([1, -2]), beta1=beta1, beta2=beta2, common_noise=True, engine="reference"
    )
    assert not shares_noise(plan)

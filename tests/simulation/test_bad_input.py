"""Bad input is refused with the argument's name, before anything is run."""

from fractions import Fraction

import numpy as np
import pytest

from colorball.errors import InputError
from colorball.problems.catalog import problem as named_problem
from colorball.problems.finite_sum import finite_sum
from colorball.simulation import simulate as simulate_module
from colorball.simulation import sweep as sweep_module
from colorball.simulation.engine import choose_engine
from colorball.simulation.plan import make_plan
from colorball.simulation.simulate import simulate
from colorball.simulation.sweep import sweep

NEAR_1 = 1 - Fraction(1, 10**20)
HUGE = 10**400
BAD = {
    "problem": ["function-3", "", None, 5, b"function-2", object()],
    "n": [2, 0, -1, 10**6, 2.5, "x", True, float("nan"), []],
    "rule": ["adamw", "", None, 3, "gradient-descent", "nesterov", "barzilai-borwein"],
    "beta1": [1, "1", -0.1, "-1/10", 2, "x", float("nan"), float("inf"), True, None, NEAR_1, 1j],
    "beta2": [1, "1.0", -1, "9/0", float("nan"), False, None, NEAR_1, b"1/2"],
    "step": [0, -1, "0", "x", float("nan"), float("inf"), True, None, HUGE, Fraction(1, HUGE)],
    "epochs": [0, -1, 2**40, 1.5, "many", None, True, float("nan")],
    "seeds": [0, -1, 2**41, 0.5, "x", None, True],
    "schedule": ["1/sqrt", "", None, 1, []],
    "sampling": ["shuffle", "", None, 1],
    "start": ["x", float("nan"), float("inf"), True, HUGE, [1.0]],
    "seed": [-1, 2**64, 0.5, "x", None, True],
    "record": [-1, 0.5, "x", None, True],
    "window": [(1, 0), (1, 1), (0,), (0, 1, 2), 5, ("x", 1), (float("nan"), 1), (HUGE, None), "ab"],
    "engine": ["numba", "", None, 1, "jax"],
    "parameters": [5, "apart", ["apart"]],
    "bias_correction": ["yes", 1, 0],
    "epsilon": [-1, "x", float("nan"), True, HUGE],
    "epsilon_place": ["under", 1],
    "zero_if_zero": ["no"],
    "momentum": ["sum"],  # Adam does not take it
    "max_of": ["corrected"],
    "nonsense": [1],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _nothing_runs(monkeypatch):
    def run(*_arguments):
        raise AssertionError("something was run")

    for module in (simulate_module, sweep_module):
        if hasattr(module, "run_lanes"):
            monkeypatch.setattr(module, "run_lanes", run)
    monkeypatch.setattr("colorball.simulation.run.run_reference", run)


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("call", [simulate, sweep])
def test_each_argument(name, call):
    for value in BAD[name]:
        with pytest.raises(InputError) as caught:
            call(**{name: value})
        assert name in caught.value.argument, (value, str(caught.value))


AXES = ["n", "step", "beta1", "beta2"]


@pytest.mark.parametrize("name", AXES)
def test_axes(name):
    good = {"n": [3, 4], "step": [1, 2], "beta1": ["0", "1/2"], "beta2": ["0", "1/2"]}[name]
    for values in ([], (), np.array([]), [*good, good[0]], [*good, "x"], [good], [*good, None]):
        with pytest.raises(InputError) as caught:
            sweep(**{name: values})
        assert caught.value.argument == name
    with pytest.raises(InputError, match="takes several"):
        simulate(**{name: good})
    with pytest.raises(InputError, match="takes several"):
        simulate(**{name: np.array([3, 4]) if name == "n" else np.array([0.5])})


@pytest.mark.parametrize("name", ["step", "beta1", "beta2"])
def test_values_that_become_the_same_double(name):
    with pytest.raises(InputError, match="rounded to doubles") as caught:
        sweep(**{name: ["1/3", Fraction(1, 3) + Fraction(1, 10**30)]})
    assert caught.value.argument == name


def test_betas_just_below_1_stay_below():
    last = 1 - Fraction(1, 2**53)
    plan = make_plan(beta1=last, beta2=last)
    assert float(plan.axes["beta1"][0]) < 1
    for name in ("beta1", "beta2"):
        with pytest.raises(InputError, match="as a double"):
            make_plan(**{name: 1 - Fraction(1, 2**55)})


@pytest.mark.parametrize("value", [1, 0, "yes", None])
def test_common_noise(value):
    with pytest.raises(InputError, match="common_noise"):
        sweep(common_noise=value)


def test_start_and_interval():
    for start in (2, "-11/10"):
        with pytest.raises(InputError, match="start"):
            simulate("reddi", start=start)


def test_options_that_a_rule_does_not_take():
    for rule, option in (("sgd", {"bias_correction": True}), ("lion", {"epsilon": 1})):
        with pytest.raises(InputError) as caught:
            simulate(rule=rule, **option)
        assert caught.value.argument == next(iter(option))


def test_problem_objects_have_their_own_n_and_parameters():
    for name, value in (("n", 3), ("n", []), ("parameters", {"apart": 1})):
        with pytest.raises(InputError) as caught:
            simulate(named_problem("toy-apart", 3), **{name: value})
        assert caught.value.argument == name
    with pytest.raises(InputError, match="apartt"):
        simulate("toy-apart", parameters={"apartt": 1})


def vectors():
    return finite_sum(lambda _part, x: x, lambda x: x.sum(axis=1), n=2, shape=(3,), start=1.0)


def test_what_vectors_cannot_have():
    with pytest.raises(InputError, match="window"):
        simulate(vectors(), window=(0, 1))
    with pytest.raises(InputError, match="engine"):
        simulate(vectors(), engine="compiled")
    with pytest.raises(InputError, match="rule"):
        simulate(vectors(), rule="sophia")


def test_without_numba(monkeypatch):
    problems = (named_problem("function-2", 3),)
    monkeypatch.setattr("colorball.simulation.engine.find_spec", lambda _name: None)
    assert choose_engine("auto", problems) == "reference"
    with pytest.raises(InputError, match=r"colorball\[simulate\]"):
        choose_engine("compiled", problems)


def test_with_the_compiler_switched_off(monkeypatch):
    pytest.importorskip("numba", reason="numba is an extra: colorball[simulate]")
    problems = (named_problem("function-2", 3),)
    assert choose_engine("auto", problems) == "compiled"
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    assert choose_engine("auto", problems) == "reference"


def test_too_many_lanes():
    with pytest.raises(InputError, match="lanes"):
        sweep(beta1=[Fraction(i, 1000) for i in range(1000)], seeds=2**32)


def test_numbers_of_numpy_are_numbers():
    plan = make_plan(
        n=np.int64(5), beta1=np.float64(0.5), beta2=np.array([0.25, 0.5]), seeds=np.int32(3),
        step=np.float32(0.5), seed=np.uint64(2**63), epochs="7", common_noise=np.bool_(True),
    )  # fmt: skip
    assert plan.shape == (2, 3)
    assert plan.seed == 2**63
    assert make_plan(n=np.array([3, 5])).dims == ("n", "seed")

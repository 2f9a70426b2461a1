"""The compiled engine gives the reference engine's numbers, to the last bit.

A covering set: each rule, each problem, each sampling scheme, each option and each schedule, a
window, a start and a record of its own; lanes that fill no whole vector (16) or block (96).
"""

import pytest

from colorball.problems.catalog import problem as named_problem
from colorball.rules.catalog import RULES

pytest.importorskip("numba", reason="numba is an extra: colorball[simulate]")

EPSILON = {"epsilon": "0.001"}
CORRECTED = {"bias_correction": True}
# problem, rule, sampling, schedule, options; each takes two seconds or more to compile
CASES = [
    ("function-2", "adam", "reshuffle", "1/sqrt-epoch", {}),
    ("toy-apart", "adam", "with-replacement", "1/sqrt-iteration", {**EPSILON, **CORRECTED}),
    ("reddi", "amsgrad", "cyclic", "constant", {**CORRECTED, "max_of": "corrected"}),
    ("function-2", "amsgrad", "with-replacement", "1/sqrt-epoch",
     {**EPSILON, **CORRECTED, "epsilon_place": "outside-uncorrected"}),
    ("toy-shared", "rmsprop", "shuffle-once", "1/sqrt-iteration", CORRECTED),
    ("reddi", "adagrad", "with-replacement", "constant", {}),
    ("function-2", "adagrad-classical", "reshuffle", "constant", {"start_v": "1/10"}),
    ("toy-shared", "adafom", "cyclic", "1/sqrt-epoch",
     {**EPSILON, "epsilon_place": "inside", "zero_if_zero": True, "start": "0"}),
    ("reddi", "adabound", "reshuffle", "1/sqrt-epoch", {"low": "2", "high": "5"}),
    ("toy-apart", "adabound", "with-replacement", "1/sqrt-epoch",
     {**CORRECTED, "band": "narrowing", "start_m": "zero"}),
    ("function-2", "sophia", "shuffle-once", "1/sqrt-iteration",
     {**CORRECTED, "curvature": "last"}),
    ("toy-apart", "lion", "reshuffle", "constant", {}),
    ("toy-apart", "sgd", "reshuffle", "1/sqrt-epoch", {}),
    ("reddi", "sgdm", "shuffle-once", "1/sqrt-iteration",
     {"momentum": "sum", "start_m": "first-gradient"}),
]  # fmt: skip
GRID = {"beta1": ["0", "1/3", "9/10"], "beta2": ["0", "1/2", "9/10", "999/1000"]}
WATCHED = {"record": 4, "window": ("-3/4", "3/4"), "start": "-1/8"}


def test_the_cases_cover_all():
    assert {case[1] for case in CASES} == {
        rule.name for rule in RULES.values() if not rule.full_batch
    }
    assert {case[0] for case in CASES} == {"function-2", "reddi", "toy-apart", "toy-shared"}
    assert {case[2] for case in CASES} == {
        "reshuffle",
        "with-replacement",
        "shuffle-once",
        "cyclic",
    }
    taken = {name for case in CASES for name in RULES[case[1]].options}
    assert taken - {name for case in CASES for name in case[4]} <= {"final", "gamma", "rho"}
    assert all(named_problem(case[0]).odd_part for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[1]} {case[2]}")
def test_the_engines_agree(case, run, same_bits):
    problem, rule, sampling, schedule, options = case
    common = {
        "rule": rule, "sampling": sampling, "n": [3, 7], "seed": 2**40 + 1, "step": "0.3", **options
    }  # fmt: skip
    for seeds, epochs, how in (
        (9, 22, {"schedule": schedule, **GRID}),
        (1, 9, {"schedule": "constant", "beta1": "7/10", "beta2": "9/11", **WATCHED}),
    ):
        arguments = {"seeds": seeds, "epochs": epochs, **how, **common}
        found = run(problem, engine="compiled", **arguments)
        same_bits(found, run(problem, engine="reference", **arguments))


def test_many_lanes_and_many_blocks(run, same_bits):
    grid = [f"{i}/61" for i in range(61)]
    arguments = {"beta1": grid, "beta2": grid[::3], "seeds": 2, "epochs": 12, "n": 10, "record": 5}
    found = run(engine="compiled", **arguments)
    assert found["x"].size == 2562  # 26 blocks and 66 lanes
    same_bits(found, run(engine="reference", **arguments))


@pytest.mark.parametrize("lanes", [1, 15, 16, 17, 95, 96, 97, 193])
def test_any_number_of_lanes(lanes, run, same_bits):
    arguments = {"seeds": lanes, "epochs": 5, "n": 4, "beta1": "1/2"}
    same_bits(run(engine="compiled", **arguments), run(engine="reference", **arguments))


def test_roots_with_only_ones_among_their_bits(run, same_bits):
    # v passes 1 - 2^-53 on its way to 1, where the usual quick inverse root is one unit off
    grid = [f"{i}/300" for i in range(300)]
    arguments = {"n": 200, "beta1": grid, "beta2": "1/2", "epochs": 1, "seeds": 4, "start": 0}
    same_bits(run(engine="compiled", **arguments), run(engine="reference", **arguments))


def test_a_corrected_v_next_to_1(run, same_bits):
    grid = [f"{i}/100" for i in range(100)]
    arguments = {
        "n": 10, "beta1": grid, "beta2": grid[::4], "epochs": 1, "seeds": 2, "bias_correction": True
    }  # fmt: skip
    same_bits(run(engine="compiled", **arguments), run(engine="reference", **arguments))


def test_common_noise_across_engines(run, same_bits):
    arguments = {"n": 7, **GRID, "epochs": 6, "seeds": 5, "common_noise": True}
    same_bits(run(engine="compiled", **arguments), run(engine="reference", **arguments))

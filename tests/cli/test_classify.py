import json

import pytest

from colorball.phase.drift import drift


def answer(run, beta1, beta2, *arguments, n="10"):
    result = run(
        "classify", "--n", n, "--beta1", beta1, "--beta2", beta2, *arguments, "--json", "-"
    )
    return json.loads(result.stdout), result.exit_code


def lines(run, beta1, beta2, *arguments, n="10"):
    result = run("classify", "--n", n, "--beta1", beta1, "--beta2", beta2, *arguments)
    return result.stdout.splitlines()


def test_the_contracts_point(run):
    document, code = answer(run, "9/10", "999/1000")
    assert document["region"] == "attraction"
    assert document["theorem_1"] is False
    assert (document["verdict"], code) == ("proved", 0)


@pytest.mark.parametrize(
    ("beta1", "beta2", "region", "look_back"),
    [
        ("3/10", "3/10", "sure-divergence", 1),
        ("1/2", "2/5", "sure-divergence", 2),
        ("1/2", "0.95", "almost-sure-divergence", None),
        ("1/2", "0.951", "attraction", None),
    ],
)
def test_the_regions(run, beta1, beta2, region, look_back):
    document, code = answer(run, beta1, beta2)
    assert (document["region"], document["look_back"]) == (region, look_back)
    assert (document["verdict"], code) == ("proved", 0)


def test_no_time_is_undecided(run):
    document, code = answer(run, "1/2", "1/2", "--time-limit", "0.000001")
    assert (document["region"], document["verdict"], code) == ("undecided", "undecided", 3)
    assert lines(run, "1/2", "1/2", "--time-limit", "0.000001")[0] == "undecided: time is over"


def test_memory_of_one_gradient_and_momentum_is_undecided(run):
    document, code = answer(run, "95/100", "0")
    assert document["drift"]["verdict"] == "positive"
    assert (document["region"], code) == ("undecided", 3)
    assert "above 0" in lines(run, "95/100", "0")[-1]


def test_theorem_1_with_a_constant(run):
    assert answer(run, "1/2", "0.9999")[0]["theorem_1"] is True
    assert answer(run, "1/2", "0.9", "--constant", "100")[0]["theorem_1"] is False
    assert answer(run, "1/2", "0.95", "--constant", "1000")[0]["theorem_1"] is True
    text = lines(run, "1/2", "0.95", "--constant", "1000")
    assert text[1] == ("Theorem 1 with C = 1000 cannot hold: it would guarantee convergence here")


def test_the_advice_leads_out_of_divergence(run):
    text = lines(run, "1/2", "9/10")
    assert text[2] == (
        "beta_2: turn it up to 0.9501651 or more, where the drift is positive (certified)"
    )
    assert text[3] == "beta_1: at 0.86 and this beta_2 the drift is positive too (certified)"
    assert drift(10, "1/2", "0.9501651").sign == drift(10, "0.86", "0.9").sign == "positive"
    assert drift(10, "1/2", "0.9501649").sign == drift(10, "0.85", "0.9").sign == "negative"


def test_turning_beta_1_up_may_break_theorem_1s_condition(run):
    assert "beta_1 < sqrt(beta_2)" in lines(run, "1/2", "2/5")[3]


def test_below_the_lower_edge_the_way_up_leads_through_divergence(run):
    assert lines(run, "9/10", "0.03")[2].endswith("; in between Adam diverges again")


def test_within_an_edge_it_does_not(run):
    (line,) = lines(run, "9/10", "0.86484487")[2:]
    assert (
        line == "beta_2: turn it up to 0.8648449 or more, where the drift is positive (certified)"
    )


def test_above_the_edge_and_where_there_is_none(run):
    assert lines(run, "9/10", "0.999")[2:] == [
        "beta_2: keep it above 0.8648449, which is an edge of divergence (certified)"
    ]
    assert lines(run, "9/10", "1/2", n="3")[2:] == [
        "beta_2: at this beta_1 the drift is positive for every beta_2 (certified)"
    ]


def test_many_parts_or_little_time_get_the_closed_bound(run):
    (line,) = lines(run, "9/10", "0.99", "--time-limit", "60")[2:]
    assert "the drift is positive at any from 0.9" in line
    assert "turn it up to 0.99999" in lines(run, "9/10", "0.999", n="1000")[2]


@pytest.mark.parametrize("constant", ["0", "-1", "C", "1/0", ""])
def test_bad_constants(run, constant):
    case = ["--n", "10", "--beta1", "0", "--beta2", "0", f"--constant={constant}"]
    result = run("classify", *case)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)

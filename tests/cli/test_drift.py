import json
from fractions import Fraction

import pytest

CASE = ["--n", "10", "--beta1", "3/10", "--beta2", "7/10"]


def answer(run, *arguments):
    result = run("drift", *arguments, "--json", "-")
    return json.loads(result.stdout), result.exit_code


def test_the_contracts_value(run):
    document, code = answer(run, *CASE)
    assert (document["lower"], document["upper"]) == ("-2.267401599156", "-2.267401599155")
    assert document["verdict"] == "negative"
    assert document["known"] == "proved"
    assert code == 0


def test_people_get_an_interval_and_a_sign(run):
    assert run("drift", *CASE).stdout == "[-2.267401599156, -2.267401599155] negative\n"


def test_a_positive_one_at_the_library_defaults(run):
    document, code = answer(run, "--n", "10", "--beta1", "0.9", "--beta2", "0.999")
    assert Fraction(document["lower"]) > 0
    assert (document["verdict"], code) == ("positive", 0)


def test_digits(run):
    document, _ = answer(run, *CASE, "--digits", "3")
    assert (document["lower"], document["upper"]) == ("-2.268", "-2.267")


@pytest.mark.parametrize("sampling", ["reshuffle", "with-replacement", "shuffle-once", "cyclic"])
def test_the_floating_point_estimate_is_near_and_claims_nothing(run, sampling):
    document, _ = answer(run, *CASE, "--sampling", sampling)
    estimate, code = answer(run, *CASE, "--sampling", sampling, "--method", "float")
    assert abs(Fraction(estimate["estimate"]) - Fraction(document["lower"])) < Fraction(1, 10**9)
    assert (estimate["lower"], estimate["upper"], estimate["known"]) == (None, None, "undecided")
    assert code == 0


def test_enumeration_agrees_and_is_refused_where_it_would_not_end(run):
    case = ["--n", "3", "--beta1", "1/5", "--beta2", "3/10", "--digits", "6"]
    one, _ = answer(run, *case)
    other, _ = answer(run, *case, "--method", "enumeration")
    assert other["method"] == "enumeration"
    assert Fraction(one["lower"]) <= Fraction(other["upper"])
    assert Fraction(other["lower"]) <= Fraction(one["upper"])
    refused = run("drift", *CASE[:-1], "0.99", "--method", "enumeration")
    assert (refused.exit_code, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert "10^" in refused.stderr


def test_an_undecided_sign_has_an_exit_code_of_its_own(run):
    document, code = answer(run, *CASE, "--time-limit", "0.000001")
    assert Fraction(document["lower"]) <= Fraction("-2.2674") <= Fraction(document["upper"])
    assert (document["verdict"], document["known"], code) == ("undecided", "undecided", 3)


def test_a_value_near_zero_takes_more_digits(run):
    near = ["--n", "10", "--beta1", "9/10", "--beta2", "0.864844864"]
    document, code = answer(run, *near, "--digits", "1")
    assert (document["verdict"], code) == ("undecided", 3)
    assert answer(run, *near)[0]["verdict"] == "positive"


VALUES = [
    *(("--n", value) for value in ("2", "0", "-3", "x", "", "3.0", "1e3", "100001", "9" * 5000)),
    *(("--beta1", value) for value in ("1", "-1/2", "3/2", "", "x", "1/0", "nan", "0" * 5000)),
    *(("--beta2", value) for value in ("1", "1.0", "-0.1", "inf", "")),
    *(("--time-limit", value) for value in ("0", "-1", "nan", "inf", "1e999", "soon")),
]


@pytest.mark.parametrize("command", ["drift", "boundary", "classify"])
@pytest.mark.parametrize(("option", "value"), VALUES)
def test_bad_values(run, command, option, value):
    arguments = {"--n": "3", "--beta1": "0", "--beta2": "0", option: value}
    if command == "boundary":
        if option == "--beta2":
            pytest.skip("it has no such option")
        del arguments["--beta2"]
    result = run(command, *(f"{name}={text}" for name, text in arguments.items()))
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("command", ["drift", "boundary"])
@pytest.mark.parametrize("digits", ["0", "-1", "1000000000", "9" * 5000, "many"])
def test_bad_digits(run, command, digits):
    beta2 = ["--beta2", "0"] if command == "drift" else []
    result = run(command, "--n", "3", "--beta1", "0", *beta2, f"--digits={digits}")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("nines", [3, 30, 300])
@pytest.mark.parametrize("which", ["--beta1", "--beta2"])
def test_a_coefficient_very_near_one_is_decided_or_time_is_over(run, which, nines):
    near = f"0.{'9' * nines}"
    other = {"--beta1": "--beta2", "--beta2": "--beta1"}[which]
    document, code = answer(run, "--n", "4", which, near, other, "1/2", "--time-limit", "5")
    assert (document["verdict"], code) in (("positive", 0), ("undecided", 3))
    assert Fraction(document["lower"]) <= Fraction(document["upper"])


def test_too_few_parts_says_why(run):
    result = run("drift", "--n", "2", "--beta1", "0", "--beta2", "0")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "no region of divergence" in result.stderr

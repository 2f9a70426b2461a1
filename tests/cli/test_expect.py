import json
from fractions import Fraction

import pytest
import sympy

TALK = ["--labels", "1,2,-5", "--epochs", "3", "--beta", "4/5"]


def test_the_contracts_value(run):
    document = json.loads(run("expect", *TALK, "--json", "-").stdout)
    assert document["expectation"] == "425984/1171875"
    assert document["verdict"] == "proved"
    assert document["expanded"] is True


def test_people_get_the_fraction_alone(run):
    assert run("expect", *TALK).stdout == "425984/1171875\n"


@pytest.mark.parametrize("method", ["closed-form", "definition", "enumeration"])
@pytest.mark.parametrize("sampling", ["reshuffle", "with-replacement", "shuffle-once", "cyclic"])
def test_all_methods_agree(run, method, sampling):
    case = [*TALK, "--sampling", sampling]
    result = run("expect", *case, "--method", method)
    assert result.stdout == run("expect", *case).stdout
    assert (sampling == "cyclic") != (result.stdout == "425984/1171875\n")


@pytest.mark.parametrize("labels", [["--labels", "-1,3"], ["--labels=-1,3"]])
def test_a_list_that_starts_with_a_minus_is_no_option(run, labels):
    result = run("expect", *labels, "--epochs", "1", "--beta", "1/2")
    assert (result.exit_code, result.stdout) == (0, "-1/2\n")


@pytest.mark.parametrize("beta", ["9/10", "0.9", "0.90", "18/20"])
def test_decimals_are_exact(run, beta):
    result = run("expect", "--labels", "2", "--epochs", "1", "--beta", beta)
    assert result.stdout == "0\n"
    result = run("expect", "--labels", "2,2", "--epochs", "1", "--beta", beta)
    assert Fraction(result.stdout) == Fraction(-9, 5)


def test_symbols(run):
    result = run("expect", "--labels", "c0,c1", "--epochs", "k", "--beta", "beta", "--json", "-")
    document = json.loads(result.stdout)
    lemma = sympy.sympify("-beta**(2*k - 1)*(c0 + c1)/2", locals={"beta": sympy.Symbol("beta")})
    stated = sympy.sympify(document["expectation"], locals={"beta": sympy.Symbol("beta")})
    assert sympy.simplify(stated - lemma) == 0
    assert "beta" in document["latex"]


def test_a_huge_number_of_epochs_keeps_the_power(run):
    epochs = "99999999999999999999"
    arguments = ["expect", "--labels", "1,2", "--epochs", epochs, "--beta", "4/5", "--json", "-"]
    document = json.loads(run(*arguments).stdout)
    assert document["expectation"] == "-6/5 * (4/5)^199999999999999999996"
    assert document["expanded"] is False


def test_max_digits(run):
    short = json.loads(run("expect", *TALK, "--max-digits", "5", "--json", "-").stdout)
    assert short["expanded"] is False
    assert "^6" in short["expectation"]


def test_a_fraction_past_the_interpreters_limit_of_digits(run):
    labels = ",".join(["1"] * 400)
    case = ["expect", "--labels", labels, "--epochs", "50", "--beta", "4/5", "--json", "-"]
    document = json.loads(run(*case).stdout)
    assert len(document["expectation"]) > 20_000

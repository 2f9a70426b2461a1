import itertools
import json
import subprocess
import sys
import time
from fractions import Fraction

import pytest
import sympy

ROWS = [
    ("k: (2 + beta)", "-beta - 2 beta^2 - 2 beta^3 ..."),
    ("k-1: (beta + 2 beta^2 + beta^3)", "-beta^3 - 2 beta^4 - 2 beta^5"),
]


@pytest.mark.parametrize("epochs", ["3", "4", "k"])
def test_the_talks_rows_stand_unbroken_in_a_pipe(run, epochs):
    lines = run("enumerate", "--labels", "c0,c1", "--epochs", epochs).stdout.splitlines()
    for drawn, remainder in ROWS:
        assert any(drawn in line and remainder in line for line in lines)


def test_long_rows_are_not_broken(run):
    labels = ",".join(f"a_long_name_for_ball_{i}" for i in range(4))
    result = run("enumerate", "--labels", labels, "--epochs", "2")
    longest = max(result.stdout.splitlines(), key=len)
    assert len(longest) > 200
    assert "..." not in longest


def test_a_table_on_an_ascii_terminal():
    arguments = [sys.executable, "-m", "colorball", "enumerate", "--labels", "c0", "--epochs", "2"]
    environment = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    result = subprocess.run(arguments, env=environment, capture_output=True, check=True)
    assert result.stdout.decode("ascii")


def brute_force(labels, order, epoch, epochs, beta, momentum):
    n = len(labels)
    last = momentum if epoch == epochs else n - 1
    age = n * (epochs - epoch) + momentum
    return sum(beta ** (age - q) * labels[order[q]] for q in range(last + 1))


@pytest.mark.parametrize("sampling", ["reshuffle", "with-replacement", "shuffle-once", "cyclic"])
@pytest.mark.parametrize("beta", ["beta", "1/2", "0"])
@pytest.mark.parametrize("labels", ["c0,c1,c2", "c0,-1/2,3", "1,-2,5", "0,0,c"])
def test_partial_sums(run, labels, beta, sampling):
    case = ["--labels", labels, "--epochs", "2", "--beta", beta, "--sampling", sampling]
    document = json.loads(run("enumerate", *case, "--json", "-").stdout)
    names = {"beta": sympy.Symbol("beta")}  # not SymPy's function of that name
    values = [sympy.sympify(label) for label in document["labels"]]
    number = sympy.sympify(beta, locals=names)
    rows = document["partial_sums"]
    assert len(rows) == 2 * len(document["orders"])
    for row in rows[:: max(1, len(rows) // 5)]:
        for momentum, text in enumerate(row["sums"]):
            expected = brute_force(values, row["order"], int(row["epoch"]), 2, number, momentum)
            assert sympy.expand(sympy.sympify(text, locals=names) - expected) == 0


def test_all_is_in_the_json(run):
    case = ["--labels", "1,2,-5", "--epochs", "3", "--beta", "4/5", "--json", "-"]
    document = json.loads(run("enumerate", *case).stdout)
    assert document["sequences"] == str(6**3)
    assert document["orders"] == [list(order) for order in itertools.permutations(range(3))]
    assert document["expectation"] == "425984/1171875"
    assert len(document["steps"]) == 3
    assert Fraction(document["expectation"]) == Fraction(425984, 1171875)


def test_the_remainders_in_the_json_are_whole(run):
    document = json.loads(
        run("enumerate", "--labels", "c0,c1", "--epochs", "3", "--json", "-").stdout
    )
    first = document["steps"][0]
    assert first["remainder"] == "-beta - 2 beta^2 - 2 beta^3 - 2 beta^4 - 2 beta^5"
    assert first["drawn"] == "k: (2 + beta)"


def test_symbolic_epochs_give_the_newest_epoch_and_four_steps(run):
    case = ["--labels", "c0,c1", "--epochs", "k", "--json", "-"]
    document = json.loads(run("enumerate", *case).stdout)
    assert document["sequences"] == "2^k"
    assert [row["epoch"] for row in document["partial_sums"]] == ["k", "k"]
    assert [step["endless"] for step in document["steps"]] == [True] * 4


def test_thousands_of_rows_are_still_quick(run):
    start = time.perf_counter()
    result = run("enumerate", "--labels", "a,b,c,d,e,f", "--epochs", "6")
    assert time.perf_counter() - start < 5
    assert "6  f e d c b a  f" in result.stdout


@pytest.mark.parametrize(
    ("labels", "epochs", "sampling", "words"),
    [
        ("1,2,3,4,5,6", "7", "reshuffle", f"720 orders in every epoch, {720**7} sequences"),
        ("1,2,3,4,5,6,7", "k", "reshuffle", "5040 orders"),
        (",".join("1" * 30), "1", "reshuffle", "more than 10^18 orders"),
        ("1,2", "99999999999999999999", "reshuffle", "2^99999999999999999999 sequences"),
        (",".join("1" * 300), "300", "cyclic", "500000 terms"),
    ],
)
def test_too_large_a_table_is_refused_with_its_size(run, labels, epochs, sampling, words):
    case = ["--labels", labels, "--epochs", epochs, "--sampling", sampling]
    result = run("enumerate", *case)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "colorball expect" in result.stderr
    assert "colorball verify lemma-a1" in result.stderr

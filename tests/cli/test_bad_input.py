"""Every bad input is one line on standard error and exit code 2, at once."""

import time

import pytest

EXPECT = {"--labels": "1,2", "--epochs": "3", "--beta": "1/2"}


def changed(option, value):
    return [f"{name}={text}" for name, text in {**EXPECT, option: value}.items()]


VALUES = [
    *(("--labels", value) for value in ("", ",", "1,,2", "1;2", "1/0", "c 0", "１", "1\0", "beta")),
    *(("--epochs", value) for value in ("0", "-3", "1.5", "1e9", "", "٣", "3_0", "1/2")),
    *(
        ("--beta", value)
        for value in ("1", "-1/2", "1.0", "3/2", "", "1/0", "0.9e0", "½", "0" * 5000)
    ),
    ("--sampling", "sorted"),
]
USAGE = [
    [],
    ["--labels"],
    ["--labels", "1"],
    ["--nothing", "1"],
    ["1,2"],
    ["--labels", "1", "--epochs", "1", "--beta", "0", "left over"],
    ["--labels", "1", "--epochs", "1", "--beta", "0", "--json"],
]


def assert_one_line(result, seconds):
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("colorball: error: ")
    assert result.stderr.count("\n") == 1
    assert len(result.stderr) < 1000
    assert seconds < 2


@pytest.mark.parametrize("command", ["expect", "radius", "enumerate"])
@pytest.mark.parametrize(("option", "value"), VALUES)
def test_values(run, command, option, value):
    start = time.perf_counter()
    result = run(command, *changed(option, value))
    assert_one_line(result, time.perf_counter() - start)


@pytest.mark.parametrize("command", ["expect", "radius", "enumerate"])
@pytest.mark.parametrize("arguments", USAGE)
def test_usage(run, command, arguments):
    if command == "enumerate" and "--beta" in arguments and arguments[-1] == "0":
        pytest.skip("complete for this command")
    result = run(command, *arguments)
    assert_one_line(result, 0)
    assert "--help`)" in result.stderr


@pytest.mark.parametrize(
    "extra",
    [
        ["--digits", "0"],
        ["--digits", "1000000000"],
        ["--digits", "9" * 5000],
        ["--digits", "many"],
        ["--filtration", "guess"],
        ["--labels", "c0,1"],
        ["--epochs", "k"],
        ["--epochs", "99999999999999999999"],
        ["--beta", "beta"],
    ],
)
def test_what_a_radius_cannot_be_of(run, extra):
    assert_one_line(run("radius", *changed("--beta", "1/2"), *extra), 0)


@pytest.mark.parametrize("digits", ["0", "-1", "1.5", "9" * 5000, "100000001"])
def test_max_digits(run, digits):
    assert_one_line(run("expect", *changed("--beta", "1/2"), "--max-digits", digits), 0)


def test_too_large_an_enumeration_says_how_many_and_offers_the_exact_route(run):
    result = run("expect", *changed("--epochs", "40"), "--method", "enumeration")
    assert_one_line(result, 0)
    assert str(2**40) in result.stderr
    assert "colorball expect" in result.stderr


@pytest.mark.parametrize("arguments", [["nothing"], ["--nothing"], ["check"], ["verify", "--out"]])
def test_unknown_commands_and_options(run, arguments):
    assert_one_line(run(*arguments), 0)

"""The sign of the drift for Coq: what is written, and what the kernel says of it."""

from fractions import Fraction

import pytest
from click.testing import CliRunner

from colorball.cli.main import cli
from colorball.coq.axioms import assumed, question
from colorball.coq.interval_bound import look_back_bound
from colorball.coq.interval_drift import drift_sign_goal
from colorball.errors import InputError
from colorball.phase.drift import drift
from colorball.verdict import Verdict

REALS = {"classic", "functional_extensionality_dep", "sig_forall_dec", "sig_not_dec"}


def check(coq, folder, goal, more=""):
    file = folder / "Goal.v"
    file.write_text(goal.text + more + question(goal.theorems))
    return coq.compiles(file)


@pytest.mark.parametrize(
    ("point", "sign"),
    [
        ((3, "1/5", "3/10"), "negative"),
        ((4, "0", "9/10"), "positive"),
        ((3, "1/10", "0"), "negative"),  # all but one v are 1
        ((10, "9/10", "999/1000"), "positive"),  # the defaults of the libraries
    ],
)
def test_the_kernel_accepts_the_sign(coq, tmp_path, point, sign):
    goal = drift_sign_goal(*point)
    assert (goal.sign, goal.verdict) == (sign, Verdict.PROVED)
    answer = check(coq, tmp_path, goal)
    assert answer.is_accepted, answer.complaint
    axioms, strange = assumed(answer.output, goal.theorems)
    assert strange == ()
    assert set(axioms) == REALS  # no machine numbers


@pytest.mark.parametrize(
    ("point", "wrong"), [((3, "1/5", "3/10"), "positive"), ((4, "0", "9/10"), "negative")]
)
def test_the_kernel_refuses_a_wrong_sign(coq, tmp_path, point, wrong):
    goal = drift_sign_goal(*point, 3, force=wrong)
    assert goal.verdict is Verdict.UNDECIDED
    answer = check(coq, tmp_path, goal)
    assert not answer.is_accepted
    assert "eq_refl" in answer.complaint


def test_the_kernel_refuses_a_number_just_beyond_the_bound(coq, tmp_path):
    goal = drift_sign_goal(4, "1/5", "3/10", 2)
    bound = -float(look_back_bound(4, Fraction(1, 5), Fraction(3, 10), 2, 1))
    beyond = Fraction(int(bound * 1000) + 1, 1000)
    assert goal.margin < bound < beyond
    changed = goal.text.replace(
        f"(-{goal.margin.numerator}) {goal.margin.denominator}",
        f"(-{beyond.numerator}) {beyond.denominator}",
    ).replace(
        f"(-{goal.margin.numerator}) / {goal.margin.denominator}",
        f"(-{beyond.numerator}) / {beyond.denominator}",
    )
    assert changed.count(f"(-{beyond.numerator})") == 5
    file = tmp_path / "Goal.v"
    file.write_text(changed)
    assert not coq.compiles(file).is_accepted


@pytest.mark.parametrize("n", [3, 4, 5])
@pytest.mark.parametrize("betas", [("1/5", "3/10"), ("0", "1/2"), ("2/5", "0"), ("1/3", "3/4")])
def test_the_bounds_enclose_the_drift_and_narrow(n, betas):
    b1, b2 = map(Fraction, betas)
    value = drift(n, b1, b2, digits=15)
    width = None
    for epochs in (1, 2, 3):
        upper = look_back_bound(n, b1, b2, epochs, 1)
        lower = -look_back_bound(n, b1, b2, epochs, -1)
        assert float(lower) - 1e-12 <= value.lower
        assert value.upper <= float(upper) + 1e-12
        new = float(upper - lower)
        assert width is None or new < width
        width = new


def test_a_beta_that_is_all_but_one_is_no_error():
    goal = drift_sign_goal(3, 1 - Fraction(1, 10**300), Fraction(1, 2), 1)
    assert goal.sign == "positive"  # m tends to 1/n


def test_the_least_number_of_epochs_is_found():
    assert drift_sign_goal(3, "1/5", "3/10").epochs == 2
    assert drift_sign_goal(3, "1/5", "3/10", 3).epochs == 3
    assert drift_sign_goal(3, "1/5", "3/10", 3).margin >= drift_sign_goal(3, "1/5", "3/10").margin


def test_undecided_is_said_and_nothing_is_written(tmp_path):
    goal = drift_sign_goal(3, "1/5", "3/10", 1)
    assert (goal.text, goal.theorems, goal.sign) == ("", (), "undecided")
    assert goal.verdict is Verdict.UNDECIDED
    target = tmp_path / "drift.v"
    arguments = ["--n", "3", "--beta1", "1/5", "--beta2", "3/10", "--epochs", "1"]
    result = CliRunner().invoke(cli, ["export-coq-drift", *arguments, "--out", str(target)])
    assert result.exit_code == 3
    assert "undecided by 1 epoch " in result.stderr
    assert not target.exists()


def test_the_command_writes_the_file(tmp_path):
    target = tmp_path / "drift.v"
    arguments = ["--n", "5", "--beta1", "1/2", "--beta2", "1/2", "--out", str(target)]
    result = CliRunner().invoke(cli, ["export-coq-drift", *arguments])
    assert result.exit_code == 0
    assert result.stdout == f"{target}: negative, below -1/2, by 2 epochs of look-back\n"
    assert target.read_text() == drift_sign_goal(5, "1/2", "1/2").text


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ((2, 0, 0), "n"),
        ((200, 0, 0), "n"),
        ((3, 1, 0), "beta1"),
        ((3, 0, -1), "beta2"),
        ((3, 0, 0, 0), "epochs"),
        ((3, 0, 0, "two"), "epochs"),
        ((5, 0, 0, 9), "epochs"),
        ((3, 0, 0, True), "epochs"),
    ],
)
def test_bad_input(arguments, name):
    with pytest.raises(InputError) as caught:
        drift_sign_goal(*arguments)
    assert caught.value.argument == name


def test_bad_force():
    with pytest.raises(InputError):
        drift_sign_goal(3, 0, 0, force="zero")

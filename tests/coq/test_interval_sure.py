"""Rows of the region of sure divergence for Coq."""

from fractions import Fraction

import pytest

from colorball.coq.axioms import assumed, question
from colorball.coq.interval_sure import sure_boxes_text, sure_rows_goal, sure_theory_text
from colorball.coq.prelude import PRELUDE
from colorball.errors import InputError
from colorball.phase.sure import sure_bound
from colorball.phase.sure_cover import rows_area, sure_rows

REALS = {"classic", "functional_extensionality_dep", "sig_forall_dec", "sig_not_dec"}


def step_for(n, rows, unit):
    right = sure_rows(n, rows, unit)
    area = str(rows_area(right, rows, unit))
    name = f"boxes_{n}"
    return {
        **{"name": name, "rule": "sure-boxes", "parts": n, "rows": rows, "unit": unit},
        **{"right": list(right), "area": area},
    }


@pytest.fixture(scope="module")
def step():
    return step_for(3, 40, 200)


def compiled(coq, folder, text, theorems=()):
    file = folder / "Rows.v"
    file.write_text(text + question(tuple(theorems)))
    return coq.compiles(file)


def test_the_kernel_accepts_all_rows(coq, tmp_path, step):
    text, theorems = sure_boxes_text(step)
    answer = compiled(coq, tmp_path, text, theorems)
    assert answer.is_accepted, answer.complaint
    axioms, strange = assumed(answer.output, theorems)
    assert strange == ()
    assert set(axioms) == REALS  # no machine numbers
    assert theorems[-1].endswith(".area")


def test_it_stands_among_other_exports_and_leaves_them_alone(coq, tmp_path, step):
    """The theory once, two steps, in the middle of a file that has notations of its own."""
    other = {**step, "name": "boxes_again"}
    goals = [
        sure_rows_goal(step, rows=range(0, 2), theory=False),
        sure_rows_goal(other, rows=range(5, 6), theory=False),
    ]
    after = "\nGoal forall beta : R, beta ^Z 2 = beta * beta.\nintros; simpl; ring.\nQed.\n"
    text = PRELUDE + sure_theory_text() + goals[0].text + goals[1].text + after
    answer = compiled(coq, tmp_path, text, [*goals[0].theorems, *goals[1].theorems])
    assert answer.is_accepted, answer.complaint
    ends = step["right"]
    assert goals[0].covered == Fraction(sum(ends[:2]), sum(ends))
    assert f"{goals[1].covered} of the area" in goals[1].text


@pytest.mark.parametrize("row", [0, 7])
def test_the_kernel_refuses_rows_beyond_the_boundary(coq, tmp_path, step, row):
    ends = list(step["right"])
    ends[row] += 20
    middle = Fraction(2 * row + 1, 2 * step["rows"])
    worst = sure_bound(3, Fraction(ends[row], step["unit"]), middle)
    assert worst.lower > 0  # false indeed
    wrong = {**step, "right": ends}
    goal = sure_rows_goal(wrong, rows=range(row, row + 1))
    assert not compiled(coq, tmp_path, goal.text).is_accepted


def test_the_kernel_refuses_a_wrong_area(coq, tmp_path, step):
    wrong = {**step, "area": "1/2"}
    answer = compiled(coq, tmp_path, sure_boxes_text(wrong)[0])
    assert not answer.is_accepted


def test_beyond_the_boundary_the_negation_is_proved(coq, tmp_path):
    bound = sure_bound(3, "1/5", 0)
    assert bound.lower > 0
    position = bound.sequence[0]
    text = f"""{sure_theory_text()}
Module Control.
Import Reals ZArith Lia. Import Sure_boxes. Import Adam Sure Boxes.
Local Open Scope R_scope.
Theorem not_sure : ~ S1 3 (1 / 5) (0 / 1).
Proof. apply (fails_at 3 {position}); [lia | vm_cast_no_check (eq_refl true)]. Qed.
End Control.
"""
    answer = compiled(coq, tmp_path, text, ["Control.not_sure"])
    assert answer.is_accepted, answer.complaint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # the older epochs left out of the numerator
        ("(since b1 p i + b1 ^ (i + 1) / (1 - b1 ^ n))", "(since b1 p i)"),
        # one step older than they may be
        ("b1 ^ (i + 1) / (1 - b1 ^ n)).", "b1 ^ (i + 2) / (1 - b1 ^ n))."),
        # the least square for negative numerators, too
        ("then M / sqrt lo else M / sqrt hi", "then M / sqrt lo else M / sqrt lo"),
        # the sign of the step
        ("(x - rate * (sm' / sqrt sv'), sm', sv')", "(x + rate * (sm' / sqrt sv'), sm', sv')"),
        # started too far to the left
        ("past n b1 b2 sm sv -> -1 + ofnat n ^ 2 * eta <= x", "past n b1 b2 sm sv -> -3 <= x"),
    ],
)
def test_wrong_statements_break_the_theory(coq, tmp_path, old, new):
    text = sure_theory_text()
    assert text.count(old) == 1
    assert not compiled(coq, tmp_path, text.replace(old, new)).is_accepted


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"name": "a b"}, "step"),
        ({"parts": "3"}, "parts"),
        ({"rows": True}, "rows"),
        ({"unit": 0}, "unit"),
        ({"right": []}, "right"),
        ({"right": [1, None]}, "right"),
        ({"area": "half"}, "area"),
        ({"area": 1}, "area"),
    ],
)
def test_bad_steps(step, change, name):
    with pytest.raises(InputError) as caught:
        sure_boxes_text({**step, **change})
    assert caught.value.argument == name


@pytest.mark.parametrize("rows", [range(0), range(0, 99), range(0, 4, 2), range(-1, 2)])
def test_bad_rows(step, rows):
    with pytest.raises(InputError):
        sure_rows_goal(step, rows=rows)

r"""Rows of boxes in the region of sure divergence, as theorems for Coq's kernel.

For a step of rule ``sure-boxes`` the Coq text proves, for all ``(beta_1, beta_2)`` in the rows: the
n inequalities of the condition, that they are what Adam's own recursion gives at the extremes of
any past, and that Adam on Function (2) diverges for every sequence of positions. The inequalities
are computed with coq-interval's intervals on boxes that cover the rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from colorball.coq.interval_rows_theory import ROWS_THEORY
from colorball.coq.interval_sure_theory import SURE_THEORY
from colorball.coq.interval_text import HEAD, coq_module, theory_text, wrapped_comment
from colorball.errors import InputError

__all__ = ["RowsGoal", "sure_boxes_text", "sure_rows_goal", "sure_theory_text"]

_BITS = 20  # of the intervals in Coq; the boxes are wider than what is rounded
_MODULE = "Sure_boxes"
_LARGEST = 10**9


class RowsGoal(NamedTuple):
    """Coq text for rows of boxes.

    Attributes:
        text: Coq text; a file of its own if the theory is in it.
        theorems: names of its theorems.
        covered: the part of the step's area that the theorems are about.
    """

    text: str
    theorems: tuple[str, ...]
    covered: Fraction


def sure_boxes_text(step: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    """A step of rule ``sure-boxes`` as Coq text that needs nothing else, and its theorems.

    All rows of the step are in it. Nothing is checked here: of a wrong step the text is written
    all the same, and does not compile.

    Raises:
        InputError: if the step's fields are not those of rows.

    Example:
        >>> step = {"name": "boxes_3", "rule": "sure-boxes", "parts": 3, "rows": 8, "unit": 20}
        >>> text, theorems = sure_boxes_text({**step, "right": [1], "area": "1/160"})
        >>> theorems[0]
        'Sure_boxes_3.Rows.condition'
    """
    goal = sure_rows_goal(step)
    return goal.text, goal.theorems


def sure_theory_text() -> str:
    """What the rows of every step rest on: one Coq module, to be written once.

    Example:
        >>> "Theorem sure_divergence" in sure_theory_text()
        True
    """
    return f"{HEAD}\n{coq_module(_MODULE, theory_text(_BITS, SURE_THEORY, ROWS_THEORY))}"


def sure_rows_goal(
    step: Mapping[str, object], *, rows: range | None = None, theory: bool = True
) -> RowsGoal:
    """The same for some of the rows.

    Args:
        step: a step of rule ``sure-boxes``.
        rows: which rows, one after the other; all by default.
        theory: whether the text brings what it rests on; if not, :func:`sure_theory_text` must
            come before it.

    Raises:
        InputError: if the step's fields are not those of rows, or there are no such rows.
    """
    name = step.get("name")
    if not isinstance(name, str) or not re.fullmatch(r"[A-Za-z0-9_]{1,60}", name):
        raise InputError("step", name, "a name of letters, digits and _")
    parts, heights, unit = (_integer(step.get(key), key) for key in ("parts", "rows", "unit"))
    listed = step.get("right")
    if not isinstance(listed, list) or not listed:
        raise InputError("right", listed, "a list of integers")
    right = [_integer(value, "right") for value in listed]
    taken = range(len(right)) if rows is None else rows
    if taken.step != 1 or not 0 <= taken.start < taken.stop <= len(right):
        raise InputError("rows", rows, f"a range of rows from 0 to {len(right) - 1}, step 1")
    ends = right[taken.start : taken.stop]
    covered = Fraction(sum(ends), sum(right))
    area = _area(step.get("area"), heights, unit) if len(taken) == len(right) else ""
    theorems = ("condition", "displacement", "divergence", *(["area"] if area else []))
    text = _ROWS
    for key, value in {
        "@N": str(parts),
        "@ROWS": str(heights),
        "@UNIT": str(unit),
        "@FIRST": str(taken.start),
        "@ENDS": _list(ends),
        "@AREA": area,
    }.items():
        text = text.replace(key, value)
    title = wrapped_comment(
        f"Step {name}: sure divergence for n = {parts}, one epoch of look-back, on rows: beta_2 "
        f"from j/{heights} to (j + 1)/{heights}, beta_1 from 0 to right_j/{unit}.",
        f"Here: rows {taken.start} to {taken.stop - 1} of {len(right)}, {covered} of the area.",
    )
    module = f"Sure_{name}"
    if theory:
        body = coq_module(module, theory_text(_BITS, SURE_THEORY, ROWS_THEORY), text)
        body = f"{HEAD}\n{body}"
    else:
        body = coq_module(module, f"Import {_MODULE}.\n", text)
    named = tuple(f"{module}.Rows.{theorem}" for theorem in theorems)
    return RowsGoal(f"{title}\n{body}", named, covered)


def _integer(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < _LARGEST:
        raise InputError(name, value, f"an integer from 1 to {_LARGEST - 1}")
    return value


def _list(values: list[int]) -> str:
    """A list over several lines."""
    lines = [values[i : i + 16] for i in range(0, len(values), 16)]
    return "[" + ";\n   ".join("; ".join(map(str, line)) for line in lines) + "]"


def _area(value: object, heights: int, unit: int) -> str:
    found = re.fullmatch(
        r"([0-9]{1,20})(?:/([0-9]{1,20}))?", value if isinstance(value, str) else ""
    )
    if found is None:
        raise InputError("area", value, "a fraction")
    numerator, denominator = found[1], found[2] or "1"
    return f"""
(** The area of the rows is {value}. *)
Theorem area :
  (fold_right Z.add 0 ends * {denominator} = {numerator} * ({heights} * {unit}))%Z.
Proof. reflexivity. Qed.
"""


_ROWS = """(** ** The rows *)

Module Rows.
Import Adam Sure Boxes.
Local Open Scope R_scope.

Definition n : nat := @N.
Definition rows : positive := @ROWS.
Definition unit : positive := @UNIT.
Definition ends : list Z :=
  (@ENDS)%Z.

(** A point of row first + i: its beta_1 is from 0 to ends_i/unit. *)
Definition region (b1 b2 : R) : Prop := in_rows rows unit @FIRST ends b1 b2.

(** Computed in intervals, on boxes. *)
Lemma seen : rows_hold n rows unit @FIRST ends = true.
Proof. vm_cast_no_check (eq_refl true). Qed.

(** All n inequalities hold in all of the region. *)
Theorem condition b1 b2 : region b1 b2 -> 0 <= b1 < 1 /\\ 0 <= b2 < 1 /\\ S1 n b1 b2.
Proof. exact (rows_correct n rows unit ends @FIRST seen b1 b2). Qed.

(** So every epoch moves x to the right, whatever came before. *)
Theorem displacement b1 b2 : region b1 b2 -> exists mu, 0 < mu /\\
  forall p sm sv, (p < n)%nat -> past n b1 b2 sm sv -> Adam.displacement n b1 b2 p sm sv <= - mu.
Proof.
intros H; destruct (condition b1 b2 H) as [H1 [H2 HS]].
apply sure_displacement; trivial; unfold n; lia.
Qed.

(** So Adam on Function (2) diverges for every sequence of positions. *)
Theorem divergence b1 b2 eta x sm sv :
  region b1 b2 -> 0 < eta -> past n b1 b2 sm sv -> -1 + ofnat n ^ 2 * eta <= x ->
  exists mu, 0 < mu /\\ forall positions, (forall j, (positions j < n)%nat) -> forall k,
    x + 2 * mu * eta * (sqrt (ofnat (S k)) - 1)
      <= fst (fst (adam n b1 b2 eta positions (x, sm, sv) k)).
Proof.
intros H; destruct (condition b1 b2 H) as [H1 [H2 HS]].
now apply sure_divergence; trivial; unfold n; lia.
Qed.
@AREAEnd Rows.
"""

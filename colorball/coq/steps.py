"""The steps of a proof as theorems of Coq.

The last theorem of a step is in the words of the checker's own statement of the claim; the lemmas
before it say that the certificate's texts mean the same and that its witness does what it should.
"""

from __future__ import annotations

from colorball.checker.language import parse
from colorball.checker.rules import (
    CauchySchwarz,
    Exchangeability,
    Identity,
    Induction,
    Inequality,
    Rule,
    Sum,
)
from colorball.checker.sure_boxes import SureBoxes
from colorball.coq.boxes import export_boxes
from colorball.coq.step_text import Step, apply_or_same, read
from colorball.coq.telescoping import export_induction, export_sum
from colorball.coq.workshop import Workshop
from colorball.errors import InputError

__all__ = ["export_step"]

_BALLS = ("first", "second", "other")


def export_step(step: Step, rule: Rule, shop: Workshop) -> bool:
    """Add a step's theorems, if its rule is one that Coq can check; the answer is whether it is.

    Args:
        step: the certificate's step.
        rule: the checker's own statement of it.
        shop: where the file is put together.

    Raises:
        InputError: if a text in it is not of the checker's language.
    """
    match rule:
        case Sum():
            export_sum(step, rule, shop)
        case Identity():
            _identity(step, rule, shop)
        case Inequality():
            _inequality(step, rule, shop)
        case CauchySchwarz():
            _cauchy_schwarz(step, rule, shop)
        case Exchangeability():
            _exchangeability(step, rule, shop)
        case Induction():
            export_induction(step, rule, shop)
        case SureBoxes():
            export_boxes(step, rule, shop)
        case _:
            return False
    return True


def _identity(step: Step, rule: Identity, shop: Workshop) -> None:
    name = rule.name
    left, right = read(step, "left"), read(step, "right")
    own_left, own_right = parse(rule.left), parse(rule.right)
    shop.begin(name, [left, right, own_left, own_right])
    shop.define(name, right)
    said_left = shop.same(f"{name}__left", left, own_left)
    said_right = shop.same(f"{name}__right", right, own_right)
    sides = shop.identity(f"{name}__sides", left, right)
    shop.conclude(
        f"{name}__identity",
        [said_left, said_right, sides],
        f"{shop.side(own_left)} = {shop.real(own_right)}",
        [
            f"eapply in_other_words; [{apply_or_same(said_left)} | {apply_or_same(said_right)} | "
            f"apply {sides.name}]; known."
        ],
    )


def _inequality(step: Step, rule: Inequality, shop: Workshop) -> None:
    name = rule.name
    smaller, larger, gap = (read(step, field) for field in ("smaller", "larger", "gap"))
    own_smaller, own_larger = parse(rule.smaller), parse(rule.larger)
    shop.begin(name, [smaller, larger, gap, own_smaller, own_larger])
    shop.define(name, larger)
    difference = shop.define(f"{name}__gap", gap)
    said_smaller = shop.same(f"{name}__smaller", smaller, own_smaller)
    said_larger = shop.same(f"{name}__larger", larger, own_larger)
    adds_up = shop.identity(f"{name}__difference", ("+", smaller, difference), larger)
    sign = shop.nonnegative(f"{name}__sign", difference)
    shop.conclude(
        f"{name}__inequality",
        [said_smaller, said_larger, adds_up, sign],
        f"{shop.real(own_smaller)} <= {shop.real(own_larger)}",
        [
            f"eapply below; [{apply_or_same(said_smaller)} | {apply_or_same(said_larger)} | "
            f"apply {adds_up.name} | apply {sign.name}]; known."
        ],
    )


def _cauchy_schwarz(step: Step, rule: CauchySchwarz, shop: Workshop) -> None:
    name = rule.name
    first, second, bound = (read(step, field) for field in ("first", "second", "bound_squared"))
    own_first, own_second = parse(rule.first), parse(rule.second)
    shop.begin(name, [first, second, bound, own_first, own_second])
    value = shop.define(name, bound)
    said_first = shop.same(f"{name}__first", first, own_first)
    said_second = shop.same(f"{name}__second", second, own_second)
    product = shop.identity(f"{name}__product", ("*", first, second), value)
    own = shop.identity(f"{name}__own_product", ("*", own_first, own_second), value)
    sums = [
        f"\\sum_(from <= i_ < upto) ({left} i_ * {right} i_)"
        for left, right in (("term1", "term1"), ("term2", "term2"), ("term1", "term2"))
    ]
    shop.conclude(
        f"{name}__bound",
        [said_first, said_second, product, own],
        "forall (term1 term2 : Z -> R) (from upto : Z), "
        f"{sums[0]} <= {shop.real(own_first)} -> {sums[1]} <= {shop.real(own_second)} -> "
        f"({sums[2]}) ^ 2 <= {shop.real(value)}",
        [
            "intros term1 term2 from upto Bound1 Bound2.",
            f"rewrite <- {own.name} by known. now apply Cauchy_Schwarz.",
        ],
    )


def _exchangeability(step: Step, rule: Exchangeability, shop: Workshop) -> None:
    name = rule.name
    events, probability = read(step, "events"), read(step, "probability")
    own = parse(rule.classes)
    table = step.get("swap")
    if not (
        isinstance(table, dict)
        and set(table) == set(_BALLS)
        and all(image in _BALLS for image in table.values())
    ):
        raise InputError("certificate", table, f"a swap of {', '.join(_BALLS)} in step {name}")
    shop.begin(name, [events, probability, own])
    value = shop.define(name, probability)
    said = shop.same(f"{name}__events", events, own)
    certain = shop.identity(f"{name}__certain", ("*", events, value), ("int", 1))
    own_certain = certain
    if said is not None:
        own_certain = shop.identity(f"{name}__own_certain", ("*", own, value), ("int", 1))
    shop.conclude(
        f"{name}__exchangeability",
        [said, certain, own_certain],
        f"{shop.real(('*', own, value))} = 1",
        [f"apply {own_certain.name}; known."],
    )
    images = " ".join(f"| {name}__{ball} => {name}__{table[ball]}" for ball in _BALLS)
    shop.verbatim(
        f"Inductive {name}__ball := {' | '.join(f'{name}__{ball}' for ball in _BALLS)}.\n\n"
        f"Definition {name}__swap (ball : {name}__ball) : {name}__ball :=\n"
        f"  match ball with\n  {images}\n  end.\n"
    )
    shop.plain_theorem(
        f"{name}__swap_undone",
        f"(forall ball, {name}__swap ({name}__swap ball) = ball) /\\ "
        f"{name}__swap {name}__first = {name}__second",
        ["split; [now intros [] | reflexivity]."],
    )

"""Steps of boxes as theorems of Coq, by intervals; these need the library coq-interval."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from colorball.checker.brute_force import read_fraction
from colorball.checker.failures import Rejected
from colorball.checker.sure_boxes import SureBoxes
from colorball.coq.interval_sure import sure_rows_goal, sure_theory_text
from colorball.coq.workshop import Workshop
from colorball.errors import InputError

__all__ = ["export_boxes"]


def export_boxes(step: Mapping[str, object], rule: SureBoxes, shop: Workshop) -> None:
    """The rows of the certificate, and that they are for the claim's n and have its area."""
    name = rule.name
    goal = sure_rows_goal(step, theory=False)
    shop.need(sure_theory_text())
    shop.begin(name, [])
    shop.verbatim(goal.text)
    shop.theorems += goal.theorems
    least = Fraction(rule.least_area)
    try:
        area = read_fraction(step.get("area"))
    except Rejected as reason:
        raise InputError("certificate", step.get("area"), f"an area ({reason})") from None
    shop.plain_theorem(
        f"{name}__claimed",
        f"({step['parts']} = {rule.parts} /\\ {least.numerator} * {area.denominator} <= "
        f"{area.numerator} * {least.denominator})%Z",
        ["lia."],
    )

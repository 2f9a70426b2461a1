"""The texts of a certificate's step, read."""

from __future__ import annotations

from collections.abc import Mapping

from colorball.checker.failures import Rejected
from colorball.checker.language import Tree, parse
from colorball.coq.theorem import Theorem
from colorball.errors import InputError

__all__ = ["Step", "apply_both", "apply_or_same", "following", "read"]

Step = Mapping[str, object]


def read(step: Step, field: str) -> Tree:
    """The formula in a field.

    Raises:
        InputError: if there is none.
    """
    text = step.get(field)
    if not isinstance(text, str):
        raise InputError("certificate", text, f"a text for {field} in step {step.get('name')}")
    try:
        return parse(text)
    except Rejected as reason:
        raise InputError("certificate", text, f"a formula ({reason})") from None


def following(symbol: str) -> Tree:
    """The symbol plus 1."""
    return ("+", ("name", symbol), ("int", 1))


def apply_or_same(lemma: Theorem | None) -> str:
    """The tactic for an equation that a lemma says, or that is one of equal texts."""
    return "reflexivity" if lemma is None else f"apply {lemma.name}"


def apply_both(first: Theorem, second: Theorem | None) -> str:
    """The tactics for an equation by one lemma, and another unless its texts are equal."""
    if second is None:
        return f"apply {first.name}; known."
    return f"etransitivity; [apply {first.name} | apply {second.name}]; known."

"""Formulas in Coq's notation, over the real numbers and over the integers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from colorball.checker.language import Tree
from colorball.coq.formulas import Definition, Definitions
from colorball.coq.prelude import PRELUDE
from colorball.errors import InputError

__all__ = ["application", "integer", "integer_value", "name_of", "real"]

_LOOSE, _SUM, _PRODUCT, _SIGNED, _POWER, _ATOM = range(6)
_SIGNS = {"+": (_SUM, _SUM, _PRODUCT), "-": (_SUM, _SUM, _PRODUCT)}
_FACTORS = {"*": (_PRODUCT, _PRODUCT, _SIGNED), "/": (_PRODUCT, _PRODUCT, _SIGNED)}
_MOST_POWER = 64  # as in the checker
# words of Coq's language
_TAKEN = frozenset(
    (
        *(
            "as",
            "at",
            "by",
            "cofix",
            "else",
            "end",
            "exists",
            "exists2",
            "fix",
            "for",
            "forall",
            "fun",
        ),
        *("if", "IF", "in", "is", "let", "match", "mod", "of", "Prop", "return", "Set", "SProp"),
        *("then", "Type", "using", "where", "with"),
    )
)
# names that the file's beginning uses
_OWN = frozenset(re.findall(r"^(?:Fixpoint|Definition|Lemma|Ltac) (\w+)", PRELUDE, re.MULTILINE))


def name_of(name: str) -> str:
    """A name of the certificate as one in Coq, where some words are taken.

    Example:
        >>> name_of("moment"), name_of("at"), name_of("_")
        ('moment', 'at_', 'v_')
    """
    if name.startswith("_"):
        return f"v{name}"
    return f"{name}_" if name in _TAKEN | _OWN else name


def real(tree: Tree, known: Definitions, level: int = _LOOSE) -> str:
    """A formula over the real numbers; an integer symbol stands for its real number.

    Args:
        tree: the formula.
        known: the values that it may mention.
        level: how tightly what is around it binds.

    Example:
        >>> from colorball.checker.language import parse
        >>> real(parse("-beta^(n*(k-1))/(1-beta)^2"), {})
        '- beta ^Z (n * (k - 1)) / (1 - beta) ^ 2'
    """
    match tree:
        case ("int", value):
            return str(value)
        case ("name", name) if name in known:
            return _within(application(known[name]), _POWER, level)
        case ("name", name):
            return name_of(name)
        case ("instance", name, symbol, by):
            return _within(application(known[name], symbol, by, known), _POWER, level)
        case ("-", ("int", 0), right):
            return _within(f"- {real(right, known, _SIGNED)}", _SIGNED, level)
        case (("+" | "-" | "*" | "/") as sign, left, right):
            own, before, after = (_SIGNS | _FACTORS)[sign]
            text = f"{real(left, known, before)} {sign} {real(right, known, after)}"
            return _within(text, own, level)
        case ("^", ("name", "beta"), exponent):
            return _within(f"beta ^Z {integer(exponent, _ATOM)}", _POWER, level)
        case ("^", base, exponent):
            power = integer_value(exponent)
            if abs(power) > _MOST_POWER:
                raise InputError("certificate", power, f"powers within {_MOST_POWER}")
            text = f"{real(base, known, _ATOM)} ^ {abs(power)}"
            if power < 0:
                return _within(f"/ {text}", _SIGNED, level)
            return _within(text, _POWER, level)
    raise InputError("certificate", tree[0], "a formula")


def integer(tree: Tree, level: int = _LOOSE) -> str:
    """A formula over the integers: an exponent of ``beta`` or a bound of a sum."""
    match tree:
        case ("int", value):
            return str(value)
        case ("name", name) if name != "beta":
            return name_of(name)
        case ("-", ("int", 0), right):
            return _within(f"- {integer(right, _SIGNED)}", _SIGNED, level)
        case (("+" | "-" | "*") as sign, left, right):
            own, before, after = (_SIGNS | _FACTORS)[sign]
            text = f"{integer(left, before)} {sign} {integer(right, after)}"
            return _within(text, own, level)
        case ("^", base, exponent) if 0 <= (power := integer_value(exponent)) <= _MOST_POWER:
            text = " * ".join([integer(base, _SIGNED)] * power) or "1"
            return _within(text, _PRODUCT, level)
    raise InputError("certificate", tree[0], "exponents and bounds of sums and products alone")


def integer_value(tree: Tree) -> int:
    """The value of an exponent that has no symbols."""
    match tree:
        case ("int", value):
            return int(value)
        case ("+", left, right):
            return integer_value(left) + integer_value(right)
        case ("-", left, right):
            return integer_value(left) - integer_value(right)
        case ("*", left, right):
            return integer_value(left) * integer_value(right)
    raise InputError("certificate", tree[0], "an integer for the exponent of all but beta")


def application(
    value: Definition,
    symbol: str | None = None,
    by: Tree | None = None,
    known: Definitions | None = None,
) -> str:
    """A defined value at its own symbols, but for one, in whose place something else stands."""
    arguments: Iterable[str] = (
        name_of(parameter)
        if parameter != symbol or by is None
        else integer(by, _ATOM)
        if parameter in value.integers
        else real(by, known or {}, _ATOM)
        for parameter in value.parameters
    )
    return " ".join([value.coq, *arguments])


def _within(text: str, own: int, level: int) -> str:
    return f"({text})" if own < level else text

"""Values for which all hypotheses of a file hold, so that no theorem in it is empty.

They are searched for here and checked by Coq.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from colorball.checker.language import Tree
from colorball.coq.formulas import symbols
from colorball.coq.notation import integer, integer_value
from colorball.coq.positive import Fact, Facts
from colorball.coq.theorem import Theorem, binders, ordered

__all__ = ["hypotheses_hold"]

_MOST_TRIALS = 200_000
_BETA = Fraction(1, 2)
_INTEGERS = tuple(Fraction(value) for value in (1, 2, 3, 0, 4, 5, 6, 7))
_REALS = (
    *_INTEGERS,
    *(Fraction(1, value) for value in (2, 4, 10, 40)),
    *(Fraction(value) for value in (10, 16, 30, 100, 1000)),
)
_NAME = "hypotheses__hold"

Values = dict[str, Fraction]


def hypotheses_hold(
    facts: Sequence[Fact],
    ranges: Sequence[tuple[Tree, Tree]],
    listed: Facts,
    whole: frozenset[str],
) -> Theorem | str | None:
    """A theorem: there are values for which all hypotheses of the file hold.

    Args:
        facts: what its theorems assume.
        ranges: starts and stops of sums that its theorems assume to be in order.
        listed: the domain's facts.
        whole: the symbols that are integers in some theorem.

    Returns:
        The theorem; a sentence if no values were found; None if nothing is assumed.
    """
    signs = [(fact.tree, fact.strict) for fact in facts]
    signs += [(("-", stop, start), False) for start, stop in ranges]
    if not signs:
        return None
    about = ordered({"beta"}.union(*(symbols(tree, {}) for tree, _ in signs)))
    values = next(_solutions(signs, about, whole), None)
    if values is None:
        return "No values were found for which all hypotheses above hold."
    texts = [
        *("0 < beta", "beta < 1"),
        *(hypothesis.text for hypothesis in listed.hypotheses(facts, whole)),
        *(f"({integer(start)} <= {integer(stop)})%Z" for start, stop in ranges),
    ]
    every = " /\\ ".join(dict.fromkeys(texts))
    chosen = ", ".join(_shown(values[symbol], symbol in whole) for symbol in about)
    return Theorem(
        _NAME,
        (),
        frozenset(),
        (),
        f"exists {' '.join(binders(about, whole))}, {every}",
        [f"exists {chosen}. repeat split; first [lia | lra | unfold powerRZ; simpl; lra]."],
        "Theorem",
    )


def _shown(value: Fraction, is_integer: bool) -> str:
    return f"{value}%Z" if is_integer else f"({value})"


def _solutions(
    signs: Sequence[tuple[Tree, bool]], about: Sequence[str], whole: frozenset[str]
) -> Iterator[Values]:
    """Values that make all expressions positive, or not negative, by trial."""
    waiting = [(tree, strict, symbols(tree, {}) - {"beta"}) for tree, strict in signs]
    order: list[str] = []
    while rest := [needs - {*order} for _, _, needs in waiting if needs - {*order}]:
        fewest = min(rest, key=_few_first)
        order += sorted(fewest)
    order += [symbol for symbol in about if symbol not in order and symbol != "beta"]
    trials = 0

    def extend(values: Values, place: int) -> Iterator[Values]:
        nonlocal trials
        if place == len(order):
            yield dict(values)
            return
        symbol = order[place]
        ready = [
            (tree, strict)
            for tree, strict, needs in waiting
            if symbol in needs and needs <= {*order[: place + 1]}
        ]
        for candidate in _INTEGERS if symbol in whole else _REALS:
            trials += 1
            if trials > _MOST_TRIALS:
                return
            values[symbol] = candidate
            if all(_holds(_value(tree, values), strict) for tree, strict in ready):
                yield from extend(values, place + 1)

    yield from extend({"beta": _BETA}, 0)


def _few_first(needs: frozenset[str]) -> tuple[int, list[str]]:
    return len(needs), sorted(needs)


def _holds(value: Fraction, strict: bool) -> bool:
    return value > 0 or (value == 0 and not strict)


def _value(tree: Tree, values: Values) -> Fraction:
    match tree:
        case ("int", value):
            return Fraction(value)
        case ("name", name):
            return values[name]
        case ("+", left, right):
            return _value(left, values) + _value(right, values)
        case ("-", left, right):
            return _value(left, values) - _value(right, values)
        case ("*", left, right):
            return _value(left, values) * _value(right, values)
        case ("/", left, right):
            return _value(left, values) / _value(right, values)
        case ("^", ("name", "beta"), exponent):
            return _BETA ** int(_value(exponent, values))
        case ("^", base, exponent):
            return _value(base, values) ** integer_value(exponent)
    raise AssertionError("a domain lists polynomials")

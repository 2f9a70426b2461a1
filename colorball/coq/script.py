"""Proof scripts in Coq for identities of quotients of exponential polynomials, and for signs.

Every power of ``beta`` is written as a product of powers of a few, such as ``beta^(k*n)`` and
``beta^n``; these are then positive numbers and nothing else, and ``field`` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from colorball.checker.algebra import Form, form_of
from colorball.checker.failures import Rejected
from colorball.checker.language import Tree
from colorball.coq.formulas import Definitions, expanded, parts, used
from colorball.coq.notation import integer, name_of, real
from colorball.coq.positive import Fact, Facts
from colorball.errors import InputError

__all__ = ["identity_script", "sign_script"]

_BETA = ("name", "beta")


def identity_script(
    left: Tree, right: Tree, facts: Sequence[Fact], listed: Facts, known: Definitions
) -> list[str]:
    """Proves that two formulas are equal, from hypotheses that give the facts.

    Args:
        left: one side.
        right: the other side.
        facts: what is known to be positive or not negative.
        listed: the domain's facts.
        known: the defined values.
    """
    sides = [expanded(left, known), expanded(right, known)]
    lines = [*_facts(facts), *_unfolding([left, right], known), "to_reals."]
    lines += _powers([*sides, *(fact.tree for fact in facts)], listed)
    divides = any(_divides(side) for side in sides) or "^Z" in "".join(lines)
    return [*lines, "field; nonzero." if divides else "ring."]


def sign_script(gap: Tree, facts: Sequence[Fact], listed: Facts, known: Definitions) -> list[str]:
    """Proves that a formula is not negative, by the way in which it is built."""
    lines = [*_facts(facts), *_unfolding([gap], known), "to_reals."]
    lines += _powers([expanded(gap, known), *(fact.tree for fact in facts)], listed)
    return [*lines, "nonneg."]


def _facts(facts: Sequence[Fact]) -> list[str]:
    """Facts that follow from hypotheses about exponents."""
    lines = []
    for number, fact in enumerate(facts, 1):
        if fact.exponent is None or fact.exponent == ("int", 1):
            continue
        sign, lemma = ("<", "power_below_one") if fact.strict else ("<=", "power_at_most_one")
        lines.append(
            f"assert (Fact{number} : 0 {sign} {real(fact.tree, {})}) by "
            f"(apply {lemma}; lia || lra)."
        )
    return lines


def _unfolding(trees: Iterable[Tree], known: Definitions) -> list[str]:
    names: list[str] = []
    for tree in trees:
        names += [name for name in used(tree, known) if name not in names]
    order = sorted(names, key=list(known).index, reverse=True)
    return [f"unfold {', '.join(known[name].coq for name in order)}."] if order else []


def _powers(sides: Iterable[Tree], listed: Facts) -> list[str]:
    """Writes the powers of beta as products of powers of the monomials in their exponents."""
    exponents: dict[str, Form] = {}
    for side in sides:
        for part in parts(side):
            if part[0] == "^" and part[1] == _BETA:
                exponents.setdefault(integer(part[2]), _form(part[2], listed))
    atoms = sorted({_monomial(m) for form in exponents.values() for m, _ in form if m})
    lines = []
    for text, form in exponents.items():
        if text in atoms:
            continue
        pairs = "; ".join(f"({_signed(c)}, {_monomial(m)})" for m, c in form if m)
        rest = sum(c for m, c in form if not m)
        of = f"[{pairs}]%Z" if pairs else "(@nil (Z * Z))"
        lines.append(f"split_power beta ({text})%Z {of} ({rest})%Z.")
    return [*lines, *(f"atom (beta ^Z ({atom}))." for atom in atoms)]


def _form(tree: Tree, listed: Facts) -> Form:
    try:
        return form_of(listed.scope.polynomial(tree))
    except Rejected as reason:
        raise InputError("certificate", integer(tree), f"an exponent ({reason})") from None


def _signed(number: int) -> str:
    return str(number) if number >= 0 else f"({number})"


def _monomial(monomial: Iterable[tuple[str, int]]) -> str:
    return " * ".join(name_of(symbol) for symbol, power in monomial for _ in range(power))


def _divides(tree: Tree) -> bool:
    return any(
        part[0] == "/" or (part[0] == "^" and part[1] != _BETA and part[2][0] == "-")
        for part in parts(tree)
    )

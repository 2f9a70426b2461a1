"""What a domain lists as positive or not negative, as hypotheses of theorems.

A theorem assumes only what its proof needs: that its divisors are not zero, and that the parts of
a gap are not negative. What follows from ``0 < beta < 1`` is no hypothesis but proved: that
``1 - beta^e`` is positive needs ``0 < e`` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from colorball.checker.algebra import Form, Polynomial, form_of
from colorball.checker.failures import Rejected
from colorball.checker.language import Domain, Scope, Tree, parse
from colorball.coq.formulas import symbols
from colorball.coq.notation import integer, integer_value, real

__all__ = ["Fact", "Facts", "Hypothesis"]


@dataclass(frozen=True)
class Hypothesis:
    """A hypothesis of a theorem, in Coq's words; ``about`` are its symbols."""

    text: str
    about: frozenset[str]


@dataclass(frozen=True)
class Fact:
    """An expression that is positive, or not negative.

    Attributes:
        tree: the expression.
        strict: whether it is positive.
        exponent: if it is ``1 - beta^e``, the tree of e.
    """

    tree: Tree
    strict: bool
    exponent: Tree | None = None

    @property
    def about(self) -> frozenset[str]:
        """Its symbols."""
        return symbols(self.tree, {})


class Facts:
    """The facts that a domain lists."""

    def __init__(self, domain: Domain) -> None:
        self.domain = domain
        self.scope = Scope(domain)
        self.listed: list[tuple[Polynomial, Fact]] = []
        self.is_small = "1-beta" in domain.positive  # beta < 1
        for texts, strict in ((domain.positive, True), (domain.nonnegative, False)):
            for text in texts:
                tree = parse(text)
                fact = Fact(tree, strict, _exponent_of(tree) if self.is_small else None)
                self.listed.append((self.scope.polynomial(tree), fact))

    def of_divisors(self, tree: Tree) -> Iterator[Fact]:
        """What makes the divisors in a tree nonzero, as far as it is listed."""
        match tree:
            case ("/", _, right):
                yield from self._of_divisor(right)
            case ("^", base, exponent) if base != ("name", "beta") and integer_value(exponent) < 0:
                yield from self._of_divisor(base)
        if tree[0] in ("+", "-", "*", "/", "^"):
            yield from self.of_divisors(tree[1])
            if tree[0] != "^":
                yield from self.of_divisors(tree[2])

    def _of_divisor(self, tree: Tree) -> Iterator[Fact]:
        match tree:
            case ("*" | "/", left, right):
                yield from self._of_divisor(left)
                yield from self._of_divisor(right)
            case ("^", base, _):
                yield from self._of_divisor(base)
            case ("int", _):
                return
            case _:
                yield from self._matching(tree, strict=True)

    def of_gap(self, tree: Tree) -> Iterator[Fact]:
        """What makes a gap not negative, as far as it is listed."""
        match tree:
            case ("int", _) | ("^", ("name", "beta"), _):
                return
            case ("^", base, exponent):
                if integer_value(exponent) % 2:
                    yield from self.of_gap(base)
                return
            case (("+" | "*" | "/"), left, right):
                found = list(self._matching(tree))
                if not found:
                    found = [*self.of_gap(left), *self.of_gap(right)]
                yield from found
                return
        yield from self._matching(tree)

    def _matching(self, tree: Tree, *, strict: bool = False) -> Iterator[Fact]:
        try:
            value = self.scope.polynomial(tree)
        except Rejected:
            return
        for listed, fact in self.listed:
            if listed == value or (strict and fact.strict and listed == -value):
                yield fact
                return

    def hypotheses(self, facts: Iterable[Fact], whole: frozenset[str]) -> list[Hypothesis]:
        """What a theorem must assume for these facts, each once.

        Args:
            facts: what its proof needs.
            whole: the symbols that are integers in the theorem.
        """
        found: dict[str, Hypothesis] = {}
        for fact in facts:
            hypothesis = self.hypothesis(fact, whole)
            if hypothesis is not None:
                found.setdefault(hypothesis.text, hypothesis)
        return list(found.values())

    def hypothesis(self, fact: Fact, whole: frozenset[str]) -> Hypothesis | None:
        """What must be assumed for one fact beside ``0 < beta < 1``; None if that is enough."""
        sign = "<" if fact.strict else "<="
        if fact.exponent is not None:
            form = form_of(self.scope.polynomial(fact.exponent))
            if all(not monomial for monomial, _ in form):
                return None
            listed = self.listed_multiple(form)
            if listed is not None and (listed.strict or not fact.strict):
                return self.hypothesis(listed, whole)
            tree = fact.exponent
            return Hypothesis(f"(0 {sign} {integer(tree)})%Z", symbols(tree, {}))
        if _follows_from_beta(fact.tree):
            return None
        if self.is_small and _follows_from_small(fact.tree):
            return None
        if fact.about <= whole:
            return Hypothesis(f"(0 {sign} {integer(fact.tree)})%Z", fact.about)
        return Hypothesis(f"0 {sign} {real(fact.tree, {})}", fact.about)

    def listed_multiple(self, form: Form) -> Fact | None:
        """A listed positive or nonnegative polynomial of which a form is a positive multiple."""
        for listed, fact in self.listed:
            try:
                own = dict(form_of(listed))
            except Rejected:
                continue
            if set(own) != {monomial for monomial, _ in form}:
                continue
            ratios = {coefficient / own[monomial] for monomial, coefficient in form}
            if len(ratios) == 1 and ratios.pop() > 0:
                return fact
        return None

    def of_order(self, start: Tree, stop: Tree) -> tuple[Fact, ...] | None:
        """Why ``start <= stop``, if a number or a listed fact says so; else None."""
        form = form_of(self.scope.polynomial(("-", stop, start)))
        rest = sum(coefficient for monomial, coefficient in form if not monomial)
        slope = tuple(item for item in form if item[0])
        if rest < 0:
            return None
        if not slope:
            return ()
        fact = self.listed_multiple(slope)
        return None if fact is None else (fact,)

    def of_beta(self, facts: Iterable[Fact]) -> tuple[str, ...]:
        """What must be assumed of beta: that it is positive, and small if a fact needs it."""
        small = any(
            "beta" in fact.about and (fact.exponent is not None or _follows_from_small(fact.tree))
            for fact in facts
        )
        small = small and self.is_small
        return ("0 < beta", "beta < 1") if small else ("0 < beta",)


def _exponent_of(tree: Tree) -> Tree | None:
    match tree:
        case ("-", ("int", 1), ("^", ("name", "beta"), exponent)):
            return exponent  # type: ignore[no-any-return]
        case ("-", ("int", 1), ("name", "beta")):
            return ("int", 1)
    return None


def _follows_from_beta(tree: Tree) -> bool:
    """Whether it is positive because beta is: ``beta``, ``1 + beta^e``."""
    match tree:
        case ("name", "beta") | ("^", ("name", "beta"), _):
            return True
        case ("+", ("int", _), right):
            return _follows_from_beta(right)
    return False


def _follows_from_small(tree: Tree) -> bool:
    """Whether it is positive because beta < 1: a number minus beta."""
    match tree:
        case ("-", ("int", value), ("name", "beta")):
            return bool(value >= 1)
    return False

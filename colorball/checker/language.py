"""The language of certificates: text such as ``beta^(n-q)/(1-beta)``, read and evaluated.

Grammar: ``+ - * / ^``, parentheses, integers, symbols, and names of values proved earlier, which
the checker's own statements may instantiate, as in ``older_weight(j=k-1)``. The exponent of
``beta`` is any integer polynomial in the symbols, all other exponents are integers. A divisor must
be a product of powers of expressions that the claim's domain lists as positive: nothing else is
ever divided by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from colorball.checker.algebra import Form, Polynomial, Quotient, form_of
from colorball.checker.failures import Rejected

__all__ = ["Domain", "Scope", "Tree", "parse"]

Tree = tuple[Any, ...]  # ("+", left, right), ("int", 3), ("name", "n"), ...

_TOKEN = re.compile(r"\s*(?:([0-9]+)|([A-Za-z_][A-Za-z_0-9]*)|(.))")
_LONGEST_TEXT = 4_000
_MOST_TOKENS = 400
_LONGEST_INTEGER = 40
_DEEPEST = 40


class _Reader:
    """Recursive descent over the tokens of one text."""

    def __init__(self, text: str) -> None:
        if len(text) > _LONGEST_TEXT:
            raise Rejected(f"an expression has more than {_LONGEST_TEXT} characters")
        self.tokens = [m.groups() for m in _TOKEN.finditer(text.strip())]
        # a long chain of operators is a deep tree, and those are walked by recursion
        if len(self.tokens) > _MOST_TOKENS:
            raise Rejected(f"an expression has more than {_MOST_TOKENS} symbols")
        self.position = 0
        self.depth = 0

    def next_mark(self) -> str | None:
        return self.tokens[self.position][2] if self.position < len(self.tokens) else None

    def take_mark(self, mark: str) -> None:
        if self.next_mark() != mark:
            raise Rejected(f"an expression lacks a {mark!r}")
        self.position += 1

    def whole(self) -> Tree:
        tree = self.sum()
        if self.position != len(self.tokens):
            raise Rejected("an expression does not end where it should")
        return tree

    def sum(self) -> Tree:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Rejected("an expression is nested too deeply")
        tree = self.product()
        while (mark := self.next_mark()) in ("+", "-"):
            self.position += 1
            tree = (mark, tree, self.product())
        self.depth -= 1
        return tree

    def product(self) -> Tree:
        tree = self.signed()
        while (mark := self.next_mark()) in ("*", "/"):
            self.position += 1
            tree = (mark, tree, self.signed())
        return tree

    def signed(self) -> Tree:
        if self.next_mark() == "-":
            self.position += 1
            return ("-", ("int", 0), self.product_operand())
        return self.power()

    def product_operand(self) -> Tree:
        if self.next_mark() == "-":
            raise Rejected("an expression has two signs in a row")
        return self.power()

    def power(self) -> Tree:
        base = self.atom()
        if self.next_mark() != "^":
            return base
        self.position += 1
        if self.next_mark() == "-":
            self.position += 1
            return ("^", base, ("-", ("int", 0), self.atom()))
        return ("^", base, self.atom())

    def atom(self) -> Tree:
        if self.position >= len(self.tokens):
            raise Rejected("an expression ends too early")
        digits, name, mark = self.tokens[self.position]
        self.position += 1
        if digits is not None:
            if len(digits) > _LONGEST_INTEGER:
                raise Rejected(f"an integer has more than {_LONGEST_INTEGER} digits")
            return ("int", int(digits))
        if name is not None:
            return self.instance(name) if self.next_mark() == "(" else ("name", name)
        if mark == "(":
            tree = self.sum()
            self.take_mark(")")
            return tree
        raise Rejected(f"an expression has an unexpected {mark!r}")

    def instance(self, name: str) -> Tree:
        self.take_mark("(")
        _, symbol, _ = self.tokens[self.position] if self.position < len(self.tokens) else (0,) * 3
        if not isinstance(symbol, str):
            raise Rejected(f"{name}(...) does not name a symbol")
        self.position += 1
        self.take_mark("=")
        by = self.sum()
        self.take_mark(")")
        return ("instance", name, symbol, by)


def parse(text: str) -> Tree:
    """The syntax tree of an expression."""
    return _Reader(text).whole()


@dataclass(frozen=True)
class Domain:
    """The symbols of a claim, and the expressions that are positive or not negative there."""

    symbols: frozenset[str]
    positive: tuple[str, ...]
    nonnegative: tuple[str, ...] = ()


@dataclass
class Scope:
    """Evaluates trees over a domain, with the values proved so far."""

    domain: Domain
    values: dict[str, Quotient] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.positive = [self.polynomial(parse(text)) for text in self.domain.positive]
        self.nonnegative = [self.polynomial(parse(text)) for text in self.domain.nonnegative]

    def read(self, text: str) -> Quotient:
        """The value of an expression in the checker's own statement of a claim."""
        return self.evaluate(parse(text))

    def read_witness(self, text: str) -> Quotient:
        """The value of an expression in a certificate, which may not instantiate values.

        An instance could move a value to where its denominator vanishes.
        """
        tree = parse(text)
        if _has_instance(tree):
            raise Rejected("a certificate may not instantiate values")
        return self.evaluate(tree)

    def bound(self, text: str) -> Form:
        """An integer polynomial in the symbols, such as a bound of summation."""
        return form_of(self.polynomial(parse(text)))

    def polynomial(self, tree: Tree) -> Polynomial:
        """The value of a tree that divides by nothing but numbers."""
        value = self.evaluate(tree)
        scale = value.denominator.terms
        if list(scale) != [((), ())]:
            raise Rejected("a polynomial is expected, without division")
        return value.numerator * Polynomial.constant(1 / Fraction(scale[(), ()]))

    def evaluate(self, tree: Tree) -> Quotient:
        """The value of a tree."""
        match tree:
            case ("int", value):
                return Quotient.of(Polynomial.constant(value))
            case ("name", name):
                return self._named(name)
            case ("instance", name, symbol, by):
                if name not in self.values or symbol not in self.domain.symbols:
                    raise Rejected(f"{name}({symbol}=...) is not a value proved earlier")
                return self.values[name].substitute(symbol, form_of(self.polynomial(by)))
            case ("+", left, right):
                return self.evaluate(left) + self.evaluate(right)
            case ("-", left, right):
                return self.evaluate(left) - self.evaluate(right)
            case ("*", left, right):
                return self.evaluate(left) * self.evaluate(right)
            case ("/", left, right):
                self._require_positive(right)
                return self.evaluate(left) / self.evaluate(right)
            case ("^", ("name", "beta"), exponent):
                return Quotient.of(Polynomial.beta_to(form_of(self.polynomial(exponent))))
            case ("^", base, exponent):
                power = self._integer(exponent)
                if power >= 0:
                    return self.evaluate(base) ** power
                self._require_positive(base)
                return Quotient.of(Polynomial.constant(1)) / self.evaluate(base) ** -power
        raise Rejected("an expression is not understood")

    def _named(self, name: str) -> Quotient:
        if name == "beta":
            return Quotient.of(Polynomial.beta_to((((), 1),)))
        if name in self.values:
            return self.values[name]
        if name in self.domain.symbols:
            return Quotient.of(Polynomial.symbol(name))
        raise Rejected(f"the name {name!r} is not known here")

    def _integer(self, tree: Tree) -> int:
        form = form_of(self.polynomial(tree))
        if not form:
            return 0
        if len(form) > 1 or form[0][0]:
            raise Rejected("an exponent of something other than beta is not an integer")
        return form[0][1]

    def _require_positive(self, tree: Tree) -> None:
        """Refuse a divisor unless it is a product of powers of positive things."""
        match tree:
            case ("*", left, right) | ("/", left, right):
                self._require_positive(left)
                self._require_positive(right)
            case ("^", ("name", "beta"), _):
                return
            case ("^", base, _):
                self._require_positive(base)
            case ("int", value) if value:
                return
            case _:
                value = self.polynomial(tree)
                if value not in self.positive and -value not in self.positive:
                    raise Rejected("a divisor is not known to be nonzero")

    def is_nonnegative(self, tree: Tree) -> bool:
        """Whether a tree is built from nonnegative things by sums, products and quotients."""
        match tree:
            case ("int", _) | ("^", ("name", "beta"), _):
                return True
            case ("^", base, exponent):
                return self._integer(exponent) % 2 == 0 or self.is_nonnegative(base)
            case ("+", left, right) | ("*", left, right) | ("/", left, right):
                if self._is_listed(tree):
                    return True
                return self.is_nonnegative(left) and self.is_nonnegative(right)
        return self._is_listed(tree)

    def _is_listed(self, tree: Tree) -> bool:
        match tree:
            case ("/", _, _) | ("instance", _, _, _):
                return False
            case ("name", "beta"):
                return True
            case ("name", name) if name in self.values:
                return False
        try:
            value = self.polynomial(tree)
        except Rejected:  # it divides, so it is not in the lists of polynomials
            return False
        return value in self.positive or value in self.nonnegative


def _has_instance(tree: Tree) -> bool:
    if tree[0] == "instance":
        return True
    return any(_has_instance(part) for part in tree[1:] if isinstance(part, tuple))

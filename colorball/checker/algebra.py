"""Exponential polynomials and their quotients, exact.

A polynomial here is a sum of terms ``coefficient * symbols^powers * beta^form`` where ``form`` is
itself an integer polynomial in the symbols, as in ``n^2 * beta^(n*(k-j)+i-q)``. Terms are kept in
normal form, so equal normal forms are equal functions.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from fractions import Fraction

from colorball.checker.failures import Rejected

__all__ = ["Form", "Polynomial", "Quotient", "form_of", "limited_work"]

Monomial = tuple[tuple[str, int], ...]  # sorted (symbol, power > 0)
Form = tuple[tuple[Monomial, int], ...]  # sorted (monomial, coefficient != 0)
Number = int | Fraction  # integers stay integers: their arithmetic is much quicker
Terms = dict[tuple[Monomial, Form], Number]

_MOST_TERMS = 5_000
_MOST_POWER = 64
_MOST_BITS = 2_000  # of a coefficient
_MOST_WORK = 2_000_000  # products of terms in one certificate; the largest needs 60,000

_work: ContextVar[list[int] | None] = ContextVar("_work", default=None)


@contextmanager
def limited_work() -> Iterator[None]:
    """Within the block, give up on a certificate that takes too much multiplying out."""
    token = _work.set([_MOST_WORK])
    try:
        yield
    finally:
        _work.reset(token)


def _spend(products: int) -> None:
    left = _work.get()
    if left is not None:
        left[0] -= products
        if left[0] < 0:
            raise Rejected("it takes more work than a certificate may")


def _times(a: Monomial, b: Monomial) -> Monomial:
    powers = dict(a)
    for symbol, power in b:
        powers[symbol] = powers.get(symbol, 0) + power
    return tuple(sorted(powers.items()))


def _add_forms(a: Form, b: Form) -> Form:
    if not a or not b:
        return a or b
    total = dict(a)
    for monomial, coefficient in b:
        total[monomial] = total.get(monomial, 0) + coefficient
    return tuple(sorted((m, c) for m, c in total.items() if c))


def _bits(number: Number) -> int:
    return max(number.numerator.bit_length(), number.denominator.bit_length())


class Polynomial:
    """An exponential polynomial; immutable."""

    __slots__ = ("terms",)

    def __init__(self, terms: Terms) -> None:
        self.terms = {key: c for key, c in terms.items() if c}
        if len(self.terms) > _MOST_TERMS:
            raise Rejected(f"an expression has more than {_MOST_TERMS} terms")
        if any(_bits(c) > _MOST_BITS for c in self.terms.values()):
            raise Rejected(f"an expression has a coefficient of more than {_MOST_BITS} bits")

    @staticmethod
    def constant(value: Number) -> Polynomial:
        """The polynomial that is a number."""
        return Polynomial({((), ()): value})

    @staticmethod
    def symbol(name: str) -> Polynomial:
        """The polynomial that is a symbol other than beta."""
        return Polynomial({(((name, 1),), ()): 1})

    @staticmethod
    def beta_to(form: Form) -> Polynomial:
        """``beta^form``."""
        return Polynomial({((), form): 1})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Polynomial) and self.terms == other.terms

    __hash__ = None  # type: ignore[assignment]

    def __add__(self, other: Polynomial) -> Polynomial:
        total = dict(self.terms)
        for key, coefficient in other.terms.items():
            total[key] = total.get(key, 0) + coefficient
        return Polynomial(total)

    def __neg__(self) -> Polynomial:
        return Polynomial({key: -c for key, c in self.terms.items()})

    def __mul__(self, other: Polynomial) -> Polynomial:
        _spend(len(self.terms) * len(other.terms))
        total: Terms = {}
        for (mono_a, form_a), a in self.terms.items():
            for (mono_b, form_b), b in other.terms.items():
                key = (_times(mono_a, mono_b), _add_forms(form_a, form_b))
                total[key] = total.get(key, 0) + a * b
        return Polynomial(total)

    def __pow__(self, power: int) -> Polynomial:
        if not 0 <= power <= _MOST_POWER:
            raise Rejected(f"a power is not in 0..{_MOST_POWER}")
        result = Polynomial.constant(1)
        for _ in range(power):
            result = result * self
        return result

    def symbols(self) -> set[str]:
        """The symbols that stand as factors, not those in exponents of beta."""
        return {symbol for monomial, _ in self.terms for symbol, _ in monomial}

    def substitute(self, symbol: str, by: Form) -> Polynomial:
        """With an integer polynomial put for a symbol, in factors and exponents alike."""
        result = Polynomial({})
        replacement = _polynomial_of(by)
        for (monomial, form), coefficient in self.terms.items():
            powers = dict(monomial)
            power = powers.pop(symbol, 0)
            rest = Polynomial({(tuple(sorted(powers.items())), ()): coefficient})
            exponent = form_of(_polynomial_of(form)._put(symbol, replacement))
            result = result + rest * replacement**power * Polynomial.beta_to(exponent)
        return result

    def _put(self, symbol: str, replacement: Polynomial) -> Polynomial:
        """The same for a polynomial without beta."""
        result = Polynomial({})
        for (monomial, _), coefficient in self.terms.items():
            powers = dict(monomial)
            power = powers.pop(symbol, 0)
            rest = Polynomial({(tuple(sorted(powers.items())), ()): coefficient})
            result = result + rest * replacement**power
        return result


def _polynomial_of(form: Form) -> Polynomial:
    return Polynomial({(monomial, ()): c for monomial, c in form})


def form_of(polynomial: Polynomial) -> Form:
    """A polynomial without beta and with integer coefficients, as an exponent of beta."""
    form: dict[Monomial, int] = {}
    for (monomial, exponent), coefficient in polynomial.terms.items():
        if exponent or coefficient.denominator != 1:
            raise Rejected("an exponent or a bound is not an integer polynomial in the symbols")
        form[monomial] = int(coefficient)
    return tuple(sorted(form.items()))


@dataclass(frozen=True, eq=False)
class Quotient:
    """``numerator / denominator``, the latter never identically zero: 0/0 would equal anything."""

    numerator: Polynomial
    denominator: Polynomial

    def __post_init__(self) -> None:
        """Refuse a zero denominator."""
        if not self.denominator.terms:
            raise Rejected("an expression divides by zero")

    @staticmethod
    def of(polynomial: Polynomial) -> Quotient:
        """A polynomial as a quotient."""
        return Quotient(polynomial, Polynomial.constant(1))

    def equals(self, other: Quotient) -> bool:
        """Whether both are the same function, by multiplying crosswise."""
        if self.denominator == other.denominator:
            return self.numerator == other.numerator
        return self.numerator * other.denominator == other.numerator * self.denominator

    def __add__(self, other: Quotient) -> Quotient:
        if self.denominator == other.denominator:
            return Quotient(self.numerator + other.numerator, self.denominator)
        return Quotient(
            self.numerator * other.denominator + other.numerator * self.denominator,
            self.denominator * other.denominator,
        )

    def __neg__(self) -> Quotient:
        return Quotient(-self.numerator, self.denominator)

    def __sub__(self, other: Quotient) -> Quotient:
        return self + -other

    def __mul__(self, other: Quotient) -> Quotient:
        return Quotient(self.numerator * other.numerator, self.denominator * other.denominator)

    def __truediv__(self, other: Quotient) -> Quotient:
        return Quotient(self.numerator * other.denominator, self.denominator * other.numerator)

    def __pow__(self, power: int) -> Quotient:
        return Quotient(self.numerator**power, self.denominator**power)

    def substitute(self, symbol: str, by: Form) -> Quotient:
        """With an integer polynomial put for a symbol."""
        return Quotient(
            self.numerator.substitute(symbol, by), self.denominator.substitute(symbol, by)
        )

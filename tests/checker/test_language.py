"""The language of certificates: what it reads, what it refuses, and that its algebra is right."""

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colorball.certificates.registry import all_claims
from colorball.checker.claims import find
from colorball.checker.failures import Rejected
from colorball.checker.language import Domain, Scope, parse

DOMAIN = Domain(
    symbols=frozenset({"n", "k", "i"}),
    positive=("beta", "n", "1-beta", "1-beta^n"),
    nonnegative=("k-1",),
)


def value_at(quotient, point):
    """A quotient at numbers for its symbols, in fractions."""

    def of(polynomial):
        total = Fraction(0)
        for (monomial, form), coefficient in polynomial.terms.items():
            term = coefficient * point["beta"] ** sum(c * prod_of(mono, point) for mono, c in form)
            total += term * prod_of(monomial, point)
        return total

    return of(quotient.numerator) / of(quotient.denominator)


def prod_of(monomial, point):
    product = 1
    for symbol, power in monomial:
        product *= point[symbol] ** power
    return product


exponents = st.recursive(
    st.one_of(st.integers(0, 3).map(str), st.sampled_from(["n", "k", "i"])),
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({''.join(t)})"),
    max_leaves=3,
)
expressions = st.recursive(
    st.one_of(
        st.integers(0, 9).map(str),
        st.sampled_from(["n", "k", "i", "beta"]),
        exponents.map(lambda e: f"beta^{e}"),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({''.join(t)})"),
        st.tuples(inner, st.integers(0, 3)).map(lambda t: f"({t[0]})^{t[1]}"),
        st.tuples(inner, st.sampled_from(["n", "(1-beta)", "(1-beta^n)", "(beta-1)", "3", "n^2"]))
        .map(lambda t: f"({t[0]})/{t[1]}"),
        inner.map(lambda e: f"(-{e})"),
    ),
    max_leaves=8,
)  # fmt: skip
points = st.fixed_dictionaries(
    {
        "beta": st.fractions(Fraction(1, 9), Fraction(8, 9), max_denominator=9),
        "n": st.integers(1, 4),
        "k": st.integers(1, 4),
        "i": st.integers(-3, 3),
    }
)


@settings(max_examples=200)
@given(expressions, points)
def test_algebra_agrees_with_fractions(text, point):
    # Python reads the same grammar, where numbers are made fractions
    numbers = {**{k: Fraction(v) for k, v in point.items()}, "F": Fraction}
    python = re.sub(r"(?<![\w.])(\d+)", r"F(\1)", text).replace("^", "**")
    assert value_at(Scope(DOMAIN).read(text), point) == eval(python, {}, numbers)


@given(expressions, expressions, points)
def test_equal_means_the_same_value_everywhere(left, right, point):
    scope = Scope(DOMAIN)
    a, b = scope.read(left), scope.read(right)
    if a.equals(b):
        assert value_at(a, point) == value_at(b, point)
    assert (a + b).equals(b + a)
    assert (a - a).equals(scope.read("0"))
    assert (a * b).equals(scope.read(f"({left})*({right})"))


@given(expressions, exponents, points)
def test_substitution_is_evaluation_at_another_point(text, by, point):
    scope = Scope(DOMAIN)
    moved = scope.read(text).substitute("k", scope.bound(by))
    there = {**point, "k": eval(by, {}, dict(point))}
    assert value_at(moved, point) == value_at(scope.read(text), there)


@pytest.mark.parametrize(
    "text",
    ["", " ", "+", "n+", "*n", "n n", "2n", "(n", "n)", "()", "--n", "n**2", "n^", "n^^2",
     "beta^n^k", "n,k", "n=k", "n(k", "n()", "n(k=)", "n(k=1", "n(1=k)", "x", "sin(n)", "n.5",
     "1.5", "1e5", "n!", "п", "２", "\\", "n;k", "\x00", "f(k=1)", "n(k=1)", "__class__", "1" * 41,
     "(" * 41 + "1" + ")" * 41, "x" * 4001],
)  # fmt: skip
def test_what_is_no_expression_is_refused(text):
    with pytest.raises(Rejected):
        Scope(DOMAIN).read(text)


@pytest.mark.parametrize(
    "text",
    ["1/0", "1/(n-n)", "1/k", "1/i", "1/(n-1)", "1/(1-beta^k)", "1/(beta-1/2)", "1/(n+1)",
     "1/(n*k)", "n/(k/k)", "k^-1", "(n-n)^-1", "0^-1", "1/(1/k)", "1/(k-1)", "1/-n^0", "1/(k^0)"],
)  # fmt: skip
def test_nothing_that_may_be_zero_divides(text):
    with pytest.raises(Rejected):
        Scope(DOMAIN).read(text)


@pytest.mark.parametrize(
    "text",
    ["n^k", "n^beta", "2^n", "beta^beta", "beta^(1/2)", "beta^(n/2)", "beta^(k/n)", "n^65",
     "n^(1/2)", "(1-beta)^n"],
)  # fmt: skip
def test_exponents_are_integers_or_forms_over_beta(text):
    with pytest.raises(Rejected):
        Scope(DOMAIN).read(text)


@pytest.mark.parametrize(
    ("text", "is_nonnegative"),
    [
        ("0", True), ("n", True), ("beta", True), ("k-1", True), ("beta^(-k)", True),
        ("(1-beta)^3*n/(1-beta^n)", True), ("(i-k)^2", True), ("(i-k)^0", True), ("n+(k-1)", True),
        ("k", False), ("i", False), ("(i-k)^3", False), ("beta-1", False), ("-n", False),
        ("n-k", False), ("1-2", False), ("0-1", False), ("n/(beta-1)", False), ("n*i", False),
        ("i^2-1", False), ("1-beta^k", False),
    ],
)  # fmt: skip
def test_nonnegative_is_what_is_built_from_nonnegative_parts(text, is_nonnegative):
    assert Scope(DOMAIN).is_nonnegative(parse(text)) is is_nonnegative


@pytest.mark.parametrize("name", [claim.name for claim in all_claims()])
def test_no_step_is_named_like_a_symbol_or_like_another_step(name):
    claim = find(name)
    names = [rule.name for rule in claim.rules]
    assert len(set(names)) == len(names)
    assert not {*names, "beta"} & claim.domain.symbols
    assert "beta" not in names
    for rule in claim.rules:
        if type(rule).__name__ == "Sum":
            scope = Scope(claim.domain)
            bounds = (*scope.bound(rule.start), *scope.bound(rule.stop))
            assert rule.index in claim.domain.symbols
            assert all(rule.index != symbol for monomial, _ in bounds for symbol, _ in monomial)

"""The rational function at beta_2 = 0, and where it vanishes."""

import itertools
from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from colorball.errors import InputError
from colorball.phase.memoryless import memoryless_drift, memoryless_edge, memoryless_formula

BETA1 = sympy.Symbol("beta_1", nonnegative=True)
SCHEMES = ("reshuffle", "with-replacement", "shuffle-once", "cyclic")


def two_epochs(n, beta1):
    """The drift at beta_2 = 0 by definition, to the terms ``beta_1^(n+1)`` of older epochs."""
    total = Fraction(0)
    for old, new in itertools.product(range(n), repeat=2):
        for i in range(n):
            ages = [n + i - old] + ([i - new] if new <= i else [])
            m = -1 + (1 - beta1) * (n + 1) * sum(beta1**d for d in ages)
            total += m / (n if i == new else 1)
    return total / n**2


@pytest.mark.parametrize("n", [3, 4, 7])
def test_it_is_the_definition_up_to_older_epochs(n):
    beta1 = Fraction(1, 100)
    error = abs(memoryless_drift(n, beta1) - two_epochs(n, beta1))
    # the epochs before add beta_1^(n+1) and smaller to m, and weigh m with 1/sqrt(v) <= 1
    assert 0 < error < 2 * n * (n + 1) * beta1 ** (n + 1)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_without_momentum_all_schemes_agree(scheme):
    for n in (3, 10, 1000):
        assert memoryless_drift(n, 0, sampling=scheme) == 2 - n


@given(st.integers(3, 30), st.fractions(0, Fraction(99, 100)), st.sampled_from(SCHEMES))
def test_formula_and_number_agree(n, beta1, scheme):
    exact = memoryless_drift(n, beta1, sampling=scheme)
    values = {BETA1: sympy.Rational(beta1.numerator, beta1.denominator)}
    symbol = sympy.Symbol("n", positive=True, integer=True)
    for formula in (
        memoryless_formula(n, sampling=scheme),
        memoryless_formula(sampling=scheme).subs(symbol, n),
    ):
        found = formula.subs(values)
        assert Fraction(int(found.p), int(found.q)) == exact


def test_the_formula_prints_as_latex():
    assert r"\beta_{1}^{n}" in sympy.latex(memoryless_formula())


@given(st.integers(3, 60), st.integers(1, 30), st.sampled_from(SCHEMES))
def test_the_edge_is_where_the_sign_changes(n, digits, scheme):
    low, high = memoryless_edge(n, sampling=scheme, digits=digits)
    if low == high:
        assert memoryless_drift(n, low, sampling=scheme) == 0
        return
    assert high - low == Fraction(1, 10**digits)
    assert memoryless_drift(n, low, sampling=scheme) < 0
    assert high == 1 or memoryless_drift(n, high, sampling=scheme) > 0


@given(st.integers(3, 200))
def test_the_edge_with_replacement_has_a_closed_form(n):
    edge = Fraction(n**2 * (n - 2), (n - 1) ** 2 * (n + 1))
    assert memoryless_drift(n, edge, sampling="with-replacement") == 0
    low, high = memoryless_edge(n, sampling="with-replacement", digits=20)
    assert low <= edge <= high


@given(st.integers(3, 30), st.lists(st.fractions(0, Fraction(999, 1000)), min_size=2, max_size=2))
def test_it_increases_with_beta1(n, betas):
    low, high = sorted(betas)
    for scheme in SCHEMES:
        values = [memoryless_drift(n, beta, sampling=scheme) for beta in (low, high)]
        assert (values[0] < values[1]) == (low < high)


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: memoryless_drift(2, 0), "n"),
        (lambda: memoryless_drift(3, 1), "beta1"),
        (lambda: memoryless_drift(100_000, f"0.{'1' * 3000}"), "n"),
        (lambda: memoryless_formula(1), "n"),
        (lambda: memoryless_edge(3, digits=0), "digits"),
        (lambda: memoryless_edge(100_000, digits=1000), "n"),
        (lambda: memoryless_edge(3, sampling="none"), "sampling"),
    ],
)
def test_bad_arguments(call, argument):
    with pytest.raises(InputError, match=argument):
        call()

"""Theorem 1's region: exact membership, and its edge."""

import math
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from colorball.errors import InputError
from colorball.phase.theorem_one import in_theorem_one, read_constant, theorem_one_edge

betas = st.fractions(0, Fraction(999, 1000), max_denominator=10**6)
constants = st.fractions(Fraction(1, 100), 100, max_denominator=1000)


@given(st.integers(3, 40), betas, constants, st.integers(1, 30))
@example(4, Fraction(0), Fraction(64), 5)  # 1 - C/n^3.5 = 1/2 exactly, in the region
@example(4, Fraction(1, 2), Fraction(1000), 5)  # beta_1^2 = 1/4 exactly, not in the region
def test_the_edge_is_where_membership_begins(n, beta1, constant, digits):
    low, high = theorem_one_edge(n, beta1, constant=constant, digits=digits)
    assert 0 <= high - low <= Fraction(2, 10**digits)
    step = Fraction(1, 10 ** (digits + 20))
    assert not in_theorem_one(n, beta1, low - step, constant)
    if high + step < 1:
        assert in_theorem_one(n, beta1, high + step, constant)


def test_exact_edges():
    # n = 4: n^3.5 = 128
    assert in_theorem_one(4, Fraction(0), Fraction(1, 2), Fraction(64))
    assert not in_theorem_one(4, Fraction(0), Fraction(1, 2) - Fraction(1, 10**50), Fraction(64))
    assert not in_theorem_one(4, Fraction(1, 2), Fraction(1, 4), Fraction(1000))
    assert in_theorem_one(4, Fraction(1, 2), Fraction(1, 4) + Fraction(1, 10**50), Fraction(1000))


@given(st.integers(3, 100), betas)
def test_the_edge_in_floating_point(n, beta1):
    low, high = theorem_one_edge(n, beta1)
    value = max(1 - (1 - float(beta1) ** n) / n**3.5, float(beta1) ** 2)
    assert math.isclose(value, float(low), abs_tol=1e-11)
    assert math.isclose(value, float(high), abs_tol=1e-11)


@pytest.mark.parametrize("constant", [0, -1, "x"])
def test_bad_constants(constant):
    with pytest.raises(InputError, match="constant"):
        read_constant(constant)
    with pytest.raises(InputError, match="constant"):
        theorem_one_edge(10, 0, constant=constant)

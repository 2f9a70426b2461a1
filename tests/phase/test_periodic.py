"""The periodic orbit of Reddi's example: against SymPy and simulated paths."""

from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

from colorball.errors import InputError
from colorball.exact.decimals import exact_bounds
from colorball.exact.precision import working_precision
from colorball.phase.cyclic import cyclic_ball
from colorball.phase.periodic import drift_on, periodic_drift, periodic_squares
from colorball.phase.periodic_edges import periodic_edges
from colorball.phase.periodic_quoted import quoted_condition
from colorball.problems.reddi import reddi
from colorball.verdict import Verdict

betas = st.fractions(0, Fraction(99, 100), max_denominator=200)


@given(st.integers(3, 8), st.fractions(Fraction(1, 10), 20, max_denominator=50), betas)
def test_the_squares_are_a_cycle_of_the_recursion(n, excess, beta2):
    big = n - 1 + excess
    squares = periodic_squares(big, beta2, n)
    for s in range(n):
        gradient = big if s == 0 else -1
        assert squares[s] == beta2 * squares[s - 1] + (1 - beta2) * gradient**2


@given(st.integers(3, 8), st.fractions(Fraction(1, 10), 20, max_denominator=50), betas)
def test_the_drift_is_enclosed(n, excess, beta2):
    big = n - 1 + excess
    found = periodic_drift(big, beta2, n, digits=8)
    with mpmath.workdps(50):
        v = [mpmath.mpf(v.numerator) / v.denominator for v in periodic_squares(big, beta2, n)]
        c = mpmath.mpf(big.numerator) / big.denominator
        value = c / mpmath.sqrt(v[0]) - sum(1 / mpmath.sqrt(one) for one in v[1:])
        near = Fraction(int(mpmath.floor(value * 10**35)), 10**35)
    assert found.lower - Fraction(1, 10**34) <= near <= found.upper + Fraction(1, 10**34)
    assert found.upper - found.lower < Fraction(1, 10**8)
    if found.sign != "zero":
        assert found.sign == ("positive" if value > 0 else "negative")


@pytest.mark.parametrize("n", [3, 5, 10])
@pytest.mark.parametrize("beta2", [Fraction(0), Fraction(1, 2), Fraction(24, 25)])
def test_with_c_equal_to_n_it_is_function_two_in_cyclic_order(n, beta2):
    found = periodic_drift(n, beta2, n)
    with working_precision(120):
        ball = cyclic_ball(n, fmpq(0), fmpq(beta2.numerator, beta2.denominator), 100)
        low, high = exact_bounds(ball)
    assert found.lower <= Fraction(int(high.p), int(high.q))
    assert found.upper >= Fraction(int(low.p), int(low.q))


@given(st.fractions(0, 1, max_denominator=100), st.integers(3, 6))
def test_the_derivative_is_one(beta2, n):
    """Against a difference quotient, in balls of 200 bits."""
    with working_precision(200):
        big, place = fmpq(7), fmpq(beta2.numerator, beta2.denominator)
        near, h = place + fmpq(1, 2**60), fmpq(1, 2**60)
        rise = (drift_on(big, arb(near), n)[0] - drift_on(big, arb(place), n)[0]) / h
        assert abs(rise - drift_on(big, arb(place), n)[1]) < fmpq(1, 10**12)


def literal_zeros(c):
    """The zeros in (0, 1), n = 3, from a polynomial that SymPy isolates."""
    b = sympy.Symbol("b")
    total = 1 + b + b**2
    u = [total + (c**2 - 1) * b**s for s in range(3)]
    left = c**2 * u[1] * u[2] - u[0] * (u[1] + u[2])
    polynomial = sympy.Poly(sympy.expand(left**2 - 4 * u[0] ** 2 * u[1] * u[2]), b)
    intervals = polynomial.intervals(inf=0, sup=1, eps=sympy.Rational(1, 10**9))
    return [
        (low, high) for (low, high), _ in intervals if left.subs(b, (low + high) / 2) > 0
    ]  # else the squaring made it


@pytest.mark.parametrize("big", [Fraction(21, 10), 3, 4, Fraction(9, 2), 7, 100, 10**6])
def test_all_edges_for_three_parts_are_those_of_the_polynomial(big):
    found = periodic_edges(big, 3, digits=9)
    assert found.verdict is Verdict.PROVED
    wanted = literal_zeros(sympy.Rational(big.numerator, big.denominator))
    assert len(found.edges) == len(wanted) == 1
    for edge, (low, high) in zip(found.edges, wanted, strict=True):
        assert edge.lower <= Fraction(int(high.p), int(high.q))
        assert edge.upper >= Fraction(int(low.p), int(low.q))
        assert edge.rising
        assert edge.upper - edge.lower < Fraction(1, 10**9)


@pytest.mark.parametrize(("n", "big"), [(3, 5), (4, "7/2"), (6, 6), (10, 10), (10, 40)])
def test_signs_on_both_sides_of_an_edge(n, big):
    found = periodic_edges(big, n)
    assert found.verdict is Verdict.PROVED
    (edge,) = found.edges
    assert periodic_drift(big, edge.lower, n).sign == "negative"
    assert periodic_drift(big, edge.upper, n).sign == "positive"
    assert periodic_drift(big, 0, n).sign == "negative"
    assert periodic_drift(big, "0.9999", n).sign == "positive"


def path_end(n, big, beta2, start, epochs=4000, correct=False):
    """Where Adam on the problem itself ends, in plain floats, with step 1/sqrt(epoch)."""
    problem = reddi(n, C=big)
    low, high = problem.interval
    x, v, t = start, 0.0, 0
    for epoch in range(1, epochs + 1):
        for part in range(n):
            g = problem.gradients(part, x)
            v, t = beta2 * v + (1 - beta2) * g * g, t + 1
            square = v / (1 - beta2**t) if correct else v
            x = min(max(x - g / np.sqrt(square) / np.sqrt(epoch), low), high)
    return float(x)


@pytest.mark.parametrize(("n", "big"), [(3, 5), (5, 6)])
@pytest.mark.parametrize("start", [-1.0, 0.3, 1.0])
@pytest.mark.parametrize("correct", [False, True])
def test_paths_end_where_the_sign_says(n, big, start, correct):
    (edge,) = periodic_edges(big, n).edges
    below, above = float(edge.lower) * 0.8, 1 - (1 - float(edge.upper)) * 0.8
    assert path_end(n, big, below, start, correct=correct) > 0.9
    assert path_end(n, big, above, start, correct=correct) < -0.9


def test_the_quoted_condition_holds_where_its_theorem_has_it():
    for c in (5, 6, 10, 30):
        found = quoted_condition(c, n=c)
        assert found.verdict is Verdict.PROVED
        assert found.counterexample is None


def test_the_quoted_condition_fails_for_three_parts():
    assert quoted_condition(5).verdict is Verdict.PROVED
    assert quoted_condition(6).verdict is Verdict.PROVED
    for c in (7, 10, 100):
        found = quoted_condition(c)
        assert found.verdict is Verdict.REFUTED
        beta2 = found.counterexample
        assert beta2 <= found.lower
        bound = min(float(c) ** (-4 / (c - 2)), 1 - (9 / (2 * c)) ** 2)
        assert float(found.lower) == pytest.approx(bound)
        assert periodic_drift(c, beta2).sign == "positive"
    assert path_end(3, 10, float(quoted_condition(10).lower), start=1.0) < -0.9


def test_the_condition_is_empty_for_small_c():
    found = quoted_condition(4)
    assert found.upper < 0
    assert found.verdict is Verdict.PROVED


def test_bad_arguments():
    for call in (periodic_drift, periodic_squares):
        with pytest.raises(InputError, match=r"^C:"):
            call(2, "1/2")
        with pytest.raises(InputError, match=r"^beta2:"):
            call(5, 1)
        with pytest.raises(InputError, match=r"^n:"):
            call(5, "1/2", 2)
    with pytest.raises(InputError, match=r"^digits:"):
        periodic_edges(5, digits=0)
    with pytest.raises(InputError, match=r"^n:"):
        quoted_condition(5, "all")

"""Function (2) against its definition, with derivatives by SymPy and by differences."""

from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from colorball.errors import InputError
from colorball.problems.function_two import JOIN, LEAST, MINIMIZER, function_two

parts = st.integers(3, 12)
places = st.one_of(st.fractions(-10, 10), st.sampled_from([MINIMIZER, JOIN]))


def literal(n, part, x):
    """The talk's formulas, letter by letter; x may be a symbol of SymPy."""
    if part == 0:
        return n * x, sympy.Rational(n, 2) * (x + 2) ** 2 - sympy.Rational(3 * n, 2)
    return -x, -sympy.Rational(1, 2) * (x + 2) ** 2 + sympy.Rational(3, 2)


def as_sympy(x):
    return sympy.Rational(x.numerator, x.denominator)


@given(parts, places)
def test_values_and_gradients_are_the_talks(n, x):
    function, symbol = function_two(n), sympy.Symbol("x")
    for part in (0, 1, n - 1):
        piece = literal(n, part, symbol)[0 if x >= -1 else 1]
        assert as_sympy(function.value(part, x)) == piece.subs(symbol, as_sympy(x))
        slope = sympy.diff(piece, symbol).subs(symbol, as_sympy(x))
        assert as_sympy(function.gradient(part, x)) == slope


@given(parts, places)
def test_the_sum_is_one_function_for_every_n(n, x):
    function = function_two(n)
    assert function.total(x) == (x if x >= -1 else (x + 2) ** 2 / 2 - Fraction(3, 2))
    assert function.total_gradient(x) == (1 if x >= -1 else x + 2)
    assert function.total(x) >= LEAST
    assert (function.total(x) == LEAST) == (x == MINIMIZER)


@given(parts, places, places)
def test_gradients_are_lipschitz(n, x, y):
    function = function_two(n)
    for part in (0, 1):
        change = abs(function.gradient(part, x) - function.gradient(part, y))
        assert change <= function.lipschitz[part] * abs(x - y)
        if x < -1 and y < -1:
            assert change == function.lipschitz[part] * abs(x - y)


@given(parts, places)
def test_the_spread_is_a_multiple_of_the_squared_gradient(n, x):
    function = function_two(n)
    assert function.spread(x) == function.growth * function.total_gradient(x) ** 2


def test_value_and_slope_meet_at_the_join():
    for n in (3, 10):
        function = function_two(n)
        for part in (0, 1):
            left = literal(n, part, sympy.Integer(-1))
            assert left[0] == left[1]
            near = [function.gradient(part, JOIN + e * Fraction(1, 10**9)) for e in (-1, 0, 1)]
            assert max(near) - min(near) <= Fraction(n, 10**9)


@given(parts, st.lists(st.floats(-100, 100), min_size=1, max_size=5))
def test_arrays_agree_with_exact_numbers(n, xs):
    function = function_two(n)
    exact = [float(function.total(x)) for x in xs]
    assert function.totals(xs) == pytest.approx(exact, rel=1e-12, abs=1e-12)
    table = function.gradients(np.arange(n)[:, None], np.array(xs))
    assert table.shape == (n, len(xs))
    for part in (0, n - 1):
        exact = [float(function.gradient(part, x)) for x in xs]
        assert table[part] == pytest.approx(exact, rel=1e-12, abs=1e-12)


def test_bad_arguments():
    for n in (2, 0, "many", 3.5):
        with pytest.raises(InputError, match="n"):
            function_two(n)
    for part in (-1, 3):
        with pytest.raises(InputError, match="part"):
            function_two(3).gradient(part, 0)
    with pytest.raises(InputError, match="x"):
        function_two(3).value(0, "left")

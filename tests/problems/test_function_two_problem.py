"""Function (2) as the simulator sees it, against its exact methods and the piecewise form."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorball.problems.function_two import function_two
from colorball.problems.problem import Problem

JOINS = [-1.0, np.nextafter(-1.0, 0), np.nextafter(-1.0, -2), -2.0, np.nextafter(-2.0, 0), -0.0]
floats = st.one_of(st.floats(-1e300, 1e300), st.floats(-3, 0), st.sampled_from(JOINS))


def piecewise(x):
    """The slope of h as the talk writes it, one branch each."""
    return 1.0 if x >= -1.0 else x + 2.0


@given(st.integers(3, 100), floats)
def test_the_minimum_is_the_piecewise_form_to_the_last_bit(n, x):
    function = function_two(n)
    for part, factor in ((0, float(n)), (1, -1.0)):
        assert function.gradients([part], [x])[0] == factor * piecewise(x)
        bend = function.curvatures([part], [x])[0]
        assert bend == (0.0 if x >= -1.0 else factor)
    assert function.total_gradients([x])[0] == piecewise(x)


@given(st.integers(3, 12), st.lists(st.floats(-50, 50), min_size=1, max_size=4))
def test_sums_agree_with_exact_numbers(n, xs):
    function = function_two(n)
    exact = [float(function.total_gradient(x)) for x in xs]
    assert function.total_gradients(xs) == pytest.approx(exact, rel=1e-12, abs=1e-12)
    parts = sum(function.gradients(np.full(len(xs), part), xs) for part in range(n))
    assert parts == pytest.approx(function.total_gradients(xs), rel=1e-9, abs=1e-9)


def test_far_points_neither_overflow_nor_hide_nan():
    far = np.array([1e300, 1e154, -1e150])
    assert function_two(3).totals(far) == pytest.approx([1e300, 1e154, 0.5e300])
    assert np.isnan(function_two(3).gradients([0], [np.nan])).all()
    assert np.isnan(function_two(3).totals([np.nan])).all()


def test_it_is_a_problem_and_says_what_is_known():
    problem: Problem = function_two(10)
    assert (problem.name, problem.shape, problem.interval) == ("function-2", (), None)
    assert problem.linear_from == -1.0
    assert problem.start == 1.0
    known = problem.constants
    assert (known.lipschitz, known.growth, known.error) == (10, Fraction(1089, 100), 0)
    assert (known.least, known.minimizer) == (Fraction(-3, 2), -2)
    form = problem.odd_part
    x = np.linspace(-4, 2, 25)
    assert np.array_equal(form.gradient(x, *form.odd), problem.gradients(0, x))
    assert np.array_equal(form.gradient(x, *form.others), problem.gradients(3, x))
    assert np.array_equal(form.curvature(x, *form.odd), problem.curvatures(0, x))
    assert np.array_equal(form.total(x, form.numbers), problem.totals(x))
    assert np.array_equal(form.slope(x, form.numbers), problem.total_gradients(x))

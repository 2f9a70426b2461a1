"""The toy pair and Reddi's example: exact values, derivatives, constants of A1 and A2."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorball.errors import InputError
from colorball.problems.reddi import reddi
from colorball.problems.toy_pair import toy_apart, toy_shared

parts = st.integers(2, 12)
places = st.fractions(-50, 50, max_denominator=1000)
apart = st.fractions(-5, 5, max_denominator=30).filter(bool)


@st.composite
def problems(draw):
    kind = draw(st.sampled_from(["shared", "apart", "reddi"]))
    n = draw(parts)
    if kind == "shared":
        return toy_shared(n)
    if kind == "apart":
        return toy_apart(n, draw(apart))
    return reddi(n + 1, C=n + draw(st.fractions(Fraction(1, 100), 20)))


def test_values_are_the_definitions():
    n, a, x = 4, Fraction(2, 3), Fraction(-7, 5)
    shared, other, example = toy_shared(n), toy_apart(n, a), reddi(n, C="7/2")
    assert [shared.value(i, x) for i in range(n)] == [2 * x**2, *[x**2 / 2] * 3]
    place = -n * a / (n - 1)
    assert [other.value(i, x) for i in range(n)] == [
        2 * (x - a) ** 2,
        *[(x - place) ** 2 / 2] * 3,
    ]
    assert [example.value(i, x) for i in range(n)] == [Fraction(7, 2) * x, *[-x] * 3]


@given(problems(), places)
def test_gradients_are_derivatives(problem, x):
    """A central difference is exact for a parabola."""
    h = Fraction(1, 7)
    for part in (0, problem.n - 1):
        rise = (problem.value(part, x + h) - problem.value(part, x - h)) / (2 * h)
        assert problem.gradient(part, x) == rise
        bend = (problem.gradient(part, x + h) - problem.gradient(part, x)) / h
        assert problem.curvatures(part, [float(x)]) == pytest.approx([float(bend)])
        assert abs(bend) <= problem.constants.lipschitz


@given(problems(), places)
def test_the_minimum_is_where_it_is_said_to_be(problem, x):
    if problem.interval is not None:
        x = max(Fraction(-1), min(Fraction(1), x))
    known = problem.constants
    assert problem.total(known.minimizer) == known.least <= problem.total(x)
    assert sum(problem.value(i, x) for i in range(problem.n)) == problem.total(x)


@given(problems(), places)
def test_a2_holds(problem, x):
    known = problem.constants
    assert problem.spread(x) <= known.growth * problem.total_gradient(x) ** 2 + known.error
    gradients = [problem.gradient(i, x) for i in range(problem.n)]
    mean = sum(gradients) / problem.n
    assert problem.spread(x) == sum((g - mean) ** 2 for g in gradients) / problem.n


@given(parts, apart)
def test_a2_is_tight(n, a):
    shared, other = toy_shared(n), toy_apart(n, a)
    assert shared.spread(1) == shared.constants.growth * shared.total_gradient(1) ** 2
    x = -Fraction(n**2) * a / (n - 1) ** 2
    known = other.constants
    assert other.spread(x) == known.growth * other.total_gradient(x) ** 2 + known.error
    assert other.spread(0) * 2 == known.error  # and no D_1 does with less than half


@given(st.integers(3, 9), apart)
def test_with_the_shared_growth_no_error_does(n, a):
    """With D_1 = d the difference of both sides grows without bound."""
    problem, growth = toy_apart(n, a), toy_shared(n).constants.growth
    far = [-(10**k) * a for k in (3, 6, 9)]
    left = [problem.spread(x) - growth * problem.total_gradient(x) ** 2 for x in far]
    assert left[0] < left[1] / 500 < left[2] / 250_000
    assert left[2] > problem.constants.error


@given(problems(), st.lists(st.floats(-1, 1), min_size=1, max_size=4))
def test_arrays_agree_with_exact_numbers(problem, xs):
    for part in (0, problem.n - 1):
        exact = [float(problem.gradient(part, x)) for x in xs]
        found = problem.gradients(np.full(len(xs), part), np.array(xs))
        assert found.shape == (len(xs),)
        assert found == pytest.approx(exact, rel=1e-12, abs=1e-12)
    for array, exact in (
        (problem.totals, problem.total),
        (problem.total_gradients, problem.total_gradient),
    ):
        wanted = [float(exact(x)) for x in xs]
        assert array(np.array(xs)) == pytest.approx(wanted, rel=1e-12, abs=1e-9)


def test_they_say_where_they_live():
    assert (toy_shared(5).name, toy_apart(5).name, reddi().name) == (
        "toy-shared",
        "toy-apart",
        "reddi",
    )
    assert toy_shared().interval is None
    assert reddi().interval == (-1.0, 1.0)
    assert (reddi().n, reddi().odd) == (3, (6, 0))
    assert reddi(3, C=5).start == 0.0


def test_bad_arguments():
    for make, n in ((toy_shared, 1), (toy_apart, "many"), (reddi, 2), (reddi, True)):
        with pytest.raises(InputError, match=r"^n:"):
            make(n)
    for big in (2, "3/2", "big", float("inf"), 10**10):
        with pytest.raises(InputError, match=r"^C:"):
            reddi(3, C=big)
    for place in (0, "far", Fraction(1, 10**400)):
        with pytest.raises(InputError, match=r"^apart:"):
            toy_apart(3, place)
    with pytest.raises(InputError, match=r"^part:"):
        toy_shared(3).gradient(3, 0)

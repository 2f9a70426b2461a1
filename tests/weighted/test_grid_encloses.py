"""Bounds on a grid, however coarse, contain the value that the exact tree gives."""

from fractions import Fraction

import pytest
from flint import fmpq
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from colorball.weighted.case import Case
from colorball.weighted.grid_terms import GridProblem, terms_on_grid
from colorball.weighted.terms import exact_terms
from colorball.weighted.tree import Exhausted

POINTS = [64, 65, 200, 1000]
small = st.fractions(-5, 5, max_denominator=4)
any_size = st.builds(lambda m, e: m * Fraction(10) ** e, st.integers(-9, 9), st.integers(-9, 9))
ties = st.sampled_from([Fraction(-1), Fraction(0), Fraction(1)])
betas = st.one_of(
    st.sampled_from([Fraction(1, 1000), Fraction(999, 1000), 1 - Fraction(1, 10**6)]),
    st.fractions(Fraction(1, 100), Fraction(99, 100), max_denominator=100),
)


@st.composite
def grid_cases(draw):
    n = draw(st.integers(2, 5))
    k = draw(st.integers(1, 7 if n == 2 else 4 if n == 3 else 2))
    kind = draw(st.sampled_from([small, any_size, ties]))
    labels = draw(st.lists(kind, min_size=n, max_size=n))
    filtration = draw(st.sampled_from(["predictable", "adapted"]))
    sampling = draw(st.sampled_from(["reshuffle", "with-replacement"]))
    return labels, k, draw(betas), filtration, sampling, draw(st.sampled_from(POINTS))


def exact_and_enclosed(labels, k, beta, filtration, sampling, points):
    case = Case.of(labels, k, beta, filtration, sampling)
    exact = [term.lower for term, count in exact_terms(case, 1500) for _ in range(count)]
    found, _ = terms_on_grid(GridProblem.of(case), points)
    enclosed = [term for term, count in found for _ in range(count)]
    assert len(exact) == len(enclosed) == k
    return exact, enclosed


@settings(max_examples=150)
@given(grid_cases())
@example(
    ([Fraction(10**9), Fraction(1, 10**9)], 5, Fraction(999, 1000), "adapted", "reshuffle", 64)
)
@example(([Fraction(3), Fraction(-1)], 7, Fraction(1, 1000), "adapted", "with-replacement", 64))
def test_coarse_grids_enclose_the_exact_terms(grid_case):
    assume(len(set(grid_case[0])) > 1)  # equal labels leave nothing random
    try:
        exact, enclosed = exact_and_enclosed(*grid_case)
    except Exhausted:
        assume(False)
    for value, term in zip(exact, enclosed, strict=True):
        assert term.lower <= value <= term.upper


@pytest.mark.parametrize("filtration", ["predictable", "adapted"])
@pytest.mark.parametrize("sampling", ["reshuffle", "with-replacement"])
def test_the_width_falls_with_the_square_of_the_points(filtration, sampling):
    case = Case.of("1,2,-5", 3, "4/5", filtration, sampling)
    coarse, fine = (terms_on_grid(GridProblem.of(case), points)[0] for points in (100, 1000))
    widths = [sum((t.upper - t.lower for t, _ in terms), fmpq(0)) for terms in (coarse, fine)]
    assert 0 < 30 * widths[1] < widths[0]

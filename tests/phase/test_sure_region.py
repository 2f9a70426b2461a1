"""Edges, closed forms, rows of boxes and the growth of the region of sure divergence."""

from fractions import Fraction

import numpy as np
import pytest
import sympy
from flint import fmpq

import colorball
from colorball.exact.precision import working_precision
from colorball.phase.sure import sure_bound, sure_sign
from colorball.phase.sure_cover import is_sure_box, rows_area, sure_rows
from colorball.phase.sure_edge import sure_edge, sure_edge_float
from colorball.phase.sure_float import sure_bound_float
from colorball.phase.sure_formula import BETA1, BETA2, sure_conditions
from colorball.phase.sure_growth import sure_from, sure_threshold
from colorball.verdict import Verdict

POINTS = [
    ("0", "0"),
    ("1/10", "1/5"),
    ("0", "1/2"),
    ("3/10", "0"),
    ("2/5", "2/5"),
    ("9/10", "99/100"),
]


@pytest.mark.parametrize(("b1", "b2"), POINTS)
@pytest.mark.parametrize("n", [3, 4, 7])
def test_the_closed_forms_are_the_certified_bound(n, b1, b2):
    at = {BETA1: sympy.Rational(b1), BETA2: sympy.Rational(b2)}
    values = [sympy.N(bound.subs(at), 30) for bound in sure_conditions(n).bounds]
    found = sure_bound(n, b1, b2)
    assert float(found.lower) - 1e-12 <= max(values) <= float(found.upper) + 1e-12
    assert values[found.sequence[0]] == pytest.approx(float(max(values)))


def test_the_closed_forms_print():
    latex = sure_conditions(3).latex()
    assert latex.count("< 0") == 3
    assert r"\beta_{1}" in latex
    with pytest.raises(colorball.InputError, match="n: got 51"):
        sure_conditions(51)


@pytest.mark.parametrize(
    ("n", "b2", "k"), [(3, "0", 1), (10, "2/5", 1), (10, "2/5", 3), (50, "0.99", 3)]
)
def test_an_edge_is_certified_on_both_sides(n, b2, k):
    edge = sure_edge(n, b2, epochs=k, digits=6)
    assert edge.verdict is Verdict.PROVED
    assert edge.upper - edge.lower == Fraction(1, 10**6)
    assert sure_bound(n, edge.lower, b2, epochs=k).verdict is Verdict.PROVED
    assert sure_bound(n, edge.upper, b2, epochs=k).verdict is Verdict.REFUTED
    assert edge.lower <= sure_edge_float(n, float(Fraction(b2)), k) <= edge.upper


def test_an_edge_that_is_not_there():
    edge = sure_edge(10, "9/10")
    assert (edge.lower, edge.upper, str(edge)) == (None, 0, "fails at beta1 = 0")
    assert sure_edge_float(10, 0.9, 1) == 0


def test_edges_move_outwards_with_the_look_back():
    edges = [sure_edge(10, "4/5", epochs=k).lower for k in (1, 2, 3)]
    assert edges == sorted(edges)
    assert edges[0] < edges[1]


def test_the_fast_bound_takes_arrays():
    grid = sure_bound_float(5, np.linspace(0, 0.9, 4)[:, None], [0.0, 0.5], epochs=2)
    assert grid.shape == (4, 2)
    assert grid[1, 1] == sure_bound_float(5, 0.3, 0.5, epochs=2)


def test_rows_are_in_the_region_and_nearly_fill_it():
    right = sure_rows(3, 20, 100)
    for row, end in enumerate(right):
        for height in (row, Fraction(2 * row + 1, 2), row + 1):
            assert sure_sign(3, Fraction(end, 100), Fraction(height, 20)).verdict is Verdict.PROVED
    edges = [sure_edge_float(3, y, 1) for y in np.linspace(0, 0.5, 200)]
    area = rows_area(right, 20, 100)
    assert 0.7 * np.mean(edges) / 2 < area < np.mean(edges) / 2


@pytest.mark.parametrize(
    ("right", "top", "wanted"), [("1/10", "1/10", True), ("1/10", "2/10", False), ("0", "0", True)]
)
def test_a_box_is_in_the_region_or_not_seen_to_be(right, top, wanted):
    with working_precision(64):
        box = [(fmpq(0), fmpq(*Fraction(end).as_integer_ratio())) for end in (right, top)]
        assert is_sure_box(3, *box) is wanted


@pytest.mark.parametrize("n", [3, 4, 5, 10, 30, 100])
@pytest.mark.parametrize("point", [("1/30", "1/36"), ("0", "1/36"), ("1/30", "0")])
def test_the_rectangle_of_every_n(n, point):
    assert sure_sign(n, *point).verdict is Verdict.PROVED


@pytest.mark.parametrize(
    "point", [("1/10", "1/10"), ("1/2", "1/2"), ("0", "4/5"), ("3/10", "1/100")]
)
def test_growth_brings_every_point_in(point):
    least = sure_from(*point)
    for n in (least, least + 1, 2 * least):
        assert sure_sign(n, *point).verdict is Verdict.PROVED


@pytest.mark.parametrize(("l", "m"), [(0, 0), (1, 3), (6, 6)])
def test_the_growth_formula_is_sufficient_for_any_l_and_m(l, m):  # noqa: E741
    with working_precision(96):
        threshold = sure_threshold(fmpq(1, 5), fmpq(1, 4), l, m)
    if threshold is not None:
        n = max(3, int(threshold.upper().fmpq().floor()) + 1)
        assert sure_sign(n, "1/5", "1/4").verdict is Verdict.PROVED


def test_no_growth_at_the_edge():
    with pytest.raises(colorball.InputError, match="beta2"):
        sure_from("1/10", 0)
    for n in (10, 100, 400):
        assert sure_sign(n, "3/5", 0, epochs=3).verdict is Verdict.REFUTED

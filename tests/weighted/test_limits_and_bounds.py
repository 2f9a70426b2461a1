"""The limit, its rate and the explicit bound against the radius itself."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colorball import (
    ColorBalls,
    Filtration,
    Sampling,
    WeightedColorBalls,
    radius,
    radius_bound,
    radius_limit,
)
from colorball.balls.labels import as_sympy
from colorball.weighted.case import Case
from colorball.weighted.limit import distance_to_limit

LABELS = st.lists(st.fractions(-5, 5, max_denominator=4), min_size=2, max_size=3)
BETAS = st.fractions(Fraction(1, 20), Fraction(3, 5), max_denominator=20)
READINGS = st.sampled_from(list(Filtration))
INDEPENDENT = st.sampled_from([Sampling.RESHUFFLE, Sampling.WITH_REPLACEMENT])


@settings(max_examples=40)
@given(LABELS, st.integers(1, 12), BETAS, READINGS, st.sampled_from(list(Sampling)))
def test_the_bound_is_above_the_radius(labels, k, beta, filtration, sampling):
    options = {"filtration": filtration, "sampling": sampling}
    enclosure = radius(labels, k, beta, digits=6, **options)
    assert enclosure.lower <= radius_bound(labels, k, beta, **options).upper


@settings(max_examples=25)
@given(LABELS, st.sampled_from([9, 16, 49]), BETAS, READINGS, INDEPENDENT)
def test_the_rate_holds_at_every_k(labels, k, beta, filtration, sampling):
    options = {"filtration": filtration, "sampling": sampling}
    enclosure = radius(labels, k, beta, digits=6, **options)
    limit = radius_limit(labels, beta, digits=6, **options)
    rate = distance_to_limit(Case.of(labels, k, beta, filtration, sampling))
    rate, root = Fraction(int(rate.p), int(rate.q)), {9: 3, 16: 4, 49: 7}[k]
    assert root * enclosure.lower - rate <= limit.upper
    assert root * enclosure.upper + rate >= limit.lower


@given(st.fractions(-5, 5, max_denominator=6), st.fractions(-5, 5, max_denominator=6), BETAS)
def test_two_balls_have_the_closed_limit(first, second, beta):
    limit = radius_limit([first, second], beta, digits=8)
    assert limit.lower <= beta * abs(first - second) / 2 <= limit.upper


@pytest.mark.parametrize("filtration", list(Filtration))
@pytest.mark.parametrize("sampling", list(Sampling))
def test_the_extremal_signs_attain_the_radius_and_others_stay_below(filtration, sampling):
    model = WeightedColorBalls(ColorBalls.of("3,-1", 3, "2/3", sampling), filtration)
    enclosure = model.radius(digits=30)
    attained = model.expectation(model.extremal_signs())
    assert as_sympy(enclosure.lower) <= attained <= as_sympy(enclosure.upper)
    # the same signs, all but the last one turned round
    best = model.extremal_signs()
    worse = model.expectation(lambda step, history: best(step, history) if step == 3 else -1)
    assert worse <= attained


def test_r_0_adds_its_multiple_of_the_expectation():
    model = WeightedColorBalls(ColorBalls.of("3,-1", 3, "2/3"))
    signs = model.extremal_signs()
    base = model.balls.expectation().expression.doit()
    moved = model.expectation(signs, start=5) - model.expectation(signs)
    assert (moved - 5 * base).simplify() == 0

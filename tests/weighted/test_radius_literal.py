"""The enclosure of R_k holds the value that the definition gives by enumeration."""

import itertools
from collections import defaultdict
from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from colorball.exact.decimals import exact_bounds
from colorball.exact.precision import working_precision
from colorball.exact.rational import from_flint, to_flint
from colorball.weighted.case import Case
from colorball.weighted.radius import radius
from colorball.weighted.term import weighted_sum
from colorball.weighted.terms import radius_terms

SCHEMES = ["reshuffle", "with-replacement", "shuffle-once", "cyclic"]
READINGS = ["predictable", "adapted"]
labels_of = st.fractions(-9, 9, max_denominator=8)
betas = st.one_of(st.just(Fraction(0)), st.fractions(0, Fraction(59, 60), max_denominator=60))


def literal_terms(labels, k, beta, sampling, filtration):
    """``E|E[S|F]|`` for l = 1..k, from all sequences of draws; F knows l - 1 or l epochs."""
    n = len(labels)
    orders = list(itertools.permutations(range(n)))
    if sampling == "with-replacement":
        orders = list(itertools.product(range(n), repeat=n))
    if sampling == "cyclic":
        orders = orders[:1]
    if sampling in ("shuffle-once", "cyclic"):
        sequences = [(order,) * k for order in orders]
    else:
        sequences = list(itertools.product(orders, repeat=k))
    weight = {
        (j, q): sum(beta ** (n * (k - j) + i - q) for i in range(n) if (j, q) <= (k, i))
        for j in range(1, k + 1)
        for q in range(n)
    }
    gradients = sum(labels) * sum(beta**p for p in range(n * k))
    sums = [
        sum(weight[j, q] * labels[s[j - 1][q]] for j in range(1, k + 1) for q in range(n))
        - gradients
        for s in sequences
    ]
    terms = []
    for l_ in range(1, k + 1):
        known = l_ - 1 if filtration == "predictable" else l_
        histories = defaultdict(Fraction)
        for sequence, value in zip(sequences, sums, strict=True):
            histories[sequence[:known]] += value
        terms.append(sum(map(abs, histories.values()), Fraction(0)) / len(sequences))
    return terms


@st.composite
def cases(draw):
    n, most = draw(st.sampled_from([(1, 3), (2, 4), (3, 2)]))
    sampling = draw(st.sampled_from(SCHEMES))
    k = draw(st.integers(1, most if (n, sampling) != (3, "with-replacement") else 1))
    pool = draw(st.lists(labels_of, min_size=1, max_size=n))  # few, so that ties are common
    labels = draw(st.lists(st.sampled_from(pool), min_size=n, max_size=n))
    return labels, k, draw(betas), sampling, draw(st.sampled_from(READINGS))


def spread(terms):
    return [
        (from_flint(term.lower), from_flint(term.upper))
        for term, count in terms
        for _ in range(count)
    ]


@given(cases())
def test_terms_and_radius_are_those_of_the_definition(case):
    labels, k, beta, sampling, filtration = case
    truth = literal_terms(labels, k, beta, sampling, filtration)
    parsed = Case.of(labels, k, beta, filtration, sampling)
    terms, method = radius_terms(parsed, to_flint(Fraction(1, 10**12)))
    assert method == "exact-terms"
    assert spread(terms) == [(value, value) for value in truth]

    answer = radius(labels, k, beta, filtration=filtration, sampling=sampling, digits=30)
    with working_precision(400):
        value = sum(
            (arb(to_flint(t)) * arb(i).rsqrt() for i, t in enumerate(truth, start=1)), arb(0)
        )
        low, high = map(from_flint, exact_bounds(value))
    assert answer.lower <= low <= high <= answer.upper
    assert answer.width <= max(Fraction(1, 10**30), high * Fraction(1, 10**30))
    below, above = map(Fraction, answer.decimals())
    assert below <= low <= high <= above


@settings(max_examples=40)
@given(cases())
def test_signs_that_know_more_reach_no_less(case):
    """E|E[S|F]| grows with F, by Jensen's inequality: term by term."""
    labels, k, beta, sampling, _ = case
    goal = to_flint(Fraction(1, 10**12))
    early, late = (
        spread(radius_terms(Case.of(labels, k, beta, reading, sampling), goal)[0])
        for reading in READINGS
    )
    assert all(a <= b for (a, _), (b, _) in zip(early, late, strict=True))
    # predictable signs at l + 1 know what adapted ones know at l
    assert [a for a, _ in early[1:]] == [b for b, _ in late[:-1]]


@given(labels_of, st.integers(2, 12), st.fractions(Fraction(1, 50), Fraction(7, 10)))
def test_two_opposite_balls_have_the_closed_value(size, k, beta):
    """For 2 beta^2 <= 1: 0 for l = 1, then beta^(2(k-l+1)) (1-beta^2) |c_0-c_1| / (2 beta)."""
    case = Case.of([size, -size], k, beta, "predictable", "reshuffle")
    terms = spread(radius_terms(case, to_flint(Fraction(1, 10**12)))[0])
    unit = (1 - beta**2) * abs(2 * size) / (2 * beta)
    closed = [Fraction(0)] + [beta ** (2 * (k - i + 1)) * unit for i in range(2, k + 1)]
    assert terms == [(value, value) for value in closed]


def test_exact_terms_give_any_number_of_digits():
    answer = radius("3,-1", 5, "9/10", digits=200)
    assert answer.method == "exact-terms"
    assert 0 <= answer.width < Fraction(1, 10**200)
    assert all(len(text.partition(".")[2]) == 200 for text in answer.decimals())


def test_a_weighted_sum_is_rounded_outwards():
    case = Case.of("3,-1", 4, "9/10", "adapted", "reshuffle")
    terms, _ = radius_terms(case, to_flint(Fraction(1, 10**12)))
    low, high = map(from_flint, weighted_sum(terms, 5))
    finer_low, finer_high = map(from_flint, weighted_sum(terms, 50))
    assert low <= finer_low <= finer_high <= high
    assert high - low < Fraction(1, 10**5)


@pytest.mark.parametrize("filtration", READINGS)
@pytest.mark.parametrize("sampling", SCHEMES)
@pytest.mark.parametrize("labels", ["5", "2,2", "1/3,1/3,1/3"])
def test_labels_that_do_not_differ_leave_the_mean_at_any_size(labels, sampling, filtration):
    answer = radius(labels, 1000, "9/10", filtration=filtration, sampling=sampling)
    case = Case.of(labels, 1000, "9/10", filtration, sampling)
    with working_precision(4000):
        roots = sum((arb(i).rsqrt() for i in range(1, 1001)), arb(0))
        low, high = map(from_flint, exact_bounds(abs(arb(case.mean)) * roots))
    assert answer.lower <= low <= high <= answer.upper
    assert answer.width <= Fraction(1, 10**12)

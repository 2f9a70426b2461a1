"""The intervals: coverage on known laws, against the checker's own, and what is refused."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorball.checker.confidence import mean_interval, probability_interval, slope_interval
from colorball.errors import InputError
from colorball.statistics.clopper_pearson import clopper_pearson
from colorball.statistics.empirical_bernstein import empirical_bernstein
from colorball.statistics.interval import Allowed, ConfidenceInterval
from colorball.statistics.log_slope import log_slope
from colorball.statistics.logarithm import log_bounds
from colorball.verdict import Verdict

RISKS = st.sampled_from([Fraction(1, 10), Fraction(1, 1000), Fraction(1, 10**7)])


def misses(interval, truth):
    return not interval.lower <= truth <= interval.upper


def fewest_misses_that_are_too_many(trials, risk, alarm=1e-9):
    """The least count that ``trials`` intervals of that risk exceed with probability < alarm."""
    count = 0
    while True:
        tail = sum(
            math.comb(trials, j) * risk**j * (1 - risk) ** (trials - j)
            for j in range(count, trials + 1)
        )
        if tail < alarm:
            return count
        count += 1


@pytest.mark.parametrize("p", [0.001, 0.2, 0.5, 0.97])
def test_clopper_pearson_covers(p):
    generator = np.random.default_rng(7)
    risk, trials = Fraction(1, 10), 400
    found = [clopper_pearson(int(k), 60, risk) for k in generator.binomial(60, p, trials)]
    bad = sum(misses(interval, Fraction(p)) for interval in found)
    assert bad < fewest_misses_that_are_too_many(trials, float(risk))


@pytest.mark.parametrize("law", ["uniform", "rare", "two ends"])
def test_empirical_bernstein_covers(law):
    generator = np.random.default_rng(8)
    risk, trials, count = Fraction(1, 10), 400, 50
    bad = 0
    for _ in range(trials):
        if law == "uniform":
            values, truth = generator.integers(0, 101, count), 50
        elif law == "rare":
            values, truth = 100 * (generator.random(count) < 0.02), 2
        else:
            values, truth = 100 * generator.integers(0, 2, count), 50
        total, squares = int(values.sum()), int((values**2).sum())
        bad += misses(empirical_bernstein(count, total, squares, (0, 100), risk), truth)
    assert bad < fewest_misses_that_are_too_many(trials, float(risk))


def test_clopper_pearson_is_the_binomial_tail():
    risk = Fraction(1, 20)
    interval = clopper_pearson(7, 30, risk)

    def tail(p, first, last):
        return sum(math.comb(30, j) * p**j * (1 - p) ** (30 - j) for j in range(first, last + 1))

    step = Fraction(1, 10**6)
    assert tail(interval.lower, 7, 30) <= risk / 2 < tail(interval.lower + step, 7, 30)
    assert tail(interval.upper, 0, 7) <= risk / 2 < tail(interval.upper - step, 0, 7)


@given(st.integers(1, 200), st.data(), RISKS)
def test_the_checker_has_the_same_probability_interval(count, data, risk):
    successes = data.draw(st.integers(0, count))
    mine = clopper_pearson(successes, count, risk)
    assert (mine.lower, mine.upper) == probability_interval(successes, count, risk)


@given(st.lists(st.integers(-50, 90), min_size=2, max_size=200), RISKS)
def test_the_checker_has_the_same_mean_interval(values, risk):
    sums = len(values), sum(values), sum(value * value for value in values)
    mine = empirical_bernstein(*sums, (-50, 90), risk)
    assert (mine.lower, mine.upper) == mean_interval(*sums, 140, risk)
    assert mine.lower <= Fraction(sums[1], sums[0]) <= mine.upper


@given(
    st.lists(
        st.tuples(st.integers(-9, 9), st.fractions("1/1000", 1000), st.fractions(0, 5)),
        min_size=2,
        max_size=6,
    ),
    st.sampled_from([2, 4, 10]),
)
def test_the_checker_has_the_same_slope_interval(points, base):
    exponents = tuple(exponent for exponent, _, _ in points)
    if len(set(exponents)) == 1:
        return
    ends = [(low, low + width) for _, low, width in points]
    means = [ConfidenceInterval(*pair, Fraction(1, 100), 10) for pair in ends]
    mine = log_slope(base, exponents, means)
    assert (mine.lower, mine.upper) == slope_interval(base, exponents, ends)
    assert mine.false_alarm == Fraction(len(points), 100)


@given(st.integers(-3, 3), st.integers(2, 5), st.lists(st.integers(-8, 8), min_size=2, max_size=5))
def test_an_exact_power_has_its_exponent(slope, base, exponents):
    if len(set(exponents)) == 1:
        return
    values = [Fraction(base) ** (slope * exponent) * 3 for exponent in exponents]
    points = [ConfidenceInterval(value, value, Fraction(1, 9), 1) for value in values]
    found = log_slope(base, exponents, points)
    assert found.lower <= slope <= found.upper
    assert found.upper - found.lower < Fraction(1, 10**6)


@given(st.fractions("1/1000000", 1000000).filter(lambda value: value > 0))
def test_logarithms_are_enclosed(value):
    low, high = log_bounds(value)
    assert low <= high <= low + Fraction(1, 10**12)
    assert float(low) == pytest.approx(math.log(value), abs=2e-12)


@pytest.mark.parametrize("bad", [Fraction(0), Fraction(1), Fraction(-1), Fraction(2)])
def test_a_false_alarm_rate_is_a_probability(bad):
    with pytest.raises(InputError, match="false_alarm"):
        clopper_pearson(1, 2, bad)
    with pytest.raises(InputError, match="false_alarm"):
        empirical_bernstein(2, 1, 1, (0, 1), bad)


@pytest.mark.parametrize(
    ("sums", "name"),
    [((1, 0, 0), "count"), ((5, 6, 6), "total"), ((5, -1, 1), "total"), ((5, 5, 4), "squares")],
)
def test_sums_of_no_samples_are_refused(sums, name):
    with pytest.raises(InputError, match=name):
        empirical_bernstein(*sums, (0, 1), Fraction(1, 2))


@pytest.mark.parametrize(("successes", "trials"), [(-1, 5), (6, 5), (0, 0), (1, 10**9)])
def test_counts_of_no_trials_are_refused(successes, trials):
    with pytest.raises(InputError):
        clopper_pearson(successes, trials, Fraction(1, 2))


def test_a_slope_needs_positive_means_and_two_places():
    near = ConfidenceInterval(Fraction(1), Fraction(2), Fraction(1, 9), 1)
    zero = ConfidenceInterval(Fraction(0), Fraction(2), Fraction(1, 9), 1)
    for base, exponents, means in (
        (2, [0, 1], [near, zero]),
        (2, [1, 1], [near, near]),
        (2, [0, 1, 2], [near, near]),
        (1, [0, 1], [near, near]),
    ):
        with pytest.raises(InputError):
            log_slope(base, exponents, means)


@given(st.fractions(-9, 9), st.fractions(0, 3), st.fractions(-9, 9), st.fractions(0, 9))
def test_an_interval_never_proves(low, width, least, more):
    interval = ConfidenceInterval(low, low + width, Fraction(1, 9), 5)
    allowed = Allowed(least, least + more)
    verdict = interval.verdict(allowed)
    assert verdict is not Verdict.PROVED
    inside = least <= low and low + width <= least + more
    apart = low + width < least or least + more < low
    assert (verdict is Verdict.SAMPLED) == inside
    assert (verdict is Verdict.REFUTED) == apart


def test_no_bound_allows_everything_on_that_side():
    interval = ConfidenceInterval(Fraction(1), Fraction(2), Fraction(1, 9), 5)
    assert interval.verdict(Allowed()) is Verdict.SAMPLED
    assert interval.verdict(Allowed(lower=Fraction(3))) is Verdict.REFUTED
    assert str(Allowed(upper=Fraction(1, 2))) == "[-inf, 0.5]"

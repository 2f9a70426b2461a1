"""The drift by the Laplace transform: against Adam run on all sequences, closed forms, itself."""

import math
import time
from fractions import Fraction

import pytest
from flint import arb, fmpq
from hypothesis import example, given, settings
from hypothesis import strategies as st

from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.exact.precision import working_precision
from colorball.exact.rational import to_flint
from colorball.phase.deadline import OutOfTimeError
from colorball.phase.drift import drift, drift_ball
from colorball.phase.laplace import laplace_drift
from colorball.verdict import Verdict

RESHUFFLE, REPLACEMENT = Sampling.RESHUFFLE, Sampling.WITH_REPLACEMENT
few = settings(max_examples=settings().max_examples // 8)  # 250 in the thorough profile
EPOCHS = {3: 8, 4: 6, 5: 5}
schemes = st.sampled_from([RESHUFFLE, REPLACEMENT])
small = st.fractions(0, Fraction(11, 20), max_denominator=1000)
quarter = st.fractions(0, Fraction(1, 4), max_denominator=1000)
almost_one = st.integers(1, 40).map(lambda e: 1 - Fraction(1, 10**e))
below_one = st.one_of(
    st.just(Fraction(0)),
    st.fractions(0, Fraction(99, 100), max_denominator=10**4),
    almost_one,
    almost_one.map(lambda beta: 1 - beta),
)


def laplace(n, beta1, beta2, scheme=RESHUFFLE, bits=40):
    return laplace_drift(n, to_flint(beta1), to_flint(beta2), scheme, bits)


def at_big_step(n, beta1, scheme):
    """E[m at the step of a big gradient], by the geometric series over older epochs, exactly."""
    if scheme is REPLACEMENT:
        older = beta1 / (n * (1 - beta1))
    else:
        window = sum(beta1 ** (n + p - q) for p in range(n) for q in range(n))
        older = window / n**2 / (1 - beta1**n)
    return -1 + (1 - beta1) * (n + 1) * (1 + older)


@few
@given(st.sampled_from([3, 4, 5]), small, small)
@example(3, Fraction(0), Fraction(0))
@example(5, Fraction(1, 2), Fraction(0))
def test_contains_what_all_sequences_give(literal, n, beta1, beta2):
    low, high = literal(n, float(beta1), float(beta2), EPOCHS[n])
    ball = laplace(n, beta1, beta2)
    assert ball.rad() < 1e-11
    assert ball > low
    assert ball < high


@few
@given(st.integers(3, 8), quarter, quarter)
def test_contains_what_all_draws_give(literal_with_replacement, n, beta1, beta2):
    low, high = literal_with_replacement(n, float(beta1), float(beta2), 12)
    ball = laplace(n, beta1, beta2, REPLACEMENT)
    assert ball > low
    assert ball < high


def test_the_comparison_can_fail(literal, literal_with_replacement):
    half, third = Fraction(1, 2), Fraction(1, 3)
    low, high = literal(3, 1 / 2, 1 / 3, 8)
    assert laplace(3, half, third, REPLACEMENT) < low
    assert laplace(3, third, half) < low
    assert low < laplace(3, half, third) < high
    low, high = literal_with_replacement(3, 1 / 4, 1 / 4, 12)
    assert laplace(3, Fraction(1, 4), Fraction(1, 4), RESHUFFLE) > high


@few
@given(st.integers(3, 12), below_one, below_one)
def test_contains_the_float_quadrature(float_drift, n, beta1, beta2):
    if 1 - beta1 < Fraction(1, 10**6) or 1 - beta2 < Fraction(1, 10**3):
        return  # too many ages for the floats
    ball = laplace(n, beta1, beta2)
    assert abs(float(ball.mid()) - float_drift(n, float(beta1), float(beta2))) < 1e-8


@few
@given(st.integers(3, 40), below_one, schemes)
def test_closed_form_at_beta2_zero(n, beta1, scheme):
    exact = 1 - at_big_step(n, beta1, scheme) * Fraction(n - 1, n)
    with working_precision(400):
        assert laplace(n, beta1, Fraction(0), scheme, 60).contains(to_flint(exact))


@few
@given(st.integers(3, 12), below_one, below_one, schemes, st.integers(-2, 90))
def test_enclosures_at_different_accuracies_meet(n, beta1, beta2, scheme, bits):
    rough = laplace(n, beta1, beta2, scheme, bits)
    fine = laplace(n, beta1, beta2, scheme, bits + 20)
    assert rough.overlaps(fine)
    assert rough.rad() < 2.0 ** (1 - bits)
    assert -n <= fine.lower()
    assert fine.upper() <= n + 1


@few
@given(st.integers(3, 30), st.fractions(0, Fraction(99, 100)), schemes, st.integers(20, 60))
def test_v_is_its_mean_as_beta2_goes_to_one(n, beta1, scheme, e):
    # |v - mean| <= (n^2-1) n (1-beta_2) under reshuffling; by its variance with replacement
    gap = Fraction(1, 10**e)
    mean = n + 1 - 1 / n
    error = n**4 * float(gap) ** (1 if scheme is RESHUFFLE else 0.5)
    value = float(laplace(n, beta1, 1 - gap, scheme).mid())
    assert abs(value - 1 / math.sqrt(mean)) < error + 1e-10


@few
@given(st.integers(3, 6), small, small, schemes, st.fractions(-1, 1))
def test_a_ball_of_betas_holds_all_of_its_drifts(n, beta1, beta2, scheme, place):
    radius = Fraction(1, 10**12)
    betas = (beta1 + 2 * radius, beta2 + 2 * radius)
    balls = [arb(to_flint(beta), fmpq(1, 10**12)) for beta in betas]
    wide = laplace_drift(n, *balls, scheme, 30)
    inside = [beta + place * radius for beta in betas]
    assert wide.rad() < 1e-5
    assert wide.contains(laplace(n, *inside, scheme, 60))


@pytest.mark.parametrize("radius", [0.01, 0.1, 0.4])
@pytest.mark.parametrize("scheme", [RESHUFFLE, REPLACEMENT])
def test_a_ball_too_wide_is_refused_or_held(scheme, radius):
    """It may not go on for ever, and what comes out must hold the drift in the middle."""
    wide = arb(0.5, radius)
    try:
        found = laplace_drift(9, wide, wide, scheme, 30)
    except ArithmeticError:
        return
    assert found.contains(laplace(9, Fraction(1, 2), Fraction(1, 2), scheme, 60))


def test_a_ball_that_reaches_one_is_refused():
    with pytest.raises((ArithmeticError, ValueError)):
        laplace_drift(5, fmpq(0), arb(0.9, 0.2), RESHUFFLE, 30)


@pytest.mark.parametrize(
    ("n", "beta1", "beta2", "digits", "value"),
    [
        (3, "0.2", "0.3", 12, "-0.1767298676306"),
        (10, "0.3", "0.7", 9, "-2.2674015992"),
        (5, "0.9", "0.5", 3, "0.306"),
    ],
)
def test_known_values(n, beta1, beta2, digits, value):
    found = drift(n, beta1, beta2, digits=digits)
    # the known values are rounded to the digits shown
    slack = Fraction(1, 10 ** len(value.partition(".")[2]))
    assert found.lower - slack <= Fraction(value) <= found.upper + slack
    assert found.verdict is Verdict.PROVED


@few
@given(st.integers(3, 6), small, small, schemes, st.integers(1, 40))
def test_drift_is_as_narrow_as_asked(n, beta1, beta2, scheme, digits):
    found = drift(n, beta1, beta2, sampling=scheme, digits=digits)
    low, high = (Fraction(text) for text in found.decimals())
    assert low <= found.lower <= found.upper <= high
    assert found.upper - found.lower <= Fraction(1, 10**digits)
    assert high - low <= Fraction(2, 10**digits)
    with working_precision(300):
        assert laplace(n, beta1, beta2, scheme, 160).overlaps(
            arb(to_flint((found.lower + found.upper) / 2), to_flint(found.upper - found.lower) / 2)
        )


def test_more_digits_than_a_double_has():
    found = drift(10, "0.3", "0.7", digits=60)
    assert found.upper - found.lower <= Fraction(1, 10**60)
    with working_precision(300):
        assert laplace(10, Fraction(3, 10), Fraction(7, 10), RESHUFFLE, 250) > to_flint(found.lower)


def test_next_to_one_is_quick():
    start = time.monotonic()
    for scheme in ("reshuffle", "with-replacement"):
        drift(20, "1/3", 1 - Fraction(1, 10**30), sampling=scheme)
    assert time.monotonic() - start < 2


def test_out_of_time():
    with pytest.raises(OutOfTimeError):
        drift_ball(3, fmpq(0), fmpq(1, 2), RESHUFFLE, 30, time.monotonic() - 1)
    found = drift(5, "0.5", "0.5", digits=12, time_limit=1e-9)
    assert found.verdict is Verdict.UNDECIDED
    assert (found.lower, found.upper) == (-5, 6)
    assert (found.sign, found.method) == ("undecided", "out of time")


@pytest.mark.parametrize(
    ("change", "argument"),
    [({"n": 2}, "n"), ({"beta1": 1}, "beta1"), ({"beta2": -1}, "beta2"), ({"digits": 0}, "digits")],
)
def test_bad_arguments(change, argument):
    with pytest.raises(InputError, match=argument):
        drift(**({"n": 5, "beta1": 0, "beta2": 0} | change))

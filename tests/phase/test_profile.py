"""The drift as a series in beta_1, and its bounds at complex betas: against all sequences."""

import cmath
import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from flint import arb, arb_poly, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from colorball.balls.sampling import Sampling
from colorball.exact.precision import working_precision
from colorball.exact.rational import to_flint
from colorball.phase.drift import drift_ball
from colorball.phase.path_bound import path_bound, slope_bound
from colorball.phase.piece import pieces
from colorball.phase.profile import Profile, profile

few = settings(max_examples=max(10, settings().max_examples // 10))
small = st.fractions(0, Fraction(11, 20), max_denominator=500)
betas = st.fractions(0, Fraction(19, 20), max_denominator=500)


def ball(value):
    return arb(to_flint(value))


def shares(n, beta2, epochs, ages):
    """A and G_0, G_1, ... from all position sequences of the last epochs; v at its mean before."""
    positions = np.array(list(itertools.product(range(n), repeat=epochs)))
    big = np.zeros((len(positions), n * epochs), dtype=bool)
    for j in range(epochs):
        big[np.arange(len(positions)), n * j + positions[:, j]] = True
    v = np.full(len(positions), n + 1 - 1 / n)
    base, by_age = 0.0, np.zeros(ages)
    for step in range(n * epochs):
        v = beta2 * v + (1 - beta2) * np.where(big[:, step], n * n, 1)
        if step >= n * (epochs - 1):
            base += np.mean(1 / np.sqrt(v))
            for d in range(min(ages, step + 1)):
                by_age[d] += np.mean(big[:, step - d] / np.sqrt(v))
    return base, by_age


@few
@given(st.sampled_from([3, 4]), small, st.integers(8, 40))
def test_shares_are_what_all_sequences_give(n, beta2, bits):
    epochs = {3: 8, 4: 6}[n]
    base, by_age = shares(n, float(beta2), epochs, 3 * n)
    with working_precision(bits + 64):
        found = profile(n, ball(beta2), bits)
    slack = n**3 * float(beta2) ** (n * (epochs - 1)) + 1e-11
    assert abs(float(found.base.mid()) - base / n) < slack + 2.0**-bits
    for d in range(min(3 * n, len(found.shares))):
        assert abs(float(found.shares[d].mid()) - (by_age[d] - base / n)) < slack + 2.0**-bits


@few
@given(st.integers(3, 7), st.one_of(small, betas), betas, st.integers(6, 50))
def test_the_series_meets_the_drift(n, beta2, beta1, bits):
    exact = drift_ball(n, to_flint(beta1), to_flint(beta2), Sampling.RESHUFFLE, bits + 20)
    with working_precision(bits + 64):
        value = profile(n, ball(beta2), bits).at(ball(beta1))
    assert value.overlaps(exact)
    assert value.rad() < n * 2.0 ** (2 - bits)  # n+1 times the error of the shares


@few
@given(st.sampled_from([3, 4]), small, st.fractions(Fraction(-1, 2), 0, max_denominator=100))
def test_negative_beta1(complex_literal, n, beta2, beta1):
    """There the drift is no expectation of Adam's, but the same series."""
    direct = complex_literal(n, float(beta1), float(beta2), {3: 8, 4: 6}[n]).real
    with working_precision(100):
        value = profile(n, ball(beta2), 36).at(ball(beta1))
    slack = n**3 * max(float(beta2), 0.5) ** (n * ({3: 7, 4: 5}[n]))
    assert abs(float(value.mid()) - direct) < slack


@few
@given(st.integers(3, 8), betas, st.fractions(0, 1, max_denominator=300))
def test_slope_is_the_derivative(n, beta2, beta1):
    step = fmpq(1, 2**40)
    with working_precision(200):
        found = profile(n, ball(beta2), 120)
        low, high = (found.at(ball(beta1) - s) for s in (step, -step if beta1 < 1 else 0 * step))
        quotient = (high - low) / (2 * step if beta1 < 1 else step)
        assert abs(found.slope(ball(beta1)) - quotient) < 1e-6
        wide = found.slope(arb(ball(beta1), 0.01))
        assert wide.overlaps(found.slope(ball(beta1)))


@few
@given(st.integers(3, 9), betas, st.integers(10, 40))
def test_what_is_left_out(n, beta2, bits):
    """A short series must say how much it left out: compared with a long one."""
    with working_precision(400):
        short, long = profile(n, ball(beta2), bits), profile(n, ball(beta2), bits + 120)
        for beta1 in (fmpq(-9, 10), fmpq(0), fmpq(1, 2), fmpq(99, 100), fmpq(1), fmpq(51, 50)):
            assert short.at(arb(beta1)).overlaps(long.at(arb(beta1)))
            if 0 <= beta1 <= 1:
                assert short.slope(arb(beta1)).overlaps(long.slope(arb(beta1)))
        c = (1 - ball(beta2)) * (n * n - 1)
        for d, share in enumerate(long.shares):
            if d >= n:
                least = abs(share).lower()
                assert least <= c * ball(beta2) ** (d - n + 1) / 2 + arb(2) ** -(bits + 100)


@few
@given(st.integers(3, 6), betas, st.integers(0, 8))
def test_a_series_cut_early(n, beta2, more):
    with working_precision(200):
        whole = profile(n, ball(beta2), 100)
        cut = Profile(n, whole.beta2, whole.base, whole.shares[: n + more])
        for beta1 in (fmpq(-1, 2), fmpq(1, 2), fmpq(9, 10), fmpq(99, 100), fmpq(1)):
            assert cut.at(arb(beta1)).overlaps(whole.at(arb(beta1)))
            if beta1 >= 0:
                assert cut.slope(arb(beta1)).overlaps(whole.slope(arb(beta1)))


@pytest.mark.parametrize("beta1", [arb(-2), arb(2.5), arb(1, 1.1), arb.nan()])
def test_no_claim_where_the_series_may_diverge(beta1):
    with working_precision(100), pytest.raises(ArithmeticError):
        profile(3, arb(0.5), 20).at(beta1)


@few
@given(st.integers(3, 6), betas)
def test_a_ball_of_beta2_holds_all_of_its_profiles(n, beta2):
    radius = fmpq(1, 2**70)
    with working_precision(160):
        wide = profile(n, arb(to_flint(beta2) + radius, radius), 40)
        exact = profile(n, ball(beta2), 100)
        assert wide.at(arb(0.25)).overlaps(exact.at(arb(0.25)))
        assert wide.at(arb(0.25)).rad() < 1e-9


@pytest.mark.parametrize("radius", [0.001, 0.05, 0.3])
def test_a_ball_too_wide_is_refused_or_held(radius):
    """It may not go on for ever, and what comes out must hold the series in the middle."""
    with working_precision(100):
        try:
            wide = profile(7, arb(0.5, radius), 30)
        except ArithmeticError:
            return
        exact = profile(7, arb(0.5), 60)
        assert wide.at(arb(0.5)).overlaps(exact.at(arb(0.5)))


def on_ellipse(piece, rho, angle, inside):
    w = (1 + (rho - 1) * inside) * cmath.exp(1j * angle)
    s = (w + 1 / w) / 2
    lower, upper = (int(x.p) / int(x.q) for x in (piece.lower, piece.upper))
    return s, (lower + upper) / 2 + (upper - lower) / 2 * s


@few
@given(
    st.sampled_from([3, 4]), st.integers(0, 99), st.floats(0, 6.3), st.floats(0, 1),
    st.floats(-0.3, 1), st.floats(-0.4, 0.4), st.sampled_from([2.0, 1.5]),
)  # fmt: skip
def test_drift_along_a_path_is_below_the_bound(complex_literal, n, which, angle, inside, a, b, rho):
    covering = pieces(n, Sampling.RESHUFFLE, fmpq(0), fmpq(1, 2))
    piece = covering[which % len(covering)]
    bound = path_bound(n, piece, arb_poly([a, b]), fmpq(int(2 * rho), 2))
    s, z = on_ellipse(piece, rho, angle, inside)
    q = a + b * s
    edge_q, edge_z = (lambda s, z: (a + b * s, z))(*on_ellipse(piece, rho, angle, 1.0))
    if abs(edge_q * edge_z) >= 1:
        assert bound is None
    if bound is None or max(abs(q), abs(z)) > 0.7:
        return
    assert abs(complex_literal(n, q, z, {3: 8, 4: 6}[n])) <= 1.02 * float(bound.upper())


@few
@given(
    st.integers(3, 12), st.integers(0, 99), st.floats(0, 6.3), st.floats(-0.2, 0.9),
    st.floats(-0.1, 0.1),
)  # fmt: skip
def test_bounds_are_the_formulas(n, which, angle, a, b):
    """The two formulas of the module in floats, at a point of the ellipse."""
    covering = pieces(n, Sampling.RESHUFFLE, fmpq(0), fmpq(9, 10))
    piece = covering[which % len(covering)]
    rho = int(piece.ellipse.rho.p) / int(piece.ellipse.rho.q)
    bound = path_bound(n, piece, arb_poly([a, b]), piece.ellipse.rho)
    s, z = on_ellipse(piece, rho, angle, 1.0)
    root, q, c = math.sqrt(float(piece.least_v)), abs(a + b * s), abs(1 - z) * (n * n - 1)
    assert 2 * n / root + c * abs(z) / root**3 / (1 - abs(z)) <= float(
        slope_bound(n, piece).upper()
    ) / (n + 1) * (1 + 1e-9)
    if bound is None:
        return
    series = 2 / root * sum(q**d for d in range(n))
    series += c * q**n * abs(z) / root**3 / (1 - q * abs(z))
    formula = 1 / root + abs(1 - a - b * s) * (n + 1) * series
    assert formula <= float(bound.upper()) * (1 + 1e-9)


@few
@given(
    st.sampled_from([3, 4]), st.integers(0, 99), st.floats(0, 6.3), st.floats(0, 1),
    st.floats(0, 0.7),
)  # fmt: skip
def test_slope_at_complex_beta2_is_below_the_bound(complex_literal, n, which, angle, inside, b1):
    covering = pieces(n, Sampling.RESHUFFLE, fmpq(0), fmpq(1, 2))
    piece = covering[which % len(covering)]
    rho = int(piece.ellipse.rho.p) / int(piece.ellipse.rho.q)
    _, z = on_ellipse(piece, rho, angle, inside)
    if abs(z) > 0.7:
        return
    epochs = {3: 8, 4: 6}[n]
    values = [complex_literal(n, b1 + sign * 1e-4, z, epochs) for sign in (1, -1)]
    slope = abs(values[0] - values[1]) / 2e-4
    assert slope <= 1.02 * float(slope_bound(n, piece).upper())
    assert slope_bound(n, piece).is_finite()
    assert math.isfinite(slope)


def test_a_path_that_leaves_the_disk_has_no_bound():
    (piece, *_) = pieces(3, Sampling.RESHUFFLE, fmpq(1, 4), fmpq(1, 2))
    assert path_bound(3, piece, arb_poly([10]), fmpq(2)) is None
    assert path_bound(3, piece, arb_poly([0.5]), fmpq(2)) is not None

"""Interpolation errors: never beyond the bounds, for functions that come close to them."""

import math

import pytest
from flint import arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from colorball.balls.sampling import Sampling
from colorball.exact.precision import working_precision
from colorball.phase.drift import drift_ball
from colorball.phase.interpolant import (
    chebyshev_coefficients,
    degree_for,
    from_chebyshev,
    interpolant,
    nodes,
)
from colorball.phase.piece import pieces

few = settings(max_examples=settings().max_examples // 4)
ONE = fmpq(1)
rhos = st.sampled_from([fmpq(4), fmpq(3), fmpq(2), fmpq(3, 2)])
places = st.integers(-1000, 1000).map(lambda k: fmpq(k, 1000))


def chebyshev(k, s):
    """T_k and T_k' by their recurrences."""
    before, now = arb(1), arb(s)
    slope_before, slope = arb(0), arb(1)
    if k == 0:
        return before, slope_before
    for _ in range(k - 1):
        before, now, slope_before, slope = (
            now,
            2 * arb(s) * now - before,
            slope,
            2 * now + 2 * arb(s) * slope - slope_before,
        )
    return now, slope


def model(k, degree, rho, bound_share=1):
    """T_k interpolated; on the ellipse it is at most (rho^k + rho^-k)/2."""
    bound = (arb(rho) ** k + arb(rho) ** -k) / 2 * bound_share
    values = [chebyshev(k, s)[0] for s in nodes(-ONE, ONE, degree)]
    return interpolant(-ONE, ONE, values, bound, rho)


@given(st.integers(2, 12), st.integers(0, 40), rhos, places)
def test_aliases_stay_within_the_error(degree, k, rho, s):
    with working_precision(300):
        function = model(k, degree, rho)
        value, slope = function.at(s)
        exact, exact_slope = chebyshev(k, s)
        assert value.overlaps(exact)
        assert slope.overlaps(exact_slope)
        if k <= degree:
            assert abs(function.polynomial(arb(s)) - exact) < 1e-50


def test_a_bound_too_small_is_seen():
    """T_(N+1) vanishes at all nodes: with a tenth of its true bound the error would be wrong."""
    for degree in range(2, 10):
        true, wrong = (model(degree + 1, degree, fmpq(4), share) for share in (1, fmpq(1, 10)))
        for which, exact in enumerate(chebyshev(degree + 1, ONE)):  # the value, the slope
            assert true.at(ONE)[which].overlaps(exact)
            assert not wrong.at(ONE)[which].overlaps(exact)


@given(
    st.integers(2, 14), rhos, st.integers(1, 60), places, st.integers(0, 30),
    st.lists(st.integers(-1, 1), min_size=15, max_size=15),
)  # fmt: skip
def test_pole_next_to_the_ellipse_and_values_that_are_off(degree, rho, near, s, bits, signs):
    pole = (rho + 1 / rho) / 2 + fmpq(1, near)
    bound = arb(near)  # of 1/(pole - s), reached at the ellipse's right end
    off = fmpq(1, 2**bits)
    with working_precision(120):
        places_ = nodes(-ONE, ONE, degree)
        values = [
            1 / (arb(pole) - x) + arb(sign * off, off)
            for x, sign in zip(places_, signs, strict=False)
        ]
        function = interpolant(-ONE, ONE, values, bound, rho)
        value, slope = function.at(s)
        assert value.contains(arb(1 / (pole - s)))
        assert slope.contains(arb(1 / (pole - s) ** 2))


def test_values_that_are_off_count_in_full():
    """All values off by r, one way or by turns: what they make of it is within the error."""
    off = arb(fmpq(1, 100))
    for signs in ([1] * 9, [(-1) ** k for k in range(9)], [1, 1, -1, -1, 1, -1, -1, 1, 1]):
        values = [arb(0, off) for _ in signs]
        function = interpolant(-ONE, ONE, values, arb(0), fmpq(2))
        wrong = from_chebyshev(chebyshev_coefficients([sign * off for sign in signs]))
        for k in range(-50, 51):
            value, slope = function.at(fmpq(k, 50))
            assert value.overlaps(wrong(arb(fmpq(k, 50))))
            assert slope.overlaps(wrong.derivative()(arb(fmpq(k, 50))))


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=9), places, places, st.fractions(-1, 1))
def test_on_an_interval_contains_all_points_in_it(coefficients, one, other, at):
    left, right = min(one, other), max(one, other)
    if left == right:
        return
    values = [
        sum((c * chebyshev(j, s)[0] for j, c in enumerate(coefficients)), arb(0))
        for s in nodes(-ONE, ONE, 9)
    ]
    function = interpolant(-ONE, ONE, values, arb(0), fmpq(2))
    place = (left + right) / 2 + fmpq(at.numerator, at.denominator) * (right - left) / 2
    exact = [chebyshev(j, place) for j in range(len(coefficients))]
    value, slope = function.on(left, right)
    assert value.overlaps(
        sum((c * t for c, (t, _) in zip(coefficients, exact, strict=True)), arb(0))
    )
    assert slope.overlaps(
        sum((c * t for c, (_, t) in zip(coefficients, exact, strict=True)), arb(0))
    )


@given(st.integers(0, 40))
def test_nodes_are_the_zeros(degree):
    for k, s in enumerate(nodes(fmpq(2), fmpq(6), degree)):
        exact = 4 + 2 * math.cos(math.pi * (2 * k + 1) / (2 * degree + 2))
        assert abs(s - exact) < 1e-12
    for s in nodes(-ONE, ONE, degree):
        assert chebyshev(degree + 1, s)[0].contains(0)


@given(st.fractions("1/1000", 1000), rhos, st.integers(-5, 200))
def test_degree_is_enough(bound, rho, bits):
    size = arb(fmpq(bound.numerator, bound.denominator))
    degree = degree_for(size, rho, bits)
    with working_precision(400):
        assert 4 * size * arb(rho) ** -degree / (arb(rho) - 1) < arb(2) ** -bits * (
            1 + arb(2) ** -20
        )


def test_the_x_that_s_stands_for():
    function = interpolant(fmpq(1), fmpq(3), [arb(1)] * 3, arb(0), fmpq(2))
    assert [function.x_at(fmpq(s)) for s in (-1, 0, 1)] == [1, 2, 3]


@few
@given(
    st.sampled_from([3, 5, 8]), st.sampled_from(["reshuffle", "with-replacement"]),
    st.fractions(0, "99/100", max_denominator=100), st.integers(0, 10**6), places,
    st.integers(2, 9),
)  # fmt: skip
def test_the_drift_interpolated_coarsely(n, scheme, beta1, which, s, degree):
    sampling = Sampling(scheme)
    covering = pieces(n, sampling, fmpq(0), 1 - fmpq(2, n * n))
    piece = covering[which % len(covering)]
    b1 = fmpq(beta1.numerator, beta1.denominator)
    with working_precision(100):
        values = [
            drift_ball(n, b1, y, sampling, 30) for y in nodes(piece.lower, piece.upper, degree)
        ]
        bound = (2 * n + 1) / piece.least_v.sqrt()
        function = interpolant(piece.lower, piece.upper, values, bound, piece.ellipse.rho)
        exact = drift_ball(n, b1, function.x_at(s), sampling, 30)
        assert function.at(s)[0].overlaps(exact)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 10])
def test_coefficients_give_the_values_back(count):
    values = [arb(fmpq(k * k - 3, k + 1)) for k in range(count)]
    polynomial = from_chebyshev(chebyshev_coefficients(values))
    for s, value in zip(nodes(-ONE, ONE, count - 1), values, strict=True):
        assert polynomial(s).overlaps(value)
        assert polynomial(s).rad() < 1e-10

"""Sign changes: all simple zeros of polynomials with known zeros, and None rather than a guess."""

from flint import arb, arb_poly, fmpq, fmpq_poly
from hypothesis import given
from hypothesis import strategies as st

from colorball.exact.precision import working_precision
from colorball.phase.interpolant import Interpolant
from colorball.phase.signs import sign_changes

ONE = fmpq(1)
# no dyadic numbers, whose signs at the points of division stay uncertain
places = st.integers(-1200, 1200).map(lambda k: fmpq(3 * k + 1, 2999)).filter(lambda z: z.q > 1)
zeros = st.lists(places, unique_by=str, max_size=6)


def polynomial(roots):
    product = fmpq_poly([1])
    for root in roots:
        product = product * fmpq_poly([-root, 1])
    return product


def function(exact, error=0, slope_error=0):
    return Interpolant(-ONE, ONE, arb_poly(exact), arb(error), arb(slope_error))


@given(zeros, st.sampled_from([1, -1]))
def test_all_zeros_and_no_others(roots, sign):
    with working_precision(200):
        changes = sign_changes(function(polynomial(roots) * sign))
    inside = sorted(root for root in roots if -1 <= root <= 1)
    assert changes is not None
    assert len(changes) == len(inside)
    rising = sign * (-1) ** sum(root > 1 for root in roots) > 0  # at s = 1, from the left
    for change, root in zip(sorted(changes, key=lambda c: c.left), inside, strict=True):
        assert change.left < root < change.right
    for change in sorted(changes, key=lambda c: c.left, reverse=True):
        assert change.rising == rising
        assert (change.slope > 0) == rising
        assert (change.slope < 0) != rising
        rising = not rising


@given(zeros, st.integers(-900, 900).map(lambda k: fmpq(3 * k + 1, 2999)))
def test_a_double_zero_is_undecided(roots, double):
    """It may be none, one or two zeros: however small the error, it cannot be told."""
    with working_precision(200):
        twice = polynomial(roots) * polynomial([double, double])
        assert sign_changes(function(twice, fmpq(1, 10**15), fmpq(1, 10**12))) is None


@given(zeros, st.fractions(-1, 1, max_denominator=1000))
def test_an_error_as_large_as_the_function_is_undecided(roots, place):
    with working_precision(200):
        exact = polynomial(roots)
        at = abs(exact(fmpq(place.numerator, place.denominator)))
        assert sign_changes(function(exact, at + fmpq(1, 10**6), 10**6)) is None


@given(zeros, st.integers(2, 12))
def test_what_is_found_with_an_error_is_true(roots, digits):
    """If it answers at all, then for every function within the errors."""
    error = fmpq(1, 10**digits)
    with working_precision(200):
        exact = polynomial(roots)
        changes = sign_changes(function(exact, error, error))
        if changes is None:
            return
        for shift in (-error, fmpq(0), error):
            moved = sign_changes(function(exact + shift))
            assert moved is not None
            assert len(moved) == len(changes)


def test_undecided_at_a_point_of_division():
    assert sign_changes(function(fmpq_poly([0, 1]))) is not None  # decided on [-1, 1] at once
    assert sign_changes(function(fmpq_poly([1, 1]))) is None  # the zero is the left end


def test_not_a_number_is_undecided():
    nan = arb.nan()
    assert sign_changes(Interpolant(-ONE, ONE, arb_poly([nan, nan]), arb(0), arb(0))) is None
    assert sign_changes(Interpolant(-ONE, ONE, arb_poly([1, 1]), nan, nan)) is None

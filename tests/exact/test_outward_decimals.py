"""Decimal strings enclose the number they stand for, as tightly as their digits allow."""

from decimal import Decimal
from fractions import Fraction

import pytest
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

from colorball.exact.decimals import ceiling_decimal, exact_bounds, floor_decimal
from colorball.exact.precision import working_precision
from colorball.exact.rational import from_flint, to_flint

numbers = st.fractions(max_denominator=10**8)
digit_counts = st.integers(0, 30)


@given(numbers, digit_counts)
def test_floor_and_ceiling_enclose_with_the_least_gap(value, digits):
    low, high = floor_decimal(to_flint(value), digits), ceiling_decimal(to_flint(value), digits)
    below, above = Fraction(low), Fraction(high)
    assert below <= value <= above
    is_exact = (value * 10**digits).denominator == 1
    assert above - below == (0 if is_exact else Fraction(1, 10**digits))
    for text in (low, high):
        assert len(text.partition(".")[2]) == digits
        assert ("." in text) == (digits > 0)


@given(st.integers(-(10**6), 10**6), digit_counts)
def test_a_terminating_decimal_is_written_exactly(scaled, digits):
    value = Fraction(scaled, 10**digits)
    text = floor_decimal(to_flint(value), digits)
    assert ceiling_decimal(to_flint(value), digits) == text
    assert Fraction(Decimal(text)) == value


@pytest.mark.parametrize(
    ("value", "digits", "low", "high"),
    [
        (fmpq(-1, 3), 2, "-0.34", "-0.33"),
        (fmpq(-1, 1000), 2, "-0.01", "0.00"),
        (fmpq(1, 1000), 2, "0.00", "0.01"),
        (fmpq(-7, 2), 0, "-4", "-3"),
        (fmpq(0), 3, "0.000", "0.000"),
    ],
)
def test_signs_and_zeros(value, digits, low, high):
    assert (floor_decimal(value, digits), ceiling_decimal(value, digits)) == (low, high)


@given(st.integers(0, 10**20), st.integers(10, 300))
def test_the_ends_of_a_ball_enclose_a_square_root(radicand, bits):
    with working_precision(bits):
        low, high = map(from_flint, exact_bounds(arb(radicand).sqrt()))
    assert low <= high
    assert high**2 >= radicand
    assert low < 0 or low**2 <= radicand

"""What the phase boundary accepts as n, beta, digits and time limit."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorball.errors import InputError
from colorball.phase.arguments import (
    MOST_PARTS,
    read_beta,
    read_digits,
    read_parts,
    read_time_limit,
)


@given(st.integers(3, MOST_PARTS))
def test_parts_in_any_form_of_integer(n):
    for form in (n, str(n), f" +{n} ", np.int64(n)):
        value = read_parts(form)
        assert value == n
        assert type(value) is int


@pytest.mark.parametrize("n", [2, 1, 0, -5, "2"])
def test_too_few_parts_says_why(n):
    with pytest.raises(InputError, match="small gradients cannot outweigh"):
        read_parts(n)


@pytest.mark.parametrize(
    "n", [MOST_PARTS + 1, 10**400, "1" * 31, "5.0", 5.0, True, None, "", "0x5", "٥", "5\n6", 1j]
)
def test_bad_parts(n):
    with pytest.raises(InputError):
        read_parts(n)


@given(st.fractions(0, Fraction(10**30 - 1, 10**30)))
def test_beta_is_exact(beta):
    assert read_beta(beta, "beta2") == beta
    assert read_beta(f"{beta.numerator}/{beta.denominator}", "beta2") == beta


@pytest.mark.parametrize("beta", [1, "1", "1.0", -1, "-1/1000", 2.5, "nan", math.nan, None, True])
def test_bad_beta(beta):
    with pytest.raises(InputError, match="beta1"):
        read_beta(beta, "beta1")


def test_beta_next_to_one():
    assert read_beta("0." + "9" * 300, "beta1") == 1 - Fraction(1, 10**300)
    with pytest.raises(InputError):
        read_beta("1." + "0" * 300, "beta1")


@pytest.mark.parametrize("digits", [0, -1, 1001, "0", 2.0, False, None])
def test_bad_digits(digits):
    with pytest.raises(InputError):
        read_digits(digits)


def test_digits():
    assert [read_digits(d) for d in (1, "12", 1000)] == [1, 12, 1000]


@pytest.mark.parametrize("seconds", [0, -1, math.nan, math.inf, True, "5", 10**400, 1j])
def test_bad_time_limit(seconds):
    with pytest.raises(InputError):
        read_time_limit(seconds)


def test_time_limit():
    assert read_time_limit(None) is None
    assert read_time_limit(Fraction(1, 2)) == 0.5

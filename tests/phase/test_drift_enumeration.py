"""Enumeration: as narrow as asked, refusals before the work, bad arguments."""

import time
from fractions import Fraction

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.exact.precision import working_precision
from colorball.phase.enumeration import enumerate_drift, enumeration_size
from colorball.phase.enumeration_tail import left_out, tail_mean

quarter = st.fractions(0, Fraction(1, 4), max_denominator=100)


@given(st.integers(3, 6), quarter, quarter, st.integers(1, 6))
def test_it_is_as_narrow_as_asked(n, beta1, beta2, digits):
    found = enumerate_drift(n, beta1, beta2, digits=digits)
    assert 0 <= found.upper - found.lower <= Fraction(1, 10**digits)
    assert found.method == "enumeration"


@given(quarter, quarter, st.integers(1, 4))
def test_it_is_as_narrow_as_asked_with_replacement(beta1, beta2, digits):
    found = enumerate_drift(3, beta1, beta2, digits=digits, sampling="with-replacement")
    assert found.upper - found.lower <= Fraction(1, 10**digits)


def test_the_size_is_the_least_that_does():
    count, steps = enumeration_size(4, "1/2", "1/2", digits=8)
    assert steps == 4 ** (count - 1) * 14
    width = Fraction(1, 10**8)
    enough, less = (enumerate_drift(4, "1/2", "1/2", looked_at=k) for k in (count, count - 1))
    assert enough.upper - enough.lower <= width < less.upper - less.lower


def test_near_the_boundary_it_is_out_of_reach_and_says_so_at_once():
    start = time.monotonic()
    with pytest.raises(InputError, match=r"digits: got 12; .*31 epochs, so 10\^31 sequences"):
        enumerate_drift(10, 0, "0.958")
    with pytest.raises(InputError, match=r"draws, so 2\^"):
        enumerate_drift(10, "0.3", "0.7", sampling="with-replacement")
    with pytest.raises(InputError, match="would not end"):
        enumerate_drift(10, "0.3", 1 - Fraction(1, 10**12), digits=100)
    assert enumeration_size(10, 0, "0.958")[1] > 10**31
    assert time.monotonic() - start < 2


def test_next_to_one_it_holds_still():
    found = enumerate_drift(3, "1/2", 1 - Fraction(1, 10**40), looked_at=1)
    # v is its mean 11/3 there, up to about 10^-40
    assert abs(found.lower**2 - Fraction(3, 11)) < Fraction(1, 10**38)
    assert found.upper - found.lower < Fraction(1, 10**11)


def test_the_tail_by_hand():
    with working_precision(100):
        # one epoch before the running one: the mean of 1/2, 1/4, 1/8, and of all that are older
        assert tail_mean(3, fmpq(1, 2), 1, Sampling.RESHUFFLE).contains(
            (fmpq(1, 2) + fmpq(1, 4) + fmpq(1, 8)) / 3 / (1 - fmpq(1, 8))
        )
        assert tail_mean(3, fmpq(1, 2), 2, Sampling.WITH_REPLACEMENT).contains(fmpq(1, 6))
        for scheme in (Sampling.RESHUFFLE, Sampling.WITH_REPLACEMENT):
            assert left_out(3, fmpq(1, 2), fmpq(0), 1, scheme) == 0
            assert left_out(3, fmpq(1, 2), fmpq(1, 2), 1, scheme) > 0


@pytest.mark.parametrize(
    ("change", "argument"),
    [
        ({"n": 2}, "n"),
        ({"beta1": 1}, "beta1"),
        ({"beta2": "-1/2"}, "beta2"),
        ({"digits": 0}, "digits"),
        ({"sampling": "cyclic"}, "sampling"),
        ({"looked_at": 0}, "looked_at"),
        ({"looked_at": 1.5}, "looked_at"),
        ({"looked_at": 30}, "digits"),
        ({"most_steps": 5}, "digits"),
    ],
)
def test_bad_arguments(change, argument):
    with pytest.raises(InputError, match=argument):
        enumerate_drift(**({"n": 5, "beta1": "1/2", "beta2": "1/2", "digits": 3} | change))

"""The closed bounds near beta_2 = 1, and the upper edge below them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorball.balls.sampling import Sampling
from colorball.phase.boundary import Side
from colorball.phase.drift import drift
from colorball.phase.near_one import is_positive_from, positive_from
from colorball.phase.upper_edge import upper_edge

SCHEMES = list(Sampling)


@pytest.mark.parametrize("scheme", SCHEMES)
@given(
    n=st.integers(3, 12),
    place=st.fractions(0, 1, max_denominator=1000),
    beta1=st.fractions(0, Fraction(999, 1000), max_denominator=1000),
)
def test_the_drift_is_positive_there_whatever_beta_1_is(scheme, n, place, beta1):
    start = positive_from(n, scheme)
    beta2 = start + (Fraction(999_999, 1_000_000) - start) * place
    assert drift(n, beta1, beta2, sampling=scheme, digits=6).sign == "positive"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("n", [3, 5, 10, 50])
def test_no_bound_reaches_below_an_edge(scheme, n):
    edge = upper_edge(n, 0, sampling=scheme, digits=9)
    assert edge.side is Side.BELOW
    assert positive_from(n, scheme) > edge.upper
    assert not is_positive_from(n, edge.lower, scheme)


def test_one_that_holds_holds_from_any_later_point():
    for scheme in SCHEMES:
        held = False
        for k in range(1, 100):
            holds = is_positive_from(4, 1 - Fraction(100 - k, 750), scheme)
            assert holds or not held
            held = holds
        assert held


def test_there_is_no_upper_edge_where_the_drift_is_positive_throughout():
    assert upper_edge(5, "9/10") is None


@pytest.mark.parametrize("beta1", ["0", "1/2", "9/10"])
def test_the_signs_beside_an_upper_edge(beta1):
    edge = upper_edge(20, beta1, digits=10)
    assert edge.upper - edge.lower <= Fraction(2, 10**10)
    assert drift(20, beta1, edge.lower).sign == "negative"
    assert drift(20, beta1, edge.upper).sign == "positive"

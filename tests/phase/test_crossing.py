from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from colorball.errors import InputError
from colorball.exact.precision import working_precision
from colorball.phase.crossing import _grows, crossing
from colorball.phase.drift import drift
from colorball.phase.memoryless import memoryless_edge
from colorball.phase.profile import Profile
from colorball.phase.quadrature import drift_float
from colorball.phase.upper_edge import upper_edge
from colorball.phase.whole_curve import trace_curve
from colorball.verdict import Verdict


@settings(max_examples=15, deadline=None)
@given(n=st.integers(3, 14), share=st.integers(0, 99), digits=st.integers(2, 10))
def test_the_drift_changes_sign_and_only_there(n, share, digits):
    end = upper_edge(n, 0, digits=6)
    beta2 = end.lower * share / 100
    found = crossing(n, beta2, digits=digits)
    assert found.verdict is Verdict.PROVED
    assert 0 <= found.lower < found.upper <= 1
    assert drift(n, found.lower, beta2, digits=14).sign == "negative"
    assert found.upper == 1 or drift(n, found.upper, beta2, digits=14).sign == "positive"
    # another method, all along
    below = [float(found.lower) * k / 5 for k in range(5)]
    above = [float(found.upper) + (1 - float(found.upper)) * k / 5 for k in range(1, 5)]
    assert (drift_float(n, below, float(beta2)) < 0).all()
    assert (drift_float(n, above, float(beta2)) > 0).all()


@pytest.mark.parametrize("n", [3, 10, 30])
def test_it_is_the_edge_in_the_other_direction(n):
    edge = upper_edge(n, "1/4", digits=12)
    assert crossing(n, edge.lower, digits=8).upper > Fraction(1, 4)
    assert crossing(n, edge.upper, digits=8).lower < Fraction(1, 4)


@pytest.mark.parametrize("n", [3, 5, 10, 40])
def test_without_memory_of_squares_it_is_algebraic(n):
    found, (low, high) = crossing(n, 0, digits=9), memoryless_edge(n, digits=12)
    assert found.lower <= high
    assert low <= found.upper


def test_the_traced_curve_passes_through():
    for box in trace_curve(3, digits=5).points(6)[:-1]:
        found = crossing(3, box.beta2[0], digits=9)
        assert box.beta1[0] <= found.upper
        assert found.lower <= box.beta1[1]


def test_above_the_end_there_is_none():
    end = upper_edge(10, 0, digits=9)
    assert crossing(10, end.lower).lower < Fraction(1, 10**4)
    assert crossing(10, end.upper) is None
    assert crossing(10, "999999/1000000") is None


def test_a_slope_that_is_not_positive_is_not_taken_for_one():
    """``(1-x) H_0`` falls with x for H_0 > 0, grows for H_0 < 0, and is flat for 0."""
    with working_precision(80):
        verdicts = [
            _grows(Profile(3, arb("0.1"), arb(1), (arb(h), *([arb(0)] * 60))))
            for h in (-0.2, 0, 0.2)
        ]
    assert verdicts == [True, False, False]


@pytest.mark.parametrize(
    ("n", "beta2", "digits"), [(2, 0, 9), (10, 1, 9), (10, "-1/2", 9), (10, "1/2", 0)]
)
def test_bad_arguments(n, beta2, digits):
    with pytest.raises(InputError):
        crossing(n, beta2, digits=digits)

"""The region of a point."""

from fractions import Fraction

import pytest

from colorball.errors import InputError
from colorball.phase.boundary import boundary
from colorball.phase.classify import Region, classify
from colorball.verdict import Verdict


def test_the_regions_in_order():
    assert classify(10, "1/10", "1/10").region is Region.SURE
    assert classify(10, "1/2", "1/2").region is Region.ALMOST_SURE
    assert classify(10, "1/2", "99/100").region is Region.ATTRACTION


def test_more_look_back_shows_more():
    found = {classify(100, beta1, "9/10").look_back for beta1 in ("1/10", "9/10")}
    assert found == {1, 2}


@pytest.mark.parametrize("beta1", ["1/2", "9/10"])
def test_it_agrees_with_the_boundary(beta1):
    for edge in boundary(10, beta1).edges:
        below, above = (classify(10, beta1, b).region for b in (edge.lower, edge.upper))
        assert {below, above} == {Region.ALMOST_SURE, Region.ATTRACTION}


def test_without_memory_in_v_a_positive_drift_does_not_attract():
    """Steps near the minimum are then unbounded."""
    answer = classify(10, "96/100", 0)
    assert answer.drift.sign == "positive"
    assert (answer.region, answer.verdict) == (Region.UNDECIDED, Verdict.UNDECIDED)
    assert classify(10, "96/100", "1/1000").region is Region.ATTRACTION


def test_theorem_one_has_both_conditions_and_a_named_constant():
    assert not classify(10, "9/10", "999/1000").theorem_1
    assert classify(10, "9/10", "999/1000", constant=10).theorem_1
    assert not classify(10, "9999/10000", "999/1000", constant=10**9).theorem_1  # b1 > sqrt(b2)
    assert not classify(10, "1/2", "1/4", constant=10**9).theorem_1  # equality is not enough


def test_no_time_is_undecided():
    answer = classify(10, "1/2", "1/2", time_limit=1e-9)
    assert answer.region is Region.UNDECIDED
    assert (answer.drift.lower, answer.drift.upper) == (-10, 11)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((2, 0, 0), "n"),
        ((10, 1, 0), "beta1"),
        ((10, 0, Fraction(-1, 2)), "beta2"),
        ((True, 0, 0), "n"),
    ],
)
def test_bad_arguments_are_named(arguments, named):
    with pytest.raises(InputError, match=f"^{named}: got"):
        classify(*arguments)


def test_a_bad_constant_is_named():
    with pytest.raises(InputError, match=r"^constant: got 0"):
        classify(10, 0, 0, constant=0)

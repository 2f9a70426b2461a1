"""The checker's intervals in fixed point, and its rule for boxes of sure divergence."""

from fractions import Fraction
from math import isqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorball.checker import Rejected
from colorball.checker.fixed_point import ONE, Interval
from colorball.checker.language import Domain, Scope
from colorball.checker.sure_boxes import SureBoxes
from colorball.checker.sure_instance import verify_instance

NUMBERS = st.fractions(-50, 50, max_denominator=1000)
SCOPE = Scope(Domain(frozenset(), ()))


def around(value):
    return Interval.of(value, value)


def contains(interval, value):
    return interval.low <= value * ONE <= interval.high


@given(NUMBERS, NUMBERS)
def test_arithmetic_encloses(x, y):
    a, b = around(x), around(y)
    assert contains(a + b, x + y)
    assert contains(a - b, x - y)
    assert contains(a * b, x * y)
    if y > 0:
        assert contains(a / b, x / y)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_wide_intervals_enclose_all_their_numbers(x, y, p, q):
    a, b = Interval.of(min(x, y), max(x, y)), Interval.of(min(p, q), max(p, q))
    for u in (x, y, (x + y) / 2):
        for v in (p, q, (p + q) / 2):
            assert contains(a * b, u * v)
            assert contains(a - b, u - v)
            if min(p, q) > 0:
                assert contains(a / b, u / v)


@given(st.fractions(0, 100, max_denominator=1000))
def test_roots_enclose_and_are_narrow(x):
    root = around(x).sqrt()
    assert Fraction(root.low, ONE) ** 2 <= x <= Fraction(root.high, ONE) ** 2
    assert root.high - root.low <= isqrt(ONE) + 2


@pytest.mark.parametrize(
    "operation",
    [
        lambda: Interval(1, 0),
        lambda: around(1) / around(0),
        lambda: around(1) / Interval(-1, 1),
        lambda: around(-1).sqrt(),
    ],
)
def test_what_is_not_defined_is_refused(operation):
    with pytest.raises(ValueError, match="interval"):
        operation()


def step(**changes):
    right = changes.get("right", [8, 5, 2])
    area = str(Fraction(sum(right), 1000)) if isinstance(right, list) else "0"
    first = {"name": "b", "rule": "sure-boxes", "parts": 3, "rows": 20, "unit": 50}
    return {**first, "right": right, "area": area, **changes}


def verify(changed, parts=3, least="1/100"):
    SureBoxes("b", parts=parts, least_area=least).verify(changed, SCOPE)


def test_rows_inside_the_region_are_accepted():
    verify(step(right=[6, 4, 2]), least="12/1000")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (step(right=[9, 5, 2]), "row 0"),  # the edge is at 0.181
        (step(right=[7, 5, 4, 2, 2, 1, 1]), "row"),
        (step(right=[5, 4]), "less than"),
        (step(area="1/50"), "area is not"),
        (step(parts=4), "parts"),
        (step(rows=3), "beta_2 = 1"),
        (step(right=[7, 0]), "range"),
        (step(right=[7, 50]), "range"),
        (step(right=[7, True]), "range"),
        (step(right="7"), "beta_2 = 1"),
        (step(unit=10**9), "range"),
        (step(rule="boxes"), "rule"),
        (step(note=""), "fields"),
    ],
)
def test_wrong_boxes_are_rejected(changed, reason):
    with pytest.raises(Rejected, match=reason):
        verify(changed)


def test_the_same_rows_fail_for_fewer_parts():
    rows = step(parts=10, right=[18, 18])
    verify(rows, parts=10)
    with pytest.raises(Rejected, match="row 0"):
        verify({**rows, "parts": 5}, parts=5)


INSTANCE = {"parts": 3, "beta1": "0", "beta2": "0", "epochs": 2, "bound": "-1"}


def test_an_instance_is_enumerated():
    verify_instance(INSTANCE)


@pytest.mark.parametrize(
    "change",
    [
        {"bound": "-2"},
        {"beta1": "1"},
        {"beta2": "-1/2"},
        {"beta1": "9/10"},
        {"parts": 2},
        {"parts": True},
        {"epochs": 7},
        {"parts": 40, "epochs": 3},
        {"extra": 1},
    ],
)
def test_a_wrong_instance_is_rejected(change):
    with pytest.raises(Rejected):
        verify_instance({**INSTANCE, **change})


def test_a_bound_that_is_not_negative_is_rejected():
    wrong = {"parts": 3, "beta1": "1/2", "beta2": "0", "epochs": 1, "bound": "1"}
    with pytest.raises(Rejected):
        verify_instance(wrong)

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorball.errors import InputError
from colorball.sweeps.axis import axis_from_text, axis_range, read_axis


def fractions(values):
    return [Fraction(value) for value in values]


@given(st.fractions(-5, 5), st.fractions(-5, 5), st.integers(2, 30))
def test_a_linear_range_is_exact(start, stop, count):
    if start == stop:
        return
    values = fractions(axis_range(start, stop, count))
    assert (len(values), values[0], values[-1]) == (count, start, stop)
    assert {b - a for a, b in itertools.pairwise(values)} == {(stop - start) / (count - 1)}


@given(st.fractions("1/1000", 1000), st.fractions("1/1000", 1000), st.integers(2, 12))
def test_a_logarithmic_range_has_its_ends_and_even_ratios(start, stop, count):
    if not max(start / stop, stop / start) > 1.01:
        return
    values = fractions(axis_range(start, stop, count, "log"))
    assert (len(values), values[0], values[-1]) == (count, start, stop)
    ratio = float(stop / start) ** (1 / (count - 1))
    for one, other in itertools.pairwise(values):
        assert float(other / one) == pytest.approx(ratio, rel=1.01e-7)  # 5e-8 each


def test_near_one_the_distance_from_one_is_even():
    values = fractions(axis_range("0.9", "0.9999", 4, "one-minus-log"))
    assert values == fractions(["9/10", "99/100", "999/1000", "9999/10000"])


def test_inner_values_are_short_decimals():
    _, inner, _ = axis_range("0.9", "0.999", 3, "one-minus-log")
    assert inner == "99/100"
    _, inner, _ = axis_range("0.9", "0.99", 3, "one-minus-log")
    assert 10**9 % Fraction(inner).denominator == 0  # 1 - 0.031622777


def test_what_is_no_table_is_left_as_it_is():
    assert read_axis(Decimal("0.9"), "beta1") == Decimal("0.9")
    assert read_axis(["1/2", 0], "beta1") == ["1/2", 0]


def test_texts():
    assert axis_from_text("1/2", "beta1") == "1/2"
    assert axis_from_text("1/2,0.9", "beta1") == ["1/2", "0.9"]
    assert axis_from_text("1/2,", "beta1") == ["1/2"]
    assert axis_from_text("0:1/2:3", "beta1") == ["0", "1/4", "1/2"]
    assert axis_from_text("10:30:3", "n") == ["10", "20", "30"]
    assert axis_from_text("1:100:3:log", "step") == ["1", "10", "100"]


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ({"start": 0, "stop": 1}, "beta1"),
        ({"start": 0, "stop": 1, "count": 1}, "beta1.count"),
        ({"start": 0, "stop": 1, "count": True}, "beta1.count"),
        ({"start": 0, "stop": 1, "count": Decimal("2.5")}, "beta1.count"),
        ({"start": 0, "stop": 1, "count": 10**9}, "beta1.count"),
        ({"start": 0, "stop": 1, "count": "9" * 5000}, "beta1.count"),
        ({"start": 1, "stop": 1, "count": 2}, "beta1.stop"),
        ({"start": "x", "stop": 1, "count": 2}, "beta1.start"),
        ({"start": 0, "stop": Decimal("nan"), "count": 2}, "beta1.stop"),
        ({"start": 0, "stop": 1, "count": 2, "spacing": "even"}, "beta1.spacing"),
        ({"start": 0, "stop": 1, "count": 2, "spacing": 3}, "beta1.spacing"),
        ({"start": 0, "stop": 1, "count": 2, "spacing": "log"}, "beta1.start"),
        ({"start": 0, "stop": 1, "count": 2, "spacing": "one-minus-log"}, "beta1.stop"),
        ({"start": 0, "stop": 1, "count": 2, "step": 1}, "beta1.step"),
        ({"start": 1, "stop": "1.000000001", "count": 9, "spacing": "log"}, "beta1.count"),
        ([], "beta1"),
    ],
)
def test_bad_tables(table, name):
    with pytest.raises(InputError) as caught:
        read_axis(table, "beta1")
    assert caught.value.argument == name


@pytest.mark.parametrize("text", ["0:1", "0:1:2:log:3", ":", "0:1:x", "0::3", "a:b:2"])
def test_bad_texts(text):
    with pytest.raises(InputError):
        axis_from_text(text, "beta1")

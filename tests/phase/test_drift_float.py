"""Quadrature in floating point: arrays, extremes, bad arguments."""

import time
from fractions import Fraction

import numpy as np
import pytest

from colorball.errors import InputError
from colorball.phase.power_series import log_series, one_minus_power, polynomial, quotient_series
from colorball.phase.quadrature import drift_float

SCHEMES = ("reshuffle", "with-replacement", "shuffle-once", "cyclic")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_arrays_are_broadcast(scheme):
    beta1, beta2 = np.array([[0.0], [0.5], [0.99]]), np.array([0.0, 0.5, 0.9, 0.9999])
    table = drift_float(7, beta1, beta2, scheme)
    assert table.shape == (3, 4)
    for i, j in np.ndindex(3, 4):
        single = drift_float(7, beta1[i, 0], beta2[j], scheme)
        assert isinstance(single, float)
        assert table[i, j] == pytest.approx(single, abs=1e-13)


def test_no_points_are_no_work():
    assert drift_float(5, [], 0.5).shape == (0,)


def test_numbers_of_other_kinds():
    assert drift_float("10", Fraction(3, 10), "0.7") == drift_float(10, 0.3, 0.7)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("n", [3, 50, 1000])
def test_as_beta2_goes_to_one_v_is_its_mean(n, scheme):
    limit = 1 / np.sqrt(n + 1 - 1 / n)
    for beta1 in (0.0, 0.9, 1 - 1e-15):
        assert drift_float(n, beta1, 1 - 1e-14, scheme) == pytest.approx(limit, rel=1e-5)


@pytest.mark.parametrize("scheme", ["reshuffle", "with-replacement"])
def test_a_thousand_parts_at_the_law(scheme):
    limit = 4 if scheme == "reshuffle" else 2
    start = time.monotonic()
    below, above = drift_float(1000, 0.5, [1 - 1.1 * limit / 1e6, 1 - 0.9 * limit / 1e6], scheme)
    assert below < 0 < above
    assert time.monotonic() - start < 5


def test_it_is_quick():
    drift_float(10, 0.5, 0.95)
    start = time.monotonic()
    for beta2 in np.linspace(0.9, 0.99, 50):
        drift_float(10, 0.5, beta2)
        drift_float(100, 0.5, 1 - (1 - beta2) / 100)
    assert time.monotonic() - start < 5  # 0.5 on a laptop


def test_too_much_work_is_refused():
    with pytest.raises(InputError, match="n: got 100000"):
        drift_float(100_000, 0.5, 0.001)


@pytest.mark.parametrize(
    ("change", "argument"),
    [
        ({"n": 2}, "n"),
        ({"beta1": 1.0}, "beta1"),
        ({"beta1": [0.5, -0.1]}, "beta1"),
        ({"beta2": float("nan")}, "beta2"),
        ({"beta2": "many"}, "beta2"),
        ({"beta2": 1 - Fraction(1, 10**30)}, "beta2"),
        ({"sampling": "sorted"}, "sampling"),
    ],
)
def test_bad_arguments(change, argument):
    with pytest.raises(InputError, match=argument):
        drift_float(**({"n": 5, "beta1": 0.5, "beta2": 0.5} | change))


def test_power_series():
    exponential = np.array([1.0, 1.0, 1 / 2, 1 / 6, 1 / 24])
    assert log_series(exponential) == pytest.approx([0, 1, 0, 0, 0])
    assert quotient_series(np.ones(5), np.array([1.0, 1, 0, 0, 0])) == pytest.approx(
        [1, 0, 1, 0, 1]
    )
    assert polynomial(np.array([1.0, 2, 3]), np.array([2.0])) == pytest.approx([17])
    assert one_minus_power(1 - 1e-12, 10) == pytest.approx(1e-11, rel=1e-3)
    assert one_minus_power(0.5, 1, -np.inf) == 1

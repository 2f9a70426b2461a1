"""The compiler's elementary functions give NumPy's bits, on NaN, signed zeros and the like."""

import itertools

import numpy as np
import pytest

pytest.importorskip("numba", reason="numba is an extra: colorball[simulate]")

from numba import njit

import colorball.simulation.compiled.registration
from colorball.rules.elementary import between, inverse_root, larger, root, sign, smaller, where
from colorball.simulation.compiled.wide import REGISTER
from colorball.simulation.compiled.wide_memory import load, store, use_widest_vectors

TINY, LARGEST = 5e-324, np.finfo(np.float64).max
SPECIAL = [0.0, -0.0, 1.0, -1.0, 2.5, -2.5, TINY, -TINY, 2.3e-308, LARGEST, -LARGEST, np.inf,
           -np.inf, np.nan, 1 - 2**-53, 3.0]  # fmt: skip
PAIRS = np.array(list(itertools.product(SPECIAL, SPECIAL))).T.copy()


def all_of(a, b):
    """Each function, of numbers or of registers; bounds are numbers, as parameters are."""
    return (
        root(a),
        inverse_root(a, False),
        sign(a),
        larger(a, b),
        smaller(a, b),
        larger(a, 0.5),
        smaller(a, 1.0),
        smaller(0.5, a),
        larger(0.5, a),
        between(a, -1.5, 1.5),
        where(a > b, a, b),
        where(a == 0.0, 1.0, a),
        where(a != b, a + b, a - b),
        -a * b / 3.0,
    )


@njit(error_model="numpy")
def one_by_one(a, b, out):
    use_widest_vectors()
    for i in range(a.size):
        for row, value in enumerate(all_compiled(a[i], b[i])):
            out[row, i] = value


@njit(error_model="numpy")
def by_registers(a, b, out):
    use_widest_vectors()
    for i in range(0, a.size, REGISTER):
        values = all_compiled(load(a, i), load(b, i))
        for row, value in enumerate(values):
            store(out, row * a.size + i, value)


all_compiled = colorball.simulation.compiled.registration.registered(all_of)


@pytest.mark.parametrize("way", [one_by_one, by_registers])
def test_special_values(way):
    a, b = PAIRS
    with np.errstate(all="ignore"):
        expected = np.stack(all_of(a, b))
    out = np.zeros_like(expected)
    way(a, b, out if way is one_by_one else out.reshape(-1))
    for row, (found, right) in enumerate(zip(out, expected, strict=True)):
        nan = np.isnan(right)
        np.testing.assert_array_equal(np.isnan(found), nan, err_msg=str(row))
        bits = [each[~nan].view(np.int64) for each in (found, right)]  # NaN has many bit patterns
        np.testing.assert_array_equal(*bits, err_msg=str(row))

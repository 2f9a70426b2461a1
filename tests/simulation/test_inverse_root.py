"""The quick inverse root gives the doubles of ``1 / sqrt(v)``; all cases that are hard are tried.

In units in which v, its root and the root's inverse have integer significands,

* the root S is hard where ``4 V - (2 S + 1)^2`` is small: it is nearly the middle of two doubles;
* the inverse M/2 is hard where ``S M - 2^106`` is small and M odd.

The module's bounds of the errors before rounding are ``15 * 2^-106`` and ``5 * 2^-106``, so only
differences up to 120 and 5 matter. Here all up to larger ones are tried.
"""

import math
from fractions import Fraction

import flint
import numpy as np
import pytest

pytest.importorskip("numba", reason="numba is an extra: colorball[simulate]")

from numba import njit

from colorball.simulation.compiled import wide_memory
from colorball.simulation.compiled.wide import HAS_512, REGISTER
from colorball.simulation.compiled.wide_root import (
    A_LITTLE_MORE,
    LEAST,
    near_wide_inverse_root,
    quick_wide_inverse_root,
)

FOUR_POWERS = [-45, -44, -1, 0, 1, 18, 26, 45]  # from LEAST; beyond its end with a bias correction


@njit
def _fill(v, out):
    wide_memory.use_widest_vectors()
    for i in range(0, v.size, REGISTER):
        wide_memory.store(out, i, quick_wide_inverse_root(wide_memory.load(v, i)))


@njit
def _fill_near(v, out):
    wide_memory.use_widest_vectors()
    for i in range(0, v.size, REGISTER):
        wide_memory.store(out, i, near_wide_inverse_root(wide_memory.load(v, i)))


def require_right(v):
    v = np.asarray(v, dtype=np.float64)
    v = np.pad(v, (0, -v.size % REGISTER), mode="edge")
    out = np.empty_like(v)
    _fill(v, out)
    wrong = out != 1.0 / np.sqrt(v)
    assert not wrong.any(), f"{wrong.sum()} of {v.size}, such as {v[wrong][:3]}"


def square_roots_of(d, power):
    """All odd x below ``2^power`` with ``x^2 = d`` modulo it, by Hensel's lifting; d = 1 mod 8."""
    x = 1
    for bit in range(3, power):
        if (x * x - d) >> bit & 1:
            x += 1 << (bit - 1)
    half, whole = 1 << (power - 1), 1 << power
    return {x % whole, -x % whole, (x + half) % whole, (half - x) % whole}


def hard_roots(most):
    """``(V, bits)`` with ``4 V - (2 S + 1)^2`` up to ``most`` in size; v is ``V 2^-bits``."""
    for bits in (52, 51):  # v in [1, 2), and in [2, 4)
        for d in range(-most, most + 1):
            if d % 8 == 1:
                for root in square_roots_of(d, 106 - bits):
                    for odd in range(root, 1 << 54, 1 << (106 - bits)):
                        v = (odd * odd - d) >> (106 - bits)
                        if odd >= 1 << 53 and 1 << 52 <= v < 1 << 53:
                            yield v, bits


def divisors(number):
    found = [1]
    for prime, power in flint.fmpz(number).factor():
        found = [d * int(prime) ** k for d in found for k in range(int(power) + 1)]
    return found


def hard_inverses(most):
    """``(V, bits)`` whose root S has an odd M with ``S M - 2^106`` up to ``most`` in size."""
    for j in range(-most, most + 1):
        for s in divisors(2**106 - j) if j else ():
            if 1 << 52 <= s < 1 << 53 and (2**106 - j) // s % 2 == 1:
                for bits in (52, 51):
                    low = (2 * s - 1) ** 2 >> (106 - bits)
                    high = (2 * s + 1) ** 2 >> (106 - bits)
                    for v in range(max(low, 1 << 52), min(high + 2, 1 << 53)):
                        if np.sqrt(v * 2.0**-bits) == s * 2.0**-52:
                            yield v, bits


HARD_ROOTS = list(hard_roots(1000))
HARD_INVERSES = list(hard_inverses(16))


def test_there_are_hard_cases():
    assert len(HARD_ROOTS) > 200
    assert len(HARD_INVERSES) > 100
    # those that Markstein's last step alone gets wrong: 4 - 2^-50 and 4 - 2^-51, and others
    assert {(2**53 - 1, 51), (2**53 - 2, 51)} <= set(HARD_INVERSES)
    v, bits = HARD_ROOTS[0]
    root, s = Fraction(v, 2**bits), int(np.sqrt(v * 2.0**-bits) * 2.0**52)
    middles = [Fraction(2 * s + k, 2**53) ** 2 for k in (-1, 1)]
    assert min(abs(root - middle) for middle in middles) <= Fraction(1000, 4 * 2**104)


@pytest.mark.parametrize("power", FOUR_POWERS)
def test_hard_cases(power):
    require_right([v * 2.0**-bits * 4.0**power for v, bits in HARD_ROOTS + HARD_INVERSES])


def test_next_to_powers_of_two():
    ends = [2.0**k for k in range(-90, 92)]
    require_right([end * (1 + k * 2.0**-53) for end in ends for k in range(-20, 21)])


def test_random_numbers():
    random = np.random.default_rng(5)
    require_right(np.exp2(random.uniform(-90, 91, 1_000_000)))
    require_right(random.integers(2**52, 2**54, 1_000_000) * 2.0**-52)


def test_the_ends_of_the_range():
    last = 2.0**38
    require_right([LEAST, np.nextafter(LEAST, 1), np.nextafter(last, 0), last])


def test_larger_numbers_are_right_or_not_a_number():
    random = np.random.default_rng(6)
    v = np.exp2(random.uniform(91, 1023.9, 100_000 // REGISTER * REGISTER))
    v[:2] = np.finfo(float).max, np.inf
    out = np.empty_like(v)
    _fill(v, out)
    seen = np.isnan(out)
    assert seen[1]
    if HAS_512:  # else the estimate is in single precision
        assert not seen[np.isfinite(v)].any()
    np.testing.assert_array_equal(out[~seen], 1.0 / np.sqrt(v[~seen]))


def test_near_is_within_units_in_the_last_place():
    random = np.random.default_rng(7)
    v = np.exp2(random.uniform(-90, 91, 1_000_000))
    out = np.empty_like(v)
    _fill_near(v, out)
    exact = 1 / np.sqrt(v.astype(np.longdouble))
    units = np.abs(out - exact) / np.spacing(out)
    assert units.max() <= 1.6  # 2.2 * 2^-54 before rounding, and half a unit
    assert (out != 1.0 / np.sqrt(v)).any()


# The same on any processor: its estimate decides only to which side y is rounded where it is close.


def rounded(x):
    """The nearest double of a fraction, ties to even: CPython's division of integers does that."""
    return x.numerator / x.denominator


def fused(a, b, c):
    return rounded(Fraction(a) * Fraction(b) + Fraction(c))


def possible_estimates(v):
    """y after step 1: ``v^(-1/2) (1 + t)`` rounded, ``|t| < 2.2 * 2^-54``."""
    digits = 2**200
    inverse = Fraction(math.isqrt(int(digits * digits / Fraction(v))), digits)
    most = Fraction(22, 10 * 2**54)
    low, high = (rounded(inverse * (1 + t)) for t in (-most, most))
    while low <= high:
        yield low
        low = float(np.nextafter(low, np.inf))


def test_hard_cases_with_every_estimate_that_there_may_be():
    seen = 0
    for v, bits in HARD_ROOTS + HARD_INVERSES:
        v = v * 2.0**-bits
        for y in possible_estimates(v):
            s = v * y
            s = fused(fused(-s, s, v), 0.5 * y, s)
            assert s == np.sqrt(v)
            e = fused(-s, y, 1.0)
            assert fused(fused(e * A_LITTLE_MORE, e, e), y, y) == 1.0 / s
            seen += 1
    assert seen > len(HARD_ROOTS) + len(HARD_INVERSES)

"""The ways to the drift share no code; here they meet (thousands of times when thorough)."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from colorball.balls.sampling import Sampling
from colorball.exact.rational import to_flint
from colorball.phase.cyclic import cyclic_ball
from colorball.phase.drift import drift
from colorball.phase.enumeration import enumerate_drift
from colorball.phase.memoryless import memoryless_drift
from colorball.phase.quadrature import drift_float

FLOAT_ERROR = 1e-13  # times n
RANDOM = st.sampled_from(["reshuffle", "with-replacement"])
SCHEMES = st.sampled_from(list(Sampling))
MANY = min(7 * settings.default.max_examples, 2000)  # thousands of points over all comparisons
# all over [0, 1), and near both ends on their own scales
betas = st.one_of(
    st.just(Fraction(0)),
    st.fractions(0, Fraction(999, 1000), max_denominator=10**4),
    st.integers(1, 10**6).map(lambda k: 1 - Fraction(1, k)),
    st.integers(1, 30).map(lambda e: 1 - Fraction(1, 10**e)),
    st.integers(1, 30).map(lambda e: Fraction(1, 10**e)),
)


def meet(first, second):
    return first.lower <= second.upper and second.lower <= first.upper


@settings(max_examples=MANY)
@given(st.integers(3, 30), betas, betas, SCHEMES)
@example(3, Fraction(0), Fraction(0), Sampling.RESHUFFLE)
@example(3, 1 - Fraction(1, 10**14), 1 - Fraction(1, 10**14), Sampling.WITH_REPLACEMENT)
def test_floating_point_is_near_the_certified_enclosure(n, beta1, beta2, scheme):
    beta1, beta2 = Fraction(float(beta1)), Fraction(float(beta2))
    if max(beta1, beta2) == 1:
        return
    found = drift(n, beta1, beta2, sampling=scheme, digits=15)
    value = drift_float(n, float(beta1), float(beta2), scheme)
    assert abs(value - float(found.lower)) < FLOAT_ERROR * n + 2e-15


@settings(max_examples=MANY)
@given(st.integers(3, 6), betas, betas, RANDOM, st.integers(1, 8), st.integers(1, 20))
@example(4, Fraction(0), Fraction(0), "reshuffle", 1, 9)
@example(4, Fraction(0), Fraction(0), "with-replacement", 1, 9)
def test_enumeration_meets_the_certified_enclosure(n, beta1, beta2, scheme, looked_at, digits):
    if scheme == "reshuffle":
        looked_at = min(looked_at, 2 if n > 4 else 3)
    found = enumerate_drift(n, beta1, beta2, sampling=scheme, looked_at=looked_at)
    assert meet(found, drift(n, beta1, beta2, sampling=scheme, digits=digits))


@settings(max_examples=MANY)
@given(st.integers(3, 20), betas, betas, SCHEMES, st.integers(1, 20), st.integers(1, 40))
def test_enclosures_to_different_digits_meet(n, beta1, beta2, scheme, digits, others):
    first = drift(n, beta1, beta2, sampling=scheme, digits=digits)
    assert meet(first, drift(n, beta1, beta2, sampling=scheme, digits=others))


@given(st.integers(3, 40), betas, SCHEMES, st.integers(1, 20))
def test_the_rational_function_is_in_the_enclosure(n, beta1, scheme, digits):
    exact = memoryless_drift(n, beta1, sampling=scheme)
    found = drift(n, beta1, 0, sampling=scheme, digits=digits)
    assert found.lower <= exact <= found.upper


@given(st.integers(3, 5), betas, betas, RANDOM, st.integers(1, 4), st.integers(1, 4))
def test_enumerations_of_different_depth_meet(n, beta1, beta2, scheme, first, second):
    depths = [min(depth, 3) if scheme == "reshuffle" else depth for depth in (first, second)]
    one, other = (
        enumerate_drift(n, beta1, beta2, sampling=scheme, looked_at=depth) for depth in depths
    )
    assert meet(one, other)


@given(st.integers(3, 5), betas, st.integers(1, 2))
def test_enumeration_at_beta2_zero_is_exact_but_for_rounding(n, beta1, looked_at):
    for scheme in ("reshuffle", "with-replacement"):
        exact = memoryless_drift(n, beta1, sampling=scheme)
        found = enumerate_drift(n, beta1, 0, sampling=scheme, looked_at=looked_at)
        assert found.lower <= exact <= found.upper
        assert found.upper - found.lower < Fraction(1, 10**12)


@settings(max_examples=settings.default.max_examples // 5)
@given(st.integers(3, 4), st.floats(0, 0.6), st.floats(0, 0.6))
@example(3, 0.0, 0.0)
def test_enumeration_and_floats_are_what_running_adam_gives(
    literal, literal_with_replacement, n, beta1, beta2
):
    runs = (("reshuffle", literal, 6), ("with-replacement", literal_with_replacement, 14))
    for scheme, run, long in runs:
        low, high = run(n, beta1, beta2, long)
        assert low < drift_float(n, beta1, beta2, scheme) < high
        found = enumerate_drift(n, beta1, beta2, sampling=scheme, looked_at=3)
        assert found.lower < high
        assert low < found.upper


def test_the_comparisons_can_fail():
    here = enumerate_drift(3, "1/5", "3/10", digits=9)
    assert not meet(here, drift(3, "1/5", "30001/100000"))
    assert not meet(here, drift(3, "1/5", "3/10", sampling="with-replacement"))
    assert not meet(here, drift(3, "1/5", "3/10", sampling="cyclic"))
    assert abs(drift_float(3, 0.2, 0.3) - drift_float(3, 0.2, 0.3 + 1e-11)) > 3 * FLOAT_ERROR


@pytest.mark.parametrize(
    ("n", "beta1", "beta2", "value"),
    [
        (3, "0.2", "0.3", "-0.1767298676306"),
        (10, "0.3", "0.7", "-2.2674015992"),
        (5, "0.9", "0.5", "0.306"),
    ],
)
def test_known_values(n, beta1, beta2, value):
    unit = 10.0 ** -len(value.partition(".")[2])
    assert abs(drift_float(n, float(beta1), float(beta2)) - float(value)) < unit
    found = enumerate_drift(n, beta1, beta2, digits=5)
    assert found.lower - Fraction(unit) <= Fraction(value) <= found.upper + Fraction(unit)


@pytest.mark.parametrize(
    ("n", "beta1", "below", "above"),
    [
        (10, 0.0, 0.958116, 0.958118),
        (10, 0.5, 0.950164, 0.950166),
        (10, 0.9, 0.864844, 0.864846),
        (50, 0.0, 0.998379, 0.998381),
        (50, 0.9, 0.997728, 0.997730),
        (100, 0.5, 0.999588, 0.999590),
        (100, 0.9, 0.999519, 0.999521),
    ],
)
def test_known_edges(n, beta1, below, above):
    values = drift_float(n, beta1, [below, above])
    assert values[0] < 0 < values[1]


def one_epoch(n, beta1, beta2, order, epochs=60):
    """What an epoch of Adam adds to the displacement when all have the same order of the parts."""
    m = v = 0.0
    for _ in range(epochs):
        moved = 0.0
        for part in order:
            gradient = n if part == 0 else -1.0
            m = beta1 * m + (1 - beta1) * gradient
            v = beta2 * v + (1 - beta2) * gradient**2
            moved += m / np.sqrt(v)
    return moved


@pytest.mark.parametrize(("beta1", "beta2"), [(0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.7, 0.6)])
def test_one_order_has_the_same_drift_whatever_it_is(beta1, beta2):
    expected = drift_float(4, beta1, beta2, "cyclic")
    assert expected == drift_float(4, beta1, beta2, "shuffle-once")
    for order in itertools.permutations(range(4)):
        assert one_epoch(4, beta1, beta2, order) == pytest.approx(expected, abs=1e-12)
    with pytest.raises(AssertionError):
        assert one_epoch(4, beta1, beta2 + 0.01, range(4)) == pytest.approx(expected, abs=1e-5)


@given(st.integers(3, 40), betas, betas, st.integers(10, 200))
def test_the_ball_of_one_order_holds_the_drift(n, beta1, beta2, bits):
    ball = cyclic_ball(n, to_flint(beta1), to_flint(beta2), bits)
    assert ball.rad() < 2.0 ** (2 - bits)
    assert ball.overlaps(cyclic_ball(n, to_flint(beta1), to_flint(beta2), bits + 60))


@settings(max_examples=25)
@given(st.floats(0, 0.99), st.floats(0, 0.99))
def test_cyclic_is_what_running_adam_gives(beta1, beta2):
    moved = one_epoch(5, beta1, beta2, range(5), epochs=700)
    assert drift_float(5, beta1, beta2, "cyclic") == pytest.approx(moved, abs=1e-10)

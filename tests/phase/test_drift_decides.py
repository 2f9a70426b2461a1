"""The sign of the drift decides: bounds by brute force, statements against simulated Adam."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from colorball.errors import InputError
from colorball.exact.precision import working_precision
from colorball.exact.rational import to_flint
from colorball.phase.decides_counterexample import order_counterexample, rate_counterexample
from colorball.phase.drift import drift
from colorball.phase.escape import escape_start
from colorball.phase.free_bounds import all_paths, extremes
from colorball.phase.free_process import (
    displacements,
    forgotten,
    highest_displacement,
    sensitivity,
    total_forgotten,
    total_sensitivity,
)
from colorball.phase.freezing import freezing_constant
from colorball.phase.step_bound import cauchy_schwarz_bound, general_bound, longest_step

BETAS = st.fractions(min_value=0, max_value=Fraction(99, 100), max_denominator=100)
POSITIVE = st.fractions(min_value=Fraction(1, 50), max_value=Fraction(49, 50), max_denominator=50)
STARTS = st.sampled_from([Fraction(s) for s in ("1/1000", "1/7", "1", "21/20", "-1/30", "-2")])


@given(beta1=BETAS, beta2=BETAS)
@settings(deadline=None, max_examples=25)
def test_no_position_changes_more_than_its_bound(beta1, beta2):
    found = extremes(3, beta1, beta2, 3)
    assert not found.highest > arb(to_flint(highest_displacement(3, beta1)))
    assert not found.lowest < -3
    for lag, change in enumerate(found.sensitivity):
        assert not change > arb(to_flint(sensitivity(3, beta1, beta2, lag)))


@given(n=st.integers(3, 40), beta1=BETAS, beta2=BETAS)
def test_the_sums_of_the_sensitivities(n, beta1, beta2):
    lags = range(1, 30)
    partial = sum(sensitivity(n, beta1, beta2, lag) for lag in lags)
    assert partial + forgotten(n, beta1, beta2, 30) == forgotten(n, beta1, beta2, 1)
    assert total_sensitivity(n, beta1, beta2) == (
        sensitivity(n, beta1, beta2, 0) + forgotten(n, beta1, beta2, 1)
    )
    tails = sum(forgotten(n, beta1, beta2, lag) for lag in lags)
    left = total_forgotten(n, beta1, beta2) - tails
    assert 0 <= left <= max(beta1, beta2) ** (29 * n) * total_forgotten(n, beta1, beta2)


@pytest.mark.parametrize(("n", "beta1", "beta2"), [(3, "1/5", "3/10"), (4, "9/10", "1/2")])
def test_the_mean_displacement_nears_the_drift_as_fast_as_said(n, beta1, beta2):
    b1, b2, epochs = Fraction(beta1), Fraction(beta2), 4
    value = drift(n, b1, b2)
    total = [arb(0)] * epochs
    for order in itertools.product(range(n), repeat=epochs):
        total = [a + b for a, b in zip(total, displacements(n, b1, b2, order), strict=True)]
    for k, of_epoch in enumerate(total, 1):
        mean, allowed = of_epoch / n**epochs, arb(to_flint(forgotten(n, b1, b2, k)))
        assert mean - allowed < arb(to_flint(value.upper))
        assert mean + allowed > arb(to_flint(value.lower))


def test_without_memory_the_displacement_is_that_of_the_signs():
    for order in ([0, 0], [2, 1]):
        for value in displacements(7, Fraction(0), Fraction(0), order):
            assert value.contains(2 - 7)


@given(beta1=POSITIVE, beta2=POSITIVE, start=STARTS)
@settings(deadline=None, max_examples=15)
def test_no_step_is_longer_than_its_bound_and_frozen_gradients_are_near(beta1, beta2, start):
    with working_precision(250):
        eta = Fraction(int(float(longest_step(3, beta1, beta2)) * 2**30), 2**30)
        paths = list(all_paths(3, beta1, beta2, start, eta, 3))
        steps = [step for path in paths for step in path]
        longest = arb(0)
        for step in steps:
            longest = longest.max(abs(step.ratio))
        assert longest < general_bound(3, beta1, beta2)
        simple = cauchy_schwarz_bound(beta1, beta2)
        assert simple is None or not longest > simple
        constant = freezing_constant(3, beta1, beta2, longest)
        root1, root2 = arb(to_flint(beta1)), arb(to_flint(beta2)).sqrt()
        for path in paths:
            for t, step in enumerate(path, 1):
                allowed = step.allowed(constant, root1**t + longest * root2**t)
                assert not abs(step.error) > allowed


@given(
    gradients=st.lists(st.fractions(-9, 9, max_denominator=9), min_size=1, max_size=12),
    beta1=BETAS,
    beta2=BETAS,
)
def test_cauchy_schwarz_bounds_every_sequence_of_gradients(gradients, beta1, beta2):
    bound = cauchy_schwarz_bound(beta1, beta2)
    m = v = Fraction(0)
    for g in gradients:
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        if bound is not None and v:
            assert not arb(to_flint(m * m / v)).sqrt() > bound


def test_the_bounds_of_a_step_where_a_beta_is_zero():
    half, zero = Fraction(1, 2), Fraction(0)
    assert general_bound(3, half, zero) is None
    assert cauchy_schwarz_bound(half, zero) is None
    assert longest_step(3, zero, half) is None
    assert cauchy_schwarz_bound(zero, zero).contains(1)
    assert general_bound(3, zero, zero).contains(6)
    assert freezing_constant(3, zero, zero, arb(1)).contains(0)


def simulate(n, beta1, beta2, start, eta, epochs, paths=200, seed=7):
    """Adam on Function (2) from m = v = 0: y = x + 2 after each epoch, the longest step."""
    rng = np.random.default_rng(seed)
    y, m, v = np.full(paths, float(start)), np.zeros(paths), np.zeros(paths)
    kept, longest = [y], 0.0
    for k in range(1, epochs + 1):
        positions = rng.integers(n, size=paths)
        for i in range(n):
            g = np.minimum(y, 1) * np.where(positions == i, n, -1)
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g * g
            ratio = m / np.sqrt(v)
            longest = max(longest, np.abs(ratio).max())
            y = y - eta / np.sqrt(k) * ratio
        kept.append(y)
    return np.array(kept), longest


def test_negative_drift_drives_x_away_at_the_rate_said():
    start = float(escape_start(3, "1/5", "3/10", "1/100"))
    y, _ = simulate(3, 0.2, 0.3, start + 2, 1.0, 4000)
    assert y.min() >= 1  # it stays on x >= -1
    rate = (y[-1] - y[0]) / np.sqrt(4000)
    assert np.abs(rate - 2 * 0.17673).max() < 0.1
    assert abs(rate.mean() - 2 * 0.17673) < 0.02  # and not eta |D|


def test_negative_drift_drives_x_away_on_the_left_too():
    y, _ = simulate(3, 0.2, 0.3, -30.0, 1.0, 4000)
    assert y[-1].max() < -40
    assert abs(((y[0] - y[-1]) / np.sqrt(4000)).mean() - 2 * 0.17673) < 0.03


@pytest.mark.parametrize(
    ("n", "beta1", "beta2"), [(3, 0.5, 0.2), (5, 0.9, 0.5), (10, 0.9, 0.99), (3, 0.0, 0.9)]
)
def test_positive_drift_draws_x_to_the_minimum(n, beta1, beta2):
    # beta_1 >= sqrt(beta_2) in the first two: attraction does not need beta_1^2 < beta_2
    assert drift(n, str(beta1), str(beta2)).lower > 0
    y, _ = simulate(n, beta1, beta2, 5.0, 1.0, 8000)
    assert np.abs(y[-1000:]).max() < 0.5
    # 200 paths, each within a few log(k)/sqrt(k) of the minimum
    assert np.abs(y[-1]).max() < 5 * np.log(8000) / np.sqrt(8000)


def test_without_memory_of_squares_a_step_may_be_long():
    # beta_2 = 0 < beta_1 is left out of "attraction": the iterate is thrown out again and again
    assert drift(3, "1/2", 0).lower > 0
    y, longest = simulate(3, 0.5, 0.0, 5.0, 1.0, 4000)
    assert longest > 1000
    assert np.abs(y[2000:]).max() > 10


def test_near_the_minimum_negative_drift_may_take_very_long():
    # why "repulsion" has its second case: D < 0, yet many paths stay within 20 step sizes
    assert drift(4, "1/2", "1/2").upper < 0
    y, _ = simulate(4, 0.5, 0.5, 0.1, 1.0, 4000)
    near = np.abs(y[-1]) < 20 / np.sqrt(4000)
    assert 0.2 < near.mean() < 0.6
    assert np.abs(y[-1][~near]).min() > 5


def test_a_smaller_probability_needs_a_start_further_away():
    starts = [escape_start(3, 0, 0, Fraction(1, 10**k)) for k in (1, 4, 9)]
    assert starts == sorted(set(starts))
    # the formula at beta = 0, where everything is known: D = 2 - n = -1, sigma = 7, tau = 0
    exact = 1 + 49 * (1.5e4) ** 0.25 + 3 * 3 - 1
    assert float(starts[1]) == pytest.approx(exact, abs=1e-5)
    assert escape_start(3, 0, 0, "1/10", eta=2) == pytest.approx(2 * float(starts[0]) + 1, abs=1e-5)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((3, "1/5", "9/10", "1/10"), "beta1, beta2"),  # positive drift
        ((3, "1/5", "3/10", 0), "epsilon"),
        ((3, "1/5", "3/10", 1), "epsilon"),
        ((3, "1/5", "3/10", "1/10", 0), "eta"),
        ((2, 0, 0, "1/10"), "n"),
    ],
)
def test_bad_arguments_are_named(arguments, named):
    with pytest.raises(InputError, match=f"^{named}: got"):
        escape_start(*arguments)


def test_a_position_outside_the_epoch_is_refused():
    with pytest.raises(InputError, match="positions"):
        displacements(3, Fraction(0), Fraction(0), [0, 3])


def test_statements_that_hold_are_not_refuted():
    assert rate_counterexample(2) is None
    assert order_counterexample(3, 0, 0, (0,)) is None  # surely divergent: every order moves right

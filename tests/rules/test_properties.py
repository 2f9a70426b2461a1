"""What holds of the rules for every sequence of gradients."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorball.rules.catalog import RULES
from colorball.rules.iterate import iterate

number = st.floats(-100, 100).filter(lambda g: g == 0 or abs(g) > 1e-6)
sequences = st.lists(number, min_size=1, max_size=12).filter(lambda gs: gs[0] != 0)
betas = st.just(0.0) | st.floats(1e-3, 0.999)  # smaller ones make products underflow


def close(ours, theirs):
    np.testing.assert_allclose(ours, theirs, rtol=1e-11, atol=1e-11)


@given(gs=sequences, beta2=betas)
def test_with_beta1_zero_momentum_is_the_gradient(gs, beta2):
    for rule, plain in [("sgdm", "sgd"), ("adam", "rmsprop"), ("adafom", "adagrad")]:
        ours = iterate(rule, gs, 1, beta1=0, beta2=beta2).x
        np.testing.assert_array_equal(ours, iterate(plain, gs, 1, beta2=beta2).x)


@given(gs=sequences)
def test_without_memory_a_step_is_the_sign(gs):
    """At beta1 = beta2 = 0, where no gradient is 0."""
    gs = [g or 1.0 for g in gs]
    expected = np.concatenate([[1.0], 1 - np.cumsum(np.sign(gs)) / 10])
    for rule in ("adam", "lion", "rmsprop"):
        close(iterate(rule, gs, 1, beta1=0, beta2=0).x, expected)


@given(gs=sequences)
def test_classical_adagrad_is_the_talks_with_a_falling_step(gs):
    t = np.arange(1, len(gs) + 1)
    talk = iterate("adagrad", gs, 1, step=[0.3 / np.sqrt(k) for k in t])
    classical = iterate("adagrad-classical", gs, 1, step=0.3)
    close(talk.x, classical.x)
    close(talk.v[1:] * t, classical.v[1:])


@given(gs=sequences, beta1=betas, beta2=betas)
def test_amsgrads_divisor_never_falls(gs, beta1, beta2):
    found = iterate("amsgrad", gs, 1, beta1=beta1, beta2=beta2)
    assert (np.diff(found.w) >= 0).all()
    assert (found.w >= found.v).all()
    corrected = {"bias_correction": True, "max_of": "corrected"}
    found = iterate("amsgrad", gs, 1, beta1=beta1, beta2=beta2, **corrected)
    assert (np.diff(found.w) >= 0).all()


def test_amsgrad_corrected_after_the_maximum_can_fall():
    """The other order: w/(1 - beta2^t) falls, so the two are not the same rule."""
    given = {"beta1": 0, "beta2": "1/2", "bias_correction": True}
    gs = [1, 1e-9, 1e-9]
    after, before = (
        iterate("amsgrad", gs, 0, **given, max_of=max_of) for max_of in ("uncorrected", "corrected")
    )
    correction = 1 - 0.5 ** np.arange(1, 4)
    assert (np.diff(after.w[1:] / correction) < 0).all()
    assert (np.diff(before.w[1:]) == 0).all()


@given(gs=sequences, beta1=betas, beta2=betas, corrected=st.booleans())
def test_adabounds_effective_step_is_in_its_band(gs, beta1, beta2, corrected):
    given = {"beta1": beta1, "beta2": beta2, "step": 1, "bias_correction": corrected}
    found = iterate("adabound", gs, 0, **given, low="1/4", high=9)
    correction = 1 - beta1 ** np.arange(1, len(gs) + 1) if corrected else 1
    m = found.m[1:] / correction
    steps = np.abs(np.diff(found.x))
    slack = 1e-12 * (1 + np.abs(found.x[1:]) + np.abs(m))
    assert (steps >= np.abs(m) / 3 - slack).all()
    assert (steps <= np.abs(m) * 2 + slack).all()


@given(gs=sequences, beta1=betas, beta2=betas)
def test_an_empty_choice_in_the_band_is_sgdm(gs, beta1, beta2):
    found = iterate("adabound", gs, 0, beta1=beta1, beta2=beta2, low=4, high=4, step=1)
    close(found.x, iterate("sgdm", gs, 0, beta1=beta1, step="1/2").x)


@given(gs=sequences, beta1=betas, beta2=betas, gamma=st.floats(1e-3, 2))
def test_adabounds_narrowing_band_is_that_of_its_authors(gs, beta1, beta2, gamma):
    """Luo et al.'s program: lr 0.1, final_lr 0.3, eps 1e-8, written out once more."""
    x, m, v, xs = 1.0, 0.0, 0.0, [1.0]
    for t, g in enumerate(gs, start=1):
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
        size = 0.1 * (1 - beta2**t) ** 0.5 / (1 - beta1**t) / (v**0.5 + 1e-8)
        size = min(max(size, 0.3 * (1 - 1 / (gamma * t + 1))), 0.3 * (1 + 1 / (gamma * t)))
        x -= size * m
        xs.append(x)
    options = {"bias_correction": True, "epsilon": "0.00000001", "band": "narrowing", "final": 3,
               "gamma": gamma, "epsilon_place": "outside-uncorrected"}  # fmt: skip
    close(iterate("adabound", gs, 1, step=0.1, beta1=beta1, beta2=beta2, **options).x, xs)


@given(gs=sequences, beta1=betas)
def test_a_sum_is_a_mean_with_larger_steps(gs, beta1):
    ours = iterate("sgdm", gs, 0, beta1=beta1, momentum="sum", step=0.1).x
    close(ours, iterate("sgdm", gs, 0, beta1=beta1, step=0.1 / (1 - beta1)).x)


@given(gs=sequences, beta1=betas, hs=st.lists(number, min_size=12, max_size=12))
def test_sophias_step_is_at_most_rho_times_the_step_size(gs, beta1, hs):
    given = {"beta1": beta1, "beta2": 0.5, "step": 0.25, "curvatures": hs}
    found = iterate("sophia", gs, 0, **given, rho=2)
    assert (np.abs(np.diff(found.x)) <= 0.5 + 1e-12).all()


@given(gs=sequences, beta1=betas)
def test_scaling_all_gradients_changes_nothing(gs, beta1):
    """By a power of two, where v does not start at a number of its own: to the last bit."""
    for name in ("adagrad", "adagrad-classical", "rmsprop", "adam", "amsgrad", "adafom", "lion"):
        ours = iterate(name, [4 * g for g in gs], 0, beta1=beta1).x
        np.testing.assert_array_equal(ours, iterate(name, gs, 0, beta1=beta1).x)


@given(start=st.floats(-10, 10), beta1=betas)
def test_nesterov_is_its_two_sequences(start, beta1):
    y, x, xs = start, start, [start]
    for _ in range(8):
        y, last = x - 0.1 * np.tanh(x), y
        x = y + beta1 * (y - last)
        xs.append(x)
    close(iterate("nesterov", np.tanh, start, iterations=8, beta1=beta1, step=0.1).x, xs)


@given(start=st.floats(-10, 10))
def test_nesterovs_growing_weight(start):
    y, x, xs = start, start, [start]
    for t in range(1, 9):
        y, last = x - 0.1 * np.tanh(x), y
        x = y + (t - 1) / (t + 2) * (y - last)
        xs.append(x)
    ours = iterate("nesterov", np.tanh, start, iterations=8, momentum_weight="growing", step=0.1)
    close(ours.x, xs)


@pytest.mark.parametrize("name", RULES)
def test_lanes_do_not_touch_each_other(name):
    """A vector steps as its coordinates do, one by one; but Barzilai and Borwein's is one step."""
    gs = np.random.default_rng(4).normal(size=(20, 3))
    together = iterate(name, gs, np.ones(3), curvatures=0.5).x
    for i in range(3):
        alone = iterate(name, gs[:, i], 1.0, curvatures=0.5).x
        assert np.array_equal(together[:, i], alone) == (name != "barzilai-borwein")

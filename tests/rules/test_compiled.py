"""The compiler makes of a rule's text what NumPy makes of it, to the last bit."""

import numpy as np
import pytest

from colorball.rules.catalog import RULES
from colorball.rules.options import read_options
from colorball.rules.rule import Betas, Clock, State

pytest.importorskip("numba", reason="numba is not installed: pip install 'colorball[simulate]'")

ROOT = {"zero_if_zero": True, "epsilon": "0.01", "start_v": 2}
CASES = [
    *((rule.name, {}) for rule in RULES.values() if not rule.full_batch),
    ("sgdm", {"momentum": "sum", "start_m": "first-gradient"}),
    ("adagrad", {"epsilon": "0.01", "epsilon_place": "inside", "zero_if_zero": True}),
    ("adagrad-classical", {**ROOT, "epsilon_place": "outside"}),
    ("rmsprop", {**ROOT, "bias_correction": True, "epsilon_place": "inside"}),
    ("adam", {**ROOT, "bias_correction": True, "epsilon_place": "outside"}),
    ("adam", {"bias_correction": True, "epsilon": 1, "epsilon_place": "outside-uncorrected"}),
    ("adam", {"bias_correction": True, "zero_if_zero": True}),
    ("amsgrad", {**ROOT, "bias_correction": True, "max_of": "corrected"}),
    ("amsgrad", {"bias_correction": True, "epsilon": 1, "epsilon_place": "inside"}),
    ("adafom", {"start_m": "first-gradient", "zero_if_zero": True}),
    ("adabound", {"bias_correction": True, "start_v": 3}),
    ("adabound", {"bias_correction": True, "band": "narrowing", "epsilon": "0.01"}),
    ("sophia", {"bias_correction": True, "curvature": "last"}),
]
LANES = 64


def compiled(update, flags):
    from numba import njit

    from colorball.simulation.compiled.registration import registered

    update = registered(update)

    @njit(error_model="numpy")
    def step_all(x, g, h, m, v, w, beta1, beta2, power1, power2, step, t, numbers):
        for i in range(x.size):
            b1, b2 = beta1[i], beta2[i]
            betas = Betas(b1, 1.0 - b1, b2, 1.0 - b2, power1[i], power2[i])
            old = State(m[i], v[i], w[i])
            new, state = update(x[i], g[i], h[i], old, betas, Clock(step, t), flags, numbers)
            x[i], m[i], v[i], w[i] = new, state.m, state.v, state.w

    return step_all


@pytest.mark.parametrize(("name", "options"), CASES, ids=str)
def test_compiled_and_numpy_agree(name, options):
    rule = RULES[name]
    flags, numbers = read_options(rule, **options)
    step_all = compiled(rule.update, flags)
    random = np.random.default_rng(7)
    x = random.normal(size=LANES)
    beta1, beta2 = random.random((2, LANES))
    state = State(np.zeros(LANES), np.full(LANES, numbers.start_v), np.zeros(LANES))
    power1, power2 = np.ones((2, LANES))
    ours = [x.copy(), *(slot.copy() for slot in state)]
    for t in range(1, 21):
        g, h = random.normal(size=(2, LANES)) * 10.0 ** random.integers(-8, 9, size=LANES)
        g[0] = 0.0
        power1, power2 = power1 * beta1, power2 * beta2
        new, m, v, w = ours
        step_all(new, g, h, m, v, w, beta1, beta2, power1, power2, 0.1 / t, float(t), numbers)
        betas = Betas(beta1, 1.0 - beta1, beta2, 1.0 - beta2, power1, power2)
        with np.errstate(all="ignore"):
            x, state = rule.update(x, g, h, state, betas, Clock(0.1 / t, float(t)), flags, numbers)
        for compiled_one, numpy_one in zip(ours, (x, *state), strict=True):
            np.testing.assert_array_equal(compiled_one, numpy_one)
    assert np.isfinite(x[1:]).all()

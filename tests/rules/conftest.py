"""How a library's optimizer is held against the rule that is said to reproduce it."""

import numpy as np
import pytest

from colorball.rules.iterate import iterate

STEPS, SIZE = 50, 7
TOLERANCE = 1e-12


def random_gradients(seed):
    """Gradients of very different sizes; some are 0, but not the first ones."""
    random = np.random.default_rng(seed)
    gradients = random.normal(size=(STEPS, SIZE)) * 10.0 ** random.integers(-3, 3, size=SIZE)
    gradients[5:][random.random((STEPS - 5, SIZE)) < 0.1] = 0.0
    return gradients


def require_agreement(entry, run, numbers, seed, **other):
    """``run`` is ``(entry, gradients, start, numbers) -> xs``; errors are relative to largest x."""
    gradients = random_gradients(seed)
    start = np.random.default_rng(seed + 1).normal(size=SIZE)
    ours = iterate(entry.rule, gradients, start, **numbers, **entry.options, **other).x
    theirs = run(entry, gradients, start, numbers)
    assert ours.dtype == theirs.dtype == np.float64
    assert np.isfinite(ours).all()
    scale = np.maximum.accumulate(np.abs(theirs), axis=0)
    assert np.max(np.abs(ours - theirs) / scale) < TOLERANCE


@pytest.fixture
def agrees():
    def check(entry, run, beta1, beta2, seed, **other):
        numbers = {"step": 1 / 7, "beta1": beta1, "beta2": beta2}
        require_agreement(entry, run, numbers, seed, **other)

    return check


@pytest.fixture
def same_by_default():
    def check(entry, run, **other):
        numbers = {"step": 1 / 7, "beta1": 0.9, "beta2": 0.5}
        numbers |= {name: float(value) for name, value in entry.defaults.items()}
        require_agreement(entry, run, numbers, 3, **other)

    return check

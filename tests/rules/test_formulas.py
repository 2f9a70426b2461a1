"""A rule's lines of text say what its update does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorball.rules.catalog import RULES
from colorball.rules.elementary import inner
from colorball.rules.options import read_options
from colorball.rules.rule import Betas, Clock, State

NAMES = {
    "sqrt": np.sqrt,
    "sign": np.sign,
    "max": np.maximum,
    "min": np.minimum,
    "inner": inner,
    "where": np.where,
}
LANES = 5


def by_formula(rule, values):
    for line in rule.formula:
        target, _, right = line.partition(" = ")
        values[target] = eval(right, {"__builtins__": {}}, {**NAMES, **values})
    return values


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
@given(seed=st.integers(0, 2**32 - 1), t=st.integers(1, 1000))
def test_the_formula_is_the_update(rule, seed, t):
    random = np.random.default_rng(seed)
    x, g, h, m = random.normal(size=(4, LANES))
    v, w = random.random((2, LANES)) + 0.01
    beta1, beta2, step = random.random(3) * 0.999
    flags, numbers = read_options(rule)
    betas = Betas(beta1, 1 - beta1, beta2, 1 - beta2, beta1**t, beta2**t)
    new, state = rule.update(x, g, h, State(m, v, w), betas, Clock(step, float(t)), flags, numbers)
    found = by_formula(
        rule,
        {"x": x, "g": g, "h": h, "m": m, "v": v, "w": w, "t": t, "step": step,
         "beta1": beta1, "beta2": beta2, **numbers._asdict()},
    )  # fmt: skip
    for ours, theirs in zip((new, *state), (found[name] for name in "xmvw"), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_the_formula_sets_the_slots_and_names_the_betas(rule):
    targets = {line.partition(" = ")[0] for line in rule.formula}
    assert targets & {"m", "v", "w"} == set(rule.slots)
    text = " ".join(rule.formula)
    assert {name for name in ("beta1", "beta2") if name in text} == set(rule.betas)
    assert rule.needs_curvature == ("*h" in text)
    assert f"/sqrt({rule.under_root})" in text if rule.under_root else "/sqrt(v)" not in text


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_what_a_rule_does_not_use_comes_back(rule):
    state = State(np.ones(2), np.full(2, 2.0), np.full(2, 3.0))
    flags, numbers = read_options(rule)
    betas = Betas(0.5, 0.5, 0.5, 0.5, 0.5, 0.5)
    _, after = rule.update(
        np.zeros(2), np.ones(2), np.ones(2), state, betas, Clock(1.0, 1.0), flags, numbers
    )
    for name in {"m", "v", "w"} - set(rule.slots):
        assert getattr(after, name) is getattr(state, name)

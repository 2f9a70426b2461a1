"""Step by step, optax does what its settings here do."""

import numpy as np
import pytest

from colorball.rules.optax_rules import OPTAX_RULES

jax = pytest.importorskip("jax", reason="JAX is not installed: pip install 'colorball[peers]'")
optax = pytest.importorskip("optax", reason="optax is missing: pip install 'colorball[peers]'")

BETAS = [(0.9, 0.999), (0.5, 0.75), (0.99, 0.9), (0.3, 0.9999)]
CURVATURES = np.random.default_rng(9).normal(size=(50, 7)) + 1.0


@pytest.fixture(autouse=True)
def double_precision():
    with jax.enable_x64(True):
        yield


def given_curvature():
    """An optax transformation whose "estimate" is the next row of CURVATURES."""
    rows = jax.numpy.asarray(CURVATURES)

    def update(_gradients, state, params=None):  # noqa: ARG001  optax calls it so
        return rows[state], state + 1

    return optax.GradientTransformation(lambda _params: 0, update)


def run(entry, gradients, start, numbers, arguments=None):
    given = entry.arguments if arguments is None else arguments
    names = {**numbers, "curvature": given_curvature()}
    values = {name: eval(text, {}, names) for name, text in given.items()}
    function = optax
    for part in entry.function.split(".")[1:]:
        function = getattr(function, part)
    optimizer = function(**values)
    x = jax.numpy.asarray(start)
    state = optimizer.init(x)
    xs = [np.asarray(x)]
    update = jax.jit(optimizer.update)
    for g in gradients:
        change, state = update(jax.numpy.asarray(g), state, x)
        x = optax.apply_updates(x, change)
        xs.append(np.asarray(x))
    return np.array(xs)


def ids(entry):
    return f"{entry.rule}: {entry.call}"


def curvatures_for(entry):
    return {"curvatures": CURVATURES} if entry.rule == "sophia" else {}


@pytest.mark.parametrize(("beta1", "beta2"), BETAS)
@pytest.mark.parametrize("entry", OPTAX_RULES, ids=ids)
def test_each_setting_reproduces_optax(entry, beta1, beta2, agrees):
    agrees(entry, run, beta1, beta2, seed=2, **curvatures_for(entry))


@pytest.mark.parametrize("entry", OPTAX_RULES, ids=ids)
def test_the_defaults_are_optaxs(entry, same_by_default):
    kept = {k: v for k, v in entry.arguments.items() if k not in ("b1", "b2", "decay")}
    same_by_default(entry, lambda *given: run(*given, arguments=kept), **curvatures_for(entry))

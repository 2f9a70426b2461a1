"""Step by step, PyTorch does what its settings here do."""

import numpy as np
import pytest

from colorball.rules.iterate import iterate
from colorball.rules.pytorch_rules import PYTORCH_RULES

torch = pytest.importorskip("torch", reason="PyTorch is missing: pip install 'colorball[torch]'")

BETAS = [(0.9, 0.999), (0.5, 0.75), (0.99, 0.9), (0.3, 0.9999)]


def run(entry, gradients, start, numbers, arguments=None):
    x = torch.tensor(start, dtype=torch.float64)
    given = entry.arguments if arguments is None else arguments
    values = {name: eval(text, {}, numbers) for name, text in given.items()}
    optimizer = getattr(torch.optim, entry.function.rpartition(".")[2])([x], **values)
    xs = [x.numpy().copy()]
    for g in gradients:
        x.grad = torch.tensor(g, dtype=torch.float64)
        optimizer.step()
        xs.append(x.numpy().copy())
    return np.array(xs)


def ids(entry):
    return f"{entry.rule}: {entry.call}"


@pytest.mark.parametrize(("beta1", "beta2"), BETAS)
@pytest.mark.parametrize("entry", PYTORCH_RULES, ids=ids)
def test_each_setting_reproduces_pytorch(entry, beta1, beta2, agrees):
    agrees(entry, run, beta1, beta2, seed=1)


@pytest.mark.parametrize("entry", PYTORCH_RULES, ids=ids)
def test_the_defaults_are_pytorchs(entry, same_by_default):
    switches = {k: v for k, v in entry.arguments.items() if v in ("True", "False")}
    needed = {k: v for k, v in entry.arguments.items() if k in ("momentum", "dampening")}
    same_by_default(entry, lambda *given: run(*given, arguments={**switches, **needed}))


@pytest.mark.parametrize("place", ["outside", "inside", "outside-uncorrected"])
def test_only_one_place_of_epsilon_is_pytorchs(place):
    """So the agreement above is not for want of a difference."""
    entry = next(each for each in PYTORCH_RULES if each.rule == "adam")
    numbers = {"step": 0.1, "beta1": 0.9, "beta2": 0.999}
    gradients, start = np.full((5, 1), 0.5), np.zeros(1)
    theirs = run(entry, gradients, start, numbers, {**entry.arguments, "eps": "0.5"})
    options = {**entry.options, "epsilon": "0.5", "epsilon_place": place}
    ours = iterate("adam", gradients, start, **numbers, **options).x
    assert np.allclose(ours, theirs, rtol=1e-12, atol=0) == (place == "outside")
    assert np.allclose(ours, theirs, rtol=1e-2, atol=0) == (place == "outside")

"""The optimizers of PyTorch, and the settings that reproduce them."""

from __future__ import annotations

from colorball.rules.library_rule import LibraryRule

__all__ = ["PYTORCH_RULES"]

_BETAS = {"beta1": "0.9", "beta2": "0.999"}
_ADAM: dict[str, str | bool] = {"bias_correction": True, "epsilon": "0.00000001"}
_STEP = {"lr": "step"}
_STEP_AND_BETAS = {**_STEP, "betas": "(beta1, beta2)"}

# For each rule the first is PyTorch's own choice of options.
PYTORCH_RULES = (
    LibraryRule("sgd", "pytorch", "torch.optim.SGD", _STEP, defaults={"step": "0.001"}),
    LibraryRule("gradient-descent", "pytorch", "torch.optim.SGD", _STEP, {}, {"step": "0.001"}),
    LibraryRule(
        "sgdm",
        "pytorch",
        "torch.optim.SGD",
        {**_STEP, "momentum": "beta1"},
        {"momentum": "sum"},
        {"step": "0.001"},
    ),
    LibraryRule(
        "sgdm",
        "pytorch",
        "torch.optim.SGD",
        {**_STEP, "momentum": "beta1", "dampening": "beta1"},
        {"momentum": "average", "start_m": "first-gradient"},
        {"step": "0.001"},
    ),
    LibraryRule(
        "nesterov",
        "pytorch",
        "torch.optim.SGD",
        {**_STEP, "momentum": "beta1", "nesterov": "True"},
        {"momentum_weight": "beta1"},
        {"step": "0.001"},
    ),
    LibraryRule(
        "adagrad-classical",
        "pytorch",
        "torch.optim.Adagrad",
        _STEP,
        {"epsilon": "0.0000000001"},
        {"step": "0.01"},
    ),
    LibraryRule(
        "rmsprop",
        "pytorch",
        "torch.optim.RMSprop",
        {**_STEP, "alpha": "beta2"},
        {"epsilon": "0.00000001"},
        {"step": "0.01", "beta2": "0.99"},
    ),
    LibraryRule(
        "adam",
        "pytorch",
        "torch.optim.Adam",
        _STEP_AND_BETAS,
        {**_ADAM},
        {"step": "0.001", **_BETAS},
    ),
    LibraryRule(
        "amsgrad",
        "pytorch",
        "torch.optim.Adam",
        {**_STEP_AND_BETAS, "amsgrad": "True"},
        {**_ADAM, "max_of": "uncorrected"},
        {"step": "0.001", **_BETAS},
    ),
)

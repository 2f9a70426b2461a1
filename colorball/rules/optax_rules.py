"""The optimizers of optax, and the settings that reproduce them."""

from __future__ import annotations

from colorball.rules.library_rule import LibraryRule

__all__ = ["OPTAX_RULES"]

_BETAS = {"beta1": "0.9", "beta2": "0.999"}
_ADAM: dict[str, str | bool] = {"bias_correction": True, "epsilon": "0.00000001"}
_STEP = {"learning_rate": "step"}
_STEP_AND_BETAS = {**_STEP, "b1": "beta1", "b2": "beta2"}

# For each rule the first is optax's own choice of options.
OPTAX_RULES = (
    LibraryRule("sgd", "optax", "optax.sgd", _STEP),
    LibraryRule("gradient-descent", "optax", "optax.sgd", _STEP),
    LibraryRule("sgdm", "optax", "optax.sgd", {**_STEP, "momentum": "beta1"}, {"momentum": "sum"}),
    LibraryRule(
        "nesterov",
        "optax",
        "optax.sgd",
        {**_STEP, "momentum": "beta1", "nesterov": "True"},
        {"momentum_weight": "beta1"},
    ),
    LibraryRule(
        "adagrad-classical",
        "optax",
        "optax.adagrad",
        _STEP,
        {
            "epsilon": "0.0000001",
            "epsilon_place": "inside",
            "start_v": "0.1",
        },
    ),
    LibraryRule(
        "rmsprop",
        "optax",
        "optax.rmsprop",
        {**_STEP, "decay": "beta2"},
        {"epsilon": "0.00000001", "epsilon_place": "inside"},
        {"beta2": "0.9"},
    ),
    LibraryRule(
        "rmsprop",
        "optax",
        "optax.rmsprop",
        {**_STEP, "decay": "beta2", "eps_in_sqrt": "False", "bias_correction": "True"},
        {"epsilon": "0.00000001", "epsilon_place": "outside", "bias_correction": True},
        {"beta2": "0.9"},
    ),
    LibraryRule("adam", "optax", "optax.adam", _STEP_AND_BETAS, {**_ADAM}, _BETAS),
    LibraryRule(
        "adam",
        "optax",
        "optax.adam",
        {**_STEP_AND_BETAS, "eps": "0.0", "eps_root": "1e-8"},
        {**_ADAM, "epsilon_place": "inside"},
        _BETAS,
    ),
    LibraryRule(
        "amsgrad",
        "optax",
        "optax.amsgrad",
        _STEP_AND_BETAS,
        {**_ADAM, "max_of": "corrected"},
        _BETAS,
    ),
    LibraryRule(
        "lion",
        "optax",
        "optax.lion",
        {**_STEP_AND_BETAS, "weight_decay": "0.0"},
        {},
        {"beta1": "0.9", "beta2": "0.99"},
    ),
    LibraryRule(
        "sophia",
        "optax",
        "optax.contrib.sophia",
        {
            **_STEP_AND_BETAS,
            "weight_decay": "0.0",
            "update_interval": "1",
            "hessian_diagonal_fn": "curvature",
        },
        {"bias_correction": True, "curvature": "last", "epsilon": "0.00000001", "gamma": "0.01"},
        {"beta1": "0.965", "beta2": "0.99"},
    ),
)

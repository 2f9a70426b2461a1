"""The sampled training loss of a perceptron on the digits over a grid of both betas."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from colorball.reports.heat_grid import decade_centres, square_centres
from colorball.reports.sampled_table import SampledTable, sampled_table

__all__ = ["DIGITS_COLUMNS", "digits_table"]

DIGITS_COLUMNS = 16  # values of beta1
_DECADES = 4  # of 1 - beta2
_BATCHES, _HIDDEN, _EPOCHS, _SEEDS = 30, 16, 30, 2


def digits_table(
    scale: str,
    columns: Sequence[int] = range(DIGITS_COLUMNS),
    *,
    size: int = 16,
    epochs: int = _EPOCHS,
) -> SampledTable:
    """Train the perceptron at some values of beta1 and all of beta2.

    All points of the grid share the start and the orders of the mini-batches, so that a table of
    some columns is a part of the table of all.

    Args:
        scale: ``square``: beta2 evenly in [0, 1]; ``decades``: evenly in ``log(1 - beta2)``.
        columns: which values of beta1, from 0.
        size: values of beta2.
        epochs: how many epochs each trajectory runs.
    """
    from colorball.simulation.sweep import sweep

    beta1 = [square_centres(DIGITS_COLUMNS)[k] for k in columns]
    beta2 = square_centres(size) if scale == "square" else decade_centres(size, _DECADES)
    found = sweep(
        "digits-perceptron",
        n=_BATCHES,
        parameters={"hidden": _HIDDEN},
        rule="adam",
        beta1=beta1,
        beta2=beta2,
        epochs=epochs,
        seeds=_SEEDS,
        step="1/20",
        epsilon="1/100000000",
        bias_correction=True,
        common_noise=True,
    )
    losses = np.median(found.observables["f"], axis=-1)
    about = {
        "shows": f"median over {_SEEDS} seeds of the training loss (mean cross-entropy) after "
        f"{epochs} epochs",
        "problem": f"perceptron on scikit-learn's digits; 64-{_HIDDEN}-10; tanh; {_BATCHES} "
        "mini-batches; random reshuffling",
        "rule": "adam with bias correction; epsilon = 1e-8; step size 0.05/sqrt(epoch)",
        "noise": "the same start and seeds at every point of the grid",
    }
    rows = [
        (one, two, float(losses[i, j]))
        for i, one in enumerate(beta1)
        for j, two in enumerate(beta2)
    ]
    return sampled_table(about, ("beta1", "beta2", "loss"), rows)

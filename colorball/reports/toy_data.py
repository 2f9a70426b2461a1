"""The sampled curves of the talk's two toy pictures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from colorball.reports.sampled_table import SampledTable, sampled_table

__all__ = ["TOY_BETAS", "TOY_PROBLEMS", "thinned", "toy_table"]

TOY_PROBLEMS = ("toy-apart", "toy-shared")
TOY_BETAS = ("0.5", "0.9", "0.99", "0.999")
_EPOCHS, _SEEDS, _ROWS = 20_000, 64, 60
_BAND = (10, 50, 90)  # percentiles
_COLUMNS = ("problem", "rule", "beta2", "epoch", "low", "median", "high")


def thinned(last: int, count: int) -> list[int]:
    """About ``count`` integers from 1 to ``last``, evenly spaced on a logarithmic scale.

    Example:
        >>> thinned(100, 5)
        [1, 3, 10, 32, 100]
    """
    return sorted({round(last ** (k / (count - 1))) for k in range(count)})


def toy_table(
    problem: str, *, epochs: int = _EPOCHS, seeds: int = _SEEDS, betas: Sequence[str] = TOY_BETAS
) -> SampledTable:
    """Simulate Adam with several beta_2, and SGD.

    Args:
        problem: one of ``TOY_PROBLEMS``.
        epochs: how many epochs each trajectory runs.
        seeds: trajectories of each curve.
        betas: Adam's beta_2.
    """
    from colorball.simulation.simulate import simulate

    kept = thinned(epochs, _ROWS)
    rows: list[tuple[str | int | float, ...]] = []
    for rule, beta2 in (*(("adam", beta2) for beta2 in betas), ("sgd", "")):
        found = simulate(
            problem,
            n=10,
            rule=rule,
            epochs=epochs,
            seeds=seeds,
            step="1/20",
            start="5/2",
            record=1,
            beta1="9/10",
            beta2=beta2 or "0",  # SGD takes no notice
        )
        squares = found.trajectories["gradient2"]
        for epoch in kept:
            low, middle, high = np.percentile(squares[epoch], _BAND)
            rows.append((problem, rule, beta2, epoch, float(low), float(middle), float(high)))
    about = {
        "shows": f"percentiles {', '.join(map(str, _BAND))} of the squared gradient of the sum",
        "problem": "toy-apart (D_0 > 0) and toy-shared (D_0 = 0) with n = 10; random reshuffling; "
        "from x = 5/2",
        "rule": "adam with beta1 = 0.9, without epsilon or bias correction; and sgd; step size "
        "0.05/sqrt(epoch)",
        "lanes": f"{seeds} seeds for each curve",
    }
    return sampled_table(about, _COLUMNS, rows)

"""The sampled errors of Adam on Function (2) over a grid of both betas."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from colorball.reports.heat_grid import decade_centres, square_centres
from colorball.reports.sampled_table import SampledTable, sampled_table

__all__ = ["HEAT_PARTS", "HEAT_SCALES", "function_two_table"]

HEAT_PARTS = (10, 50)
HEAT_SCALES = ("square", "decades")
_DECADES = 4  # of 1 - beta2
_SIZE, _EPOCHS, _SEEDS = 64, 10_000, 4
_STEPS = {10: "1", 50: "1/5"}  # a large first step leaps far over the minimum, more so for large n
_LEAST = -1.5  # of Function (2), exactly


def function_two_table(
    n: int, scale: str, *, size: int = _SIZE, epochs: int = _EPOCHS, seeds: int = _SEEDS
) -> SampledTable:
    """Simulate the grid with common random numbers; the median over seeds of the last error.

    Args:
        n: number of parts.
        scale: ``square``: betas evenly in [0, 1]; ``decades``: beta2 evenly in ``log(1 - beta2)``.
        size: of the grid, along each side; a power of 2.
        epochs: how many epochs each trajectory runs.
        seeds: trajectories at each point of the grid.
    """
    from colorball.simulation.sweep import sweep

    # from 0, v would stay small until the first big gradient, and x be thrown far to the right: a
    # long way back where beta2 is near 1
    v = Fraction(n * n + n - 1, n)
    step = _STEPS.get(n, "1/10")
    beta1 = square_centres(size)
    beta2 = beta1 if scale == "square" else decade_centres(size, _DECADES)
    found = sweep(
        "function-2",
        n=n,
        rule="adam",
        beta1=beta1,
        beta2=beta2,
        epochs=epochs,
        seeds=seeds,
        step=step,
        start=0,
        start_v=v,
        common_noise=True,
    )
    gaps = np.median(found.observables["f"] - _LEAST, axis=-1)
    failed = int(np.count_nonzero(found.observables["status"]))
    about = {
        "shows": f"median over {seeds} seeds of f(x) - min f after {epochs} epochs",
        "problem": f"function-2 with n = {n}; random reshuffling; from x = 0",
        "rule": "adam without epsilon or bias correction; v starts at its stationary mean "
        f"{v}; step size {step}/sqrt(epoch)",
        "noise": "the same seeds at every point of the grid",
        "lanes": f"{found.observables['status'].size}, of which {failed} stopped early",
    }
    rows = [
        (one, two, float(gaps[i, j])) for i, one in enumerate(beta1) for j, two in enumerate(beta2)
    ]
    return sampled_table(about, ("beta1", "beta2", "gap"), rows)

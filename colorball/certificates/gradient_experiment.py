"""Squared gradients of Adam on the toy pair after some epochs, of many lanes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import gcd

import numpy as np

from colorball.certificates.sample import Experiment
from colorball.problems.problem import Floats
from colorball.simulation.plan import make_plan
from colorball.simulation.run import run_lanes

__all__ = ["CLIP_BITS", "GradientRun"]

CLIP_BITS = 17  # of a lane's integer


@dataclass(frozen=True)
class GradientRun:
    """Adam with step size ``step/sqrt(epoch)`` on a problem of the toy pair with five parts.

    Attributes:
        problem: toy-apart or toy-shared.
        beta1: an exact number, as text.
        beta2: the same.
        step: the first step size, the same.
        start: x at the start.
        sampling: how epochs draw.
        epochs: after which epochs the gradient is taken.
        lanes: how many lanes.
        seed: the key of the random numbers.
    """

    problem: str
    beta1: str
    beta2: str
    step: str
    start: int
    sampling: str
    epochs: tuple[int, ...]
    lanes: int
    seed: int

    @property
    def command(self) -> str:
        """The command line that runs the same lanes."""
        return (
            f"colorball simulate --problem {self.problem} --n 5 --rule adam --beta1 {self.beta1} "
            f"--beta2 {self.beta2} --step {self.step} --schedule 1/sqrt-epoch "
            f"--sampling {self.sampling} --start {self.start} --epochs {max(self.epochs)} "
            f"--seeds {self.lanes} --seed {self.seed}"
        )

    def experiment(self, epoch: int, clip: Fraction) -> Experiment:
        """The squared gradient after an epoch, or ``clip`` if that is less.

        Args:
            epoch: one of ``epochs``.
            clip: a power of 2; a lane's integer counts units of ``clip / 2^17``.
        """
        squared = _squared_gradients(self)[epoch] * float(2**CLIP_BITS / clip)
        values = np.floor(np.minimum(squared, float(2**CLIP_BITS))).astype(np.int64)
        words = f"{self.command}; squared gradient after epoch {epoch}, at most {clip}"
        return Experiment.of(words, self.seed, values, (0, 2**CLIP_BITS))


@cache
def _squared_gradients(run: GradientRun) -> dict[int, Floats]:
    every = gcd(*run.epochs)
    plan = make_plan(
        run.problem,
        n=5,
        rule="adam",
        beta1=run.beta1,
        beta2=run.beta2,
        step=run.step,
        schedule="1/sqrt-epoch",
        sampling=run.sampling,
        start=run.start,
        epochs=max(run.epochs),
        seeds=run.lanes,
        seed=run.seed,
        record=every,
        engine="exact",  # the checker runs lanes again, to the last bit
    )
    path = run_lanes(plan, 0, plan.lanes)["trajectory_gradient2"]
    return {epoch: path[epoch // every].copy() for epoch in run.epochs}

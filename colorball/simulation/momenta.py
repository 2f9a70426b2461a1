r"""Step 1-1(b) of the talk: the momenta of an epoch against the gradient, with x moving.

Beside Adam runs a twin that sees the same parts in the same order, but with x fixed at the
minimizer: a color-ball model whose labels are the parts' gradients there. Lemma A.1 says that the
mean of its momenta is that of its labels, 0, up to powers of beta_1 that vanish. So

.. math:: \nabla f(x_{k,0}) - \sum_i m_{k,i} + \sum_i \tilde m_{k,i}

has the same mean as ``grad f - sum m``, and far less noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from colorball.balls.sampling import Sampling
from colorball.problems.problem import Floats, Problem
from colorball.rules.adam import update
from colorball.rules.rule import Betas, Clock, Flags, Numbers, State
from colorball.simulation.sampler import places
from colorball.simulation.schedule import Schedule, step_size

__all__ = ["EpochSums", "momenta"]


@dataclass(frozen=True)
class EpochSums:
    """What one epoch has, of every lane; shape ``(lanes,)`` each.

    Attributes:
        gradient: of the sum, where the epoch begins.
        moving: the sum of the epoch's momenta.
        fixed: the same of the twin.
    """

    gradient: Floats
    moving: Floats
    fixed: Floats


def momenta(
    problem: Problem,
    betas: tuple[float, float],
    step: float,
    start: float,
    epochs: Sequence[int],
    lanes: int,
    seed: int,
) -> dict[int, EpochSums]:
    """Run Adam under random reshuffling with step size ``step/sqrt(epoch)``.

    Args:
        problem: a scalar problem whose parts are alike but for part 0; its minimizer is 0.
        betas: beta_1 and beta_2.
        step: the first step size.
        start: x at the start.
        epochs: which epochs are kept, from 1.
        lanes: how many lanes.
        seed: the key of the random numbers.

    Example:
        >>> from colorball.problems.toy_pair import toy_apart
        >>> sums = momenta(toy_apart(5), (0.5, 0.9), 0.5, 0.0, [1], 4, 0)[1]
        >>> sums.gradient.tolist(), sums.moving.shape
        ([0.0, 0.0, 0.0, 0.0], (4,))
    """
    n = problem.n
    zero = np.zeros(lanes)
    x, twin = np.full(lanes, start), zero.copy()
    state = State(zero.copy(), zero.copy(), zero)
    rates = Betas(betas[0], 1.0 - betas[0], betas[1], 1.0 - betas[1], 1.0, 1.0)
    streams = np.arange(lanes, dtype=np.uint64)
    kept = {}
    drawn = places(Sampling.RESHUFFLE, n, seed, streams, max(epochs))
    for epoch, place in enumerate(drawn, start=1):
        clock = Clock(step_size(Schedule.ROOT_EPOCH, step, epoch, 0), 0.0)
        gradient = problem.total_gradients(x)
        moving, fixed = zero.copy(), zero.copy()
        for i in range(n):
            part = (place != i).astype(np.intp)
            x, state = update(
                x, problem.gradients(part, x), 0.0, state, rates, clock, Flags(), Numbers()
            )
            twin = rates.beta1 * twin + rates.rest1 * problem.gradients(part, zero)
            moving, fixed = moving + state.m, fixed + twin
        if epoch in epochs:
            kept[epoch] = EpochSums(gradient, moving, fixed)
    return kept

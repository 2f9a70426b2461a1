"""torch.compile: five epochs become one loop over the lanes, on all cores."""

from __future__ import annotations

import numpy as np
import torch
from work import Formulation, Run, Work, steps

__all__ = ["FORMULATIONS"]

_EPOCHS = 5  # in one call, which costs as much as thousands of lane-steps


def compiled(work: Work) -> Run:
    n = work.n

    def several(x, m, v, beta1, beta2, sizes, places):
        for step, place in zip(sizes, places, strict=True):
            for i in range(n):
                g = torch.where(place == i, float(n), -1.0) * torch.clamp(x + 2, max=1.0)
                m = beta1 * m + (1 - beta1) * g
                v = beta2 * v + (1 - beta2) * (g * g)
                x = x - step * m * torch.rsqrt(v)
        return x, m, v

    function = torch.compile(several, dynamic=False, fullgraph=True)
    beta1, beta2 = torch.tensor(work.beta1[:, np.newaxis]), torch.tensor(work.beta2[np.newaxis])
    sizes, places = torch.tensor(steps(work)), torch.tensor(work.places)
    calls = [
        (sizes[first : first + _EPOCHS], places[first : first + _EPOCHS])
        for first in range(0, len(places), _EPOCHS)
    ]

    def run() -> np.ndarray:
        x = torch.ones((beta1.shape[0], beta2.shape[1]), dtype=torch.float64)
        m, v = torch.zeros_like(x), torch.zeros_like(x)
        for size, place in calls:
            x, m, v = function(x, m, v, beta1, beta2, size, place)
        return x.numpy().ravel()

    return run


FORMULATIONS: dict[str, Formulation] = {"compiled": compiled}

"""colorball itself; it draws the places from the seed, and keeps all observables."""

from __future__ import annotations

import numpy as np
from work import Formulation, Run, Work

from colorball.simulation.plan import make_plan
from colorball.simulation.run import run_lanes

__all__ = ["FORMULATIONS"]


def _formulation(engine: str) -> Formulation:
    def formulation(work: Work) -> Run:
        # the request is read beforehand, as the peers' arrays are made beforehand
        plan = make_plan(
            "function-2",
            n=work.n,
            rule="adam",
            beta1=work.beta1.tolist(),
            beta2=work.beta2[:: work.seeds].tolist(),
            step=work.step,
            epochs=len(work.places),
            seeds=work.seeds,
            start=1,
            seed=work.seed,
            common_noise=work.places.shape[1] == 1,
            engine=engine,
        )

        def run() -> np.ndarray:
            return run_lanes(plan, 0, plan.lanes)["x"]

        return run

    return formulation


FORMULATIONS: dict[str, Formulation] = {
    name: _formulation(name) for name in ("auto", "compiled", "fused", "reference")
}

"""The result of a simulation: labelled arrays, and how to make them again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from colorball.simulation.command import command_of
from colorball.simulation.labelled import labelled
from colorball.simulation.observables import TRAJECTORY
from colorball.simulation.plan import Plan
from colorball.simulation.summary import summarize
from colorball.verdict import Verdict

if TYPE_CHECKING:
    import xarray

__all__ = ["Simulation", "simulation_of"]

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Simulation:
    """What :func:`colorball.simulate` and :func:`colorball.sweep` give.

    Attributes:
        plan: what was run.
        observables: one array per observable, of shape ``plan.shape``, its axes ``dims``; see
            ``OBSERVABLES`` for what each is.
        trajectories: x (or norm), f and gradient2 at the start and after every ``plan.record``
            epochs, axes ``("epoch", *dims)``; empty if nothing is recorded.
    """

    plan: Plan
    observables: Mapping[str, Array]
    trajectories: Mapping[str, Array]

    @property
    def dims(self) -> tuple[str, ...]:
        """The names of the axes; the last is ``"seed"``."""
        return self.plan.dims

    @property
    def coords(self) -> dict[str, Array]:
        """The values along each axis."""
        return self.plan.coords

    @property
    def engine(self) -> str:
        """Which engine ran."""
        return str(self.plan.engine)

    @property
    def verdict(self) -> Verdict:
        """``sampled``: a simulation proves nothing."""
        return Verdict.SAMPLED

    @property
    def command(self) -> str | None:
        """The command that gives the same numbers; None for a problem without a name."""
        return command_of(self.plan, "simulate" if self.dims == ("seed",) else "sweep")

    def summary(self) -> dict[str, object]:
        """Statistics of each observable over all lanes, counts of statuses, the share diverged."""
        lanes = {name: values.reshape(-1) for name, values in self.observables.items()}
        return summarize(self.plan, lanes)

    def to_xarray(self) -> xarray.Dataset:
        """The same as an xarray Dataset, with units, meanings and the command as attributes.

        Raises:
            MissingXarrayError: if xarray is not installed.
        """
        recorded = {f"{TRAJECTORY}{name}": values for name, values in self.trajectories.items()}
        return labelled(self.plan, {**self.observables, **recorded})

    def __str__(self) -> str:
        sizes = ", ".join(
            f"{name} {size}" for name, size in zip(self.dims, self.plan.shape, strict=True)
        )
        return f"{self.plan.rule.title} on {self.plan.problems[0].name}: {sizes} ({self.verdict})"


def simulation_of(plan: Plan, lanes: Mapping[str, Array]) -> Simulation:
    """The result made of what ``run_lanes`` gives for all lanes of a plan."""
    shaped = {
        name: values.reshape(*values.shape[:-1], *plan.shape) for name, values in lanes.items()
    }
    return Simulation(
        plan,
        {name: values for name, values in shaped.items() if not name.startswith(TRAJECTORY)},
        {
            name.removeprefix(TRAJECTORY): values
            for name, values in shaped.items()
            if name.startswith(TRAJECTORY)
        },
    )

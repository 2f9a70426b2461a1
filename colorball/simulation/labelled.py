"""A simulation's arrays with their names, meanings and origin: an xarray Dataset."""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from colorball.simulation.command import command_of
from colorball.simulation.observables import OBSERVABLES, TRAJECTORY
from colorball.simulation.plan import Plan

if TYPE_CHECKING:
    import xarray

__all__ = ["DONE", "MissingXarrayError", "labelled", "require_xarray"]

DONE = {"long_name": "whether the lane has been run", "units": "1"}
_AXES = {
    "n": "number of parts",
    "step": "first step size",
    "beta1": "coefficient of the first moment",
    "beta2": "coefficient of the second moment",
    "seed": "number of the trajectory at a point of the grid",
}
_LIBRARIES = ("colorball", "numpy", "numba")


class MissingXarrayError(Exception):
    """Labelled arrays were asked for, and what makes them is not installed."""


def require_xarray(*others: str) -> None:
    """Nothing, if xarray and the other modules can be imported.

    Raises:
        MissingXarrayError: if not, with a message for the user.
    """
    names = ("xarray", *others)
    try:
        for name in names:
            importlib.import_module(name)
    except ImportError:
        needed = f"{', '.join(names[:-1])} and {names[-1]}" if others else names[0]
        raise MissingXarrayError(
            f"labelled arrays need {needed}: pip install 'colorball[simulate]'"
        ) from None


def labelled(
    plan: Plan,
    arrays: Mapping[str, NDArray[Any]],
    *,
    done: NDArray[np.bool_] | None = None,
    attributes: Mapping[str, str] | None = None,
) -> xarray.Dataset:
    """A Dataset with the plan's dimensions.

    Args:
        plan: what was run.
        arrays: by name, as ``run_lanes`` gives them for all lanes, or already in the plan's shape.
        done: which lanes have been run, if not all; a variable of that name.
        attributes: more of them, or others in place of those of the plan.

    Raises:
        MissingXarrayError: if xarray is not installed.
    """
    require_xarray()
    import xarray

    variables: dict[str, Any] = {
        name: _variable(plan, name, values) for name, values in arrays.items()
    }
    if done is not None:
        variables["done"] = (plan.dims, done.reshape(plan.shape), DONE)
    coords: dict[str, Any] = {
        name: (name, values, {"long_name": _AXES[name], "units": "1"})
        for name, values in plan.coords.items()
    }
    if plan.record:
        epochs = np.arange(0, plan.epochs + 1, plan.record)
        coords["epoch"] = ("epoch", epochs, {"long_name": "epochs done", "units": "1"})
    return xarray.Dataset(variables, coords, {**_origin(plan), **(attributes or {})})


def _variable(plan: Plan, name: str, values: NDArray[Any]) -> tuple[Any, ...]:
    plain = name.removeprefix(TRAJECTORY)
    (meaning,) = (each.meaning for each in OBSERVABLES if each.name == plain)
    if plain == name:
        return plan.dims, values.reshape(plan.shape), {"long_name": meaning, "units": "1"}
    meaning = meaning.replace("after the last epoch", "at the epoch")
    meaning = meaning.replace("the last x", "the epoch's x")
    shape = (len(values), *plan.shape)
    return ("epoch", *plan.dims), values.reshape(shape), {"long_name": meaning, "units": "1"}


def _origin(plan: Plan) -> dict[str, str]:
    """Where the numbers are from, and how to make them again; netCDF takes texts."""
    return {
        "title": f"{plan.rule.title} on {plan.problems[0].name}",
        "command": command_of(plan, "simulate" if plan.dims == ("seed",) else "sweep") or "",
        "engine": str(plan.engine),
        "seed": str(plan.seed),
        "plan": json.dumps(plan.as_json()),
        "versions": json.dumps({name: _version(name) for name in _LIBRARIES}),
        "verdict": "sampled",
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"

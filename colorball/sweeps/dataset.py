"""The arrays of a sweep: collected from its parts, written to and read from a file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from colorball.files.whole_file import made_whole
from colorball.simulation.labelled import labelled, require_xarray
from colorball.simulation.plan import Plan
from colorball.sweeps.parts import Arrays, read_part, stored_spans

if TYPE_CHECKING:
    import xarray

__all__ = ["collected", "dataset", "read_dataset", "require_disk", "write_dataset"]

_ENGINE: Literal["h5netcdf"] = "h5netcdf"


def require_disk() -> None:
    """Nothing, if what writes and reads netCDF files is installed.

    Raises:
        MissingXarrayError: if not, with a message for the user.
    """
    require_xarray("h5netcdf", "h5py")


def collected(plan: Plan, folder: Path, key: str) -> tuple[Arrays, NDArray[np.bool_]]:
    """What the parts in a folder hold, as whole arrays.

    Returns:
        The arrays by name, their last axis the lane, NaN or 0 where lanes are missing; and which
        lanes are there, shape ``(lanes,)``.
    """
    arrays: Arrays = {}
    done = np.zeros(plan.lanes, dtype=np.bool_)
    for span in stored_spans(folder, plan.lanes):
        part = read_part(folder, span, key)
        if part is None:
            continue
        for name, values in part.items():
            if name not in arrays:
                fill = np.nan if values.dtype.kind == "f" else 0
                arrays[name] = np.full((*values.shape[:-1], plan.lanes), fill, values.dtype)
            arrays[name][..., span.first : span.last] = values
        done[span.first : span.last] = True
    return arrays, done


def dataset(
    plan: Plan, arrays: Arrays, document: Mapping[str, Any], done: NDArray[np.bool_] | None = None
) -> xarray.Dataset:
    """The labelled arrays, with what ``sweep.json`` says as attributes."""
    attributes = {
        "command": document["command"],
        "engine": document["engine"],
        "settings": json.dumps(document["settings"]),
        "key": document["key"],
        "colorball_version": document["version"],
    }
    return labelled(plan, arrays, done=done, attributes=attributes)


def write_dataset(plan: Plan, arrays: Arrays, document: Mapping[str, Any], path: Path) -> str:
    """Write the whole sweep as a netCDF 4 file, whole or not at all.

    Returns:
        The hash of the file (SHA-256).

    Raises:
        OSError: if it cannot be written.
    """
    with made_whole(path) as part:
        dataset(plan, arrays, document).to_netcdf(part, engine=_ENGINE)
        return _digest(part)


def read_dataset(path: Path, digest: object) -> xarray.Dataset | None:
    """Read it into memory; the file is closed again.

    Args:
        path: the file.
        digest: its hash, as ``write_dataset`` gave it; HDF5 has no checksums of its own accord.

    Returns:
        The Dataset; None if the file is not there or has another hash.

    Raises:
        OSError: if it cannot be read.
    """
    import xarray

    if not path.is_file() or _digest(path) != digest:
        return None
    return xarray.load_dataset(path, engine=_ENGINE)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""The folder of a sweep: what it holds, and whose it is.

``sweep.json`` says which sweep it is; ``parts/`` has the finished parts; ``sweep.nc`` is the whole,
written at the end.
"""

from __future__ import annotations

import hashlib
import json
import shlex
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from colorball.errors import InputError
from colorball.files.whole_file import write_whole
from colorball.simulation.command import command_of
from colorball.simulation.labelled import DONE
from colorball.simulation.plan import Plan
from colorball.sweeps.dataset import collected, dataset, read_dataset, require_disk
from colorball.sweeps.settings import Settings, plan_of

if TYPE_CHECKING:
    import xarray

__all__ = [
    "DATA",
    "PARTS",
    "claim_folder",
    "describe",
    "key_of",
    "open_sweep",
    "read_document",
    "write_document",
]

DOCUMENT, DATA, PARTS = "sweep.json", "sweep.nc", "parts"
_FORMAT = "colorball-sweep-1"
_IDENTITY = ("format", "version", "engine", "plan")
_MOST_BYTES = 100_000_000


def describe(plan: Plan, settings: Settings, directory: Path) -> dict[str, Any]:
    """What ``sweep.json`` says: all that decides the numbers, and the settings as given."""
    document: dict[str, Any] = {
        "format": _FORMAT,
        "version": version("colorball"),
        "engine": str(plan.engine),
        "plan": plan.as_json(),
        "settings": settings,
        "command": f"{command_of(plan, 'sweep')} --out {shlex.quote(directory.name)}",
    }
    return {**document, "key": key_of(document)}


def key_of(document: dict[str, Any]) -> str:
    """The hash (SHA-256) of what decides the numbers; the parts carry it."""
    identity = {name: document.get(name) for name in _IDENTITY}
    return hashlib.sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()


def claim_folder(directory: Path, document: dict[str, Any]) -> None:
    """Make the folder this sweep's, or find that it is already.

    Raises:
        InputError: if it holds another sweep or other files; it stays as it was.
        OSError: if it cannot be written to.
    """
    path = directory / DOCUMENT
    if path.exists() or path.is_symlink():
        found = read_document(directory)
        if found["key"] != document["key"]:
            raise InputError(
                "out",
                directory,
                "a folder that is empty or holds this sweep; this one holds another, with other "
                f"{_difference(found, document)}",
            )
        return
    if directory.exists():
        foreign = sorted(p.name for p in directory.iterdir() if not p.name.startswith("."))
        if foreign:
            raise InputError(
                "out",
                directory,
                f"a folder that is empty or holds this sweep; this one holds {foreign[0]} and no "
                f"{DOCUMENT}",
            )
    try:
        write_document(directory, document)
    except ValueError as error:  # such as a zero byte in the name
        raise InputError("out", directory, f"the name of a folder ({error})") from None


def write_document(directory: Path, document: dict[str, Any]) -> None:
    """Write ``sweep.json``.

    Raises:
        OSError: if it cannot be written.
    """
    write_whole(directory / DOCUMENT, json.dumps(document, indent=1) + "\n")


def read_document(directory: Path) -> dict[str, Any]:
    """What a folder's ``sweep.json`` says.

    Raises:
        InputError: if the folder has none, or a damaged one.
        OSError: if it cannot be read.
    """
    path = directory / DOCUMENT
    try:
        with path.open("rb") as file:
            document = json.loads(file.read(_MOST_BYTES))
    except (FileNotFoundError, NotADirectoryError):
        raise InputError("folder", directory, f"a folder that has a {DOCUMENT}") from None
    except (ValueError, RecursionError):
        document = None
    if (
        not isinstance(document, dict)
        or document.get("format") != _FORMAT
        or not isinstance(document.get("settings"), dict)
        or not isinstance(document.get("plan"), dict)
        or document.get("key") != key_of(document)
    ):
        raise InputError("folder", path, f"a whole file of the format {_FORMAT}")
    return document


def open_sweep(directory: str | Path) -> xarray.Dataset:
    """The labelled arrays of a sweep, whole or as far as it has come.

    Args:
        directory: the folder of ``colorball sweep``.

    Returns:
        A Dataset in memory. Its variable ``done`` says which lanes have been run; elsewhere there
        are NaN, 0 and False.

    Raises:
        InputError: if it is no such folder.
        MissingXarrayError: if xarray or h5netcdf is not installed.
        OSError: if it cannot be read.
    """
    require_disk()
    directory = Path(directory)
    document = read_document(directory)
    found = read_dataset(directory / DATA, document.get("data"))
    if found is not None:
        done = (found["status"] == found["status"]).assign_attrs(DONE)
        return found.assign(done=done)
    plan = plan_of({**document["settings"], "engine": "auto"})  # the engine may be missing here
    if plan.as_json() != document["plan"]:
        valid = f"a sweep of this version; this one is of {document['version']}"
        raise InputError("folder", directory, valid)
    arrays, mask = collected(plan, directory / PARTS, document["key"])
    return dataset(plan, arrays, document, mask)


def _difference(found: dict[str, Any], wanted: dict[str, Any]) -> str:
    """The names of what differs."""
    names = []
    for name in _IDENTITY:
        one, other = found.get(name), wanted.get(name)
        if one == other:
            continue
        if isinstance(one, dict) and isinstance(other, dict):
            keys = [*other, *(key for key in one if key not in other)]
            names += [key for key in keys if one.get(key) != other.get(key)]
        else:
            names.append(f"{name} ({one})")
    return ", ".join(dict.fromkeys(names))

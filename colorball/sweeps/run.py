"""Run a sweep into a folder, part by part, so that interrupted work goes on where it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from colorball.errors import InputError
from colorball.simulation.plan import Plan
from colorball.simulation.summary import status_counts
from colorball.sweeps.chunks import run_in_chunks
from colorball.sweeps.dataset import collected, require_disk, write_dataset
from colorball.sweeps.folder import DATA, PARTS, claim_folder, describe, write_document
from colorball.sweeps.parts import missing_spans, read_part, stored_spans, write_part
from colorball.sweeps.settings import Settings, plan_of

__all__ = ["FinishedSweep", "run_sweep"]


@dataclass(frozen=True)
class FinishedSweep:
    """What a sweep left in its folder.

    Attributes:
        plan: what was run.
        path: the file with the labelled arrays.
        found: how many lanes were there already.
        status: how many lanes ended in each way.
        command: the command line that makes it again.
        key: the hash of all that decides the numbers.
    """

    plan: Plan
    path: Path
    found: int
    status: dict[str, int]
    command: str
    key: str


def run_sweep(
    settings: Settings,
    directory: Path,
    *,
    chunk: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> FinishedSweep:
    """Run all lanes of a sweep and write ``sweep.nc``.

    Each finished part is written whole to ``parts/``. Parts that are there are not run again;
    damaged ones are. The numbers do not depend on how the lanes are split, nor on interruptions.

    Args:
        settings: the arguments of :func:`colorball.sweep`, from ``read_settings`` or
            ``read_config``.
        directory: the folder, made if it is not there.
        chunk: how many lanes a part has, at least 1; by default it is found while running.
        progress: called with the number of lanes done and of all.

    Raises:
        InputError: if a setting is not valid, or the folder holds another sweep or other files.
        MissingXarrayError: if xarray or h5netcdf is not installed.
        OSError: if a file cannot be written; the parts before it stay.
    """
    require_disk()
    if chunk is not None and chunk < 1:
        raise InputError("chunk", chunk, "an integer >= 1")
    plan = plan_of(settings)
    document = describe(plan, settings, directory)
    claim_folder(directory, document)
    folder, key = directory / PARTS, document["key"]
    spans = stored_spans(folder, plan.lanes)
    # damaged parts are left out, so that their lanes are run again
    done = [span for span in spans if read_part(folder, span, key) is not None]
    todo = missing_spans(done, plan.lanes)
    found = plan.lanes - sum(span.last - span.first for span in todo)
    reached = found
    if progress is not None:
        progress(reached, plan.lanes)
    for span, lanes in run_in_chunks(plan, todo, chunk):
        write_part(folder, span, lanes, key)
        reached += span.last - span.first
        if progress is not None:
            progress(reached, plan.lanes)
    arrays, mask = collected(plan, folder, key)
    assert mask.all()
    path = directory / DATA
    # its hash is written after it: whoever reads in between finds the parts
    write_document(directory, {**document, "data": write_dataset(plan, arrays, document, path)})
    counts = status_counts(arrays["status"])
    return FinishedSweep(plan, path, found, counts, document["command"], key)

"""Trace a curve piece by piece into a folder, so that interrupted work goes on where it was."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from colorball.errors import InputError
from colorball.files.whole_file import write_whole
from colorball.phase.curve import CurvePlan, Section, plan_curve, trace_section
from colorball.phase.traced import Curve

__all__ = ["PIECES", "trace_to_folder"]

PIECES = "pieces"  # the folder in the folder
_CURVE = "curve.json"
_MOST_CHARACTERS = 50_000_000


def trace_to_folder(
    n: int,
    digits: int,
    directory: Path,
    *,
    area: bool = True,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Curve:
    """Trace the boundary ``D = 0``, random reshuffling, keeping each finished piece in a file.

    Pieces that are there, written by this version for the same n and digits, are not traced again;
    damaged ones are.

    Args:
        n: number of parts, an integer >= 3.
        digits: of beta_1 along the curve.
        directory: made if it is not there; the pieces are in ``pieces/``.
        area: also show that D grows with beta_1, which bounds of the area need.
        workers: processes; by default one for each processor, and no more than pieces are left.
        progress: called with the number of pieces done and of all.

    Raises:
        InputError: if the folder holds another curve, or an argument is out of range.
        OSError: if a file cannot be written.
    """
    refuse_other_curve(n, digits, directory)
    plan = _plan(n, digits)
    found: dict[int, Section] = {}
    for index in range(len(plan.pieces)):
        stored = _stored(plan, index, directory, area=area)
        if stored is not None:
            found[index] = stored
    # from the right: the pieces near the curve's end are the slow ones
    todo = [index for index in reversed(range(len(plan.pieces))) if index not in found]
    count = min(len(todo), workers or os.cpu_count() or 1)
    if progress is not None:
        progress(len(found), len(plan.pieces))
    for index, document in _traced(n, digits, todo, area, count):
        write_whole(_path(directory, index), json.dumps(document, indent=1) + "\n")
        found[index] = Section.from_json(document["section"])
        if progress is not None:
            progress(len(found), len(plan.pieces))
    return Curve.assemble(plan, list(found.values()))


def refuse_other_curve(n: int, digits: int, directory: Path) -> None:
    """Make sure that what a folder holds of a curve is of this one.

    Raises:
        InputError: if it is of another.
    """
    for path in (directory / _CURVE, *sorted((directory / PIECES).glob("*.json"))):
        document = _read(path)
        if document is None:
            continue
        other = document.get("n"), document.get("digits")
        if other != (n, digits):
            raise InputError(
                "out",
                directory,
                f"a folder that is empty or holds this curve, n = {n} with {digits} digits; this "
                f"one holds n = {other[0]} with {other[1]} digits",
            )


def _path(directory: Path, index: int) -> Path:
    return directory / PIECES / f"{index:03d}.json"


def _read(path: Path) -> dict[str, Any] | None:
    """A JSON object; None if the file holds none."""
    try:
        if path.stat().st_size > _MOST_CHARACTERS:
            return None
        document = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def _stored(plan: CurvePlan, index: int, directory: Path, *, area: bool) -> Section | None:
    """A finished piece, if its file is whole and fits."""
    document = _read(_path(directory, index))
    if document is None or document.get("version") != version("colorball"):
        return None
    if area and document.get("area") is not True:
        return None
    try:
        section = Section.from_json(document["section"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    piece = plan.pieces[index]
    return section if (section.lower, section.upper) == (piece.lower, piece.upper) else None


def _traced(
    n: int, digits: int, todo: list[int], area: bool, workers: int
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The pieces as they are finished, in any order."""
    if workers < 2:
        for index in todo:
            yield index, _trace(n, digits, index, area)
        return
    # spawn: a fork would copy the locks of the progress bar's thread
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin_worker)
    futures = {pool.submit(_trace, n, digits, index, area): index for index in todo}
    try:
        for future in as_completed(futures):
            yield futures[future], future.result()
        pool.shutdown()
    except BaseException:  # interrupted, or no room on the disk: nobody waits for the rest
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise


def _begin_worker() -> None:
    """Let the parent alone answer Ctrl-C, and do not outlive it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def _trace(n: int, digits: int, index: int, area: bool) -> dict[str, Any]:
    """One piece, with what it is a piece of."""
    plan = _plan(n, digits)
    section = trace_section(plan, plan.pieces[index], area=area)
    return {
        "version": version("colorball"),
        "n": n,
        "digits": digits,
        "area": area,
        "section": section.as_json(),
    }


@lru_cache(maxsize=4)
def _plan(n: int, digits: int) -> CurvePlan:
    """The plan, once for each process: it holds balls, which cannot be sent to another."""
    return plan_curve(n, digits)

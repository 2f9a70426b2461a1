"""The parts that the data of the figures are made of, computed one by one and kept as files.

A part that is finished stands whole in a folder, so that a run which is cut short loses little.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

from colorball.balls.sampling import Sampling
from colorball.exact.rational import rational_text
from colorball.files.whole_file import write_whole
from colorball.reports.phase_curves import CURVE_NAMES, Request, panel_curve
from colorball.reports.phase_data import Panel, curve_from_json, curve_json
from colorball.reports.phase_law_data import (
    LAW_BETAS,
    LAW_PARTS,
    LAW_SCHEMES,
    LawPoint,
    law_from_json,
    law_json,
    law_point,
)
from colorball.reports.phase_traced import LARGEST_TRACED, traced, traced_from_json, traced_json

__all__ = ["compute_parts", "law_parts", "panel_parts", "read_law", "read_panel"]

Parts = Mapping[str, Callable[[], str]]


def panel_parts(request: Request) -> Parts:
    """The parts of a panel by their file names.

    Example:
        >>> list(panel_parts(Request(100)))[0]
        'n100-boundary-60-9-1.json'
    """
    parts = {_name(request, name): partial(_curve, request, name) for name in CURVE_NAMES}
    if request.n <= LARGEST_TRACED:
        parts[_traced_name(request)] = partial(_traced, request)
    return parts


def law_parts() -> Parts:
    """The parts of the law's data by their file names, those that take longest first."""
    keys = [
        (s, b, n) for n in reversed(LAW_PARTS) for s in reversed(LAW_SCHEMES) for b in LAW_BETAS
    ]
    return {
        f"law-{sampling}-{_plain(rational_text(beta1))}-{n}.json": partial(_law, sampling, beta1, n)
        for sampling, beta1, n in keys
    }


def compute_parts(parts: Parts, folder: Path, jobs: int, say: Callable[[str], None]) -> None:
    """Compute what is not in the folder yet.

    Args:
        parts: from the functions above.
        folder: where each finished part is kept.
        jobs: how many processes.
        say: told of each finished part.

    Raises:
        ArithmeticError: if something cannot be certified; what is finished stays.
        OSError: if a file cannot be written.
    """
    todo = [name for name in parts if not (folder / name).exists()]
    if len(todo) < len(parts):
        say(f"{len(parts) - len(todo)} of {len(parts)} parts are there already, in {folder}")
    start = time.monotonic()
    with ProcessPoolExecutor(jobs) as pool:
        running = {pool.submit(parts[name]): name for name in todo}
        try:
            for count, future in enumerate(as_completed(running), start=1):
                name = running[future]
                write_whole(folder / name, future.result())
                say(f"{time.monotonic() - start:6.0f} s  {count}/{len(todo)}  {name}")
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def read_panel(request: Request, folder: Path) -> Panel:
    """The panel whose parts are all in the folder."""

    def part(name: str) -> Any:
        return json.loads((folder / name).read_text("utf-8"))

    curves = tuple(curve_from_json(part(_name(request, name))) for name in CURVE_NAMES)
    small = request.n <= LARGEST_TRACED
    whole = traced_from_json(part(_traced_name(request))) if small else None
    return Panel(request, curves, whole)


def read_law(folder: Path) -> tuple[LawPoint, ...]:
    """The law's points, whose parts are all in the folder."""
    points = [law_from_json((folder / name).read_text("utf-8"))[0] for name in law_parts()]
    return tuple(sorted(points, key=_place))


def _place(point: LawPoint) -> tuple[int, Fraction, int]:
    return LAW_SCHEMES.index(point.sampling), point.beta1, point.n


def _name(request: Request, what: str) -> str:
    constant = _plain(rational_text(request.constant))
    return f"n{request.n}-{what}-{request.points}-{request.digits}-{constant}.json"


def _traced_name(request: Request) -> str:
    return f"n{request.n}-traced-{request.digits}.json"


def _plain(text: str) -> str:
    return text.replace("/", "over")


def _curve(request: Request, name: str) -> str:
    return json.dumps(curve_json(panel_curve(request, name)))


def _traced(request: Request) -> str:
    return json.dumps(traced_json(traced(request.n, request.digits)))


def _law(sampling: Sampling, beta1: Fraction, n: int) -> str:
    return law_json((law_point(sampling, beta1, n),))

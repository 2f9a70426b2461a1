"""Computes the data of the figures, certified or sampled, and draws every picture of docs/images.

``FIGURES`` has them by name, drawn from the data that are committed; a test compares.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from colorball.errors import InputError
from colorball.files.whole_file import write_whole
from colorball.phase.sure import read_sure_parts
from colorball.phase.theorem_one import read_constant
from colorball.reports.balls_picture import balls_picture
from colorball.reports.digits_heat import digits_heat
from colorball.reports.figure_parts import (
    compute_parts,
    law_parts,
    panel_parts,
    read_law,
    read_panel,
)
from colorball.reports.function_two_heat import function_two_heat
from colorball.reports.function_two_heat_data import HEAT_PARTS, HEAT_SCALES
from colorball.reports.gallery_data import GALLERY_TITLES
from colorball.reports.gallery_picture import gallery_picture
from colorball.reports.phase_curves import Request
from colorball.reports.phase_data import panel_csv, panel_from_json, panel_json
from colorball.reports.phase_law_data import law_csv, law_from_json, law_json
from colorball.reports.phase_law_picture import law_picture
from colorball.reports.phase_panel import phase_panels
from colorball.reports.plotting import MissingMatplotlibError, Picture, require_matplotlib
from colorball.reports.sampled_table import SampledTable, table_csv, table_from_csv
from colorball.reports.simulation_parts import (
    SIMULATION_FILES,
    read_simulation,
    simulation_parts,
)
from colorball.reports.toy_picture import toy_picture

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
WORK = ROOT / "out" / "figures-work"  # finished parts, until a run is complete
PARTS = (10, 50, 100)
POINTS = 60


def panel_picture(data: Path, parts: Sequence[int]) -> Picture:
    files = [data / f"phase-n{n}.json" for n in parts]
    return phase_panels([panel_from_json(file.read_text("utf-8")) for file in files])


def law_picture_of(data: Path) -> Picture:
    return law_picture(law_from_json((data / "phase-law.json").read_text("utf-8")))


def phase_pictures(data: Path, parts: Sequence[int]) -> dict[str, Callable[[], Picture]]:
    """The pictures of the phase boundary, without their suffix."""
    found = {f"phase-n{n}": partial(panel_picture, data, [n]) for n in parts}
    if len(parts) > 1:
        found["phase-panels"] = partial(panel_picture, data, parts)
    if (data / "phase-law.json").exists():
        found["phase-law"] = partial(law_picture_of, data)
    return found


def table(data: Path, name: str) -> SampledTable:
    return table_from_csv((data / f"{name}.csv").read_text("utf-8"))


def function_two_picture(data: Path) -> Picture:
    columns = []
    for n in HEAT_PARTS:
        curves = panel_from_json((data / f"phase-n{n}.json").read_text("utf-8"))
        square, decades = (table(data, f"function-2-heat-n{n}-{scale}") for scale in HEAT_SCALES)
        columns.append((curves, square, decades))
    return function_two_heat(columns)


def simulation_pictures(data: Path) -> dict[str, Callable[[], Picture]]:
    """The sampled pictures, without their suffix."""
    return {
        "toy": lambda: toy_picture(table(data, "toy")),
        "function-2-heat": partial(function_two_picture, data),
        "digits-heat": lambda: digits_heat(
            *(table(data, f"digits-heat-{scale}") for scale in HEAT_SCALES)
        ),
        "gallery": lambda: gallery_picture(table(data, "gallery"), GALLERY_TITLES),
    }


def _svg(draw: Callable[[], Picture]) -> str:
    return draw().svg


FIGURES: dict[str, Callable[[], str]] = {
    "cancellation.svg": balls_picture,
    **{
        f"{name}.svg": partial(_svg, draw)
        for name, draw in (
            phase_pictures(DOCS / "data", PARTS) | simulation_pictures(DOCS / "data")
        ).items()
    },
}


def main(words: Sequence[str] | None = None) -> int:
    asked = _arguments(words)
    try:
        constant = read_constant(asked.constant)
        parts = list(dict.fromkeys(read_sure_parts(n) for n in asked.n))
        require_matplotlib()  # before the long work, not after it
        if not asked.reuse_data:
            data = asked.out / "data"
            if asked.only != "phase":
                for path in _simulate(data, asked.jobs):
                    print(path)
            if asked.only != "simulation":
                requests = [Request(n, asked.points, constant) for n in parts]
                for path in _compute(requests, data, asked.jobs, law=not asked.no_law):
                    print(path)
        for path in _draw(asked.out, parts, asked.only):
            print(path)
    except (ArithmeticError, InputError, MissingMatplotlibError, OSError, ValueError) as error:
        print(f"scripts/figures: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("scripts/figures: stopped; the same command goes on from here", file=sys.stderr)
        return 130
    return 0


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/figures",
        description="Computes the curves of the phase boundary with certified enclosures, and "
        "the sampled curves and heat maps of the simulator; writes them to DIR/data as JSON and "
        "CSV, and draws all pictures to DIR/images as SVG and PNG. A run that is cut short goes on "
        "where it was: finished parts are kept in out/figures-work.",
    )
    parser.add_argument(
        "--only",
        choices=["phase", "simulation"],
        help="one kind of figures: certified and slow, or sampled, a few minutes (both)",
    )
    parser.add_argument(
        "--n", nargs="+", type=int, default=list(PARTS), metavar="N", help="panels (10 50 100)"
    )
    parser.add_argument(
        "--constant", default="1", metavar="C", help="the constant of Theorem 1, exactly (1)"
    )
    parser.add_argument(
        "--points", type=int, default=POINTS, help=f"about how many on each curve ({POINTS})"
    )
    parser.add_argument(
        "--reuse-data", action="store_true", help="only draw, from the data that are in DIR/data"
    )
    parser.add_argument("--no-law", action="store_true", help="no data of the law for large n")
    parser.add_argument("--jobs", type=int, default=2, help="processes (2)")
    parser.add_argument("--out", type=Path, default=DOCS, metavar="DIR", help="where to (docs)")
    asked = parser.parse_args(words)
    if not 2 <= asked.points <= 10_000:
        parser.error("--points must be from 2 to 10000")
    if asked.jobs < 1:
        parser.error("--jobs must be at least 1")
    return asked


def _compute(requests: Sequence[Request], data: Path, jobs: int, *, law: bool) -> Iterator[Path]:
    parts = {name: part for each in requests for name, part in panel_parts(each).items()}
    if law:
        parts |= law_parts()
    compute_parts(parts, WORK, jobs, lambda text: print(text, file=sys.stderr, flush=True))
    for request in requests:
        panel = read_panel(request, WORK)
        yield write_whole(data / f"phase-n{request.n}.json", panel_json(panel))
        yield write_whole(data / f"phase-n{request.n}.csv", panel_csv(panel))
    if law:
        points = read_law(WORK)
        yield write_whole(data / "phase-law.json", law_json(points))
        yield write_whole(data / "phase-law.csv", law_csv(points))
    for name in parts:
        (WORK / name).unlink(missing_ok=True)


def _simulate(data: Path, jobs: int) -> Iterator[Path]:
    parts = simulation_parts()
    compute_parts(parts, WORK, jobs, lambda text: print(text, file=sys.stderr, flush=True))
    for file in SIMULATION_FILES:
        yield write_whole(data / file, table_csv(read_simulation(file, WORK)))
    for name in parts:
        (WORK / name).unlink(missing_ok=True)


def _draw(out: Path, parts: Sequence[int], only: str | None) -> Iterator[Path]:
    data, images = out / "data", out / "images"
    pictures = {} if only == "simulation" else phase_pictures(data, parts)
    pictures |= {} if only == "phase" else simulation_pictures(data)
    found = {name: draw() for name, draw in pictures.items()}
    if only != "simulation":
        yield write_whole(images / "cancellation.svg", balls_picture())
    for name, drawn in found.items():
        yield write_whole(images / f"{name}.svg", drawn.svg)
        yield write_whole(images / f"{name}.png", drawn.png)


if __name__ == "__main__":
    sys.exit(main())

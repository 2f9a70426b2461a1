"""The sampled data of the figures, in parts that are computed one by one, and put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from colorball.reports.digits_heat_data import DIGITS_COLUMNS, digits_table
from colorball.reports.function_two_heat_data import HEAT_PARTS, HEAT_SCALES, function_two_table
from colorball.reports.gallery_data import gallery_table
from colorball.reports.sampled_table import (
    SampledTable,
    joined_tables,
    table_csv,
    table_from_csv,
)
from colorball.reports.toy_data import TOY_PROBLEMS, toy_table

__all__ = ["SIMULATION_FILES", "read_simulation", "simulation_parts"]

_DIGITS_AT_ONCE = 2  # values of beta1 in a part
_FIRSTS = range(0, DIGITS_COLUMNS, _DIGITS_AT_ONCE)

# each file of docs/data, and the parts that it is made of
SIMULATION_FILES: Mapping[str, tuple[str, ...]] = {
    "gallery.csv": ("gallery",),
    **{
        f"digits-heat-{scale}.csv": tuple(f"digits-heat-{scale}-{first}" for first in _FIRSTS)
        for scale in HEAT_SCALES
    },
    "toy.csv": TOY_PROBLEMS,
    **{
        f"function-2-heat-n{n}-{scale}.csv": (f"function-2-heat-n{n}-{scale}",)
        for n in reversed(HEAT_PARTS)
        for scale in HEAT_SCALES
    },
}


def simulation_parts() -> dict[str, Callable[[], str]]:
    """All parts by their file names, those that take longest first; each gives a CSV text.

    Example:
        >>> list(simulation_parts())[:2]
        ['gallery.csv', 'digits-heat-square-0.csv']
    """
    made: dict[str, Callable[[], SampledTable]] = {"gallery": gallery_table}
    for scale in HEAT_SCALES:
        for first in _FIRSTS:
            columns = range(first, first + _DIGITS_AT_ONCE)
            made[f"digits-heat-{scale}-{first}"] = partial(digits_table, scale, columns)
    made |= {problem: partial(toy_table, problem) for problem in TOY_PROBLEMS}
    for n in HEAT_PARTS:
        for scale in HEAT_SCALES:
            made[f"function-2-heat-n{n}-{scale}"] = partial(function_two_table, n, scale)
    names = [name for parts in SIMULATION_FILES.values() for name in parts]
    return {f"{name}.csv": partial(_text, made[name]) for name in names}


def read_simulation(file: str, folder: Path) -> SampledTable:
    """A file of ``SIMULATION_FILES``, put together from its parts, which are all in the folder.

    Raises:
        OSError: if one is not.
        ValueError: if one is damaged.
    """
    return joined_tables(
        [
            table_from_csv((folder / f"{part}.csv").read_text("utf-8"))
            for part in SIMULATION_FILES[file]
        ]
    )


def _text(make: Callable[[], SampledTable]) -> str:
    return table_csv(make())

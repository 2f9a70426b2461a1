"""A simulation's statistics as a table for the terminal."""

from __future__ import annotations

from typing import Any, cast

from rich import box
from rich.table import Table

from colorball.simulation.plan import Plan
from colorball.simulation.status import LaneStatus
from colorball.simulation.summary import summarize
from colorball.sweeps.parts import Arrays

__all__ = ["simulation_tables"]

_COLUMNS = ("mean", "std", "min", "q1", "median", "q3", "max")
_HEADINGS = ("Mean", "Std", "Least", "Quarter", "Median", "3 quarters", "Greatest")
_COUNTED = {"first_exit": "left the window", "failed_at": "stopped before the end"}


def simulation_tables(plan: Plan, arrays: Arrays) -> tuple[Table | str, ...]:
    """One row per observable, then lines on failures and divergence."""
    found = cast(dict[str, Any], summarize(plan, arrays))
    lanes = found["lanes"]
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("Observable", no_wrap=True)
    for heading in _HEADINGS:
        table.add_column(heading, justify="right", no_wrap=True)
    notes = []
    for name, row in found["observables"].items():
        if name in _COUNTED:
            if row["finite"]:
                notes.append(f"{_COUNTED[name]}: {row['finite']} of {lanes}")
        elif row["finite"] < lanes:
            notes.append(f"{name} is finite: {row['finite']} of {lanes}")
        if row["finite"]:
            table.add_row(name, *(f"{row[column]:.4g}" for column in _COLUMNS))
    return (table, "", *_status_lines(found), *notes, *_diverged(plan, found["diverged"]))


def _status_lines(found: dict[str, Any]) -> list[str]:
    counts = zip(LaneStatus, found["status"].values(), strict=True)
    return [f"{each.message}: {count} of {found['lanes']}" for each, count in counts if count]


def _diverged(plan: Plan, found: dict[str, Any]) -> list[str]:
    # a slow way down may still be above its start: the words say what was seen, and no more
    lines = [f"f rose within {plan.epochs} epochs (diverged): {found['count']} of {plan.lanes}"]
    if "lower" in found:
        lines.append(
            f"its probability is in [{found['lower']:.4f}, {found['upper']:.4f}], confidence "
            f"{100 * found['confidence']:g} % ({found['verdict']}; {found['method']})"
        )
    return lines

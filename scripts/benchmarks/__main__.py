"""``scripts/benchmark SUITE [--json FILE]``."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import click
import lemmas
import phase
import simulator
from rich.table import Table
from row import Row

from colorball.cli.options import json_target as json_option
from colorball.cli.output import JsonFile, print_tables

SUITES: dict[str, Callable[[], Iterator[Row]]] = {
    "lemmas": lemmas.rows,
    "phase": phase.rows,
    "simulator": simulator.rows,
}


@click.command()
@click.argument("suite", type=click.Choice(list(SUITES)))
@json_option
def benchmark(suite: str, json_target: JsonFile | None) -> None:
    """Measure SUITE against its peers, alternately, and print medians and ratios."""
    measured = []
    for row in SUITES[suite]():
        click.echo(f"{row.ours:9.4f} s  {row.name}", err=True)
        measured.append(row)
    if json_target is not None:
        rows = [row.as_json() for row in measured]
        json_target.write({"suite": suite, "machine": _machine(), "rows": rows})
    if json_target is None or not json_target.is_stdout:
        print_tables(_table(measured))


def _machine() -> dict[str, object]:
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "model": _model(),
        "versions": {name: _version(name) for name in ("numpy", "numba", "jax", "torch")},
    }


def _model() -> str | None:
    """What the processor calls itself, where the system says so."""
    file = Path("/proc/cpuinfo")
    lines = file.read_text().splitlines() if file.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else None


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _table(rows: list[Row]) -> Table:
    table = Table()
    for name in ("what", "ours", "target", "peer", "ratio"):
        table.add_column(name, justify="right" if name in ("ours", "peer", "ratio") else "left")
    table.add_column("peer is")
    for row in rows:
        table.add_row(
            f"{row.name} ({row.note})" if row.note else row.name,
            _time(row.ours),
            row.target,
            "" if row.peer is None else _time(row.peer),
            "" if row.ratio is None else f"{row.ratio:.3g}",
            row.peer_name,
        )
    return table


def _time(seconds: float) -> str:
    return f"{seconds:.3g} s" if seconds >= 0.1 else f"{seconds * 1000:.3g} ms"


if __name__ == "__main__":
    benchmark(prog_name="scripts/benchmark")

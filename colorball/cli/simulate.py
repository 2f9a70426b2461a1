"""``colorball simulate``: many trajectories at one point, and what they have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from colorball.cli import options
from colorball.cli.output import JsonFile, print_tables
from colorball.cli.progress import progress_bar
from colorball.cli.simulation_options import given_settings, simulation_options

if TYPE_CHECKING:
    from colorball.simulation.plan import Plan
    from colorball.sweeps.parts import Arrays

__all__ = ["simulate_command"]


@click.command("simulate", short_help="Simulate many trajectories of an optimizer at one point.")
@simulation_options
@options.json_target
def simulate_command(json_target: JsonFile | None, **values: Any) -> None:
    """Simulate an optimizer on a finite sum: SEEDS trajectories of T epochs.

    \b
    Printed are statistics over the trajectories of x, f and the squared gradient at the end, their
    least values, and how many trajectories failed or diverged. What is drawn from samples is
    called sampled; it proves nothing. --json also has the trajectories that --record keeps.

    \b
    Example:
      colorball simulate --n 10 --beta1 9/10 --beta2 1/2 --epochs 1000 --seeds 64

    \b
    Exit codes:
      0    the trajectories were run; some may have failed: the table says so
      2    bad input
      130  interrupted

    Source: Zhang et al., "Adam Can Converge Without Any Modification On Update Rules" (2022);
    `colorball simulate --rule x` lists the rules, `--problem x` the problems.
    """  # noqa: D301  click needs the character
    from colorball.simulation.command import command_of
    from colorball.sweeps.settings import plan_of, read_settings

    settings = read_settings(given_settings(values, axes=False))
    plan = plan_of(settings)
    arrays = _run(plan)
    if json_target is not None:
        json_target.write(_document(plan, arrays, command_of(plan)))
    if json_target is None or not json_target.is_stdout:
        from colorball.reports.simulation_table import simulation_tables

        print_tables(*simulation_tables(plan, arrays))


def _run(plan: Plan) -> Arrays:
    """All lanes, with a bar; chunk by chunk, so that an interruption is soon seen."""
    import numpy as np

    from colorball.sweeps.chunks import run_in_chunks
    from colorball.sweeps.parts import Span

    found = []
    with progress_bar("trajectories") as progress:
        progress(0, plan.lanes)
        for span, arrays in run_in_chunks(plan, [Span(0, plan.lanes)]):
            found.append(arrays)
            progress(span.last, plan.lanes)
    return {name: np.concatenate([part[name] for part in found], axis=-1) for name in found[0]}


def _document(plan: Plan, arrays: Arrays, command: str | None) -> dict[str, object]:
    from colorball.simulation.summary import summarize, trajectories

    request = plan.as_json()
    for axis in ("n", "step", "beta1", "beta2"):
        (request[axis],) = request[axis]  # type: ignore[misc]  # a list of one
    request["n"] = plan.problems[0].n
    del request["dims"]
    recorded = trajectories(plan, arrays)
    return {
        **request,
        "engine": str(plan.engine),
        "command": command,
        **summarize(plan, arrays),
        **({"trajectories": recorded} if recorded else {}),
    }

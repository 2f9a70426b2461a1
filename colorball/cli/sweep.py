"""``colorball sweep``: a grid of simulations into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from colorball.cli import options
from colorball.cli.failures import BAD_INPUT, INTERRUPTED, print_error
from colorball.cli.output import JsonFile
from colorball.cli.progress import progress_bar
from colorball.cli.simulation_options import given_settings, simulation_options

if TYPE_CHECKING:
    from colorball.sweeps.run import FinishedSweep

__all__ = ["sweep_command"]


@click.command("sweep", short_help="Simulate a grid of points into a folder; goes on where it was.")
@click.argument("config", metavar="[CONFIG.toml]", required=False)
@click.option("--out", required=True, metavar="DIR", help="The folder, made if it is not there.")
@simulation_options
@click.option(
    "--chunk",
    type=click.IntRange(min=1),
    metavar="LANES",
    help="How many trajectories a part of the work has; the numbers do not depend on it.  "
    "[default: found while running]",
)
@options.json_target
def sweep_command(
    config: str | None,
    out: str,
    chunk: int | None,
    json_target: JsonFile | None,
    **values: Any,
) -> None:
    """Simulate an optimizer over a grid of n, step, beta_1 and beta_2.

    \b
    Each of these four may have several values: 1/2,0.9 or START:STOP:COUNT, evenly spaced, or
    START:STOP:COUNT:log or START:STOP:COUNT:one-minus-log, evenly spaced on a logarithmic scale.
    The keys of CONFIG.toml are these options (common_noise for --common-noise). Options that are
    given too replace what it says. DIR/sweep.nc holds the arrays with their names (netCDF 4, read
    it with xarray), DIR/parts the finished parts: interrupted work goes on where it was with the
    same command.

    \b
    Example:
      colorball sweep --n 10 --beta1 0:0.99:64 --beta2 0:0.999:64 --seeds 4 --out heat
      colorball sweep heat.toml --out heat

    \b
    Exit codes:
      0    all is in DIR/sweep.nc
      2    bad input, or the folder holds another sweep or other files
      130  interrupted; the finished parts are kept

    Source: Zhang et al., "Adam Can Converge Without Any Modification On Update Rules" (2022),
    the figure of Function (2) over beta_1 and beta_2.
    """  # noqa: D301  click needs the character
    from colorball.simulation.labelled import MissingXarrayError
    from colorball.sweeps.run import run_sweep
    from colorball.sweeps.settings import read_config, read_settings

    given = given_settings(values, axes=True)
    told = {} if config is None else read_config(Path(config))
    settings = read_settings({**told, **given})
    if not out:
        raise click.BadParameter("the name is empty", param_hint="'--out'")
    directory = Path(out)
    try:
        with progress_bar("trajectories") as progress:
            found = run_sweep(settings, directory, chunk=chunk, progress=progress)
    except MissingXarrayError as error:
        print_error(str(error))
        click.get_current_context().exit(BAD_INPUT)
    except KeyboardInterrupt:
        print_error(f"interrupted; the same command goes on from the parts that are in {out}")
        click.get_current_context().exit(INTERRUPTED)
    if json_target is not None:
        json_target.write(_document(found))
    if json_target is None or not json_target.is_stdout:
        click.echo("\n".join(_lines(found)))


def _document(found: FinishedSweep) -> dict[str, object]:
    plan = found.plan
    return {
        "file": str(found.path),
        "command": found.command,
        "key": found.key,
        "engine": str(plan.engine),
        "lanes": plan.lanes,
        "lanes_found": found.found,
        "dims": list(plan.dims),
        "shape": list(plan.shape),
        "status": found.status,
        "plan": plan.as_json(),
    }


def _lines(found: FinishedSweep) -> list[str]:
    plan = found.plan
    sizes = " x ".join(f"{name} {size}" for name, size in zip(plan.dims, plan.shape, strict=True))
    were = f", {found.found} of them found in the folder" if found.found else ""
    failed = [f"{count} {name}" for name, count in found.status.items() if count and name != "fine"]
    lines = [f"{plan.lanes} trajectories ({sizes}){were}"]
    if failed:
        lines.append(f"stopped before the end: {', '.join(failed)}")
    return [*lines, f"written to {click.format_filename(found.path)}"]

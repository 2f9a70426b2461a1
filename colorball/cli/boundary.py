"""``colorball boundary``: all edges at one beta_1, or the whole curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from colorball.cli import options
from colorball.cli.failures import UNDECIDED
from colorball.cli.output import JsonFile
from colorball.cli.progress import progress_bar

if TYPE_CHECKING:
    from colorball.phase.boundary import Boundary

__all__ = ["boundary_command"]


@click.command("boundary", short_help="Find where Adam begins or ceases to diverge.")
@options.parts
@click.option(
    "--beta1",
    metavar="BETA1",
    help="Adam's beta_1, 0 <= beta_1 < 1, such as 9/10: the edges along beta_2 are printed.",
)
@options.sampling
@options.digits(9)
@options.time_limit
@click.option("--curve", is_flag=True, help="Instead of one beta_1, trace the whole curve to DIR.")
@click.option(
    "--points",
    type=click.IntRange(2, 100_000),
    metavar="P",
    help="With --curve: how many points are written, evenly spaced along it.  [default: 200]",
)
@click.option("--out", metavar="DIR", help="With --curve: the folder, made if it is not there.")
@click.option(
    "--area/--no-area",
    default=None,
    help="With --curve: also prove that the region is the one below the curve, which its area "
    "needs; slow for large n.  [default: area]",
)
@options.json_target
@click.pass_context
def boundary_command(
    ctx: click.Context,
    n: str,
    beta1: str | None,
    sampling: str,
    digits: int,
    time_limit: float | None,
    curve: bool,
    points: int | None,
    out: str | None,
    area: bool | None,
    json_target: JsonFile | None,
) -> None:
    """Find every beta_2 at which the drift of Adam on Function (2) changes sign.

    \b
    Each line is an edge of the region of divergence, a narrow interval of beta_2 that certainly
    holds one sign change of the drift D (see `colorball drift --help`), with the side on which
    D < 0: divergence-below or divergence-above. The last line says up to which beta_2 it is
    certain that there are no others.

    \b
    Example:
      colorball boundary --n 10 --beta1 9/10
      prints [0.038449798, 0.038449800] divergence-above
             [0.864844863, 0.864844864] divergence-below
             complete: no others in [0, 1)

    \b
    With --curve the whole boundary is traced in the square of beta_1 and beta_2, with certified
    boxes around its points, its turning points, and bounds of the region's area (random
    reshuffling only). Interrupted work goes on where it was: give the same command again.
      colorball boundary --n 10 --curve --points 200 --out curve-10

    \b
    Exit codes:
      0  all edges were found, and that there are no others is certain
      2  bad input, or the folder holds another curve
      3  not certain: time is over, or an edge is too close to another one

    Source: Zhang et al., "Adam Can Converge Without Any Modification On Update Rules" (2022),
    Theorem 2 and its figure.
    """  # noqa: D301  click needs the character
    if curve:
        _refuse({"--beta1": beta1, "--time-limit": time_limit}, "does not go with --curve")
        if sampling != "reshuffle":
            raise click.UsageError("--curve is for --sampling reshuffle only", ctx)
        if out is None:
            raise click.UsageError("--curve needs --out DIR", ctx)
        from colorball.cli.trace import trace_curve

        ctx.exit(trace_curve(n, digits, points or 200, out, area is not False, json_target))
    _refuse({"--points": points, "--out": out, "--area": area}, "goes with --curve only")
    if beta1 is None:
        raise click.UsageError("either --beta1 BETA1 or --curve is needed", ctx)
    from colorball.phase.arguments import read_parts
    from colorball.phase.boundary import boundary

    parts = read_parts(n)
    with progress_bar("intervals of beta_2") as progress:
        found = boundary(
            parts, beta1, sampling=sampling, digits=digits, time_limit=time_limit, progress=progress
        )
    if json_target is not None:
        json_target.write(_document(found))
    if json_target is None or not json_target.is_stdout:
        click.echo(_text(found))
    if not found.complete:
        ctx.exit(UNDECIDED)


def _refuse(given: dict[str, object], reason: str) -> None:
    for name, value in given.items():
        if value is not None:
            raise click.UsageError(f"{name} {reason}", click.get_current_context())


def _document(found: Boundary) -> dict[str, object]:
    from colorball.exact.rational import rational_text

    return {
        "edges": [
            {"lower": lower, "upper": upper, "side": str(edge.side)}
            for edge, (lower, upper) in zip(found.edges, found.decimals(), strict=True)
        ],
        "complete": found.complete,
        "complete_up_to": _reached(found),
        "verdict": str(found.verdict),
        "n": found.n,
        "beta1": rational_text(found.beta1),
        "sampling": str(found.sampling),
        "digits": found.digits,
        "latex": found.latex(),
    }


def _reached(found: Boundary) -> str:
    """Up to which beta_2 the edges are all, rounded down."""
    from colorball.exact.decimals import floor_decimal
    from colorball.exact.rational import to_flint

    return "1" if found.complete else floor_decimal(to_flint(found.complete_up_to), found.digits)


def _text(found: Boundary) -> str:
    lines = [
        f"[{lower}, {upper}] {edge.side}"
        for edge, (lower, upper) in zip(found.edges, found.decimals(), strict=True)
    ]
    others = "no others" if found.edges else "no edges"
    if found.complete:
        lines.append(f"complete: {others} in [0, 1)")
    else:
        lines.append(f"not complete: {others} in [0, {_reached(found)}), undecided above")
    return "\n".join(lines)

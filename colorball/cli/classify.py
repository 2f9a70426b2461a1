"""``colorball classify``: what Adam does at one point, and which way to turn its coefficients."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from colorball.cli import options
from colorball.cli.failures import UNDECIDED
from colorball.cli.output import JsonFile

if TYPE_CHECKING:
    from colorball.phase.classify import Classification

__all__ = ["classify_command"]


@click.command("classify", short_help="Tell whether Adam diverges at a point, and what to turn.")
@options.parts
@options.beta1
@options.beta2
@click.option(
    "--constant",
    default="1",
    show_default=True,
    metavar="C",
    help="The constant C > 0 of Theorem 1, which the source does not give.",
)
@options.time_limit
@options.json_target
@click.pass_context
def classify_command(
    ctx: click.Context,
    n: str,
    beta1: str,
    beta2: str,
    constant: str,
    time_limit: float | None,
    json_target: JsonFile | None,
) -> None:
    """Tell what Adam does on Function (2) at (beta_1, beta_2), under random reshuffling.

    \b
    sure-divergence         x goes to infinity whatever the orders of the parts, if it starts
                            far enough to the right
    almost-sure-divergence  the drift is negative: x goes to infinity almost surely once it
                            stays to the right, more and more likely the farther it starts
    attraction              the drift is positive: x converges to the minimum at -2
    undecided               the drift is too near 0, or time is over; or beta_2 = 0, where a
                            positive drift does not decide

    \b
    Also printed: whether Theorem 1 guarantees convergence there,
      beta_2 >= 1 - C (1 - beta_1^n)/n^3.5  and  beta_1 < sqrt(beta_2),
    and which way to turn beta_2 and beta_1 for a positive drift.

    \b
    Example:
      colorball classify --n 10 --beta1 9/10 --beta2 999/1000

    \b
    Exit codes:
      0  the region is proved
      2  bad input
      3  the region is undecided

    Source: Zhang et al., "Adam Can Converge Without Any Modification On Update Rules" (2022),
    Theorems 1 and 2.
    """  # noqa: D301  click needs the character
    from colorball.phase.arguments import read_parts
    from colorball.phase.classify import classify

    found = classify(read_parts(n), beta1, beta2, constant=constant, time_limit=time_limit)
    if json_target is not None:
        json_target.write(_document(found))
    if json_target is None or not json_target.is_stdout:
        from colorball.phase.advice import way_out
        from colorball.reports.advice_text import advice_lines

        drift = found.drift
        way = way_out(drift.n, drift.beta1, drift.beta2, quick=time_limit is not None)
        click.echo("\n".join(advice_lines(found, way)))
    if str(found.verdict) == "undecided":
        ctx.exit(UNDECIDED)


def _document(found: Classification) -> dict[str, object]:
    from colorball.exact.rational import rational_text

    lower, upper = found.drift.decimals()
    return {
        "region": str(found.region),
        "theorem_1": found.theorem_1,
        "verdict": str(found.verdict),
        "look_back": found.look_back,
        "drift": {"lower": lower, "upper": upper, "verdict": found.drift.sign},
        "constant": rational_text(found.constant),
        "n": found.drift.n,
        "beta1": rational_text(found.drift.beta1),
        "beta2": rational_text(found.drift.beta2),
        "latex": found.drift.latex(),
    }

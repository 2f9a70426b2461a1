"""``colorball export-coq-drift``: the sign of the drift as a file for Coq's kernel."""

from __future__ import annotations

import click

from colorball.cli import options
from colorball.cli.failures import UNDECIDED, print_error
from colorball.cli.output import JsonFile

__all__ = ["export_coq_drift_command"]


@click.command("export-coq-drift", short_help="Write the sign of a drift as a Coq theorem.")
@options.parts
@options.beta1
@options.beta2
@click.option(
    "--epochs",
    metavar="K",
    help="Look K epochs back: n^(K+1) terms, 20,000 at most; without it, the least K that decides.",
)
@options.coq_target
@click.pass_context
def export_coq_drift_command(
    ctx: click.Context, n: str, beta1: str, beta2: str, epochs: str | None, target: JsonFile
) -> None:
    """Write a Coq file that proves the sign of the drift of Adam on Function (2).

    \b
    Its theorems follow Adam's own recursion from any past: the mean displacement of
    every epoch from the K-th on, over all positions of the big gradients, is beyond a
    number that shows the sign. Coq computes it with coq-interval (Debian's packages
    coq, libcoq-interval). Ball arithmetic looks first whether K epochs decide; if they
    do not, nothing is written.

    \b
    Example:
      colorball export-coq-drift --n 5 --beta1 1/2 --beta2 1/2 --out drift.v
      prints drift.v: negative, below -1/2, by 2 epochs of look-back
      coqc drift.v

    \b
    Exit codes:
      0  the file is written
      2  bad input
      3  the sign is undecided by so many epochs; nothing is written

    Source: colorball/coq/; docs/phase.md.
    """  # noqa: D301  click needs the character
    from colorball.coq.interval_drift import drift_sign_goal
    from colorball.exact.rational import rational_text
    from colorball.phase.arguments import read_parts
    from colorball.verdict import Verdict

    goal = drift_sign_goal(read_parts(n), beta1, beta2, epochs)
    if goal.verdict is Verdict.UNDECIDED:
        print_error(f"undecided by {_epochs(goal.epochs)} of look-back; nothing is written")
        ctx.exit(UNDECIDED)
    target.write_text(goal.text)
    if not target.is_stdout:
        beyond, edge = (
            ("below", -goal.margin) if goal.sign == "negative" else ("above", goal.margin)
        )
        click.echo(
            f"{target.path}: {goal.sign}, {beyond} {rational_text(edge)}, "
            f"by {_epochs(goal.epochs)} of look-back"
        )


def _epochs(count: int) -> str:
    return "1 epoch" if count == 1 else f"{count} epochs"

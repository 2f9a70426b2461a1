"""The ``colorball`` program: its commands, its version, its way to fail."""

from __future__ import annotations

import contextlib
import io
import sys

import click

from colorball.cli.boundary import boundary_command
from colorball.cli.check import check_command
from colorball.cli.classify import classify_command
from colorball.cli.drift import drift_command
from colorball.cli.enumerate import enumerate_command
from colorball.cli.expect import expect_command
from colorball.cli.export_coq import export_coq_command
from colorball.cli.export_coq_drift import export_coq_drift_command
from colorball.cli.failures import OneLineErrors
from colorball.cli.radius import radius_command
from colorball.cli.simulate import simulate_command
from colorball.cli.sweep import sweep_command
from colorball.cli.verify import verify_command

__all__ = ["cli", "main"]


@click.group(
    cls=OneLineErrors,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="colorball", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """When Adam converges and when it diverges: proofs, exact values, enclosures.

    Start with `colorball verify`: it proves every claim, has a second, independent program check
    each certificate, and prints the ledger. Numbers are exact: 9/10, 0.9 (a decimal) or 3.

    \b
    Exit codes:
      0    all is well
      1    something is refuted that should hold (verify), a certificate does not hold (check)
      2    bad usage or bad input; one line on standard error says what would be valid
      3    something is undecided that should have been decided (verify, drift, boundary, classify)
      130  interrupted
    """  # noqa: D301  click needs the character
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


for _command in (
    verify_command,
    check_command,
    export_coq_command,
    export_coq_drift_command,
    expect_command,
    radius_command,
    enumerate_command,
    drift_command,
    boundary_command,
    classify_command,
    simulate_command,
    sweep_command,
):
    cli.add_command(_command)


def main() -> None:
    """Run the program with the arguments of the process, and end the process."""
    for stream in (sys.stdout, sys.stderr):
        # a terminal or file that cannot show a character gets its code instead of an error
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError):
                stream.reconfigure(errors="backslashreplace")
    cli(prog_name="colorball")

"""``colorball verify``: prove every claim, check every certificate, print the ledger."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from colorball.cli import options
from colorball.cli.failures import BAD_INPUT, print_error
from colorball.cli.output import JsonFile, made_directory, print_tables

if TYPE_CHECKING:
    from colorball.certificates.claim import Claim
    from colorball.coq.program import Coq

__all__ = ["verify_command"]


@click.command("verify", short_help="Prove the claims and print the ledger.")
@click.argument("claims", metavar="[CLAIM]...", nargs=-1)
@options.json_target
@click.option(
    "--out",
    "out",
    metavar="DIR",
    help="Write the certificates, the ledger and a report into DIR, made if it is not there.",
)
@click.option(
    "--kernel",
    is_flag=True,
    help="Also have Coq's kernel check the theorems and the certificates; takes a few minutes.",
)
@click.pass_context
def verify_command(
    ctx: click.Context,
    claims: tuple[str, ...],
    json_target: JsonFile | None,
    out: str | None,
    kernel: bool,
) -> None:
    """Prove the claims, all of them if none is named, and print the ledger.

    For each claim: its proof is written as a certificate and handed to the independent checker;
    a counterexample is searched for; and the same search must refute several wrong versions of
    the claim (the negative controls), or it is worth nothing. Claims that compare theory with
    simulation are sampled, not proved, and say how many lanes they have and how sure they are.

    \b
    Example:
      colorball verify                                 every claim
      colorball verify lemma-a1 lemma-a2 --json -      two of them, as JSON
      colorball verify --out out                       with certificates and a report in out/
      colorball verify --kernel                        and the proofs in Coq, if it is installed

    \b
    Exit codes:
      0  every claim has the verdict that it should have, every negative control is refuted
      1  something is refuted that should hold, a control is not refuted, or the kernel does
         not accept a proof
      2  bad usage, such as an unknown claim; --kernel without Coq
      3  something is undecided that should have been decided

    Source: one file per claim in proofs/ (colorball.proofs), each naming its slide.
    """  # noqa: D301  click needs the character
    from colorball.certificates.registry import find_claims
    from colorball.certificates.verify import verify

    names = [claim.name for claim in find_claims(claims)]
    coq = _required_coq() if kernel else None
    directory = None if out is None else made_directory(out)
    with _progress(len(names)) as progress:
        ledger = verify(names, progress=progress)
    if coq is not None:
        from colorball.coq.kernel import with_kernel

        with _progress(len(names)) as progress:
            ledger = with_kernel(ledger, coq, progress=progress)
    if directory is not None:
        from colorball.reports.folder import write_report

        written = write_report(ledger, directory)
    if json_target is not None:
        json_target.write(ledger.as_json())
    if json_target is None or not json_target.is_stdout:
        from colorball.reports.ledger import ledger_table, unexpected_lines

        print_tables(ledger_table(ledger), *unexpected_lines(ledger))
        if directory is not None:
            click.echo(f"{len(written)} files written to {click.format_filename(directory)}")
    ctx.exit(ledger.exit_code)


def _required_coq() -> Coq:
    from colorball.coq.program import MissingCoqError, find_coq

    try:
        return find_coq()
    except MissingCoqError as error:
        print_error(f"--kernel: {error}")
        click.get_current_context().exit(BAD_INPUT)


@contextmanager
def _progress(count: int) -> Iterator[Callable[[Claim], None]]:
    """A callback that shows which claim is at work, if a person is watching."""
    if sys.stderr is None or not sys.stderr.isatty():  # None: closed by the shell
        yield lambda _claim: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=count)
        started = 0

        def show(claim: Claim) -> None:
            nonlocal started
            bar.update(task, description=claim.name, completed=started)
            started += 1

        yield show

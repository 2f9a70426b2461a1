"""``colorball check``: the independent checker; imports neither SymPy nor NumPy nor FLINT."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import click

from colorball.checker import NotACertificate, Rejected, check, is_sampled
from colorball.cli import options
from colorball.cli.certificate_file import read_certificate
from colorball.cli.failures import print_error
from colorball.cli.output import JsonFile

__all__ = ["check_command"]


class _Outcome(Enum):
    """What became of a file, with the exit code that it asks for."""

    HOLDS = 0
    DOES_NOT_HOLD = 1
    NOT_A_CERTIFICATE = 2

    @property
    def words(self) -> str:
        return self.name.lower().replace("_", " ")


@dataclass(frozen=True)
class _Checked:
    file: str
    outcome: _Outcome
    claim: str | None = None
    reason: str | None = None

    @property
    def words(self) -> str:
        """That it holds; of what was sampled only the record does."""
        sampled = self.claim is not None and is_sampled(self.claim)
        return "the record holds (sampled, no proof)" if sampled else self.outcome.words

    def as_json(self) -> dict[str, object]:
        return {
            "file": self.file,
            "outcome": self.outcome.words,
            "claim": self.claim,
            "sampled": self.claim is not None and is_sampled(self.claim),
            "reason": self.reason,
        }


@click.command("check", short_help="Check certificates independently.")
@click.argument("certificates", metavar="CERTIFICATE...", nargs=-1, required=True)
@options.json_target
@click.pass_context
def check_command(
    ctx: click.Context, certificates: tuple[str, ...], json_target: JsonFile | None
) -> None:
    """Check certificates with a program that shares no code with the prover.

    The checker holds its own statement of every claim and re-verifies each step of the proof
    with integers and fractions alone. Of what was sampled it checks the record: it runs some of
    the lanes again and computes the intervals anew. Files that hold are named on standard output,
    all others on standard error with the reason.

    \b
    Example:
      colorball verify --out out
      colorball check out/certificates/*.json

    \b
    Exit codes (the highest counts):
      0  every certificate holds
      1  one is a certificate, but does not hold
      2  one is not a certificate: unreadable, cut off, too large, of another version

    Source: colorball/checker/, about a thousand lines that you can read in an hour.
    """  # noqa: D301  click needs the character
    results = [_check_file(name) for name in certificates]
    for result in results:
        if result.outcome is not _Outcome.HOLDS:
            print_error(f"{result.file}: {result.outcome.words}: {result.reason}")
        elif json_target is None or not json_target.is_stdout:
            click.echo(f"{result.file}: {result.words}: {result.claim}")
    worst = max(result.outcome.value for result in results)
    if json_target is not None:
        json_target.write({"holds": worst == 0, "files": [result.as_json() for result in results]})
    ctx.exit(worst)


def _check_file(name: str) -> _Checked:
    try:
        claim = check(read_certificate(name))
    except NotACertificate as reason:
        return _Checked(name, _Outcome.NOT_A_CERTIFICATE, reason=str(reason))
    except Rejected as reason:
        return _Checked(name, _Outcome.DOES_NOT_HOLD, reason=str(reason))
    return _Checked(name, _Outcome.HOLDS, claim)

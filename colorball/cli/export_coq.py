"""``colorball export-coq``: a certificate as a file for Coq's kernel."""

from __future__ import annotations

import click

from colorball.checker import NotACertificate
from colorball.cli import options
from colorball.cli.certificate_file import read_certificate
from colorball.cli.failures import BAD_INPUT, print_error
from colorball.cli.output import JsonFile

__all__ = ["export_coq_command"]


@click.command("export-coq", short_help="Write a certificate as Coq theorems.")
@click.argument("certificate")
@options.coq_target
@click.pass_context
def export_coq_command(ctx: click.Context, certificate: str, target: JsonFile) -> None:
    """Write a certificate as a Coq file, so that Coq's kernel re-checks its algebra.

    Each step that is an identity, a finite sum or an inequality becomes a theorem with a proof;
    so do small cases, by enumeration. The file needs Coq's standard library, and coq-interval
    for rows of boxes. Nothing is checked here: the file of a wrong certificate does not compile.
    Its last lines say what is not exported.

    \b
    Example:
      colorball verify lemma-a1 --out out
      colorball export-coq out/certificates/lemma-a1.json --out lemma_a1.v
      coqc lemma_a1.v

    \b
    Exit codes:
      0  the file is written
      2  it is not a certificate, or holds a formula that cannot be read

    Source: colorball/coq/; docs/coq.md.
    """  # noqa: D301  click needs the character
    from colorball.checker.document import read_document
    from colorball.coq.export import export_certificate

    try:
        document = read_document(read_certificate(certificate))
    except NotACertificate as reason:
        print_error(f"{certificate}: not a certificate: {reason}")
        ctx.exit(BAD_INPUT)
    exported = export_certificate(document)
    target.write_text(exported.text)
    if not target.is_stdout:
        click.echo(
            f"{target.path}: {len(exported.theorems)} theorems, "
            f"{len(exported.left_out)} steps not exported"
        )

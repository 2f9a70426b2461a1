"""The report as one web page that needs no network, no script and no other file."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from importlib.metadata import version

from colorball.certificates.verify import ClaimResult, Ledger
from colorball.reports.balls_picture import balls_picture
from colorball.reports.claim_tables import ClaimTable, claim_tables
from colorball.reports.ledger import (
    certificate_state,
    controls_state,
    kernel_state,
    unexpected_lines,
)
from colorball.reports.mathml import MISSING, mathml
from colorball.reports.page_style import STYLE
from colorball.reports.wording import (
    INTRODUCTION,
    NOTATION,
    certificate_path,
    check_command,
    kernel_words,
    steps_heading,
    verdict_words,
)
from colorball.verdict import Verdict

__all__ = ["web_report"]

_VERDICTS = frozenset(map(str, Verdict))


def web_report(ledger: Ledger) -> str:
    """The ledger, the picture of the cancellation and every claim, as HTML."""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<title>colorball: what was verified</title>",
            f"<style>\n{STYLE}\n</style>",
            "</head>",
            "<body>",
            "<h1>What colorball verified</h1>",
            *(f"<p>{escape(paragraph)}</p>" for paragraph in INTRODUCTION),
            _ledger(ledger),
            _surprises(ledger),
            _verdicts(),
            "<h2>Notation</h2>",
            f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in NOTATION)}</ul>",
            _picture(),
            *(_claim(result) for result in ledger.results),
            *([f"<p>{escape(MISSING)}</p>"] if MISSING else []),
            f'<p class="soft">Written by colorball {escape(version("colorball"))}. '
            'The same as data: <a href="ledger.json">ledger.json</a>; '
            'as text: <a href="report.md">report.md</a>.</p>',
            "</body>",
            "</html>",
            "",
        ]
    )


def _ledger(ledger: Ledger) -> str:
    rows = (
        f'<tr><td class="name"><a href="#{_attribute(result.claim.name)}">'
        f"{escape(result.claim.name)}</a></td>"
        f"<td>{escape(result.claim.title)}</td>"
        f"<td>{_mark(result.verdict)}</td>"
        f"<td>{escape(result.claim.evidence)}</td>"
        f"<td>{certificate_state(result)}</td>"
        f"<td>{escape(kernel_state(result))}</td>"
        f"<td>{controls_state(result)}</td>"
        f'<td class="number">{result.seconds:.2f}</td></tr>'
        for result in ledger.results
    )
    header = (
        "Claim",
        "Statement",
        "Verdict",
        "How it is known",
        "Certificate",
        "Kernel",
        "Controls",
        "Seconds",
    )
    return _table(header, rows)


def _surprises(ledger: Ledger) -> str:
    lines = unexpected_lines(ledger)
    if not lines:
        return "<p>All is as expected.</p>"
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<div class="surprises"><p><b>Not as expected</b></p><ul>{items}</ul></div>'


def _verdicts() -> str:
    meanings = "; ".join(
        f"{_mark(verdict)}{escape(verdict.message.removeprefix(verdict))}" for verdict in Verdict
    )
    return f'<p class="soft">The verdicts: {meanings}.</p>'


def _picture() -> str:
    return (
        "<h2>Why the low powers cancel</h2>"
        "<p>The idea of Lemma A.1, for two balls. In an epoch each order of the "
        "balls is equally likely. Added up over all orders, the momenta draw every ball as often "
        "as the gradients do, except at the highest powers of β. Epoch by epoch, newest first, "
        "what is left moves to ever higher powers.</p>"
        f"<figure>\n{balls_picture()}</figure>"
    )


def _claim(result: ClaimResult) -> str:
    claim = result.claim
    path = certificate_path(claim.name)
    counterexample = (
        f"<dt>Counterexample</dt><dd>{escape(result.counterexample)}</dd>"
        if result.counterexample
        else ""
    )
    return "\n".join(
        [
            f'<h2 id="{_attribute(claim.name)}">{escape(claim.title)}</h2>',
            f'<div class="formula">{mathml(claim.latex)}</div>',
            f"<p>{escape(claim.statement)}</p>",
            f"<dl><dt>Verdict</dt><dd>{_mark(result.verdict)}"
            f"{escape(verdict_words(result).removeprefix(result.verdict))}</dd>"
            f"<dt>How it is known</dt><dd>{escape(claim.evidence)}</dd>"
            f"<dt>Kernel</dt><dd>{escape(kernel_words(result))}</dd>"
            f"<dt>Source</dt><dd>{escape(claim.source)}</dd>{counterexample}</dl>",
            "<h3>Assumptions</h3>",
            f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in claim.assumptions)}</ul>",
            f"<h3>{steps_heading(result)}</h3>",
            f"<ol>{''.join(f'<li>{escape(line)}</li>' for line in claim.proof)}</ol>",
            *(_claim_table(table) for table in claim_tables(result)),
            "<h3>Certificate</h3>",
            f'<p><a href="{_attribute(path)}">{escape(path)}</a>: {escape(result.note)}. '
            "Check it again, in this page's folder, with</p>",
            f"<pre>{escape(check_command(claim.name))}</pre>",
            f"<h3>Negative controls: {controls_state(result)}</h3>",
            _controls(result),
        ]
    )


def _claim_table(table: ClaimTable) -> str:
    rows = (
        "<tr>" + "".join(f"<td>{_cell(words)}</td>" for words in row) + "</tr>"
        for row in table.rows
    )
    return f"<h3>{escape(table.title)}</h3>\n{_table(table.header, rows)}"


def _cell(words: str) -> str:
    return _mark(Verdict(words)) if words in _VERDICTS else escape(words)


def _controls(result: ClaimResult) -> str:
    rows = (
        f"<tr><td>{escape(control.statement)}</td><td>{_mark(control.verdict)}</td>"
        f"<td>{escape(control.counterexample or 'none found')}</td></tr>"
        for control in result.controls
    )
    return _table(("Wrong statement", "Verdict", "Counterexample"), rows, kind="controls")


def _table(header: tuple[str, ...], rows: Iterable[str], kind: str = "ledger") -> str:
    cells = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    body = "\n".join(rows)
    return (
        f'<div class="scroll"><table class="{kind}"><thead><tr>{cells}</tr></thead>\n'
        f"<tbody>{body}</tbody></table></div>"
    )


def _mark(verdict: Verdict) -> str:
    return f'<span class="verdict {verdict}">{verdict}</span>'


def _attribute(text: str) -> str:
    return escape(text, quote=True)

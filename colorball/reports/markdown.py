"""The report in Markdown, for GitHub, editors and notebooks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from colorball.certificates.verify import ClaimResult, Ledger
from colorball.reports.claim_tables import claim_tables
from colorball.reports.ledger import (
    certificate_state,
    controls_state,
    kernel_state,
    unexpected_lines,
)
from colorball.reports.wording import (
    INTRODUCTION,
    NOTATION,
    certificate_path,
    check_command,
    kernel_words,
    steps_heading,
    verdict_words,
)

__all__ = ["markdown_report"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$#&])")


def markdown_report(ledger: Ledger) -> str:
    """The ledger and, claim by claim, statement, proof, certificate and controls.

    Formulas stand between dollar signs. All other text is escaped: ``E[r_k S]`` in a statement
    is no link and no emphasis.
    """
    lines = [
        "# colorball: what was verified",
        "",
        *(line for paragraph in INTRODUCTION for line in (_text(paragraph), "")),
    ]
    lines += _table(
        ("Claim", "Verdict", "How it is known", "Certificate", "Kernel", "Controls", "Seconds"),
        (
            (
                f"[{_text(result.claim.name)}](#{result.claim.name})",
                str(result.verdict),
                _text(result.claim.evidence),
                certificate_state(result),
                kernel_state(result),
                controls_state(result),
                f"{result.seconds:.2f}",
            )
            for result in ledger.results
        ),
    )
    surprises = unexpected_lines(ledger)
    if surprises:
        lines += ["", "**Not as expected:**", "", *(f"- {_text(line)}" for line in surprises)]
    lines += ["", "## Notation", "", *(f"- {_text(line)}" for line in NOTATION)]
    for result in ledger.results:
        lines += ["", *_claim(result)]
    return "\n".join(lines) + "\n"


def _claim(result: ClaimResult) -> list[str]:
    claim = result.claim
    lines = [
        # the heading's own anchor depends on the title and on who renders it
        f'<a id="{claim.name}"></a>',
        "",
        f"## {_text(claim.title)}",
        "",
        f"$${claim.latex}$$",
        "",
        _text(claim.statement),
        "",
        f"- **Verdict:** {_text(verdict_words(result))}",
        f"- **How it is known:** {_text(claim.evidence)}",
        f"- **Source:** {_text(claim.source)}",
        f"- **Kernel:** {_text(kernel_words(result))}",
    ]
    if result.counterexample:
        lines.append(f"- **Counterexample:** {_text(result.counterexample)}")
    lines += ["", "**Assumptions**", "", *(f"- {_text(line)}" for line in claim.assumptions)]
    proof = (f"{number}. {_text(line)}" for number, line in enumerate(claim.proof, start=1))
    lines += ["", f"**{steps_heading(result)}**", "", *proof]
    for table in claim_tables(result):
        lines += ["", f"**{_text(table.title)}**", ""]
        lines += _table(
            tuple(map(_text, table.header)), (tuple(map(_text, row)) for row in table.rows)
        )
    path = certificate_path(claim.name)
    lines += [
        "",
        f"**Certificate:** [{_text(path)}]({path}); {_text(result.note)}. Check it again with",
        "",
        f"    {check_command(claim.name)}",
        "",
        f"**Negative controls** (wrong on purpose): {controls_state(result)}",
        "",
    ]
    return lines + _table(
        ("Wrong statement", "Verdict", "Counterexample"),
        (
            (
                _text(control.statement),
                str(control.verdict),
                _text(control.counterexample or "none found"),
            )
            for control in result.controls
        ),
    )


def _text(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    cells = [header, ("---",) * len(header), *rows]
    return ["| " + " | ".join(row) + " |" for row in cells]

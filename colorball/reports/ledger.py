"""The ledger as a table for the terminal."""

from __future__ import annotations

from rich import box
from rich.table import Table
from rich.text import Text

from colorball.certificates.verify import ClaimResult, Ledger
from colorball.verdict import Verdict

__all__ = [
    "certificate_state",
    "controls_state",
    "kernel_state",
    "ledger_table",
    "unexpected_lines",
]

_STYLES = {
    Verdict.PROVED: "bold green",
    Verdict.REFUTED: "bold red",
    Verdict.UNDECIDED: "bold yellow",
    Verdict.SAMPLED: "bold cyan",
}


def ledger_table(ledger: Ledger) -> Table:
    """One row per claim: verdict, how it is known, certificate, controls, seconds.

    Below the certificate's state stands what a kernel said of the claim.

    It is made for 80 columns and uses more where there are more. What is not as expected is
    marked here and told by :func:`unexpected_lines`.
    """
    table = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), leading=1
    )
    names = [len(result.claim.name) for result in ledger.results]
    # a fixed width: a column that may shrink takes the room that the seconds need
    table.add_column("Claim", width=max([*names, 20]))
    table.add_column("Verdict", no_wrap=True)
    table.add_column("How it is known", min_width=15)
    table.add_column("Certificate", no_wrap=True)
    table.add_column("Controls", max_width=8)
    table.add_column("Seconds", justify="right", no_wrap=True)
    for result in ledger.results:
        claim = Text.assemble((result.claim.name, "bold"), "\n", result.claim.title)
        table.add_row(
            claim,
            _verdict(result),
            Text(result.claim.evidence),
            Text(f"{certificate_state(result)}\n{_kernel_lines(result)}"),
            Text(controls_state(result), "" if _all_refuted(result) else "bold red"),
            f"{result.seconds:.2f}",
        )
    return table


def unexpected_lines(ledger: Ledger) -> list[str]:
    """What is not as the claims' files expect, one line each; empty if all is well."""
    lines = []
    for result in ledger.results:
        name, expected = result.claim.name, result.claim.expected
        if result.verdict is not expected:
            why = result.counterexample or result.note
            lines.append(f"{name}: {result.verdict}, where {expected} is expected: {why}")
        lines += [
            f"{name}: the control is {control.verdict}, not refuted: {control.statement}"
            for control in result.controls
            if control.verdict is not Verdict.REFUTED
        ]
        if result.kernel is not None:
            lines += [f"{name}: {result.kernel.kernel}: {why}" for why in result.kernel.failures]
    return [" ".join(line.split()) for line in lines]


def certificate_state(result: ClaimResult) -> str:
    """Whether the independent checker accepted the certificate.

    ``checked`` for a proof; ``rerun`` for a record of which it ran some lanes again.
    """
    if not result.accepted:
        return "not accepted"
    return "checked" if result.claim.sample is None else "rerun"


def kernel_state(result: ClaimResult) -> str:
    """What a proof assistant's kernel said of the claim in this run; ``none`` if it was not asked.

    Such as ``coq 8.16: 3 theorems, 9/12 steps``.
    """
    return "none" if result.kernel is None else result.kernel.words


def controls_state(result: ClaimResult) -> str:
    """How many of the wrong statements were refuted, such as ``8/8 refuted``."""
    refuted = sum(control.verdict is Verdict.REFUTED for control in result.controls)
    return f"{refuted}/{len(result.controls)} refuted"


def _kernel_lines(result: ClaimResult) -> str:
    """``kernel: none``, or the kernel and what it checked, in lines of the column's width."""
    state = kernel_state(result)
    if state == "none":
        return "kernel: none"
    return "kernel:\n" + state.replace(": ", "\n").replace(", ", "\n")


def _all_refuted(result: ClaimResult) -> bool:
    return all(control.verdict is Verdict.REFUTED for control in result.controls)


def _verdict(result: ClaimResult) -> Text:
    text = Text(str(result.verdict), _STYLES[result.verdict])
    if result.verdict is not result.claim.expected:
        text.append("\nnot as\nexpected", "bold")
    return text

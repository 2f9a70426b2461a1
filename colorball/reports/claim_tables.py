"""Tables that belong to a claim, beyond what every claim has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

__all__ = ["ClaimTable", "claim_tables"]


@dataclass(frozen=True)
class ClaimTable:
    """A table: its title, its header and its rows, all plain text."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@cache  # the web page and the Markdown report show the same; the cells are searched for once
def claim_tables(name: str) -> tuple[ClaimTable, ...]:
    """The tables of the claim of that name; none for most claims."""
    return _scheme_tables() if name == "sampling-schemes" else ()


def _scheme_tables() -> tuple[ClaimTable, ...]:
    # here and not above: only a report on this claim needs the search
    from colorball.balls.sampling import Sampling
    from colorball.verdict import Verdict
    from colorball.weighted.schemes import COLUMNS, scheme_table

    cells = {(cell.sampling, cell.column): cell for cell in scheme_table()}
    verdicts = ClaimTable(
        "Which scheme keeps what",
        ("Sampling scheme", *COLUMNS),
        tuple(
            (str(scheme), *(str(cells[scheme, column].verdict) for column in COLUMNS))
            for scheme in Sampling
        ),
    )
    meanings = ClaimTable("What the columns say", ("Column", "Statement"), tuple(COLUMNS.items()))
    evidence = ClaimTable(
        "Why a cell is refuted",
        ("Cell", "Counterexample"),
        tuple(
            (f"{column}, {scheme}", cell.evidence)
            for (scheme, column), cell in cells.items()
            if cell.verdict is Verdict.REFUTED
        ),
    )
    return verdicts, meanings, evidence

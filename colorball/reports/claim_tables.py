"""Tables that belong to a claim, beyond what every claim has."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from colorball.certificates.document import Certificate
from colorball.certificates.verify import ClaimResult
from colorball.verdict import Verdict

__all__ = ["ClaimTable", "claim_tables"]


@dataclass(frozen=True)
class ClaimTable:
    """A table: its title, its header and its rows, all plain text."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def claim_tables(result: ClaimResult) -> tuple[ClaimTable, ...]:
    """The tables of a claim that was verified; most claims have none.

    A cell is called proved only if the claim itself is: its certificate has the cells' proofs.
    """
    if result.claim.sample is not None:
        return (_sample_table(result.certificate),)
    if result.claim.name != "sampling-schemes":
        return ()
    return _scheme_tables(result.verdict is Verdict.PROVED)


def _sample_table(certificate: Certificate) -> ClaimTable:
    """What was measured, with its interval and what the claim allows, from the record itself."""
    steps = certificate.get("steps")
    rows = []
    for step in steps if isinstance(steps, list) else []:
        samples = step["samples"] if "samples" in step else [step["sample"]]
        low, high = (float(Fraction(end)) for end in step["allowed"])
        rows.append(
            (
                step["name"],
                f"[{float(Fraction(step['lower'])):.6g}, {float(Fraction(step['upper'])):.6g}]",
                f"[{low:.6g}, {high:.6g}]",
                f"{sum(sample['lanes'] for sample in samples):,}",
                f"{float(Fraction(step['risk']) * len(samples)):.2g}",
                "; ".join(sample["experiment"] for sample in samples),
            )
        )
    header = ("Quantity", "Interval", "The claim allows", "Lanes", "False alarm", "Experiment")
    return ClaimTable("What was measured", header, tuple(rows))


@cache  # the web page and the Markdown report show the same; the cells are searched for once
def _scheme_tables(is_proved: bool) -> tuple[ClaimTable, ...]:
    # here and not above: only a report on this claim needs the search
    from colorball.balls.sampling import Sampling
    from colorball.weighted.schemes import COLUMNS, scheme_table

    cells = {(cell.sampling, cell.column): cell for cell in scheme_table()}
    refuted = {key: c.verdict for key, c in cells.items() if c.verdict is Verdict.REFUTED}
    otherwise = Verdict.PROVED if is_proved else Verdict.UNDECIDED
    verdicts = ClaimTable(
        "Which scheme keeps what",
        ("Sampling scheme", *COLUMNS),
        tuple(
            (
                str(scheme),
                *(str(refuted.get((scheme, column), otherwise)) for column in COLUMNS),
            )
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
            if (scheme, column) in refuted
        ),
    )
    return verdicts, meanings, evidence

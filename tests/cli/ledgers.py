"""Ledgers with any verdicts, made without proving anything."""

from colorball.certificates.claim import Claim, Control
from colorball.certificates.verify import ClaimResult, ControlResult, Ledger
from colorball.verdict import Verdict


def ledger(verdict: Verdict, control: Verdict = Verdict.REFUTED) -> Ledger:
    claim = Claim(
        name="lemma-a1",
        title="A title",
        source="a slide",
        statement="a statement",
        latex="x = x",
        assumptions=(),
        proof=(),
        method="a method",
        certificate=dict,
        counterexample=lambda: None,
        controls=(Control("a wrong statement", lambda: "x = 1"),),
    )
    controls = (ControlResult("a wrong statement", control, "x = 1"),)
    return Ledger((ClaimResult(claim, verdict, 0.1, {}, None, "a note", controls),))

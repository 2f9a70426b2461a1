"""Verify claims: certificate, independent check, search for a counterexample, controls.

What is sampled takes the same way. Its certificate is a record of lanes, and the checker's own copy
of the claim says that it is one: neither side alone can make ``proved`` of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from colorball.certificates.claim import Claim, Control
from colorball.certificates.document import Certificate, certificate_text
from colorball.certificates.kernel_check import KernelCheck
from colorball.certificates.registry import find_claims
from colorball.checker import NotACertificate, Rejected, check, is_sampled
from colorball.verdict import Verdict

__all__ = ["ClaimResult", "ControlResult", "Ledger", "verify"]


@dataclass(frozen=True)
class ControlResult:
    """What became of a wrong statement; ``refuted`` is as it should be."""

    statement: str
    verdict: Verdict
    counterexample: str | None


@dataclass(frozen=True)
class ClaimResult:
    """One line of the ledger.

    Attributes:
        claim: the claim.
        verdict: ``proved``, or ``sampled`` for a sampled claim, only if the independent checker
            accepted the certificate and no counterexample was found; ``refuted`` with a
            counterexample; else ``undecided``.
        seconds: how long all of it took.
        certificate: the certificate, whether or not it was accepted.
        accepted: whether the independent checker accepts it.
        counterexample: what refutes the claim, if anything does.
        note: why it is undecided, or the checker's answer.
        controls: what became of the wrong statements.
        kernel: what a proof assistant's kernel said, if it was asked in this run.

    Raises:
        ValueError: if a sampled claim is called proved.
    """

    claim: Claim
    verdict: Verdict
    seconds: float
    certificate: Certificate
    accepted: bool
    counterexample: str | None
    note: str
    controls: tuple[ControlResult, ...]
    kernel: KernelCheck | None = None

    def __post_init__(self) -> None:
        """Refuse to call a sampled claim proved."""
        if self.verdict is Verdict.PROVED and self.claim.best is not Verdict.PROVED:
            raise ValueError(f"{self.claim.name} is sampled and cannot be proved")

    @property
    def is_as_expected(self) -> bool:
        """The verdict that the claim's file expects, every control refuted, no kernel against."""
        controls_refuted = all(c.verdict is Verdict.REFUTED for c in self.controls)
        accepted = self.kernel is None or not self.kernel.failures
        return self.verdict is self.claim.expected and controls_refuted and accepted

    def as_json(self) -> dict[str, object]:
        """The line as the command line writes it."""
        return {
            "name": self.claim.name,
            "statement": self.claim.statement,
            "verdict": str(self.verdict),
            "expected": str(self.claim.expected),
            "method": self.claim.method,
            "sample": _sample_json(self.claim),
            "seconds": round(self.seconds, 4),
            "counterexample": self.counterexample,
            "note": self.note,
            "certificate_accepted": self.accepted,
            "kernel": None if self.kernel is None else self.kernel.as_json(),
            "certificate": self.certificate,
            "controls": [
                {
                    "statement": control.statement,
                    "verdict": str(control.verdict),
                    "counterexample": control.counterexample,
                }
                for control in self.controls
            ],
        }

    def latex(self) -> str:
        """The statement in LaTeX, with its verdict."""
        return rf"{self.claim.latex} \quad\text{{({self.verdict})}}"

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"


@dataclass(frozen=True)
class Ledger:
    """All claims that were verified."""

    results: tuple[ClaimResult, ...]

    @property
    def exit_code(self) -> int:
        """What the command line exits with.

        0 if all is as expected; 1 if something that should hold is refuted, or a control is not
        refuted; 3 if something expected is left undecided.
        """
        if all(result.is_as_expected for result in self.results):
            return 0
        undecided_only = all(
            result.is_as_expected
            or (
                result.verdict is Verdict.UNDECIDED
                and all(c.verdict is Verdict.REFUTED for c in result.controls)
            )
            for result in self.results
        )
        return 3 if undecided_only else 1

    def as_json(self) -> dict[str, object]:
        """The ledger as the command line writes it."""
        return {"claims": [result.as_json() for result in self.results]}

    def latex(self) -> str:
        """All statements with their verdicts, one a line."""
        lines = r" \ ".join(result.latex() for result in self.results)
        return rf"\begin{{array}}{{l}} {lines} \end{{array}}"

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"


def verify(names: Sequence[str] = (), *, progress: Callable[[Claim], None] | None = None) -> Ledger:
    """Verify claims by name, or all of them.

    For each claim its certificate is made and handed, as text, to the independent checker; a
    counterexample is searched for with the code that must refute the claim's wrong statements.

    Args:
        names: such as ``["lemma-a1"]``; empty for all claims.
        progress: called with each claim before it is verified.

    Raises:
        InputError: for a name that no claim has, before any work is done.

    Example:
        >>> [str(result.verdict) for result in verify(["lemma-a1"]).results]
        ['proved']
    """
    results = []
    for claim in find_claims(names):
        if progress is not None:
            progress(claim)
        results.append(_verify(claim))
    return Ledger(tuple(results))


def _verify(claim: Claim) -> ClaimResult:
    start = time.perf_counter()
    certificate = claim.certificate()
    accepted, note = _checked(certificate, claim)
    counterexample = claim.counterexample()
    controls = tuple(_control(control) for control in claim.controls)
    if counterexample is not None:
        verdict = Verdict.REFUTED
    else:
        verdict = claim.best if accepted else Verdict.UNDECIDED
    seconds = time.perf_counter() - start
    return ClaimResult(
        claim, verdict, seconds, certificate, accepted, counterexample, note, controls
    )


def _checked(certificate: Certificate, claim: Claim) -> tuple[bool, str]:
    try:
        found = check(certificate_text(certificate).encode())
    except (NotACertificate, Rejected) as reason:
        return False, f"the checker does not accept the certificate: {reason}"
    if found != claim.name:
        return False, f"the certificate is for {found}"
    if is_sampled(found) is not (claim.sample is not None):
        return False, "the checker and the claim do not agree whether it is sampled"
    if claim.sample is None:
        return True, "the independent checker accepts the certificate"
    return True, (
        "the independent checker ran some of the lanes again and accepts the record of what was "
        "sampled; that is no proof"
    )


def _sample_json(claim: Claim) -> dict[str, object] | None:
    if claim.sample is None:
        return None
    return {
        "lanes": claim.sample.lanes,
        "false_alarm": str(claim.sample.false_alarm),
        "confidence": claim.sample.confidence,
    }


def _control(control: Control) -> ControlResult:
    counterexample = control.counterexample()
    verdict = Verdict.UNDECIDED if counterexample is None else Verdict.REFUTED
    return ControlResult(control.statement, verdict, counterexample)

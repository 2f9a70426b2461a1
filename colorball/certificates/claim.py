"""The shape that every claim in ``proofs/`` has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from colorball.certificates.document import Certificate
from colorball.verdict import Verdict

__all__ = ["Claim", "Control"]

Counterexample = str


@dataclass(frozen=True)
class Control:
    """A wrong statement, which the claim's own check must refute.

    Attributes:
        statement: the wrong statement in words.
        counterexample: the check: a concrete counterexample, or None if it finds none.
    """

    statement: str
    counterexample: Callable[[], Counterexample | None]


@dataclass(frozen=True)
class Claim:
    """One claim of the talk.

    Attributes:
        name: what the command line calls it, such as ``lemma-a1``.
        title: a few words for tables.
        source: the slide or section that it comes from.
        statement: what is claimed, in one sentence.
        latex: the same as a formula.
        assumptions: what it assumes.
        proof: the steps of the proof, in words; the certificate has them in algebra.
        method: how the verdict is reached, in a few words.
        certificate: makes the certificate.
        counterexample: searches for a counterexample to the claim itself, with the same code
            that refutes the controls.
        controls: at least five wrong statements.
        expected: the verdict that a sound run gives.
        reason: why, where ``expected`` is not ``proved``.
    """

    name: str
    title: str
    source: str
    statement: str
    latex: str
    assumptions: tuple[str, ...]
    proof: tuple[str, ...]
    method: str
    certificate: Callable[[], Certificate]
    counterexample: Callable[[], Counterexample | None]
    controls: tuple[Control, ...]
    expected: Verdict = Verdict.PROVED
    reason: str = ""

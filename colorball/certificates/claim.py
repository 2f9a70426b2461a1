"""The shape that every claim in ``proofs/`` has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from colorball.certificates.document import Certificate
from colorball.verdict import Verdict

__all__ = ["Claim", "Control", "Sample"]

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
class Sample:
    """What a sampled claim rests on.

    Attributes:
        lanes: how many independent lanes were run, all experiments together.
        false_alarm: bounds the probability that any of the claim's intervals misses what it is for.

    Example:
        >>> print(Sample(lanes=16384, false_alarm=Fraction(1, 10**6)))
        16,384 lanes, 99.9999 % confidence
    """

    lanes: int
    false_alarm: Fraction

    @property
    def confidence(self) -> str:
        """The confidence in percent, rounded down to the digits that it has."""
        nines = (100 * (1 - self.false_alarm) * 10**6).__floor__()
        return f"{nines // 10**6}.{nines % 10**6:06d}".rstrip("0").rstrip(".") + " %"

    def __str__(self) -> str:
        return f"{self.lanes:,} lanes, {self.confidence} confidence"


@dataclass(frozen=True)
class Claim:
    """One claim of the talk.

    A claim is proved or it is sampled, never both: with a ``sample`` the best verdict is
    ``sampled``, and a claim that expects another one cannot be made.

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
        sample: the lanes and the confidence of a claim that is sampled.
        theorems: those of ``proofs/coq`` that state it or parts of it, such as
            ``LemmaA1.lemma_a1``.

    Raises:
        ValueError: if it has a sample and does not expect ``sampled``, or the other way round.
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
    sample: Sample | None = None
    theorems: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a sampled claim that expects to be proved."""
        if (self.sample is None) == (self.expected is Verdict.SAMPLED):
            raise ValueError(f"{self.name}: a claim is sampled if and only if it has a sample")

    @property
    def best(self) -> Verdict:
        """The best verdict that a run can give: ``sampled`` with a sample, else ``proved``."""
        return Verdict.PROVED if self.sample is None else Verdict.SAMPLED

    @property
    def evidence(self) -> str:
        """The method in a few words; for a sampled claim also lanes and confidence."""
        return self.method if self.sample is None else f"{self.method}; {self.sample}"

"""What a proof assistant's kernel said about a claim."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["KernelCheck"]


@dataclass(frozen=True)
class KernelCheck:
    """One run of a kernel on what a claim rests on.

    Attributes:
        kernel: name and version, such as ``coq 8.16``.
        theorems: theorems that state the claim, or parts of it, for people to read.
        steps: how many of the certificate's steps the kernel checked again.
        of_steps: how many steps the certificate has.
        left_out: the other steps, each with the reason.
        failures: what the kernel did not accept; empty if all is well.
        axioms: what the proofs assume besides, all of it from Coq's libraries.
        seconds: how long it took.
    """

    kernel: str
    theorems: tuple[str, ...]
    steps: int
    of_steps: int
    left_out: tuple[tuple[str, str], ...]
    failures: tuple[str, ...]
    axioms: tuple[str, ...]
    seconds: float

    @property
    def checked_something(self) -> bool:
        """Whether the kernel was given anything about the claim."""
        return bool(self.theorems) or self.steps > 0

    @property
    def words(self) -> str:
        """What the ledger shows: the kernel, ``none``, or that something failed.

        Example:
            >>> KernelCheck("coq 8.16", (), 0, 3, (), (), (), 0.1).words
            'none'
            >>> KernelCheck("coq 8.16", ("LemmaA1.lemma_a1",), 9, 12, (), (), (), 0.1).words
            'coq 8.16: 1 theorem, 9/12 steps'
        """
        if self.failures:
            return f"{self.kernel}: failed"
        if not self.checked_something:
            return "none"
        parts = []
        if self.theorems:
            parts.append(f"{len(self.theorems)} theorem{'s' * (len(self.theorems) > 1)}")
        if self.steps:
            parts.append(f"{self.steps}/{self.of_steps} steps")
        return f"{self.kernel}: {', '.join(parts)}"

    def as_json(self) -> dict[str, object]:
        """The same as the command line writes it."""
        return {
            "kernel": self.kernel,
            "words": self.words,
            "theorems": list(self.theorems),
            "steps": self.steps,
            "of_steps": self.of_steps,
            "left_out": [{"step": name, "reason": reason} for name, reason in self.left_out],
            "failures": list(self.failures),
            "axioms": list(self.axioms),
            "seconds": round(self.seconds, 1),
        }

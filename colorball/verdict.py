"""How an answer is known."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Verdict"]


class Verdict(StrEnum):
    """How an answer is known; every answer of the toolkit carries one.

    Example:
        >>> Verdict.PROVED.message
        'proved: exact algebra or a rigorous enclosure'
        >>> str(Verdict.REFUTED)
        'refuted'
    """

    PROVED = "proved"
    REFUTED = "refuted"
    UNDECIDED = "undecided"
    SAMPLED = "sampled"

    @property
    def message(self) -> str:
        """The verdict with its meaning, for people."""
        return f"{self.value}: {_MEANINGS[self]}"


_MEANINGS = {
    Verdict.PROVED: "exact algebra or a rigorous enclosure",
    Verdict.REFUTED: "a counterexample is given",
    Verdict.UNDECIDED: "the enclosure was too wide to tell",
    Verdict.SAMPLED: "statistics, with their confidence",
}

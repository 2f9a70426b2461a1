"""What a claim is to the checker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from colorball.checker.language import Domain
from colorball.checker.rules import Rule

__all__ = ["CheckedClaim"]


@dataclass(frozen=True)
class CheckedClaim:
    """A claim in the checker's own words.

    Attributes:
        name: the claim's name in the ledger.
        statement: what is claimed, as texts by name; a certificate must say the same.
        domain: the symbols and what is positive.
        rules: the steps of the proof, in order.
        verify_instance: accepts one numerical instance of the claim or raises Rejected.
        instances: how many instances a certificate must have at least.
    """

    name: str
    statement: Mapping[str, str]
    domain: Domain
    rules: tuple[Rule, ...]
    verify_instance: Callable[[Mapping[str, object]], None]
    instances: int

    @property
    def is_sampled(self) -> bool:
        """Whether any step is a record of what was sampled; then the claim is not proved."""
        return any(getattr(rule, "is_sampled", False) for rule in self.rules)

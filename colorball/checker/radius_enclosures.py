"""Certified values of ``R_k`` for many epochs, in the checker's own words."""

from __future__ import annotations

from colorball.checker.claim import CheckedClaim
from colorball.checker.envelope import Envelope
from colorball.checker.failures import Rejected
from colorball.checker.instances import Instance
from colorball.checker.language import Domain

__all__ = ["CLAIM"]


def _verify_instance(instance: Instance) -> None:
    raise Rejected(f"the claim has no instances beside its steps: {sorted(instance)[:1]}")


CLAIM = CheckedClaim(
    name="radius-enclosures",
    statement={
        "two_balls": "R_k for labels 3, -1 and beta = 9/10 lies in the enclosures of step "
        "two_balls",
        "three_balls": "R_k for labels 1, 2, 6 and beta = 4/5 lies in the enclosures of step "
        "three_balls",
        "filtration": "predictable",
        "sampling": "reshuffle",
    },
    domain=Domain(symbols=frozenset(), positive=()),
    rules=(
        Envelope("two_balls", labels=("3", "-1"), beta="9/10", epochs=(100, 1000)),
        Envelope("three_balls", labels=("1", "2", "6"), beta="4/5", epochs=(100, 1000)),
    ),
    verify_instance=_verify_instance,
    instances=0,
)

"""The claims that the checker knows."""

from __future__ import annotations

from colorball.checker import (
    lemma_a1,
    lemma_a2,
    lemma_a2_limit,
    lemma_a2_two_balls,
    radius_enclosures,
    sampling_schemes,
)
from colorball.checker.claim import CheckedClaim

__all__ = ["find"]

_CLAIMS = {
    module.CLAIM.name: module.CLAIM
    for module in (
        lemma_a1,
        lemma_a2,
        lemma_a2_limit,
        lemma_a2_two_balls,
        radius_enclosures,
        sampling_schemes,
    )
}


def find(name: str) -> CheckedClaim | None:
    """The claim of that name, if there is one."""
    return _CLAIMS.get(name)

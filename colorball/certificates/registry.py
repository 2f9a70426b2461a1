"""Finds the claims: every module of ``colorball.proofs`` has one named ``CLAIM``."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache

from colorball.certificates.claim import Claim
from colorball.errors import InputError

__all__ = ["all_claims", "find_claims"]


@cache
def all_claims() -> tuple[Claim, ...]:
    """All claims, ordered by name."""
    package = importlib.import_module("colorball.proofs")
    claims = [
        importlib.import_module(f"colorball.proofs.{module.name}").CLAIM
        for module in pkgutil.iter_modules(package.__path__)
    ]
    return tuple(sorted(claims, key=lambda claim: claim.name))


def find_claims(names: Sequence[str]) -> tuple[Claim, ...]:
    """The claims of these names, in the order given; all claims if there are none.

    Raises:
        InputError: for a name that no claim has.
    """
    known = {claim.name: claim for claim in all_claims()}
    for name in names:
        if name not in known:
            raise InputError("claim", name, f"one of {', '.join(known)}")
    return tuple(known[name] for name in dict.fromkeys(names)) or all_claims()

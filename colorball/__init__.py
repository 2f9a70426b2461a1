"""When Adam converges and when it diverges: proofs, exact values, enclosures.

The public names below are loaded when first used, so that ``import colorball`` stays quick.

Example:
    >>> import colorball
    >>> print(colorball.expectation("1,2,-5", epochs=3, beta="4/5"))
    425984/1171875
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from colorball.balls.expectation import Expectation, expectation
    from colorball.balls.model import ColorBalls
    from colorball.balls.sampling import Sampling
    from colorball.certificates.verify import ClaimResult, ControlResult, Ledger, verify
    from colorball.checker import NotACertificate, Rejected
    from colorball.checker import check as check_certificate
    from colorball.errors import InputError
    from colorball.verdict import Verdict
    from colorball.weighted.filtration import Filtration
    from colorball.weighted.radius import Radius, radius

__all__ = [
    "ClaimResult",
    "ColorBalls",
    "ControlResult",
    "Expectation",
    "Filtration",
    "InputError",
    "Ledger",
    "NotACertificate",
    "Radius",
    "Rejected",
    "Sampling",
    "Verdict",
    "check_certificate",
    "expectation",
    "radius",
    "verify",
]

_HOMES = {  # public name: module, or module:name
    "ClaimResult": "certificates.verify",
    "ControlResult": "certificates.verify",
    "Ledger": "certificates.verify",
    "NotACertificate": "checker",
    "Rejected": "checker",
    "check_certificate": "checker:check",
    "verify": "certificates.verify",
    "ColorBalls": "balls.model",
    "Expectation": "balls.expectation",
    "Filtration": "weighted.filtration",
    "InputError": "errors",
    "Radius": "weighted.radius",
    "Sampling": "balls.sampling",
    "Verdict": "verdict",
    "expectation": "balls.expectation",
    "radius": "weighted.radius",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'colorball' has no attribute {name!r}")
    module, _, original = _HOMES[name].partition(":")
    value = getattr(importlib.import_module(f"colorball.{module}"), original or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)

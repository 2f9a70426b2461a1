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
    from colorball.balls.cancellation import CancellationStep, cancellation
    from colorball.balls.expectation import Expectation, expectation
    from colorball.balls.model import ColorBalls
    from colorball.balls.sampling import Sampling
    from colorball.certificates.claim import Claim, Control
    from colorball.certificates.verify import ClaimResult, ControlResult, Ledger, verify
    from colorball.checker import NotACertificate, Rejected
    from colorball.checker import check as check_certificate
    from colorball.errors import InputError
    from colorball.verdict import Verdict
    from colorball.weighted.bound import RadiusBound, radius_bound
    from colorball.weighted.bound_formula import bound_formula
    from colorball.weighted.filtration import Filtration
    from colorball.weighted.limit import radius_limit
    from colorball.weighted.model import WeightedColorBalls
    from colorball.weighted.radius import Radius, radius
    from colorball.weighted.schemes import Cell, scheme_table

__all__ = [
    "CancellationStep",
    "Cell",
    "Claim",
    "ClaimResult",
    "ColorBalls",
    "Control",
    "ControlResult",
    "Expectation",
    "Filtration",
    "InputError",
    "Ledger",
    "NotACertificate",
    "Radius",
    "RadiusBound",
    "Rejected",
    "Sampling",
    "Verdict",
    "WeightedColorBalls",
    "bound_formula",
    "cancellation",
    "check_certificate",
    "expectation",
    "radius",
    "radius_bound",
    "radius_limit",
    "scheme_table",
    "verify",
]

_HOMES = {  # public name: module, or module:name
    "CancellationStep": "balls.cancellation",
    "Cell": "weighted.schemes",
    "Claim": "certificates.claim",
    "ClaimResult": "certificates.verify",
    "ColorBalls": "balls.model",
    "Control": "certificates.claim",
    "ControlResult": "certificates.verify",
    "Expectation": "balls.expectation",
    "Filtration": "weighted.filtration",
    "InputError": "errors",
    "Ledger": "certificates.verify",
    "NotACertificate": "checker",
    "Radius": "weighted.radius",
    "RadiusBound": "weighted.bound",
    "Rejected": "checker",
    "Sampling": "balls.sampling",
    "Verdict": "verdict",
    "WeightedColorBalls": "weighted.model",
    "bound_formula": "weighted.bound_formula",
    "cancellation": "balls.cancellation",
    "check_certificate": "checker:check",
    "expectation": "balls.expectation",
    "radius": "weighted.radius",
    "radius_bound": "weighted.bound",
    "radius_limit": "weighted.limit",
    "scheme_table": "weighted.schemes",
    "verify": "certificates.verify",
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

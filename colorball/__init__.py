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
    from colorball.phase.answer import Drift
    from colorball.phase.boundary import Boundary, Edge, Side, boundary
    from colorball.phase.classify import Classification, Region, classify
    from colorball.phase.containment import region_grows
    from colorball.phase.crossing import Crossing, crossing
    from colorball.phase.drift import drift
    from colorball.phase.enumeration import enumerate_drift
    from colorball.phase.escape import escape_start
    from colorball.phase.law import Law, law
    from colorball.phase.memoryless import memoryless_drift, memoryless_formula
    from colorball.phase.quadrature import drift_float
    from colorball.phase.sure import SureBound, sure_bound
    from colorball.phase.sure_edge import SureEdge, sure_edge
    from colorball.phase.sure_formula import SureConditions, sure_conditions
    from colorball.phase.traced import Area, Box, Curve
    from colorball.phase.upper_edge import upper_edge
    from colorball.phase.whole_curve import trace_curve
    from colorball.problems.function_two import FunctionTwo, function_two
    from colorball.verdict import Verdict
    from colorball.weighted.bound import RadiusBound, radius_bound
    from colorball.weighted.bound_formula import bound_formula
    from colorball.weighted.filtration import Filtration
    from colorball.weighted.limit import radius_limit
    from colorball.weighted.model import WeightedColorBalls
    from colorball.weighted.radius import Radius, radius
    from colorball.weighted.schemes import Cell, scheme_table

__all__ = [
    "Area",
    "Boundary",
    "Box",
    "CancellationStep",
    "Cell",
    "Claim",
    "ClaimResult",
    "Classification",
    "ColorBalls",
    "Control",
    "ControlResult",
    "Crossing",
    "Curve",
    "Drift",
    "Edge",
    "Expectation",
    "Filtration",
    "FunctionTwo",
    "InputError",
    "Law",
    "Ledger",
    "NotACertificate",
    "Radius",
    "RadiusBound",
    "Region",
    "Rejected",
    "Sampling",
    "Side",
    "SureBound",
    "SureConditions",
    "SureEdge",
    "Verdict",
    "WeightedColorBalls",
    "bound_formula",
    "boundary",
    "cancellation",
    "check_certificate",
    "classify",
    "crossing",
    "drift",
    "drift_float",
    "enumerate_drift",
    "escape_start",
    "expectation",
    "function_two",
    "law",
    "memoryless_drift",
    "memoryless_formula",
    "radius",
    "radius_bound",
    "radius_limit",
    "region_grows",
    "scheme_table",
    "sure_bound",
    "sure_conditions",
    "sure_edge",
    "trace_curve",
    "upper_edge",
    "verify",
]

_HOMES = {  # public name: module, or module:name
    "Area": "phase.traced",
    "Boundary": "phase.boundary",
    "Box": "phase.traced",
    "CancellationStep": "balls.cancellation",
    "Cell": "weighted.schemes",
    "Claim": "certificates.claim",
    "ClaimResult": "certificates.verify",
    "Classification": "phase.classify",
    "ColorBalls": "balls.model",
    "Control": "certificates.claim",
    "ControlResult": "certificates.verify",
    "Crossing": "phase.crossing",
    "Curve": "phase.traced",
    "Drift": "phase.answer",
    "Edge": "phase.boundary",
    "Expectation": "balls.expectation",
    "Filtration": "weighted.filtration",
    "FunctionTwo": "problems.function_two",
    "InputError": "errors",
    "Law": "phase.law",
    "Ledger": "certificates.verify",
    "NotACertificate": "checker",
    "Radius": "weighted.radius",
    "RadiusBound": "weighted.bound",
    "Region": "phase.classify",
    "Rejected": "checker",
    "Sampling": "balls.sampling",
    "Side": "phase.boundary",
    "SureBound": "phase.sure",
    "SureConditions": "phase.sure_formula",
    "SureEdge": "phase.sure_edge",
    "Verdict": "verdict",
    "WeightedColorBalls": "weighted.model",
    "bound_formula": "weighted.bound_formula",
    "boundary": "phase.boundary",
    "cancellation": "balls.cancellation",
    "check_certificate": "checker:check",
    "classify": "phase.classify",
    "crossing": "phase.crossing",
    "drift": "phase.drift",
    "drift_float": "phase.quadrature",
    "enumerate_drift": "phase.enumeration",
    "escape_start": "phase.escape",
    "expectation": "balls.expectation",
    "function_two": "problems.function_two",
    "law": "phase.law",
    "memoryless_drift": "phase.memoryless",
    "memoryless_formula": "phase.memoryless",
    "radius": "weighted.radius",
    "radius_bound": "weighted.bound",
    "radius_limit": "weighted.limit",
    "region_grows": "phase.containment",
    "scheme_table": "weighted.schemes",
    "sure_bound": "phase.sure",
    "sure_conditions": "phase.sure_formula",
    "sure_edge": "phase.sure_edge",
    "trace_curve": "phase.whole_curve",
    "upper_edge": "phase.upper_edge",
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

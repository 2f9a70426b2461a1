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
    from colorball.gallery.compare import Gallery
    from colorball.gallery.compare import gallery as compare_methods
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
    from colorball.phase.periodic import PeriodicDrift, periodic_drift
    from colorball.phase.periodic_edges import PeriodicEdges, periodic_edges
    from colorball.phase.periodic_quoted import quoted_condition
    from colorball.phase.quadrature import drift_float
    from colorball.phase.sure import SureBound, sure_bound
    from colorball.phase.sure_edge import SureEdge, sure_edge
    from colorball.phase.sure_formula import SureConditions, sure_conditions
    from colorball.phase.traced import Area, Box, Curve
    from colorball.phase.upper_edge import upper_edge
    from colorball.phase.whole_curve import trace_curve
    from colorball.problems.catalog import problem
    from colorball.problems.finite_sum import finite_sum
    from colorball.problems.function_two import FunctionTwo, function_two
    from colorball.problems.problem import Constants, OddPart, Problem
    from colorball.rules.catalog import rule
    from colorball.rules.iterate import Iterates, iterate
    from colorball.rules.libraries import library_options
    from colorball.rules.rule import Rule
    from colorball.simulation.plan import Plan
    from colorball.simulation.result import Simulation
    from colorball.simulation.schedule import Schedule
    from colorball.simulation.simulate import simulate
    from colorball.simulation.status import LaneStatus
    from colorball.simulation.sweep import sweep
    from colorball.sweeps.folder import open_sweep
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
    "Constants",
    "Control",
    "ControlResult",
    "Crossing",
    "Curve",
    "Drift",
    "Edge",
    "Expectation",
    "Filtration",
    "FunctionTwo",
    "Gallery",
    "InputError",
    "Iterates",
    "LaneStatus",
    "Law",
    "Ledger",
    "NotACertificate",
    "OddPart",
    "PeriodicDrift",
    "PeriodicEdges",
    "Plan",
    "Problem",
    "Radius",
    "RadiusBound",
    "Region",
    "Rejected",
    "Rule",
    "Sampling",
    "Schedule",
    "Side",
    "Simulation",
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
    "compare_methods",
    "crossing",
    "drift",
    "drift_float",
    "enumerate_drift",
    "escape_start",
    "expectation",
    "finite_sum",
    "function_two",
    "iterate",
    "law",
    "library_options",
    "memoryless_drift",
    "memoryless_formula",
    "open_sweep",
    "periodic_drift",
    "periodic_edges",
    "problem",
    "quoted_condition",
    "radius",
    "radius_bound",
    "radius_limit",
    "region_grows",
    "rule",
    "scheme_table",
    "simulate",
    "sure_bound",
    "sure_conditions",
    "sure_edge",
    "sweep",
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
    "Constants": "problems.problem",
    "Control": "certificates.claim",
    "ControlResult": "certificates.verify",
    "Crossing": "phase.crossing",
    "Curve": "phase.traced",
    "Drift": "phase.answer",
    "Edge": "phase.boundary",
    "Expectation": "balls.expectation",
    "Filtration": "weighted.filtration",
    "FunctionTwo": "problems.function_two",
    "Gallery": "gallery.compare",
    "InputError": "errors",
    "Iterates": "rules.iterate",
    "LaneStatus": "simulation.status",
    "Law": "phase.law",
    "Ledger": "certificates.verify",
    "NotACertificate": "checker",
    "OddPart": "problems.problem",
    "PeriodicDrift": "phase.periodic",
    "PeriodicEdges": "phase.periodic_edges",
    "Plan": "simulation.plan",
    "Problem": "problems.problem",
    "Radius": "weighted.radius",
    "RadiusBound": "weighted.bound",
    "Region": "phase.classify",
    "Rejected": "checker",
    "Rule": "rules.rule",
    "Sampling": "balls.sampling",
    "Schedule": "simulation.schedule",
    "Side": "phase.boundary",
    "Simulation": "simulation.result",
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
    "compare_methods": "gallery.compare:gallery",
    "crossing": "phase.crossing",
    "drift": "phase.drift",
    "drift_float": "phase.quadrature",
    "enumerate_drift": "phase.enumeration",
    "escape_start": "phase.escape",
    "expectation": "balls.expectation",
    "finite_sum": "problems.finite_sum",
    "function_two": "problems.function_two",
    "iterate": "rules.iterate",
    "law": "phase.law",
    "library_options": "rules.libraries",
    "memoryless_drift": "phase.memoryless",
    "memoryless_formula": "phase.memoryless",
    "open_sweep": "sweeps.folder",
    "periodic_drift": "phase.periodic",
    "periodic_edges": "phase.periodic_edges",
    "problem": "problems.catalog",
    "quoted_condition": "phase.periodic_quoted",
    "radius": "weighted.radius",
    "radius_bound": "weighted.bound",
    "radius_limit": "weighted.limit",
    "region_grows": "phase.containment",
    "rule": "rules.catalog",
    "scheme_table": "weighted.schemes",
    "simulate": "simulation.simulate",
    "sure_bound": "phase.sure",
    "sure_conditions": "phase.sure_formula",
    "sure_edge": "phase.sure_edge",
    "sweep": "simulation.sweep",
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

"""What a point's region means for someone who chooses beta_1 and beta_2, in words."""

from __future__ import annotations

from colorball.exact.rational import rational_text
from colorball.phase.advice import WayOut
from colorball.phase.classify import Classification, Region
from colorball.reports.decimal_text import decimal_text

__all__ = ["advice_lines"]


def advice_lines(found: Classification, way: WayOut) -> list[str]:
    """The region, Theorem 1, and which way to turn beta_2 and beta_1; a line each.

    Args:
        found: the classification of the point.
        way: the way out, seen from the same point.
    """
    return [
        f"{found.region}: {_reason(found)}",
        _theorem_1(found),
        *_beta2(found, way),
        *_beta1(found, way),
    ]


def _reason(found: Classification) -> str:
    if found.drift.method == "out of time":
        return "time is over"
    drift = f"the drift is in {found.drift}"
    if found.look_back is None:
        return drift
    epochs = "the running epoch" if found.look_back == 1 else f"{found.look_back} epochs"
    return f"{drift}, and every order of {epochs} moves x to the right"


def _theorem_1(found: Classification) -> str:
    constant = f"C = {rational_text(found.constant)}"
    if not found.theorem_1:
        return f"Theorem 1 with {constant} says nothing here"
    if found.drift.sign == "negative":
        return f"Theorem 1 with {constant} cannot hold: it would guarantee convergence here"
    return f"Theorem 1 with {constant} guarantees convergence here"


def _beta2(found: Classification, way: WayOut) -> list[str]:
    beta2, where = found.drift.beta2, decimal_text(way.beta2)
    if way.beta2 == 0:
        lines = ["beta_2: at this beta_1 the drift is positive for every beta_2 (certified)"]
    elif beta2 < way.beta2:
        lines = [f"beta_2: turn it up to {where} or more, where the drift is positive (certified)"]
        if found.drift.sign == "positive" and way.edge is not None and beta2 < way.edge.lower:
            lines[0] += "; in between Adam diverges again"
    elif way.edge is not None:
        lines = [f"beta_2: keep it above {where}, which is an edge of divergence (certified)"]
    else:
        lines = [f"beta_2: the drift is positive at any from {where} on (certified)"]
    if found.region is Region.UNDECIDED and found.drift.sign == "positive":
        lines.append("beta_2: choose it above 0, where steps near the minimum are bounded")
    return lines


def _beta1(found: Classification, way: WayOut) -> list[str]:
    if found.drift.sign == "positive" or way.beta1 is None:
        return []
    where = decimal_text(way.beta1)
    line = f"beta_1: at {where} and this beta_2 the drift is positive too (certified)"
    if way.beta1**2 >= found.drift.beta2:
        line += ", but beta_1 < sqrt(beta_2), as Theorem 1 needs, does not hold there"
    return [line]

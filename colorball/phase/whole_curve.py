"""The whole boundary in one call."""

from __future__ import annotations

from collections.abc import Callable

from colorball.phase.curve import plan_curve, trace_section
from colorball.phase.traced import Curve

__all__ = ["trace_curve"]


def trace_curve(
    n: int,
    *,
    digits: int = 9,
    area: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Curve:
    """Traces the boundary ``D = 0`` of the region of divergence, under random reshuffling.

    ``colorball boundary --curve`` does the same with several processes, and goes on where it was
    interrupted.

    Args:
        n: number of parts, an integer >= 3; n = 10 takes half a minute.
        digits: of beta_1 along the curve.
        area: also show that D grows with beta_1, which bounds of the area need; slow for large n.
        progress: called with the number of pieces done and of all.

    Raises:
        InputError: for arguments out of range, before any work.

    Source: docs, "The boundary".

    Example:
        >>> curve = trace_curve(3, digits=3)
        >>> float(curve.area.lower), float(curve.area.upper), str(curve.area.verdict)
        (0.185, 0.186, 'proved')
        >>> [float(end) for end in curve.points(2)[0].beta1]
        [0.46, 0.461]
    """
    plan = plan_curve(n, digits)
    sections = []
    for done, piece in enumerate(plan.pieces):
        if progress is not None:
            progress(done, len(plan.pieces))
        sections.append(trace_section(plan, piece, area=area))
    if progress is not None:
        progress(len(plan.pieces), len(plan.pieces))
    return Curve.assemble(plan, sections)

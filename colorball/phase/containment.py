"""Whether the region of divergence for n lies inside that for a larger n, certified."""

from __future__ import annotations

from flint import arb, arb_poly, fmpq

from colorball.balls.sampling import Sampling
from colorball.exact.precision import working_precision
from colorball.phase.drift import drift_ball
from colorball.phase.interpolant import degree_for, interpolant, nodes
from colorball.phase.path_bound import widest_path_bound
from colorball.phase.piece import Piece, pieces
from colorball.phase.profile import profile
from colorball.phase.signs import is_positive
from colorball.phase.traced import Curve
from colorball.phase.tube import Tube, grows_with_beta1
from colorball.verdict import Verdict

__all__ = ["region_grows"]

_ACCURACIES = (6, 14, 24)  # bits
_GUARD_BITS = 64
_NEAR_END = fmpq(1, 50)  # a beta_1 beyond the curve where it ends at beta_1 = 0


def region_grows(curve: Curve, larger: int) -> Verdict:
    """Shows that ``D < 0`` for n implies ``D < 0`` for a larger n.

    The larger n's drift is shown to grow with beta_1, and to be negative along the upper side of
    the tubes around the boundary for n.

    Args:
        curve: the boundary for n; it must be shown to be the only one.
        larger: the larger n.

    Returns:
        Proved, or undecided.

    Raises:
        ValueError: if ``larger`` is not larger.

    Example:
        >>> from colorball.phase.curve import plan_curve, trace_section
        >>> plan = plan_curve(3, 4)
        >>> curve = Curve.assemble(plan, [trace_section(plan, piece) for piece in plan.pieces])
        >>> str(region_grows(curve, 4))
        'proved'
    """
    if larger <= curve.plan.n:
        raise ValueError(f"{larger} is not larger than {curve.plan.n}")
    inside = (
        curve.is_the_only_one
        and _ends_inside(curve, larger)
        and all(_is_inside(each, larger) for each in curve.tubes)
        and all(
            grows_with_beta1(larger, piece)
            for piece in pieces(larger, Sampling.RESHUFFLE, fmpq(0), curve.plan.end_upper)
        )
    )
    return Verdict.PROVED if inside else Verdict.UNDECIDED


def _ends_inside(curve: Curve, larger: int) -> bool:
    """Where beta_2 is known to an interval only, the curve is below a beta_1 that is inside."""
    low, high = curve.plan.end_lower, curve.plan.end_upper
    with working_precision(128):
        end = arb((low + high) / 2, (high - low) / 2)
        ours = drift_ball(curve.plan.n, _NEAR_END, end, Sampling.RESHUFFLE, 30)
        theirs = drift_ball(larger, _NEAR_END, end, Sampling.RESHUFFLE, 30)
        return bool(ours > 0) and bool(theirs < 0)


def _is_inside(tube: Tube, larger: int) -> bool:
    return all(
        _is_negative_along(tube, piece, larger)
        for piece in pieces(larger, Sampling.RESHUFFLE, tube.lower, tube.upper)
    )


def _is_negative_along(tube: Tube, piece: Piece, n: int) -> bool:
    for bits in _ACCURACIES:
        with working_precision(bits + _GUARD_BITS):
            path = _on_piece(tube, piece)
            found = widest_path_bound(n, piece, path)
            if found is None:
                continue
            rho, bound = found
            degree = degree_for(bound, rho, bits)
            places = zip(
                nodes(piece.lower, piece.upper, degree),
                nodes(fmpq(-1), fmpq(1), degree),
                strict=True,
            )
            values = [-profile(n, y, bits + 6).at(path(s)) for y, s in places]
            if is_positive(interpolant(piece.lower, piece.upper, values, bound, rho)):
                return True
    return False


def _on_piece(tube: Tube, piece: Piece) -> arb_poly:
    """The upper side of the tube, as a polynomial of the place in the piece."""
    half = (tube.upper - tube.lower) / 2
    middle = (piece.lower + piece.upper - tube.lower - tube.upper) / 2 / half
    width = (piece.upper - piece.lower) / 2 / half
    path = arb_poly(list(tube.coefficients)) + arb(tube.radius)
    return path(arb_poly([arb(middle), arb(width)]))

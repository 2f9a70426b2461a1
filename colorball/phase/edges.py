"""All sign changes of the drift along beta_2 at one beta_1, each isolated, none left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flint import arb, fmpq, fmpz

from colorball.balls.sampling import Sampling
from colorball.exact.decimals import exact_bounds
from colorball.exact.precision import working_precision
from colorball.phase.deadline import OutOfTimeError, stop_at
from colorball.phase.drift import drift_ball
from colorball.phase.interpolant import Interpolant, degree_for, interpolant, nodes
from colorball.phase.piece import Piece, covering, pieces
from colorball.phase.signs import Change, sign_changes

__all__ = ["RawEdge", "edges_between"]

_ACCURACIES = (4, 8, 20, 34, 50, 70, 100)  # bits; the last is for edges that almost touch
_GUARD_BITS = 30
_MOST_WIDENINGS = 60


@dataclass(frozen=True)
class RawEdge:
    """The drift has one zero in ``[lower, upper]`` and changes sign there.

    Attributes:
        lower: a decimal with the digits asked for, unless another zero is so near that an end of
            the isolating interval was taken.
        upper: the same.
        rising: whether the drift goes from negative to positive as beta_2 grows.
    """

    lower: fmpq
    upper: fmpq
    rising: bool


def edges_between(
    n: int,
    beta1: fmpq,
    sampling: Sampling,
    lower: fmpq,
    upper: fmpq,
    digits: int,
    deadline: float | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[tuple[RawEdge, ...], fmpq]:
    """The sign changes between ``lower`` and ``upper``, ascending, and up to where they are all.

    Args:
        n: number of parts.
        beta1: momentum coefficient.
        sampling: how epochs draw.
        lower: where to begin.
        upper: where to end, below 1.
        digits: of each edge.
        deadline: when to give up, on the clock of ``time.monotonic``.
        progress: called with the number of pieces done and of all.

    Returns:
        The edges found, and the point up to which no other exists: ``upper`` unless time is over or
        a piece stays undecided at the best accuracy.
    """
    found: list[RawEdge] = []
    try:
        if deadline is None:
            cover = pieces(n, sampling, lower, upper)
        else:
            cover = covering(n, sampling, lower, upper, deadline)
    except OutOfTimeError:
        return (), lower
    for done, piece in enumerate(cover):
        if progress is not None:
            progress(done, len(cover))
        try:
            edges = _edges_on(n, beta1, sampling, piece, digits, deadline)
        except OutOfTimeError:
            return tuple(found), piece.lower
        if edges is None:
            return tuple(found), piece.lower
        found += edges
    if progress is not None:
        progress(len(cover), len(cover))
    return tuple(found), upper


def _edges_on(
    n: int, beta1: fmpq, sampling: Sampling, piece: Piece, digits: int, deadline: float | None
) -> list[RawEdge] | None:
    coarse = 3 - n.bit_length()  # far from the boundary the drift is about -n
    for bits in (coarse, *_ACCURACIES):
        with working_precision(max(bits, 0) + _GUARD_BITS + 64):
            model = _model(n, beta1, sampling, piece, bits, deadline)
            changes = sign_changes(model)
            if changes is None:
                continue
            refined = [
                _refined(n, beta1, sampling, model, change, digits, deadline)
                for change in sorted(changes, key=lambda change: change.left)
            ]
            return [edge for edge in refined if edge is not None]
    return None


def _model(
    n: int, beta1: fmpq, sampling: Sampling, piece: Piece, bits: int, deadline: float | None
) -> Interpolant:
    """The drift on a piece as a polynomial with error below ``2^-bits``."""
    bound = (2 * n + 1) / piece.least_v.sqrt()  # sum_i E|m_i| <= n + (n+1) for real beta_1
    degree = degree_for(bound, piece.ellipse.rho, bits)
    values = [
        drift_ball(n, beta1, y, sampling, bits + 2, deadline)
        for y in nodes(piece.lower, piece.upper, degree)
    ]
    return interpolant(piece.lower, piece.upper, values, bound, piece.ellipse.rho)


def _refined(
    n: int,
    beta1: fmpq,
    sampling: Sampling,
    model: Interpolant,
    change: Change,
    digits: int,
    deadline: float | None,
) -> RawEdge:
    """The zero between two neighbouring decimals, or nearly, by certain signs there."""
    first, last = model.x_at(change.left), model.x_at(change.right)
    half = (model.upper - model.lower) / 2
    slope = change.slope.mid().fmpq() / half
    guess = _bisected(model, change)
    unit = fmpq(1, fmpz(10) ** digits)
    bits = int(digits * 3.33) + 8
    bits += max(0, -int(float(abs(arb(slope)).log()) / 0.693))
    for _ in range(60):
        stop_at(deadline)
        value = drift_ball(n, beta1, guess, sampling, bits, deadline)
        low, high = exact_bounds(value)
        step = (low + high) / 2 / slope
        guess = min(max(guess - step, first), last)
        if abs(step) < unit / 8:
            break
    for widening in range(_MOST_WIDENINGS):
        stop_at(deadline)
        # first neighbouring decimals, at three accuracies, then wider and wider
        spread = unit * fmpq(2 ** max(widening - 2, 0) - 1, 4)
        left = max(((guess - spread) / unit).floor() * unit, first)
        right = min(max(((guess + spread) / unit).ceil() * unit, left + unit), last)
        signs = [drift_ball(n, beta1, point, sampling, bits, deadline) for point in (left, right)]
        before, after = signs if change.rising else (-signs[0], -signs[1])
        if before < 0 and after > 0:
            return RawEdge(left, right, change.rising)
        bits += 10
    raise ArithmeticError(f"no certain signs beside the edge near {guess}")


def _bisected(model: Interpolant, change: Change) -> fmpq:
    left, right = change.left, change.right
    for _ in range(50):
        middle = (left + right) / 2
        value, _ = model.at(middle)
        if (value.mid() < 0) == change.rising:
            left = middle
        else:
            right = middle
    return model.x_at((left + right) / 2)

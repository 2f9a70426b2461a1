r"""The boundary as a graph ``beta_1 = b(beta_2)``, caught in a narrow tube around a polynomial.

On a piece of beta_2 the polynomial q interpolates b. If ``D(q - eps, .) < 0`` and
``D(q + eps, .) > 0`` on the whole piece, b runs between; if moreover D grows with beta_1 on
``[0, 1] x piece``, the region of divergence there is exactly ``beta_1 < b(beta_2)``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from flint import arb, arb_poly, fmpq, fmpz

from colorball.exact.precision import working_precision
from colorball.phase.interpolant import (
    chebyshev_coefficients,
    degree_for,
    from_chebyshev,
    interpolant,
    nodes,
)
from colorball.phase.path_bound import path_bound, slope_bound, widest_path_bound
from colorball.phase.piece import Piece
from colorball.phase.profile import Profile, profile
from colorball.phase.signs import is_positive

__all__ = ["Tube", "grows_with_beta1", "tube"]

_GUARD_BITS = 40
_DRAFT_BITS = 20
_NARROWEST_BETA1 = fmpq(1, 2**12)


@dataclass(frozen=True)
class Tube:
    """``|b - q| < radius`` on ``[lower, upper]``.

    Attributes:
        lower: where the piece of beta_2 begins.
        upper: where it ends.
        coefficients: of q in s, which is -1 at ``lower`` and 1 at ``upper``; exact.
        radius: half the tube's width in beta_1.
    """

    lower: fmpq
    upper: fmpq
    coefficients: tuple[fmpq, ...]
    radius: fmpq

    def at(self, beta2: fmpq) -> tuple[fmpq, fmpq]:
        """Bounds of b at one beta_2 of the piece."""
        s = (2 * beta2 - self.lower - self.upper) / (self.upper - self.lower)
        value = fmpq(0)
        for coefficient in reversed(self.coefficients):
            value = value * s + coefficient
        return value - self.radius, value + self.radius


def tube(n: int, piece: Piece, digits: int) -> Tube | None:
    """The tube on a piece with a radius of ``10^-digits / 4``; None if the piece is too wide.

    There must be a b for every beta_2 of the piece.
    """
    radius = fmpq(1, 4 * fmpz(10) ** digits)
    draft = _draft(n, piece)
    if draft is None:
        return None
    rho, slope, order = draft
    bits = math.ceil(digits * math.log2(10) + 6 + 2 * math.log2(n) - math.log2(slope))
    degree = degree_for(arb(16 * n * n), rho, bits)
    wanted = math.log2(64 * 4) + digits * math.log2(10)  # bits of the path, of which it has some
    if order * wanted / (_DRAFT_BITS // 2) > degree:
        return None
    with working_precision(bits + degree + _GUARD_BITS):
        return _tube(n, piece, radius, rho, bits, degree)


def _draft(n: int, piece: Piece) -> tuple[fmpq, float, int] | None:
    """An ellipse that a rough path fits in, the least slope along the path, and its degree."""
    with working_precision(_DRAFT_BITS + 64):
        degree = degree_for(arb(1), piece.ellipse.rho, _DRAFT_BITS)
        profiles = [profile(n, y, _DRAFT_BITS) for y in nodes(piece.lower, piece.upper, degree)]
        roots = [_root(each) for each in profiles]
        slopes = [float(each.slope_near(x).mid()) for each, x in zip(profiles, roots, strict=True)]
        noise = arb(2) ** -(_DRAFT_BITS // 2)
        kept = _significant(chebyshev_coefficients(roots), noise)
        path = from_chebyshev(kept)
        found = widest_path_bound(n, piece, path, 64 * n * n)
    return None if found is None else (found[0], max(min(slopes), 1e-9), len(kept) - 1)


def _tube(n: int, piece: Piece, radius: fmpq, rho: fmpq, bits: int, degree: int) -> Tube | None:
    profiles = [profile(n, y, bits + 2) for y in nodes(piece.lower, piece.upper, degree)]
    roots = [_root(each) for each in profiles]
    path = from_chebyshev(_significant(chebyshev_coefficients(roots), arb(radius) / 64))
    coefficients = tuple(_rounded(c, bits + degree + 8) for c in path.coeffs())
    path = arb_poly(list(coefficients))
    for sign in (-1, 1):
        shifted = path + sign * arb(radius)
        bound = path_bound(n, piece, shifted, rho)
        if bound is None:
            return None
        places = nodes(fmpq(-1), fmpq(1), degree)
        values = [sign * each.at(shifted(s)) for each, s in zip(profiles, places, strict=True)]
        if not is_positive(interpolant(piece.lower, piece.upper, values, bound, rho)):
            return None
    return Tube(piece.lower, piece.upper, coefficients, radius)


def _root(profile: Profile) -> arb:
    """About where the drift vanishes in beta_1; any number will do, the tube is checked."""
    low, high, x = arb(-0.25), arb(1), arb(0.5)
    for _ in range(200):
        value = profile.near(x).mid()
        if value < 0:
            low = x
        else:
            high = x
        step = value / profile.slope_near(x).mid()
        following = (x - step).mid()
        if not (low < following and following < high):
            following = ((low + high) / 2).mid()
        if abs(following - x) < arb(2) ** -(_working_bits() - 20):
            return following
        x = following
    return x


def _working_bits() -> int:
    from flint import ctx

    return int(ctx.prec)


def _significant(coefficients: list[arb], least: arb) -> list[arb]:
    """Without the last ones, which are noise that would grow on the ellipse."""
    kept = [coefficient.mid() for coefficient in coefficients]
    while len(kept) > 1 and abs(kept[-1]) < least:
        kept.pop()
    return kept


def _rounded(value: arb, bits: int) -> fmpq:
    scale = fmpz(2) ** bits
    return fmpq((value.mid().fmpq() * scale).floor(), scale)


def grows_with_beta1(n: int, piece: Piece, bits: int = 30) -> bool:
    """Whether D certainly grows with beta_1 on ``[0, 1] x piece``; False if it was not shown."""
    with working_precision(bits + 64):
        bound = slope_bound(n, piece)
        degree = degree_for(bound, piece.ellipse.rho, bits // 2)
        profiles = [profile(n, y, bits) for y in nodes(piece.lower, piece.upper, degree)]
        todo = [(fmpq(0), fmpq(1))]
        while todo:
            left, right = todo.pop()
            beta1 = arb((left + right) / 2, (right - left) / 2)
            values = [each.slope(beta1) for each in profiles]
            model = interpolant(piece.lower, piece.upper, values, bound, piece.ellipse.rho)
            if is_positive(model):
                continue
            if right - left < _NARROWEST_BETA1:
                return False
            middle = (left + right) / 2
            todo += [(left, middle), (middle, right)]
    return True

r"""The boundary at one beta_2: the beta_1 at which the drift changes sign, certified.

At beta_1 -> 1 the drift tends to ``A/n > 0``, so where it is negative at beta_1 = 0 it changes
sign in between. Its power series in beta_1 also bounds the slope: where D is shown to grow with
beta_1 on [0, 1] there is one change of sign, and ``D < 0`` just to the left of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq, fmpz

from colorball.balls.sampling import Sampling
from colorball.exact.decimals import exact_bounds, outward_decimals
from colorball.exact.precision import working_precision
from colorball.exact.rational import RationalLike, from_flint, to_flint
from colorball.phase.arguments import read_beta, read_digits, read_parts
from colorball.phase.drift import drift_ball
from colorball.phase.halving import is_positive_throughout
from colorball.phase.profile import Profile, profile
from colorball.verdict import Verdict

__all__ = ["Crossing", "crossing"]

_GUARD_BITS = 64
_ROUGH_BITS = 24  # of the series: for the slope's sign, and to begin with
_SPARE_BITS = 14  # for a slope below 1
_NARROWEST = fmpq(1, 2**20)  # pieces of [0, 1] on which the slope is bounded
_MOST_WIDENINGS = 20
_MOST_STEPS = 20


@dataclass(frozen=True)
class Crossing:
    """The drift is negative at ``(lower, beta2)`` and positive at ``(upper, beta2)``.

    Attributes:
        n: number of parts.
        beta2: the second-moment coefficient.
        lower: a beta_1, as all of these a decimal.
        upper: a beta_1 above it.
        digits: after the point, of both.
        is_the_only_one: whether D was shown to grow with beta_1 on [0, 1], so that it is negative
            on ``[0, lower]`` and positive on ``[upper, 1)``.
    """

    n: int
    beta2: Fraction
    lower: Fraction
    upper: Fraction
    digits: int
    is_the_only_one: bool

    @property
    def verdict(self) -> Verdict:
        """``proved`` if it is the only one; the signs at both ends are proved in any case."""
        return Verdict.PROVED if self.is_the_only_one else Verdict.UNDECIDED

    def __str__(self) -> str:
        lower, upper = outward_decimals(self.lower, self.upper, self.digits)
        return f"[{lower}, {upper}]"


def crossing(n: int, beta2: RationalLike, *, digits: int = 9) -> Crossing | None:
    r"""Encloses the boundary ``D(b, beta_2, n) = 0`` at one beta_2, under random reshuffling.

    Args:
        n: number of parts, an integer >= 3.
        beta2: second-moment coefficient, 0 <= beta2 < 1.
        digits: the ends are neighbouring decimals, or a few units apart where D is flat.

    Returns:
        The crossing; None if the drift is positive at beta_1 = 0.

    Raises:
        InputError: for arguments out of range, before any work.
        ArithmeticError: if a sign stays undecided: beta_2 is, but for rounding, where the boundary
            meets beta_1 = 0.

    Source: docs, "The phase boundary".

    Example:
        >>> found = crossing(10, "1/2")
        >>> print(found, found.is_the_only_one)
        [0.949291784, 0.949291785] True
        >>> crossing(10, "0.96") is None
        True
    """
    parts, places = read_parts(n), read_digits(digits)
    b2 = to_flint(read_beta(beta2, "beta2"))
    bits = math.ceil(places * math.log2(10)) + _SPARE_BITS
    at_zero = _sign(parts, fmpq(0), b2, bits)
    if at_zero == 0:
        raise ArithmeticError(f"the sign of the drift is undecided at beta_1 = 0, beta_2 = {b2}")
    if at_zero > 0:
        return None
    with working_precision(_ROUGH_BITS + _GUARD_BITS):
        series = profile(parts, arb(b2), _ROUGH_BITS)
        only = _grows(series)
        rough, slope = _root(series)
    unit = fmpz(10) ** places
    guess = _polished(parts, rough, slope, b2, places, bits) * unit
    for widening in range(_MOST_WIDENINGS):
        spread = 2**widening - 1
        lower = fmpq(max(fmpz(0), guess.floor() - spread), unit)
        upper = fmpq(min(unit, guess.floor() + 1 + spread), unit)
        before = at_zero if lower == 0 else _sign(parts, lower, b2, bits)
        after = 1 if upper == 1 else _sign(parts, upper, b2, bits)
        if before < 0 < after:
            ends = from_flint(lower), from_flint(upper)
            return Crossing(parts, from_flint(b2), *ends, places, only)
    raise ArithmeticError(f"no certain change of sign at beta_2 = {b2} for n = {n}")


def _sign(n: int, beta1: fmpq, beta2: fmpq, bits: int) -> int:
    """The certified sign of the drift, by the other method; 0 if it is undecided."""
    for more in (0, 16, 48):
        value = drift_ball(n, beta1, beta2, Sampling.RESHUFFLE, bits + more)
        if value < 0 or value > 0:
            return 1 if value > 0 else -1
    return 0


def _root(series: Profile) -> tuple[fmpq, fmpq]:
    """About where the series vanishes, and its slope there; the signs are checked later."""
    low, high = arb(0), arb(1)
    for _ in range(_ROUGH_BITS):
        middle = ((low + high) / 2).mid()
        if series.near(middle).mid() < 0:
            low = middle
        else:
            high = middle
    root = ((low + high) / 2).mid()
    return root.fmpq(), series.slope_near(root).mid().fmpq()


def _polished(n: int, x: fmpq, slope: fmpq, beta2: fmpq, digits: int, bits: int) -> fmpq:
    """The root by Newton's method with a fixed slope; any number will do."""
    near = fmpq(1, 8 * fmpz(10) ** digits)
    grid = fmpz(2) ** (bits + 8)
    for _ in range(_MOST_STEPS):
        low, high = exact_bounds(drift_ball(n, x, beta2, Sampling.RESHUFFLE, bits))
        step = (low + high) / 2 / slope
        x = fmpq(((x - step) * grid).floor(), grid)
        x = min(max(x, fmpq(0)), 1 - near)
        if abs(step) < near:
            break
    return x


def _grows(series: Profile) -> bool:
    """Whether D certainly grows with beta_1 on all of [0, 1]."""
    return is_positive_throughout(
        fmpq(0),
        fmpq(1),
        _NARROWEST,
        lambda left, right: series.slope(arb((left + right) / 2, (right - left) / 2)),
    )

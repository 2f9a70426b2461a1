r"""Adam on Reddi's example in cyclic order with beta_1 = 0: an exact periodic orbit.

On the interval the gradients do not depend on x: C, then n - 1 times -1, over and over. So v tends
to a cycle, whose values are rational functions of beta_2. s steps after the big gradient

.. math:: v_s = 1 + (C^2 - 1)\, \frac{\beta_2^s}{1 + \beta_2 + \dots + \beta_2^{n-1}},
    \qquad 0 \le s < n,

and away from the ends of the interval x moves in one period by ``-step * D``,

.. math:: D = \frac{C}{\sqrt{v_0}} - \sum_{s=1}^{n-1} \frac1{\sqrt{v_s}} .

**Theorem.** Let the step be the same within a period, not grow, tend to 0 and add up to infinity
(``eta/sqrt(epoch)``), epsilon = 0, with or without bias correction, and let x be projected onto
[-1, 1] after each step. If ``D > 0``, x tends to -1, the minimizer, from every start; if ``D < 0``,
to +1, the maximizer, from every start. In both cases the distance is O(step).

*Proof.* v differs from its cycle by ``beta2^t`` times a constant, since its recursion is linear,
and the correction divides by ``1 - beta2^t``. So without projection the moves of period k add up to
``c_k = -step_k (D + e_k)``, where ``e_k`` tends to 0. A move and a projection are a clamped
translation, and so is a sequence of them, the moves added up: the period takes x to
``T(x) = min(max(x + c_k, a_k), b_k)``. A move is at most ``step_k / sqrt(1 - beta2)`` long, for
``v >= (1 - beta2) g^2``; with ``P = n / sqrt(1 - beta2)``, ``a_k <= T(-1) <= -1 + P step_k``.

Let ``D > 0``, and k be so large that ``|e_k| < D/2``. Then ``y = x + 1`` goes to at most
``max(y - step_k D/2, P step_k)``. As the steps add up to infinity and ``y >= 0``, the second bound
is reached again and again. If last in period j, then ``y <= P step_j``, and the steps since then
add up to at most ``2 P step_j / D``: y tends to 0, and as ``step_j/step_k`` stays bounded for
``eta/sqrt(epoch)``, it is O(step). The other sign is the mirror image. For ``D = 0`` nothing is
claimed.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq

from colorball.exact.decimals import exact_bounds, outward_decimals
from colorball.exact.precision import working_precision
from colorball.exact.rational import RationalLike, from_flint, to_flint
from colorball.phase.arguments import read_beta, read_digits
from colorball.problems.arguments import read_count
from colorball.problems.reddi import read_big
from colorball.verdict import Verdict

__all__ = ["PeriodicDrift", "drift_on", "periodic_drift", "periodic_squares", "read_period"]

_MOST_PERIOD = 1_000
_MOST_BITS = 16_384


@dataclass(frozen=True)
class PeriodicDrift:
    """``lower <= D <= upper``, and the sign.

    Attributes:
        n: number of parts, the period.
        C: the big gradient.
        beta2: coefficient of the second moment.
        lower: a certain lower bound.
        upper: a certain upper bound.
        sign: ``positive`` (x tends to the minimizer), ``negative`` (to the other end), ``zero``, or
            ``undecided``.
        digits: how many digits after the point were asked for.
    """

    n: int
    C: Fraction
    beta2: Fraction
    lower: Fraction
    upper: Fraction
    sign: str
    digits: int

    @property
    def verdict(self) -> Verdict:
        """Whether the sign is proved."""
        return Verdict.UNDECIDED if self.sign == "undecided" else Verdict.PROVED

    def __str__(self) -> str:
        lower, upper = outward_decimals(self.lower, self.upper, self.digits)
        return f"[{lower}, {upper}]"


def periodic_squares(
    C: RationalLike,  # noqa: N803
    beta2: RationalLike,
    n: int | str = 3,
) -> tuple[Fraction, ...]:
    """The cycle of v, exactly: the value s steps after the big gradient, ``s = 0..n-1``.

    Args:
        C: the big gradient, above n - 1.
        beta2: a number in [0, 1).
        n: number of parts, from 3.

    Raises:
        InputError: if an argument is not valid.

    Example:
        >>> periodic_squares(5, "1/2")
        (Fraction(103, 7), Fraction(55, 7), Fraction(31, 7))
    """
    parts = read_period(n)
    big, beta = read_big(C, parts), read_beta(beta2, "beta2")
    total = sum((beta**s for s in range(parts)), Fraction(0))
    return tuple(1 + (big**2 - 1) * beta**s / total for s in range(parts))


def periodic_drift(
    C: RationalLike,  # noqa: N803
    beta2: RationalLike,
    n: int | str = 3,
    *,
    digits: int = 12,
) -> PeriodicDrift:
    """Where Adam with beta_1 = 0 takes Reddi's example: the sign of D.

    For n = 3 the sign is decided by squaring, in rational numbers alone, zero included. For other n
    by ball arithmetic at growing precision; a zero would stay ``undecided``.

    Args:
        C: the big gradient, above n - 1.
        beta2: a number in [0, 1).
        n: number of parts, from 3 to 1000.
        digits: digits after the point of the enclosure.

    Raises:
        InputError: if an argument is not valid.

    Example:
        >>> found = periodic_drift(5, "1/5")
        >>> print(found, found.sign, found.verdict)
        [-0.095609433639, -0.095609433638] negative proved
    """
    places, parts = read_digits(digits), read_period(n)
    big, beta = read_big(C, parts), read_beta(beta2, "beta2")
    bits = 4 * places + 64
    while True:
        with working_precision(bits):
            value, _ = drift_on(to_flint(big), arb(to_flint(beta)), parts)
            low, high = exact_bounds(value)
        if low > 0 or high < 0 or parts == 3 or bits >= _MOST_BITS:
            break
        bits *= 2
    if parts == 3:
        sign = _sign_of_three(big, periodic_squares(big, beta))
    else:
        sign = "positive" if low > 0 else "negative" if high < 0 else "undecided"
    return PeriodicDrift(parts, big, beta, from_flint(low), from_flint(high), sign, places)


def _sign_of_three(big: Fraction, squares: tuple[Fraction, ...]) -> str:
    """``C/sqrt(v0)`` against ``1/sqrt(v1) + 1/sqrt(v2)``: both are > 0, so square them, twice."""
    v0, v1, v2 = squares
    left = big**2 / v0 - 1 / v1 - 1 / v2  # against 2/sqrt(v1 v2)
    right = 4 / (v1 * v2)
    if left > 0 and left**2 > right:
        return "positive"
    return "zero" if left > 0 and left**2 == right else "negative"


def read_period(n: int | str) -> int:
    """The number of parts.

    Raises:
        InputError: if it is not an integer from 3 to 1000.
    """
    return read_count(n, "n", 3, _MOST_PERIOD)


def drift_on(big: fmpq, beta: arb, n: int) -> tuple[arb, arb]:
    """D and its derivative with respect to beta_2, at a number or on an interval in [0, 1].

    Args:
        big: C.
        beta: a ball; its points outside [0, 1] do not count.
        n: number of parts.
    """
    excess = big * big - 1
    powers = [arb(1)]
    for _ in range(1, n):
        powers.append(powers[-1] * beta)
    slopes = [s * powers[s - 1] if s else arb(0) for s in range(n)]
    total, total_slope = sum(powers, arb(0)), sum(slopes, arb(0))
    value, slope = arb(0), arb(0)
    for s in range(n):
        v = 1 + excess * powers[s] / total
        v_slope = excess * (slopes[s] * total - powers[s] * total_slope) / (total * total)
        weight = big if s == 0 else fmpq(-1)
        term = weight / v.sqrt()
        value += term
        slope -= term * v_slope / (2 * v)
    return value, slope

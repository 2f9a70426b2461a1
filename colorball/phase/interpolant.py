r"""A function on an interval by its values at Chebyshev points, with a proved error.

If g is analytic in the Bernstein ellipse of parameter rho and ``|g| <= M`` there, its Chebyshev
coefficients are at most ``2 M rho^-k``. The interpolant p of degree N at the N + 1 zeros of
``T_{N+1}`` mistakes ``T_k``, k > N, for one of lower degree up to sign, so with ``x = 1/rho``

.. math::

    |g - p| \le 4M \sum_{k>N} \rho^{-k} = \frac{4M\rho^{-N}}{\rho-1}, \qquad
    |g' - p'| \le \frac{4M}{h} \sum_{k>N} k^2\rho^{-k}
        \le \frac{4M}{h} (N+1)^2 \rho^{-N-1} \frac{1+x}{(1-x)^3},

h half the width of the interval (Markov: ``|T_k'| <= k^2``).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from flint import arb, arb_poly, fmpq

__all__ = [
    "Interpolant",
    "chebyshev_coefficients",
    "degree_for",
    "from_chebyshev",
    "interpolant",
    "nodes",
]


@dataclass(frozen=True)
class Interpolant:
    """``polynomial(s) + error`` on ``[lower, upper]``, ``s = (x - middle)/half`` in [-1, 1].

    Attributes:
        lower: the left end.
        upper: the right end.
        polynomial: in s.
        error: bounds the distance to the function.
        slope_error: bounds the distance of the derivatives with respect to s.
    """

    lower: fmpq
    upper: fmpq
    polynomial: arb_poly
    error: arb
    slope_error: arb

    def on(self, left: fmpq, right: fmpq) -> tuple[arb, arb]:
        """Enclosures of the function and of its derivative in s, for s in ``[left, right]``."""
        middle, half = arb((left + right) / 2), arb((right - left) / 2)
        around = self.polynomial(arb_poly([middle, half]))
        slope = around.derivative()
        value = _range(around) + arb(0, self.error)
        return value, _range(slope) / half + arb(0, self.slope_error)

    def at(self, s: fmpq) -> tuple[arb, arb]:
        """The same at one point."""
        slope = self.polynomial.derivative()
        point = arb(s)
        return (
            self.polynomial(point) + arb(0, self.error),
            slope(point) + arb(0, self.slope_error),
        )

    def x_at(self, s: fmpq) -> fmpq:
        """The point of the interval that s stands for."""
        return (self.lower + self.upper) / 2 + s * (self.upper - self.lower) / 2


def _range(polynomial: arb_poly) -> arb:
    """An enclosure on [-1, 1]."""
    coefficients = polynomial.coeffs()
    if not coefficients:
        return arb(0)
    spread = sum((abs(c) for c in coefficients[1:]), arb(0))
    return coefficients[0] + arb(0, spread)


def degree_for(bound: arb, rho: fmpq, bits: int) -> int:
    """A degree at which the error is below ``2^-bits``."""
    size = float((4 * bound / (arb(rho) - 1)).log()) + bits * math.log(2)
    return max(2, math.ceil(size / math.log(int(rho.p) / int(rho.q))))


def nodes(lower: fmpq, upper: fmpq, degree: int) -> list[arb]:
    """The Chebyshev points of the interval, as balls."""
    middle, half = arb((lower + upper) / 2), arb((upper - lower) / 2)
    return [
        middle + half * arb.cos_pi_fmpq(fmpq(2 * k + 1, 2 * degree + 2)) for k in range(degree + 1)
    ]


def interpolant(
    lower: fmpq, upper: fmpq, values: Sequence[arb], bound: arb, rho: fmpq
) -> Interpolant:
    """The interpolant from the values at the ``nodes``, given a bound on the ellipse."""
    count = len(values)
    middles = [value.mid() for value in values]
    radius = arb(0)
    for value in values:
        radius = radius.max(value.rad())
    coefficients = chebyshev_coefficients(middles)
    x = 1 / arb(rho)
    error = 4 * bound * x ** (count - 1) / (arb(rho) - 1)
    slope_error = 4 * bound * count**2 * x**count * (1 + x) / (1 - x) ** 3
    # What the values may be off by is not carried in the coefficients, where it would grow in
    # powers of s: Lebesgue's constant is at most 1 + (2/pi) log(N+1), a coefficient's share 2.
    error = error + radius * (1 + 2 / arb.pi() * arb(count).log())
    slope_error = slope_error + 2 * radius * (count - 1) * count * (2 * count - 1) / 6
    for j, coefficient in enumerate(coefficients):
        error = error + coefficient.rad()
        slope_error = slope_error + j * j * coefficient.rad()
    exact = [coefficient.mid() for coefficient in coefficients]
    return Interpolant(lower, upper, from_chebyshev(exact), error, slope_error)


def chebyshev_coefficients(values: Sequence[arb]) -> list[arb]:
    """Of the polynomial with these values at the ``nodes``."""
    count = len(values)
    cosines = [arb.cos_pi_fmpq(fmpq(k, 2 * count)) for k in range(4 * count)]
    coefficients = []
    for j in range(count):
        total = sum(
            (value * cosines[j * (2 * k + 1) % (4 * count)] for k, value in enumerate(values)),
            arb(0),
        )
        coefficients.append(total * (2 if j else 1) / count)
    return coefficients


def from_chebyshev(coefficients: Sequence[arb]) -> arb_poly:
    """Clenshaw's recurrence on polynomials."""
    s = arb_poly([0, 1])
    ahead, after = arb_poly([]), arb_poly([])
    for c in reversed(coefficients[1:]):
        ahead, after = 2 * s * ahead - after + arb_poly([c]), ahead
    return s * ahead - after + arb_poly([coefficients[0]])

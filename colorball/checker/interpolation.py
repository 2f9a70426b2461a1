r"""A function on an interval from its values at nodes, by Lagrange, with Cauchy's remainder.

The interval is ``[-1, 1]`` in the variable s. If f is analytic and ``|f| <= M`` in the rectangle
``|Re s| <= 1+k, |Im s| <= k``, then with ``omega(s) = prod_j (s - s_j)`` over the N + 1 nodes the
divided difference is an integral along the rectangle, of length ``8k + 4``, so

    |f - p|   <= C M Omega / k^(N+1),                       C = (8k+4) / (2 pi k),
    |f' - p'| <= C M Omega ((N+1)^2 + 1/k) / k^(N+1),

where ``Omega = max |omega|`` (Markov's inequality for omega'). Values known to ``e`` add
``Lambda e`` and ``N^2 Lambda e``, ``Lambda = max sum_j |l_j|``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

__all__ = ["Basis", "Change", "basis", "sign_changes"]

_CELLS = 64
_NARROWEST = Fraction(1, 2**16)

Coefficients = list[Fraction]


@dataclass(frozen=True)
class Basis:
    """Lagrange's polynomials for N + 1 nodes, and the two maxima (upper bounds)."""

    nodes: tuple[Fraction, ...]
    polynomials: tuple[Coefficients, ...]
    omega: Fraction
    lebesgue: Fraction

    def errors(
        self, bound: Fraction, k: Fraction, value_error: Fraction
    ) -> tuple[Fraction, Fraction]:
        """How far the interpolant and its derivative may be off."""
        count = len(self.nodes)
        # 2 pi > 6
        remainder = (8 * k + 4) / (6 * k) * bound * self.omega / k**count
        slope = remainder * (count**2 + 1 / k)
        spread = self.lebesgue * value_error
        return remainder + spread, slope + (count - 1) ** 2 * spread

    def combine(self, values: Sequence[Fraction]) -> Coefficients:
        """The polynomial with these values."""
        return [
            sum(
                (value * p[k] for value, p in zip(values, self.polynomials, strict=True)),
                Fraction(0),
            )
            for k in range(len(self.nodes))
        ]


@cache
def basis(degree: int) -> Basis:
    """For nodes near Chebyshev's, which make the maxima small; any nodes would be valid."""
    nodes = tuple(
        Fraction(round(1024 * math.cos(math.pi * (2 * k + 1) / (2 * degree + 2))), 1024)
        for k in range(degree + 1)
    )
    polynomials = []
    for j, node in enumerate(nodes):
        p = [Fraction(1)]
        for i, other in enumerate(nodes):
            if i != j:
                p = _times_linear(p, other, node - other)
        polynomials.append(p)
    omega, lebesgue = Fraction(0), Fraction(0)
    for cell in range(_CELLS):
        left, right = Fraction(2 * cell, _CELLS) - 1, Fraction(2 * cell + 2, _CELLS) - 1
        far = [max(abs(left - node), abs(right - node)) for node in nodes]
        omega = max(omega, math.prod(far, start=Fraction(1)))
        middle = (left + right) / 2
        total = Fraction(0)
        for p in polynomials:
            shifted = _shifted(p, middle, (right - left) / 2)
            total += sum(map(abs, shifted), Fraction(0))
        lebesgue = max(lebesgue, total)
    return Basis(nodes, tuple(polynomials), omega, lebesgue)


def _times_linear(p: Coefficients, root: Fraction, divisor: Fraction) -> Coefficients:
    """``p(s) (s - root) / divisor``."""
    result = [Fraction(0), *p]
    for k, c in enumerate(p):
        result[k] -= root * c
    return [c / divisor for c in result]


def _shifted(p: Coefficients, middle: Fraction, half: Fraction) -> Coefficients:
    """``p(middle + half s)``."""
    result = list(p)
    for start in range(len(p)):
        for k in range(len(p) - 2, start - 1, -1):
            result[k] += middle * result[k + 1]
    power = Fraction(1)
    for k in range(len(p)):
        result[k] *= power
        power *= half
    return result


@dataclass(frozen=True)
class Change:
    """The function has one zero for s in ``[left, right]``."""

    left: Fraction
    right: Fraction
    rising: bool


def sign_changes(
    p: Coefficients, error: Fraction, slope_error: Fraction
) -> tuple[tuple[Change, ...], int] | None:
    """All sign changes on ``[-1, 1]`` and the sign at -1; None if the errors are too wide."""
    changes: list[Change] = []
    first = 0
    todo = [(Fraction(-1), Fraction(1))]
    while todo:
        left, right = todo.pop()
        half = (right - left) / 2
        around = _shifted(p, (left + right) / 2, half)
        signs = _definite(around, error)
        if signs is None:
            slope = [(k + 1) * c / half for k, c in enumerate(around[1:])]
            rising, falling = _exceeds(slope, slope_error), _exceeds(_minus(slope), slope_error)
            if rising or falling:
                ends = [sum(around[k] * sign**k for k in range(len(around))) for sign in (-1, 1)]
                if min(map(abs, ends)) <= error:
                    return None
                signs = (1 if ends[0] > 0 else -1, 1 if ends[1] > 0 else -1)
            elif half < _NARROWEST:
                return None
            else:
                middle = (left + right) / 2
                todo += [(middle, right), (left, middle)]
                continue
        first = first or signs[0]
        if signs[0] != signs[1]:
            changes.append(Change(left, right, signs[1] > 0))
    return tuple(changes), first


def _definite(p: Coefficients, error: Fraction) -> tuple[int, int] | None:
    """The sign at both ends, if it is the same throughout for certain."""
    if _exceeds(p, error):
        return 1, 1
    return (-1, -1) if _exceeds(_minus(p), error) else None


def _exceeds(p: Coefficients, error: Fraction) -> bool:
    """Whether ``p > error`` on [-1, 1], by the sum of the coefficients."""
    return p[0] - sum(map(abs, p[1:]), Fraction(0)) > error


def _minus(p: Coefficients) -> Coefficients:
    return [-c for c in p]

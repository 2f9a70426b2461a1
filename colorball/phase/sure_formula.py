"""The conditions for sure divergence with one epoch of look-back, in closed form."""

from __future__ import annotations

from dataclasses import dataclass

import sympy

from colorball.errors import InputError
from colorball.phase.arguments import read_parts

__all__ = ["BETA1", "BETA2", "SureConditions", "sure_conditions"]

BETA1 = sympy.Symbol("beta_1", nonnegative=True)
BETA2 = sympy.Symbol("beta_2", nonnegative=True)

_MOST_PARTS = 50


@dataclass(frozen=True)
class SureConditions:
    """Divergence is sure where all of these expressions are negative.

    Attributes:
        n: number of parts of Function (2).
        bounds: for each position p of the running epoch's big gradient, the bound of the epoch's
            displacement, a function of ``BETA1`` and ``BETA2``.
    """

    n: int
    bounds: tuple[sympy.Expr, ...]

    def latex(self) -> str:
        """The inequalities in LaTeX, one a line."""
        lines = r" \\ ".join(f"{sympy.latex(bound)} &< 0" for bound in self.bounds)
        return rf"\begin{{aligned}} {lines} \end{{aligned}}"

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"


def sure_conditions(n: int | str) -> SureConditions:
    r"""The n inequalities of the K = 1 condition, as SymPy expressions.

    .. math::

        \sum_{i<n} \max_{w \in \{w_0, w_1\}} \frac{-1 + a([i\ge p]\beta_1^{i-p}
            + \beta_1^{i+1}/(1-\beta_1^n))}{\sqrt{1 + c([i\ge p]\beta_2^{i-p} + \beta_2^i w)}} < 0,
        \quad p = 0, \dots, n-1,

    ``a = (1-beta_1)(n+1)``, ``c = (1-beta_2)(n^2-1)``, ``w_0 = beta_2^n/(1-beta_2^n)``,
    ``w_1 = beta_2/(1-beta_2^n)``. The maximum is at w_0 if the numerator is >= 0 and at w_1 if not.
    At i = p it is always positive.

    Args:
        n: number of parts, ``3..50``; for more see :func:`colorball.phase.sure.sure_bound`.

    Raises:
        InputError: if n is not in that range.

    Source: docs, "Sure divergence".

    Example:
        >>> conditions = sure_conditions(3)
        >>> [bound.subs({BETA1: 0, BETA2: 0}) for bound in conditions.bounds]
        [-1, -1, -1]
    """
    parts = read_parts(n)
    if parts > _MOST_PARTS:
        raise InputError("n", n, f"an integer n with 3 <= n <= {_MOST_PARTS} for closed forms")
    return SureConditions(parts, tuple(_bound(parts, p) for p in range(parts)))


def _bound(n: int, p: int) -> sympy.Expr:
    terms = []
    for i in range(n):
        new1, new2 = (b ** (i - p) if i >= p else sympy.S.Zero for b in (BETA1, BETA2))
        share = new1 + BETA1 ** (i + 1) / (1 - BETA1**n)
        numerator = (n + 1) * (1 - BETA1) * share - 1
        low, high = (
            numerator
            / sympy.sqrt(1 + (n**2 - 1) * (1 - BETA2) * (new2 + BETA2 ** (i + e) / (1 - BETA2**n)))
            for e in (n, 1)
        )
        terms.append(low if i == p else sympy.Max(low, high, evaluate=False))
    return sympy.Add(*terms)

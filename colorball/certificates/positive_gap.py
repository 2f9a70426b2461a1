"""A difference written so that the checker sees that it is not negative."""

from __future__ import annotations

import sympy

__all__ = ["positive_gap"]


def positive_gap(smaller: sympy.Expr | int, larger: sympy.Expr | int) -> sympy.Expr:
    """``larger - smaller``: a polynomial with positive coefficients over its denominator's factors.

    Raises:
        ValueError: if a coefficient is negative; the difference may be positive all the same.

    Example:
        >>> x = sympy.Symbol("x", positive=True)
        >>> positive_gap(1 / (2 + 2 * x), 1)
        (x + 1/2)/(x + 1)
    """
    numerator, denominator = sympy.fraction(sympy.factor(larger - smaller))
    top, below = sympy.factor_list(numerator), sympy.factor_list(denominator)
    factors = [sympy.Poly(factor) ** power for factor, power in top[1] if not factor.is_number]
    whole = sympy.prod(factors, start=sympy.Poly(top[0] / below[0], *_symbols(numerator)))
    if any(coefficient < 0 for coefficient in whole.coeffs()):
        raise ValueError(f"{smaller} <= {larger} has a negative coefficient: {whole.as_expr()}")
    return whole.as_expr() / sympy.prod([factor**power for factor, power in below[1]])


def _symbols(expression: sympy.Expr) -> list[sympy.Symbol]:
    found = sorted(expression.free_symbols, key=str)
    return found or [sympy.Symbol("n")]  # a polynomial needs one, even where it is a number

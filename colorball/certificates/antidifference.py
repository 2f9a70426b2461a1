"""Search for telescoping antidifferences, the witnesses of closed-form sums."""

from __future__ import annotations

import sympy

__all__ = ["BETA", "antidifference"]

BETA = sympy.Symbol("beta", positive=True)


def antidifference(summand: sympy.Expr, index: sympy.Symbol, start: sympy.Expr) -> sympy.Expr:
    r"""``G`` with ``G(index+1) - G(index) = summand`` and ``G(start) = 0``.

    The summand is a combination of terms ``index^d * beta^(s*index)`` whose coefficients and
    slopes ``s`` are free of the index. For ``x = beta^s``, ``r(index) x^index`` telescopes to
    ``p(index) x^index`` if ``x r(t+1) - r(t) = p(t)``: a triangular system, solved from the
    highest power down; for ``s = 0`` the system is Faulhaber's.

    Raises:
        ValueError: if the summand has another form.

    Example:
        >>> n, t = sympy.symbols("n t", integer=True, positive=True)
        >>> antidifference(BETA**t, t, sympy.S.Zero)
        (beta**t - 1)/(beta - 1)
    """
    numerator, denominator = sympy.fraction(sympy.together(summand))
    powers_of_beta = [f for f in sympy.Mul.make_args(denominator) if f.as_base_exp()[0] == BETA]
    numerator = numerator / sympy.Mul(*powers_of_beta)
    denominator = denominator / sympy.Mul(*powers_of_beta)
    if denominator.has(index):
        raise ValueError(f"the denominator {denominator} depends on {index}")
    by_slope: dict[sympy.Expr, dict[int, sympy.Expr]] = {}
    for term in sympy.Add.make_args(sympy.expand(numerator)):
        coefficient, degree, slope = _split(term, index)
        powers = by_slope.setdefault(slope, {})
        powers[degree] = powers.get(degree, sympy.S.Zero) + coefficient
    total = sympy.S.Zero
    for slope, powers in by_slope.items():
        polynomial = _faulhaber(powers, index) if slope == 0 else _solve(powers, slope, index)
        total += polynomial * BETA ** (slope * index)
    return sympy.factor((total - total.subs(index, start)) / denominator)


def _split(term: sympy.Expr, index: sympy.Symbol) -> tuple[sympy.Expr, int, sympy.Expr]:
    """``term = coefficient * index^degree * beta^(slope*index)``."""
    coefficient, degree, slope = sympy.S.One, 0, sympy.S.Zero
    for factor in sympy.Mul.make_args(term):
        base, exponent = factor.as_base_exp()
        if not factor.has(index):
            coefficient *= factor
        elif base == index and exponent.is_Integer:
            degree += int(exponent)
        elif base == BETA and (slope_here := sympy.expand(exponent).coeff(index)) != 0:
            slope += slope_here
            coefficient *= BETA ** sympy.expand(exponent - slope_here * index)
        else:
            raise ValueError(f"{factor} is not a power of {index} or of beta")
    if coefficient.has(index) or slope.has(index):
        raise ValueError(f"{term} is not geometric in {index}")
    return coefficient, degree, sympy.expand(slope)


def _solve(powers: dict[int, sympy.Expr], slope: sympy.Expr, index: sympy.Symbol) -> sympy.Expr:
    """``r`` with ``x r(t+1) - r(t) = p(t)``, ``x = beta^slope``."""
    x = BETA**slope
    degree = max(powers)
    found: dict[int, sympy.Expr] = {}
    for power in range(degree, -1, -1):
        higher = sum(
            (sympy.binomial(above, power) * found[above] for above in range(power + 1, degree + 1)),
            start=sympy.S.Zero,
        )
        found[power] = (powers.get(power, sympy.S.Zero) - x * higher) / (x - 1)
    return sympy.Add(*(value * index**power for power, value in found.items()))


def _faulhaber(powers: dict[int, sympy.Expr], index: sympy.Symbol) -> sympy.Expr:
    """``r`` with ``r(t+1) - r(t) = p(t)``."""
    return sympy.Add(
        *(
            coefficient * sympy.bernoulli(power + 1, index) / (power + 1)
            for power, coefficient in powers.items()
        )
    )

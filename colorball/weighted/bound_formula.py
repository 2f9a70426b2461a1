"""The explicit bound of Lemma A.2 as a formula, for symbolic n and k."""

from __future__ import annotations

import sympy

from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.weighted.filtration import Filtration

__all__ = ["bound_formula"]


def bound_formula(
    filtration: Filtration | str = Filtration.PREDICTABLE,
    sampling: Sampling | str = Sampling.RESHUFFLE,
) -> sympy.Expr:
    r"""``C / sqrt(k)``, with every constant written out, in closed form.

    In the symbols ``n`` (balls; at least 2 under reshuffling), ``k`` (epochs), ``beta`` in
    (0, 1), ``sigma`` (the labels' standard deviation) and ``cbar`` (their mean). For numbers use
    :func:`colorball.radius_bound`; proof: ``proofs/lemma_a2.py``, ``proofs/sampling_schemes.py``.

    Args:
        filtration: ``predictable`` or ``adapted``.
        sampling: ``reshuffle`` or ``with-replacement``: independent epochs.

    Raises:
        InputError: for another scheme; its bound depends on more than mean and variance.

    Example:
        >>> formula = bound_formula()
        >>> values = {"n": 2, "k": 1000, "beta": sympy.Rational(9, 10), "sigma": 2, "cbar": 1}
        >>> print(formula.subs(values).evalf(6))
        0.522263
    """
    reading, scheme = Filtration.parse(filtration), Sampling.parse(sampling)
    if scheme not in (Sampling.RESHUFFLE, Sampling.WITH_REPLACEMENT):
        raise InputError("sampling", sampling, "reshuffle or with-replacement for a formula")
    n, k = sympy.symbols("n k", integer=True, positive=True)
    beta, sigma = sympy.symbols("beta sigma", positive=True)
    mean = sympy.Symbol("cbar", real=True)
    symbols = {"n": n, "k": k, "beta": beta, "sigma": sigma, "cbar": mean}
    rho = beta**n
    moment = beta * (1 - n * beta ** (n - 1) + (n - 1) * rho) / (1 - beta) ** 2
    weights = (1 / rho - 1) / (1 / beta - 1)
    squared_weights = (1 / rho**2 - 1) / (1 / beta**2 - 1)
    if scheme is Sampling.RESHUFFLE:
        variance = sigma**2 * n / (n - 1) * (squared_weights - weights**2 / n)
        newest = (rho / (1 - beta)) ** 2 * variance
    else:
        variance = sigma**2 * squared_weights
        # sum_q ((1 - beta^(n-q)) / (1-beta))^2
        squares = n - 2 * beta * (1 - rho) / (1 - beta) + beta**2 * (1 - rho**2) / (1 - beta**2)
        newest = sigma**2 * squares / (1 - beta) ** 2
    noise = ((1 - rho) / (1 - beta)) ** 2 * variance / (1 - rho**2)
    constant = rho * sympy.sqrt(noise / (1 - rho) ** 3) + 2 * sympy.Abs(mean) * moment / (1 - rho)
    if reading is Filtration.ADAPTED:
        constant += rho * sympy.sqrt(noise / (1 - rho) ** 3) * (sympy.sqrt(2 - rho) - 1)
        constant += sympy.sqrt(newest + rho**2 * noise)
    formula = constant / sympy.sqrt(k)
    return formula.subs({symbol: sympy.Symbol(name) for name, symbol in symbols.items()})

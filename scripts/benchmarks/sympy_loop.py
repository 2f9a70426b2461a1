"""A peer: the sum of S over sequences of orders as anyone would first write it with SymPy."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import sympy

__all__ = ["sympy_total"]


def sympy_total(
    n: int,
    k: int,
    tidy: Callable[[sympy.Expr], sympy.Expr] = sympy.expand,
    first: int | None = None,
) -> sympy.Expr:
    """The sum of ``S`` over all sequences, or over the first so many.

    SymPy remembers results; that is cleared first, so that every run is like the first.
    """
    sympy.core.cache.clear_cache()
    beta = sympy.Symbol("beta")
    labels = sympy.symbols(f"c0:{n}")
    orders = list(itertools.permutations(labels))
    total = sympy.S.Zero
    for sequence in itertools.islice(itertools.product(orders, repeat=k), first):
        draws = [label for order in sequence for label in order]
        value = sympy.S.Zero
        for i in range(n):
            newest = n * (k - 1) + i
            value += sum(beta ** (newest - t) * draws[t] for t in range(newest + 1))
            value -= labels[i] * sum(beta**p for p in range(n * k))
        total += tidy(value)
    return total

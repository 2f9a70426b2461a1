"""Polynomials in beta as text, in ascending powers."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["powers_text"]


def powers_text(
    coefficients: Mapping[int, int],
    *,
    longest: int | None = None,
    endless: bool = False,
    variable: str = "beta",
) -> str:
    """The polynomial ``sum of coefficients[p] beta^p`` as the talk writes it.

    Args:
        coefficients: integer coefficients by power; zeros are left out.
        longest: how many terms to write before ``...``; all, if None.
        endless: whether further terms follow that are not in ``coefficients``.
        variable: the name of the base.

    Example:
        >>> powers_text({0: 2, 1: 1}), powers_text({1: -1, 2: -2, 3: -2, 4: -2}, longest=3)
        ('2 + beta', '-beta - 2 beta^2 - 2 beta^3 ...')
    """
    terms = sorted((p, c) for p, c in coefficients.items() if c)
    shown = terms if longest is None else terms[:longest]
    pieces = []
    for index, (power, coefficient) in enumerate(shown):
        signs = (" - ", " + ") if index else ("-", "")
        sign = signs[0] if coefficient < 0 else signs[1]
        pieces.append(sign + _term(power, abs(coefficient), variable))
    text = "".join(pieces) or "0"
    return f"{text} ..." if endless or len(shown) < len(terms) else text


def _term(power: int, size: int, variable: str) -> str:
    base = {0: "", 1: variable}.get(power, f"{variable}^{power}")
    if not base:
        return str(size)
    return base if size == 1 else f"{size} {base}"

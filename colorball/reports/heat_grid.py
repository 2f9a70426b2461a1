"""Grids of both betas for heat maps, and tables on them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from colorball.reports.sampled_table import SampledTable

__all__ = ["decade_centres", "depth", "grid_of", "square_centres"]

_DIGITS = 7  # of beta2 on the scale of decades


def square_centres(size: int) -> list[str]:
    """Centres of ``size`` equal cells of [0, 1], as exact decimals.

    Args:
        size: a power of 2, so that the centres have few digits.

    Example:
        >>> square_centres(4)
        ['0.125', '0.375', '0.625', '0.875']
    """
    return [str((2 * k + 1) / (2 * size)) for k in range(size)]


def decade_centres(size: int, decades: int) -> list[str]:
    """Values of beta2 such that ``-log10(1 - beta2)`` are centres of equal cells of [0, decades].

    Example:
        >>> decade_centres(4, 4)
        ['0.6837722', '0.9683772', '0.9968377', '0.9996838']
    """
    gaps = (10.0 ** (-decades * (2 * k + 1) / (2 * size)) for k in range(size))
    return [str(1 - Decimal(f"{gap:.{_DIGITS}f}")) for gap in gaps]


def depth(beta2: Fraction) -> float:
    """``-log10(1 - beta2)``.

    Example:
        >>> depth(Fraction(999, 1000))
        3.0
    """
    return -float(np.log10(float(1 - beta2)))


def grid_of(
    table: SampledTable, column: str
) -> tuple[NDArray[np.float64], Sequence[Fraction], Sequence[Fraction]]:
    """A column of a table as an array of shape ``(beta2, beta1)``, with both axes' exact values.

    Raises:
        ValueError: if the rows are not one for each pair, beta1 by beta1.
    """
    across = [Fraction(text) for text in table.texts("beta1")]
    up = [Fraction(text) for text in table.texts("beta2")]
    betas1, betas2 = sorted(set(across)), sorted(set(up))
    if [(b1, b2) for b1 in betas1 for b2 in betas2] != list(zip(across, up, strict=True)):
        raise ValueError("the rows are not one for each beta1 and beta2, in order")
    return table.numbers(column).reshape(len(betas1), len(betas2)).T, betas1, betas2

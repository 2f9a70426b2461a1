"""Where the region of sure divergence ends on the axis beta_1 = 0, certified on both sides."""

from __future__ import annotations

from fractions import Fraction

from colorball.phase.arguments import read_digits
from colorball.phase.sure import read_epochs, read_sure_parts, sure_sign
from colorball.phase.sure_float import sure_sign_float
from colorball.verdict import Verdict

__all__ = ["sure_top"]

_SPREADS = (0, 1, 4, 16, 64)


def sure_top(n: int, *, epochs: int | str = 1, digits: int = 9) -> tuple[Fraction, Fraction]:
    """Two beta_2: with beta_1 = 0 the condition certainly holds at the first, fails at the second.

    Whether it holds at every beta_2 below and fails at every one above is not claimed.

    Args:
        n: number of parts, ``3..1000``.
        epochs: K, ``1..50``.
        digits: the two are ``10^-digits`` apart, or a few times that.

    Raises:
        InputError: for arguments out of range.
        ArithmeticError: if one of the two cannot be certified.

    Example:
        >>> low, high = sure_top(10)
        >>> float(low), float(high)
        (0.851786073, 0.851786074)
    """
    parts, k, places = read_sure_parts(n), read_epochs(epochs), read_digits(digits)
    low, high = 0.0, 1.0  # near 1 the bound tends to n times the mean of m, which is 1
    for _ in range(60):
        middle = (low + high) / 2
        if sure_sign_float(parts, 0.0, middle, k):
            low = middle
        else:
            high = middle
    unit = 10**places
    cell = int(low * unit)
    for spread in _SPREADS:
        holds, fails = Fraction(cell - spread, unit), Fraction(cell + 1 + spread, unit)
        if not 0 <= holds < fails < 1:
            break
        before = sure_sign(parts, 0, holds, epochs=k).verdict
        after = sure_sign(parts, 0, fails, epochs=k).verdict
        if before is Verdict.PROVED and after is Verdict.REFUTED:
            return holds, fails
    raise ArithmeticError(f"the end at beta_1 = 0 is undecided for n = {n}, K = {k}")

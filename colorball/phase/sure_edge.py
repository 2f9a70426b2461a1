"""Where along beta_1 the condition for sure divergence first seems to fail, certified there."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from colorball.exact.decimals import floor_decimal
from colorball.exact.rational import RationalLike, to_flint
from colorball.phase.arguments import read_beta, read_digits
from colorball.phase.sure import read_epochs, read_sure_parts, sure_sign
from colorball.phase.sure_float import sure_sign_float
from colorball.verdict import Verdict

__all__ = ["SureEdge", "sure_edge", "sure_edge_float"]

_SCAN = 32  # steps of 1/32 look for the first failure


@dataclass(frozen=True)
class SureEdge:
    """The condition certainly holds at ``lower`` and certainly fails at ``upper``.

    By continuity its bound is zero somewhere in between. Whether it holds at every beta_1 below
    and fails at every one above is not claimed.

    Attributes:
        n: number of parts.
        beta2: the second-moment coefficient.
        epochs: how many epochs are enumerated.
        lower: a beta_1 at which the condition is proved; None if it fails at beta_1 = 0.
        upper: a beta_1 at which it is refuted, 0 if it fails there.
        sequence: positions for which it fails at ``upper``.
        digits: digits after the point of ``upper``, and of ``lower``.
        verdict: ``proved``, or ``undecided`` if one of the two could not be certified.
    """

    n: int
    beta2: Fraction
    epochs: int
    lower: Fraction | None
    upper: Fraction
    sequence: tuple[int, ...]
    digits: int
    verdict: Verdict

    def __str__(self) -> str:
        if self.lower is None:
            return "fails at beta1 = 0"
        low, high = (floor_decimal(to_flint(end), self.digits) for end in (self.lower, self.upper))
        return f"[{low}, {high}]"


def sure_edge(n: int, beta2: RationalLike, *, epochs: int | str = 1, digits: int = 6) -> SureEdge:
    """The edge in beta_1 of the region of sure divergence, at one beta_2.

    Found by bisection in floating point, then certified on both sides.

    Args:
        n: number of parts, ``3..1000``.
        beta2: second-moment coefficient, 0 <= beta2 < 1.
        epochs: K, ``1..50``.
        digits: the two ends are ``10^-digits`` apart, or a few times that where the bound is flat;
            at most 9, for the bisection is in floating point.

    Raises:
        InputError: for arguments out of range.

    Example:
        >>> edge = sure_edge(10, "2/5", epochs=2)
        >>> print(edge, edge.verdict)
        [0.524166, 0.524167] proved
        >>> print(sure_edge(10, "0.9"))
        fails at beta1 = 0
    """
    parts, k, places = read_sure_parts(n), read_epochs(epochs), min(read_digits(digits), 9)
    b2 = read_beta(beta2, "beta2")
    at_zero = sure_sign(parts, 0, b2, epochs=k)
    if at_zero.verdict is Verdict.REFUTED:
        return SureEdge(parts, b2, k, None, Fraction(0), at_zero.sequence, places, Verdict.PROVED)
    unit = 10**places
    cell = int(sure_edge_float(parts, float(b2), k) * unit)
    for spread in (0, 1, 4, 16):
        low, high = max(cell - spread, 0), min(cell + 1 + spread, unit - 1)
        before = sure_sign(parts, Fraction(low, unit), b2, epochs=k)
        after = sure_sign(parts, Fraction(high, unit), b2, epochs=k)
        if before.verdict is Verdict.PROVED and after.verdict is Verdict.REFUTED:
            verdict = Verdict.PROVED
            break
    else:
        verdict = Verdict.UNDECIDED
    return SureEdge(parts, b2, k, before.beta1, after.beta1, after.sequence, places, verdict)


def sure_edge_float(n: int, beta2: float, epochs: int) -> float:
    """The first beta_1 at which the condition seems to fail, 0 to 1; not certified.

    Example:
        >>> round(sure_edge_float(10, 0.4, 2), 6)
        0.524167
    """
    if not sure_sign_float(n, 0.0, beta2, epochs):
        return 0.0
    low, high = 0.0, 1.0  # towards beta_1 = 1 every numerator tends to 1/n > 0
    for step in range(1, _SCAN):
        if not sure_sign_float(n, step / _SCAN, beta2, epochs):
            high = step / _SCAN
            break
        low = step / _SCAN
    while high - low > 1e-13:
        middle = (low + high) / 2
        if sure_sign_float(n, middle, beta2, epochs):
            low = middle
        else:
            high = middle
    return low

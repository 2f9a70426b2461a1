r"""The inverse root of eight lanes without the divider.

A processor's square root and division keep it busy for some 40 cycles per vector; this needs half
that, and gives the same doubles: the root correctly rounded, then its inverse correctly rounded.
From an estimate :math:`y \approx v^{-1/2}` with an error below :math:`2^{-14}` of it,

1. one step of fourth order, :math:`e = 1 - v y^2`,
   :math:`y \leftarrow y + y e (1/2 + 3e/8 + 5e^2/16)`, leaves an error below
   :math:`2.2 \cdot 2^{-54}` of it, before rounding;
2. :math:`s = v y`, then :math:`s \leftarrow s + \frac y2 (v - s^2)` with fused multiply-add, is the
   root with an error below :math:`15 \cdot 2^{-106}` of it, before rounding;
3. :math:`e = 1 - s y`, then :math:`y \leftarrow y + y (e + e^2)` is the inverse of s with an error
   below :math:`5 \cdot 2^{-106}` of it, before rounding. Without the :math:`e^2`, as in Markstein's
   theorem, some inverses would be wrong: those of an s with only ones among its bits, such as the
   root of :math:`1 - 2^{-53}`, which v often is, and a few more. For those, :math:`e + e^2` is in
   the middle of two doubles, and has to be rounded up: so it is :math:`e + 1.001 e^2`.

So only a v whose root is that near the middle between two doubles could be rounded to the wrong
side, or an s whose inverse is. There are few of either, up to powers of 4; the tests solve the
equations that they satisfy, and try all of them, with every y that step 1 may leave.

Only for :math:`v \ge 2^{-90}`, so that no remainder is lost below the smallest double. An infinite
v gives NaN, and so does one beyond single precision where the estimate is made in that.

Source: Markstein, "Computation of elementary functions on the IBM RISC System/6000 processor",
1990; Cornea-Hasegan, Golliver, Markstein, "Correctness proofs outline for Newton-Raphson based
floating-point divide and square root algorithms", 1999, which finds the hard cases likewise.
"""

from __future__ import annotations

from typing import Any

import colorball.simulation.compiled.wide_operators  # noqa: F401  registers what is used here
from colorball.simulation.compiled.jit import inlined
from colorball.simulation.compiled.wide_functions import estimate, fused

__all__ = ["A_LITTLE_MORE", "LEAST", "near_wide_inverse_root", "quick_wide_inverse_root"]

LEAST = 2.0**-90
A_LITTLE_MORE = 1.0 + 2.0**-10  # than 1


@inlined
def near_wide_inverse_root(v: Any) -> Any:
    """``1 / sqrt(v)`` for ``v >= LEAST`` after step 1: right to 1.6 units in the last place."""
    y = estimate(v)
    e = fused(-(v * y), y, 1.0)
    return fused(y * e, fused(fused(0.3125, e, 0.375), e, 0.5), y)


@inlined
def quick_wide_inverse_root(v: Any) -> Any:
    """``1 / sqrt(v)`` for ``v >= LEAST``, as the module says."""
    y = near_wide_inverse_root(v)
    s = v * y
    s = fused(fused(-s, s, v), 0.5 * y, s)
    e = fused(-s, y, 1.0)
    return fused(fused(e * A_LITTLE_MORE, e, e), y, y)

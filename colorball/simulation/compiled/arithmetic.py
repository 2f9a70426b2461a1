r"""The inverse root without the divider.

A processor's square root and division keep it busy for some 40 cycles per vector; this needs half
that, and gives the same doubles: the root correctly rounded, then its inverse correctly rounded.
From an estimate :math:`y \approx v^{-1/2}` in single precision,

1. one step of third order, :math:`e = 1 - v y^2`, :math:`y \leftarrow y + y e (1/2 + 3e/8)`, leaves
   an error below :math:`2.2 \cdot 2^{-54}` of it, before rounding;
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

Only for :math:`2^{-90} \le v < 2^{38}`, where single precision is far from its ends, also for v
divided by a bias correction, which is at least :math:`2^{-53}`.

Source: Markstein, "Computation of elementary functions on the IBM RISC System/6000 processor",
1990; Cornea-Hasegan, Golliver, Markstein, "Correctness proofs outline for Newton-Raphson based
floating-point divide and square root algorithms", 1999, which finds the hard cases likewise.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic, register_jitable

__all__ = [
    "A_LITTLE_MORE",
    "LEAST",
    "RANGE_BITS",
    "bits",
    "quick_inverse_root",
    "use_widest_vectors",
]

LEAST = 2.0**-90
A_LITTLE_MORE = 1.0 + 2.0**-10  # than 1
RANGE_BITS = 59  # doubles from LEAST on whose bits less LEAST's fit in here: 128 powers of two


def _widest(_typing: Any) -> Any:
    """Ask LLVM for 512-bit vectors; it prefers 256 bits on processors that slow down for them."""

    def generate(context: Any, builder: Any, _signature: Any, _arguments: Any) -> Any:
        # set.add: llvmlite's own add refuses attributes that it does not know
        set.add(builder.function.attributes, '"prefer-vector-width"="512"')
        return context.get_dummy_value()

    return types.void(), generate


def _bits(_typing: Any, _x: Any) -> Any:
    """The 64 bits of a double as an integer."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.bitcast(arguments[0], ir.IntType(64))

    return types.uint64(types.float64), generate


def _multiply_add(_typing: Any, _a: Any, _b: Any, _c: Any) -> Any:
    """``a b + c``, rounded once."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.fma(*arguments)

    return types.float64(types.float64, types.float64, types.float64), generate


def _rough_inverse_root(_typing: Any, _v: Any) -> Any:
    """``1 / sqrt(v)`` in single precision, which LLVM makes of the processor's estimate."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        single = ir.FloatType()
        function = builder.module.declare_intrinsic("llvm.sqrt", [single])
        v = builder.fptrunc(arguments[0], single)
        root = builder.call(function, [v], fastmath=("fast",))
        inverse = builder.fdiv(ir.Constant(single, 1.0), root, flags=("fast",))
        return builder.fpext(inverse, ir.DoubleType())

    return types.float64(types.float64), generate


# The decorator's types do not know that compiled code calls these without the first argument.
use_widest_vectors: Any = intrinsic(_widest)
bits: Any = intrinsic(_bits)
_fused: Any = intrinsic(_multiply_add)
_estimate: Any = intrinsic(_rough_inverse_root)


@register_jitable(forceinline=True)
def quick_inverse_root(v: float) -> float:
    """``1 / sqrt(v)`` for ``2^-90 <= v < 2^38``, as the module says."""
    y = _estimate(v)
    e = _fused(-(v * y), y, 1.0)
    y = _fused(y * e, _fused(0.375, e, 0.5), y)
    s = v * y
    s = _fused(_fused(-s, s, v), 0.5 * y, s)
    e = _fused(-s, y, 1.0)
    inverse: float = _fused(_fused(e * A_LITTLE_MORE, e, e), y, y)
    return inverse

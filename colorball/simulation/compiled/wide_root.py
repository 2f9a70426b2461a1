"""The inverse root of eight lanes without the divider; ``arithmetic`` says how and why."""

from __future__ import annotations

from typing import Any

from numba.extending import register_jitable

import colorball.simulation.compiled.wide_operators  # noqa: F401  registers what is used here
from colorball.simulation.compiled.arithmetic import A_LITTLE_MORE
from colorball.simulation.compiled.wide_functions import estimate, fused

__all__ = ["quick_wide_inverse_root"]


@register_jitable(forceinline=True)
def quick_wide_inverse_root(v: Any) -> Any:
    """``1 / sqrt(v)`` for ``v >= 2^-90``.

    The estimate may have an error of ``2^-14``, so the first step is one of fourth order.
    """
    y = estimate(v)
    e = fused(-(v * y), y, 1.0)
    y = fused(y * e, fused(fused(0.3125, e, 0.375), e, 0.5), y)
    s = v * y
    s = fused(fused(-s, s, v), 0.5 * y, s)
    e = fused(-s, y, 1.0)
    return fused(fused(e * A_LITTLE_MORE, e, e), y, y)

"""The first moment m: a running mean or a running sum of gradients."""

from __future__ import annotations

from typing import Any

from colorball.rules.elementary import where
from colorball.rules.rule import Betas, Clock, Flags

__all__ = ["momentum"]


def momentum(m: Any, g: Any, betas: Betas, clock: Clock, flags: Flags) -> Any:
    """``beta1 m + (1 - beta1) g``, with the options for the sum and for the start in place.

    Starting as the first gradient means that the first m is g itself.
    """
    result = betas.beta1 * m + (g if flags.plain_sum else betas.rest1 * g)
    if flags.first_gradient:
        result = where(clock.t == 1.0, g, result)
    return result

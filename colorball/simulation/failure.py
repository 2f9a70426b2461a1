"""Why a lane stopped."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from colorball.problems.problem import Floats
from colorball.rules.rule import State
from colorball.simulation.status import LaneStatus

__all__ = ["status_of"]


def status_of(under_root: str, x: Floats, state: State) -> NDArray[np.int8]:
    """The status of each lane after the step that made it not finite.

    Args:
        under_root: the slot that the rule divides by the root of, or "".
        x: shape ``(lanes, *shape)``.
        state: the slots after the step, of the same shape.

    Example:
        >>> zero, nan = np.zeros(1), np.full(1, np.nan)
        >>> LaneStatus(int(status_of("v", nan, State(zero, zero, zero))[0]))
        <LaneStatus.ZERO_V: 3>
    """
    axes = tuple(range(1, x.ndim))
    status = np.full(x.shape[0], LaneStatus.OVERFLOW, dtype=np.int8)
    each = (x, state.m, state.v, state.w)
    nan = np.logical_or.reduce([np.isnan(one) for one in each])
    # an infinite m over the root of an infinite v is NaN too, but it is the overflow's doing
    infinite = np.logical_or.reduce([np.isinf(one) for one in each])
    status[(nan & ~infinite).any(axis=axes)] = LaneStatus.NAN
    if under_root:
        divisor = getattr(state, under_root)
        zero = ((divisor == 0.0) & ~np.isfinite(x)).any(axis=axes)
        status[zero] = LaneStatus.ZERO_V
    return status

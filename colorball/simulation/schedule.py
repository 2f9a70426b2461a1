"""How the step size falls."""

from __future__ import annotations

import math
from enum import StrEnum

from colorball.choices import choice

__all__ = ["Schedule", "step_size"]


class Schedule(StrEnum):
    r"""The step size of iteration t in epoch k, both from 1; :math:`\eta` is the first one.

    * ``ROOT_EPOCH``: :math:`\eta/\sqrt k`, the talk's for Function (2).
    * ``ROOT_ITERATION``: :math:`\eta/\sqrt t`.
    * ``CONSTANT``: :math:`\eta`.

    Example:
        >>> Schedule.parse("1/sqrt-epoch")
        <Schedule.ROOT_EPOCH: '1/sqrt-epoch'>
    """

    ROOT_EPOCH = "1/sqrt-epoch"
    ROOT_ITERATION = "1/sqrt-iteration"
    CONSTANT = "constant"

    @classmethod
    def parse(cls, name: str) -> Schedule:
        """The schedule of that name.

        Raises:
            InputError: if there is none.
        """
        return choice(cls, name, "schedule")


def step_size(schedule: Schedule, step: float, epoch: int, iteration: int) -> float:
    """The step size of an iteration; epoch and iteration count from 1.

    Example:
        >>> step_size(Schedule.ROOT_EPOCH, 0.5, 4, 31)
        0.25
    """
    if schedule is Schedule.CONSTANT:
        return step
    return step / math.sqrt(epoch if schedule is Schedule.ROOT_EPOCH else iteration)

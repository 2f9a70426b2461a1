"""Where an interpolated function is negative or positive, and where its sign changes."""

from __future__ import annotations

from dataclasses import dataclass

from flint import arb, fmpq

from colorball.phase.halving import is_positive_throughout
from colorball.phase.interpolant import Interpolant

__all__ = ["Change", "is_positive", "sign_changes"]

_NARROWEST = fmpq(1, 2**30)
_NARROWEST_POSITIVE = fmpq(1, 2**10)


@dataclass(frozen=True)
class Change:
    """The function has exactly one zero for s in ``[left, right]``, where it is monotone.

    Attributes:
        left: a point before the zero.
        right: a point after it.
        rising: whether the function goes from negative to positive.
        slope: its derivative with respect to s there.
    """

    left: fmpq
    right: fmpq
    rising: bool
    slope: arb


def sign_changes(function: Interpolant) -> tuple[Change, ...] | None:
    """All sign changes on the interval; None if the enclosures are too wide to tell."""
    changes: list[Change] = []
    todo = [(fmpq(-1), fmpq(1))]
    while todo:
        left, right = todo.pop()
        value, slope = function.on(left, right)
        if value > 0 or value < 0:
            continue
        if slope > 0 or slope < 0:
            found = _monotone(function, left, right, slope)
            if found is None:
                return None
            changes += found
            continue
        if right - left < _NARROWEST:
            return None
        middle = (left + right) / 2
        todo += [(middle, right), (left, middle)]
    return tuple(changes)


def _monotone(
    function: Interpolant, left: fmpq, right: fmpq, slope: arb
) -> tuple[Change, ...] | None:
    ends = (function.at(left)[0], function.at(right)[0])
    signs = [1 if value > 0 else -1 if value < 0 else 0 for value in ends]
    if 0 in signs:
        return None
    if signs[0] == signs[1]:
        return ()
    return (Change(left, right, signs[0] < 0, slope),)


def is_positive(function: Interpolant) -> bool:
    """Whether the function is certainly positive on the whole interval."""
    return is_positive_throughout(
        fmpq(-1), fmpq(1), _NARROWEST_POSITIVE, lambda left, right: function.on(left, right)[0]
    )

"""The gradients of one iteration: one part's for each lane."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from colorball.problems.problem import Floats, OddPart, Parts, Problem

__all__ = ["Fill", "curvature_filler", "gradient_filler"]

Fill = Callable[[Parts, Floats, Floats], None]

_FEW = 1 / 8  # of the lanes: so many are quicker done by themselves


def gradient_filler(problem: Problem) -> Fill:
    """A function that writes gradients: ``(part, x, out)``, where ``by_iteration`` has the part."""
    odd, edge = problem.odd_part, problem.linear_from
    if odd is None:
        return _of_parts(problem.gradients)
    if edge is None:
        return _with_odd(odd, odd.gradient)
    return _mostly_linear(odd, edge)


def curvature_filler(problem: Problem) -> Fill:
    """The same for the second derivatives."""
    odd = problem.odd_part
    return _of_parts(problem.curvatures) if odd is None else _with_odd(odd, odd.curvature)


def _of_parts(function: Callable[[Parts, Floats], Floats]) -> Fill:
    def fill(parts: Parts, x: Floats, out: Floats) -> None:
        out[...] = function(parts, x)

    return fill


def _with_odd(odd: OddPart, function: Callable[[Any, Any, Any], Any]) -> Fill:
    """Some lanes have part 0, and the rest another one."""

    def fill(lanes: Parts, x: Floats, out: Floats) -> None:
        out[...] = function(x, *odd.others)
        out[lanes] = function(x[lanes], *odd.odd)

    return fill


def _mostly_linear(odd: OddPart, edge: float) -> Fill:
    """The same where most x are on the linear piece, ``x >= edge``."""
    general = _with_odd(odd, odd.gradient)
    first, other = (odd.gradient(edge, *numbers) for numbers in (odd.odd, odd.others))

    def fill(lanes: Parts, x: Floats, out: Floats) -> None:
        (bent,) = (x < edge).nonzero()
        if bent.size > _FEW * x.size:
            general(lanes, x, out)
            return
        out.fill(other)
        out[lanes] = first
        if bent.size:
            is_odd = np.zeros(x.shape, dtype=bool)
            is_odd[lanes] = True
            chosen = is_odd[bent]
            numbers = (np.where(chosen, *pair) for pair in zip(odd.odd, odd.others, strict=True))
            out[bent] = odd.gradient(x[bent], *numbers)

    return fill

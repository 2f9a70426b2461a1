r"""Two-sided bounds of ``E|z + V|`` on a grid, rigorous in floating point.

``G(z) = E|z + V|`` is convex, at least ``|z|``, and ``|z|`` outside V's window. So

* values at grid points that bound G from above, joined by straight lines, bound it everywhere
  (the convex order's upper bound: each atom is spread onto two grid points);
* lines that bound G from below at one point bound it everywhere (the lower bound: atoms are
  merged into their conditional means).

The chain's recursion maps such bounds to such bounds, with an error of order h^2 in each step.

Rounding. All windows and shifts are at most B in size. One step's floating-point operations
displace the points at which bounds are read by at most ``8 eps B`` (G and its bounds have slope at
most 1), and change sums of at most n terms of size at most 2 B by at most ``4 (n + 4) eps B``; the
inward and outward ``slack`` added per step, ``(64 + 8 n) eps B``, covers both with room to spare.
A line with slope in [-1, 1] that is below G on the window is below ``|z|`` outside it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from flint import fmpq
from numpy.typing import NDArray

from colorball.weighted.chain import Chain, State, Support

__all__ = ["Bounds", "advance", "at_point", "float_of", "least_bounds"]

Reals = NDArray[np.float64]
_EPSILON = 2.0**-53


@dataclass(frozen=True)
class Bounds:
    """Bounds of one convex function ``G``, at the points ``step * (first, first+1, ...)``.

    Attributes:
        first: the index of the first point; point 0 is the origin.
        step: the distance of the points, exactly this float.
        excess: upper bounds of ``G(z) - |z|`` at the points; 0 at both ends.
        value: at each point, the height of a line below G.
        slope: that line's slope.
    """

    first: int
    step: float
    excess: Reals
    value: Reals
    slope: Reals


def _rounded(support: Support) -> tuple[float, float]:
    """Floats that surely enclose the window."""
    low, high = float_of(support[0]), float_of(support[1])
    return low - abs(low) * 2**-50, high + abs(high) * 2**-50


def float_of(value: fmpq) -> float:
    """The float nearest to a rational number (Python's division of integers rounds right)."""
    return int(value.p) / int(value.q)


def _points(support: Support, count: int) -> tuple[int, float, Reals]:
    """A grid of about ``count`` points around the window ``-support`` that contains 0."""
    low, high = _rounded(support)
    step = (high - low) / count
    first, last = math.floor(-high / step) - 1, math.ceil(-low / step) + 1
    return first, step, np.arange(first, last + 1, dtype=np.float64) * step


def least_bounds(support: Support, count: int, deviation: float) -> Bounds:
    """``|z| <= G(z) <= sqrt(z^2 + deviation^2)``: what holds for every V of that deviation."""
    first, step, z = _points(support, count)
    excess = np.hypot(z, deviation) - np.abs(z)
    excess = excess * (1 + 8 * _EPSILON) + 8 * _EPSILON * (np.abs(z) + deviation)
    if not deviation:
        excess[:] = 0.0
    excess[0] = excess[-1] = 0.0
    slope = np.where(z < 0, -1.0, 1.0)
    return Bounds(first, step, excess, np.abs(z), slope)


def _read(bounds: Bounds, x: Reals) -> tuple[Reals, Reals, Reals]:
    """At the points x: the upper bound of ``G - |x|``, a lower line's height and its slope."""
    last = len(bounds.excess) - 1
    place = x / bounds.step - bounds.first
    cell = np.clip(np.floor(place), 0, last - 1).astype(np.intp)
    part = np.clip(place - cell, 0.0, 1.0)
    left = bounds.excess[cell]
    upper = left + part * (bounds.excess[cell + 1] - left)
    nearest = cell + (part > 0.5)
    slope = bounds.slope[nearest]
    height = bounds.value[nearest] + slope * (x - (nearest + bounds.first) * bounds.step)
    return upper, height, slope


def _state_bounds(
    state: State, tail: Bounds, later: list[Bounds], z: Reals, slack: float
) -> tuple[Reals, Reals, Reals]:
    upper = -np.abs(z)
    value, slope = np.zeros_like(z), np.zeros_like(z)
    for step in state.transitions:
        target = tail if step.target is None else later[step.target]
        probability, ratio = float_of(step.probability), float_of(step.ratio)
        moved = z + float_of(step.shift)
        if ratio == 0.0:
            upper += probability * np.abs(moved)
            value += probability * np.abs(moved)
            slope += probability * np.where(moved < 0, -1.0, 1.0)
            continue
        excess, height, line = _read(target, moved / ratio)
        upper += probability * (np.abs(moved) + ratio * excess)
        value += probability * ratio * height
        slope += probability * line
    return np.maximum(upper, 0.0) + slack, value - slack, np.clip(slope, -1.0, 1.0)


def _slack(chain: Chain, tail: Bounds) -> float:
    ends = [float_of(end) for state in chain.states for end in state.support]
    shifts = [float_of(step.shift) for state in chain.states for step in state.transitions]
    reach = len(tail.excess) * tail.step
    largest = max(map(abs, [*ends, *shifts, reach]), default=0.0)
    return (64 + 8 * len(chain.states[-1].transitions)) * _EPSILON * 4 * largest


def _bounds(state: State, tail: Bounds, later: list[Bounds], count: int, slack: float) -> Bounds:
    first, step, z = _points(state.support, count)
    upper, value, slope = _state_bounds(state, tail, later, z, slack)
    for end in (0, -1):  # outside the window G(z) = |z| exactly
        upper[end], value[end] = 0.0, abs(z[end])
        slope[end] = math.copysign(1.0, z[end])
    return Bounds(first, step, upper, value, slope)


def advance(chain: Chain, tail: Bounds, count: int) -> Bounds:
    """Bounds for one epoch more, on about ``count`` points per state."""
    slack = _slack(chain, tail)
    done: list[Bounds] = []
    for state in chain.states:
        done.append(_bounds(state, tail, done, count, slack))
    return done[-1]


def at_point(bounds: Bounds, z: float, uncertainty: float) -> tuple[float, float]:
    """Lower and upper bound of ``G`` at a real number within ``uncertainty`` of the float z."""
    excess, height, _ = _read(bounds, np.array([z]))
    reach = len(bounds.excess) * bounds.step + abs(z)
    slack = uncertainty + 64 * _EPSILON * reach
    low = max(float(height[0]), abs(z)) - slack
    return max(low, 0.0), abs(z) + float(excess[0]) + slack

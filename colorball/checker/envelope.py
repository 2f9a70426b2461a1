"""Enclosures of ``R_k`` from a pair of stationary bounds of ``F_L(z) = E|z + V_L|``.

``V_{L+1} = U + rho V_L`` with U one epoch's centred noise, so ``F_{L+1} = T F_L`` with
``(T F)(z) = rho * mean over U of F((z+U)/rho)``, ``F_0 = |z|``, and every ``F_L`` is convex, at
least ``|z|``, and ``|z|`` where ``|z| >= A = max|U| / (1-rho)``.

*Above.* Let ``P`` be piecewise linear between the nodes and ``|z|`` beyond them, with
``P >= |z|`` and ``P >= T P`` at the nodes. Then ``F_L <= P`` for every L: ``T F_L <= T P <= P`` at
the nodes, and ``T F_L`` is convex, so it is below the straight lines in between.

*Below.* Let each node have a line of slope in [-1, 1] that is, on the window, below
``rho * mean over U of line_j((z+U)/rho)``, j the node nearest to ``(node+U)/rho`` (beyond the
window the line ``|z|`` itself). If all lines are at most d above ``F_L``, they are at most
``rho d`` above ``F_{L+1}`` on the window, hence everywhere. At L = 0, d is the largest height of a
line at 0. So ``F_L >= line - rho^L d``.

All node values are integers in a common unit. They must reproduce themselves: each is what its
right-hand side gives, rounded outwards to the unit.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, isqrt

from colorball.checker.brute_force import read_fraction
from colorball.checker.failures import Rejected
from colorball.checker.language import Scope

__all__ = ["Envelope"]

_MOST_NODES = 2_001
_UNIT = 10**12
_SCALE = 10**30  # of the fixed-point sums over epochs
_DIGITS = 10


@dataclass(frozen=True)
class Envelope:
    """Two-sided bounds for given labels and beta, and enclosures of ``R_k`` (predictable)."""

    name: str
    labels: tuple[str, ...]
    beta: str
    epochs: tuple[int, ...]

    def verify(self, step: Mapping[str, object], scope: Scope) -> None:  # noqa: ARG002
        """Accept the step or raise Rejected."""
        fields = {"labels", "beta", "spacing", "upper", "value", "slope", "enclosures"}
        if set(step) != {"name", "rule", *fields} or step["rule"] != "envelope":
            raise Rejected("its fields are not those of an envelope")
        if step["labels"] != list(self.labels) or step["beta"] != self.beta:
            raise Rejected("its labels or beta are not the claim's")
        model = _Model.of([Fraction(c) for c in self.labels], Fraction(self.beta))
        spacing = read_fraction(step["spacing"])
        upper, value, slope = (_integers(step[field]) for field in ("upper", "value", "slope"))
        if not len(upper) == len(value) == len(slope):
            raise Rejected("its lists have different lengths")
        half = len(upper) // 2
        if len(upper) % 2 == 0 or spacing <= 0 or half * spacing < model.reach:
            raise Rejected("its nodes do not reach around the window")
        grid = _Grid(spacing, half)
        _verify_upper(grid, model, upper)
        _verify_lower(grid, model, value, slope)
        highest = max(
            Fraction(a) - s * z for a, s, z in zip(value, slope, grid.nodes(), strict=True)
        )
        low, high = Fraction(value[half], _UNIT), Fraction(upper[half], _UNIT)
        _verify_epochs(step["enclosures"], self.epochs)
        _verify_enclosures(step["enclosures"], model, low, high, max(highest / _UNIT, Fraction(0)))


@dataclass(frozen=True)
class _Model:
    """The noise of one epoch, the ratio, and what E[S] is without its power of beta."""

    noise: list[Fraction]
    ratio: Fraction
    reach: Fraction
    drift: Fraction

    @staticmethod
    def of(labels: list[Fraction], beta: Fraction) -> _Model:
        n, mean = len(labels), sum(labels, Fraction(0)) / len(labels)
        w = sum((beta**t for t in range(n)), Fraction(0))
        noise = [
            w * sum(((a - mean) / beta**q for q, a in enumerate(order)), Fraction(0))
            for order in itertools.permutations(labels)
        ]
        ratio = beta**n
        moment = sum((t * beta**t for t in range(1, n)), Fraction(0))
        reach = max(map(abs, noise)) / (1 - ratio)
        return _Model(noise, ratio, reach, abs(mean) * moment)


@dataclass(frozen=True)
class _Grid:
    """Nodes ``spacing * (-half, ..., half)``."""

    spacing: Fraction
    half: int

    def nodes(self) -> list[Fraction]:
        return [self.spacing * i for i in range(-self.half, self.half + 1)]


def _integers(values: object) -> list[int]:
    if not isinstance(values, list) or len(values) > _MOST_NODES:
        raise Rejected("its lists are not lists of integers")
    for value in values:
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _UNIT**3:
            raise Rejected("its lists are not lists of integers")
    return values


def _verify_upper(grid: _Grid, model: _Model, upper: list[int]) -> None:
    for index, node in enumerate(grid.nodes()):
        total = Fraction(0)
        for noise in model.noise:
            place = (node + noise) / model.ratio / grid.spacing + grid.half
            cell = floor(place)
            if 0 <= cell < 2 * grid.half:
                part = place - cell
                total += upper[cell] + part * (upper[cell + 1] - upper[cell])
            else:
                total += abs(node + noise) / model.ratio * _UNIT
        least = max(ceil(total * model.ratio / len(model.noise)), ceil(abs(node) * _UNIT))
        if upper[index] != least:
            raise Rejected(f"its upper value at node {index} is not the least that is a bound")


def _verify_lower(grid: _Grid, model: _Model, value: list[int], slope: list[int]) -> None:
    nodes = grid.nodes()
    ends = (nodes[0], nodes[-1])
    for index, node in enumerate(nodes):
        if abs(slope[index]) > _UNIT:
            raise Rejected(f"its slope at node {index} is not between -1 and 1")
        bounds = [Fraction(0), Fraction(0)]  # of the mean of lines, at the window's ends
        for noise in model.noise:
            place = (node + noise) / model.ratio / grid.spacing + grid.half
            nearest = floor(place + Fraction(1, 2))
            for side, end in enumerate(ends):
                point = (end + noise) / model.ratio
                if 0 <= nearest <= 2 * grid.half:
                    bounds[side] += value[nearest] + slope[nearest] * (point - nodes[nearest])
                else:
                    bounds[side] += (point if nearest > 0 else -point) * _UNIT
        largest = min(
            bound * model.ratio / len(model.noise) - slope[index] * (end - node)
            for bound, end in zip(bounds, ends, strict=True)
        )
        if value[index] != floor(largest):
            raise Rejected(f"its line at node {index} is not the highest that is a bound")


def _verify_epochs(enclosures: object, epochs: tuple[int, ...]) -> None:
    listed = enclosures if isinstance(enclosures, list) else []
    if [e.get("epochs") if isinstance(e, dict) else None for e in listed] != list(epochs):
        raise Rejected(f"its enclosures are not for {', '.join(map(str, epochs))} epochs")


def _verify_enclosures(
    enclosures: object, model: _Model, low: Fraction, high: Fraction, excess: Fraction
) -> None:
    assert isinstance(enclosures, list)  # _verify_epochs has looked
    for enclosure in enclosures:
        if set(enclosure) != {"epochs", "lower", "upper"}:
            raise Rejected("an enclosure has other fields than epochs, lower and upper")
        k = enclosure["epochs"]
        least, most, roots = _weights(model.ratio, k)
        shift = model.drift * model.ratio ** (k - 1)
        lower = least * low - (shift + model.ratio**k * excess) * roots
        upper = most * high + shift * roots
        unit = 10**_DIGITS
        if read_fraction(enclosure["lower"]) != Fraction(floor(lower * unit), unit):
            raise Rejected(f"the lower bound of R_{k} is not what the envelope gives")
        if read_fraction(enclosure["upper"]) != Fraction(ceil(upper * unit), unit):
            raise Rejected(f"the upper bound of R_{k} is not what the envelope gives")


def _weights(ratio: Fraction, k: int) -> tuple[Fraction, Fraction, Fraction]:
    """Bounds of ``sum_l l^(-1/2) ratio^(k-l+1)``, and an upper bound of ``sum_l l^(-1/2)``."""
    least = most = roots = 0
    low = high = _SCALE
    for step in range(k, 0, -1):
        low = low * ratio.numerator // ratio.denominator
        high = -(-high * ratio.numerator // ratio.denominator)
        root = isqrt(step * _SCALE**2)  # sqrt(step) in units of 1/_SCALE, rounded down
        least += low * _SCALE // (root + 1)
        most += -(-high * _SCALE // root)
        roots += -(-_SCALE * _SCALE // root)
    return Fraction(least, _SCALE), Fraction(most, _SCALE), Fraction(roots, _SCALE)

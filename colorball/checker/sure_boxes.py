r"""Boxes of ``(beta_1, beta_2)`` in the region of sure divergence, one epoch of look-back.

The running epoch has its big gradient at position p, the older ones anywhere. Position i has

    num = -1 + a (beta_1^(i-p) [i>=p] + beta_1^i W1),
    v = 1 + c (beta_2^(i-p) [i>=p] + beta_2^i W2),

``a = (1-beta_1)(n+1)``, ``c = (1-beta_2)(n^2-1)``. ``W1 <= beta_1/(1-beta_1^n)``: every older
epoch at the last position. ``beta_2^n/(1-beta_2^n) <= W2 <= beta_2/(1-beta_2^n)``. So
``num/sqrt(v)`` is at most its value at the largest W1 and, where that makes num >= 0, the smallest
W2, else the largest. The condition: for every p the sum over i of these bounds is negative.

A step lists rows of equal height, row j with ``beta_2`` from j/rows to (j+1)/rows and ``beta_1``
from 0 to right[j]/unit. Each row is halved into boxes until interval arithmetic shows the
condition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from colorball.checker.brute_force import read_fraction
from colorball.checker.failures import Rejected
from colorball.checker.fixed_point import ONE, Interval
from colorball.checker.language import Scope

__all__ = ["SureBoxes"]

_MOST_ROWS = 1_000
_MOST_UNITS = 10**6
_MOST_BOXES = 5_000  # of one step

Range = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class SureBoxes:
    """A region in which the condition holds for n parts, of at least the stated area."""

    name: str
    parts: int
    least_area: str

    def verify(self, step: Mapping[str, object], scope: Scope) -> None:  # noqa: ARG002
        """Accept the step or raise Rejected."""
        if set(step) != {"name", "rule", "parts", "rows", "unit", "right", "area"}:
            raise Rejected("its fields are not those of boxes")
        if step["rule"] != "sure-boxes":
            raise Rejected("its rule is not sure-boxes")
        if _integer(step["parts"], 1, 100) != self.parts:
            raise Rejected("its number of parts is not the claim's")
        rows, unit = _integer(step["rows"], 1, _MOST_ROWS), _integer(step["unit"], 1, _MOST_UNITS)
        listed = step["right"]
        if not isinstance(listed, list) or not 1 <= len(listed) < rows:
            raise Rejected("its rows do not end below beta_2 = 1")
        right = [_integer(value, 1, unit - 1) for value in listed]
        area = Fraction(sum(right), unit * rows)
        if read_fraction(step["area"]) != area:
            raise Rejected("its area is not that of its rows")
        if area < Fraction(self.least_area):
            raise Rejected("its area is less than the claim's")
        self._verify_rows([Fraction(value, unit) for value in right], rows)

    def _verify_rows(self, right: list[Fraction], rows: int) -> None:
        boxes = 0
        for row, end in enumerate(right):
            todo: list[tuple[Range, Range]] = [
                ((Fraction(0), end), (Fraction(row, rows), Fraction(row + 1, rows)))
            ]
            while todo:
                boxes += 1
                if boxes > _MOST_BOXES:
                    raise Rejected(f"it takes more than {_MOST_BOXES} boxes")
                beta1, beta2 = todo.pop()
                if _holds(self.parts, beta1, beta2):
                    continue
                for part in _halves(beta1, beta2):
                    if _is_tiny(part):
                        raise Rejected(f"the condition is not seen to hold in all of row {row}")
                    todo.append(part)


def _integer(value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Rejected("a number of its is not an integer in its range")
    return value


def _halves(beta1: Range, beta2: Range) -> list[tuple[Range, Range]]:
    """The box in two, across its longer side."""
    if beta1[1] - beta1[0] >= beta2[1] - beta2[0]:
        middle = (beta1[0] + beta1[1]) / 2
        return [((beta1[0], middle), beta2), ((middle, beta1[1]), beta2)]
    middle = (beta2[0] + beta2[1]) / 2
    return [(beta1, (beta2[0], middle)), (beta1, (middle, beta2[1]))]


def _is_tiny(box: tuple[Range, Range]) -> bool:
    return max(high - low for low, high in box) < Fraction(1, 10**5)


def _holds(n: int, beta1: Range, beta2: Range) -> bool:
    """Whether all bounds are seen to be negative in the box."""
    one, b1, b2 = Interval(ONE, ONE), Interval.of(*beta1), Interval.of(*beta2)
    powers1, powers2 = _powers(b1, n + 1), _powers(b2, n + 1)
    rest1, rest2 = one - powers1[n], one - powers2[n]
    a, c = (one - b1) * Interval.of(n + 1, n + 1), (one - b2) * Interval.of(n * n - 1, n * n - 1)
    # what the newest big gradient adds at age d, and what the older ones add at position i
    new1 = [(a * power).high for power in powers1[:n]]
    old1 = [(a * power * b1 / rest1).high - ONE for power in powers1[:n]]
    new2 = [c * power for power in powers2[:n]]
    least2 = [(c * power * powers2[n] / rest2).low + ONE for power in powers2[:n]]
    most2 = [(c * power * b2 / rest2).high + ONE for power in powers2[:n]]
    before = 0  # the sum over i < p, which does not depend on p otherwise
    for p in range(n):
        total = before
        for i in range(p, n):
            new = new2[i - p]
            total += _term(new1[i - p] + old1[i], new.low + least2[i], new.high + most2[i])
        if total >= 0:
            return False
        before += _term(old1[p], least2[p], most2[p])
    return True


def _powers(base: Interval, count: int) -> list[Interval]:
    powers = [Interval(ONE, ONE)]
    for _ in range(count - 1):
        powers.append(powers[-1] * base)
    return powers


def _term(numerator: int, least_v: int, most_v: int) -> int:
    """An upper bound of ``numerator/sqrt(v)``, all in units of 1/ONE, ``least_v >= ONE``."""
    if numerator >= 0:
        return -(-numerator * ONE // isqrt(least_v * ONE))
    return -(-numerator * ONE // (isqrt(most_v * ONE) + 1))

"""Stationary two-sided bounds of ``E|z + V|``: the certificate of an enclosure of ``R_k``.

The bounds of :mod:`colorball.weighted.grid` change from epoch to epoch. Here they are iterated, in
integers, until they reproduce themselves: then they hold for every number of epochs, and one pass
over the grid verifies them (see :mod:`colorball.checker.envelope` for the argument).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from math import ceil, floor, lcm

from flint import arb, fmpq

from colorball.exact.decimals import exact_bounds
from colorball.exact.precision import working_precision
from colorball.exact.rational import to_flint

__all__ = ["envelope_step"]

UNIT = 10**12
_DIGITS = 10
_MOST_ROUNDS = 2_000


@dataclass
class _Problem:
    noise: list[Fraction]
    ratio: Fraction
    spacing: Fraction
    nodes: list[Fraction]


def envelope_step(
    name: str, labels: Sequence[str], beta: str, half: int, epochs: Sequence[int]
) -> dict[str, object]:
    """A certificate's step: bounds on ``2 half + 1`` nodes, and enclosures of ``R_k``.

    Args:
        name: the step's name.
        labels: two or three labels, as fractions.
        beta: in (0, 1), as a fraction.
        half: the number of nodes on each side of 0.
        epochs: the values of ``k``.
    """
    numbers, coefficient = [Fraction(c) for c in labels], Fraction(beta)
    problem = _problem(numbers, coefficient, half)
    upper = _upper(problem)
    slope = _slopes(problem)
    value = _values(problem, slope)
    lines = zip(value, slope, problem.nodes, strict=True)
    excess = max(Fraction(a) - s * z for a, s, z in lines) / UNIT
    low, high = Fraction(value[half], UNIT), Fraction(upper[half], UNIT)
    mean = sum(numbers, Fraction(0)) / len(numbers)
    moment = sum((t * coefficient**t for t in range(1, len(numbers))), Fraction(0))
    enclosures = [
        _enclosure(problem, k, low, high, abs(mean) * moment, max(excess, Fraction(0)))
        for k in epochs
    ]
    return {
        "name": name,
        "rule": "envelope",
        "labels": list(labels),
        "beta": beta,
        "spacing": str(problem.spacing),
        "upper": upper,
        "value": value,
        "slope": slope,
        "enclosures": enclosures,
    }


def _problem(labels: list[Fraction], beta: Fraction, half: int) -> _Problem:
    n, mean = len(labels), sum(labels, Fraction(0)) / len(labels)
    w = (1 - beta**n) / (1 - beta)
    noise = [
        w * sum(((a - mean) * beta**-q for q, a in enumerate(order)), Fraction(0))
        for order in permutations(labels)
    ]
    reach = max(abs(u) for u in noise) / (1 - beta**n)
    # a round number, a little more than reach / half
    spacing = Fraction(ceil(reach / half * 10**5) + 1, 10**5)
    return _Problem(noise, beta**n, spacing, [spacing * i for i in range(-half, half + 1)])


def _upper(problem: _Problem) -> list[int]:
    """The least integers that ``T`` maps below themselves, by iteration from above."""
    last, count = len(problem.nodes) - 1, len(problem.noise)
    places = [
        [(node + noise) / problem.ratio / problem.spacing + last // 2 for noise in problem.noise]
        for node in problem.nodes
    ]
    # with one denominator for all of them the iteration is in integers
    unit = lcm(*(place.denominator for row in places for place in row))
    inside = [
        [divmod(int(place * unit), unit) for place in row if 0 <= floor(place) < last]
        for row in places
    ]
    outside = [
        sum((abs(place - last // 2) for place in row if not 0 <= floor(place) < last), Fraction(0))
        * problem.spacing
        * UNIT
        for row in places
    ]
    least = [ceil(abs(node) * UNIT) for node in problem.nodes]
    upper = [max(least)] * (last + 1)
    for _ in range(_MOST_ROUNDS):
        sums = [
            Fraction(sum(upper[c] * (unit - part) + upper[c + 1] * part for c, part in row), unit)
            for row in inside
        ]
        fresh = [
            max(bound, ceil((total + beyond) * problem.ratio / count))
            for bound, total, beyond in zip(least, sums, outside, strict=True)
        ]
        if fresh == upper:
            return upper
        upper = fresh
    raise ArithmeticError("the upper bounds do not settle")


def _nearest(problem: _Problem) -> list[list[int]]:
    """For each node and noise the node nearest to where the noise leads; may be outside."""
    half = len(problem.nodes) // 2
    return [
        [
            floor((node + noise) / problem.ratio / problem.spacing + half + Fraction(1, 2))
            for noise in problem.noise
        ]
        for node in problem.nodes
    ]


def _slopes(problem: _Problem) -> list[int]:
    """Slopes that are the means of the slopes they lead to, as nearly as rounding lets them."""
    nearest, last = _nearest(problem), len(problem.nodes) - 1
    slope = [UNIT if node >= 0 else -UNIT for node in problem.nodes]
    for _ in range(200):
        slope = [
            sum(slope[j] if 0 <= j <= last else (UNIT if j > 0 else -UNIT) for j in targets)
            // len(targets)
            for targets in nearest
        ]
    return slope


def _values(problem: _Problem, slope: list[int]) -> list[int]:
    """The highest lines with these slopes, by iteration from below."""
    nearest, nodes = _nearest(problem), problem.nodes
    last, count, ratio = len(nodes) - 1, len(problem.noise), problem.ratio
    ends = (nodes[0], nodes[-1])
    fixed: list[tuple[Fraction, Fraction]] = []
    for index, node in enumerate(nodes):
        sides = []
        for end in ends:
            total = Fraction(0)
            for noise, j in zip(problem.noise, nearest[index], strict=True):
                point = (end + noise) / ratio
                if 0 <= j <= last:
                    total += slope[j] * (point - nodes[j])
                else:
                    total += (point if j > 0 else -point) * UNIT
            sides.append(total * ratio / count - slope[index] * (end - node))
        fixed.append((sides[0], sides[1]))
    least = [min(pair) for pair in fixed]
    value = [floor(-max(nodes) * 4 * UNIT)] * (last + 1)
    for _ in range(_MOST_ROUNDS):
        fresh = [
            floor(least[index] + ratio * sum(value[j] for j in targets if 0 <= j <= last) / count)
            for index, targets in enumerate(nearest)
        ]
        if fresh == value:
            return value
        value = fresh
    raise ArithmeticError("the lower bounds do not settle")


def _enclosure(
    problem: _Problem, k: int, low: Fraction, high: Fraction, drift: Fraction, excess: Fraction
) -> dict[str, object]:
    """``R_k`` between ``weights * low`` and ``weights * high``, corrected for drift and start."""
    ratio = to_flint(problem.ratio)
    shift = to_flint(drift) * ratio ** (k - 1)
    with working_precision(160):
        weights = sum((arb(ratio ** (k - i)) / arb(i + 1).sqrt() for i in range(k)), arb(0))
        roots = sum((arb(i + 1).rsqrt() for i in range(k)), arb(0))
        lower = weights * to_flint(low) - (shift + ratio**k * to_flint(excess)) * roots
        upper = weights * to_flint(high) + shift * roots
        ends = exact_bounds(lower)[0], exact_bounds(upper)[1]
    unit = 10**_DIGITS
    return {
        "epochs": k,
        "lower": str(fmpq((ends[0] * unit).floor(), unit)),
        "upper": str(fmpq((ends[1] * unit).ceil(), unit)),
    }

"""What the free process and Adam itself do over all orders of a few epochs, by enumeration."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from colorball.phase.free_process import displacements
from colorball.phase.freezing import Step, adam_path

__all__ = ["Extremes", "all_paths", "extremes"]


@dataclass(frozen=True)
class Extremes:
    """Over all sequences of positions of so many epochs.

    Attributes:
        lowest: the lowest displacement of an epoch.
        highest: the highest one.
        sensitivity: for lag 0, 1, ...: the largest change of a displacement when the position of
            the epoch that many epochs before changes.
    """

    lowest: arb
    highest: arb
    sensitivity: tuple[arb, ...]


def extremes(n: int, beta1: Fraction, beta2: Fraction, epochs: int) -> Extremes:
    """The extremes of the free process, enclosed.

    Args:
        n: number of parts.
        beta1: momentum coefficient.
        beta2: the same for the second moment.
        epochs: how many; there are ``n^epochs`` sequences.

    Example:
        >>> found = extremes(3, Fraction(0), Fraction(0), 2)
        >>> found.lowest.contains(-1), found.sensitivity[1].contains(0)
        (True, True)
    """
    found = {
        order: displacements(n, beta1, beta2, order)
        for order in itertools.product(range(n), repeat=epochs)
    }
    every = [value for values in found.values() for value in values]
    lowest, highest = every[0], every[0]
    for value in every:
        lowest, highest = lowest.min(value), highest.max(value)
    changes = [arb(0)] * epochs
    for order, values in found.items():
        for j, position in enumerate(order):
            for other in range(position):
                changed = found[(*order[:j], other, *order[j + 1 :])]
                for k in range(j, epochs):
                    changes[k - j] = changes[k - j].max(abs(values[k] - changed[k]))
    return Extremes(lowest, highest, tuple(changes))


def all_paths(
    n: int, beta1: Fraction, beta2: Fraction, start: Fraction, eta: Fraction, epochs: int
) -> Iterator[list[Step]]:
    """Adam's paths from one start, for all sequences of positions.

    Example:
        >>> len(list(all_paths(3, Fraction(0), Fraction(0), Fraction(5), Fraction(1), 2)))
        9
    """
    for order in itertools.product(range(n), repeat=epochs):
        yield adam_path(n, beta1, beta2, start, eta, order)

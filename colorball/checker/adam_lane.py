"""One lane of a simulation again, in Python's floats, operation by operation.

Doubles are rounded the same way everywhere (IEEE 754), so a lane that was recorded comes out to the
last bit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt

__all__ = ["Lane", "adam_lane", "function_two", "toy_apart", "toy_shared"]


@dataclass(frozen=True)
class Lane:
    """A problem whose part 0 differs from the others, and the numbers of a run.

    Attributes:
        n: number of parts.
        kinked: whether a part with the numbers (p, q) has the gradient ``p min(x + 2, 1)``, and not
            ``p (x - q)``.
        odd: the numbers of part 0.
        others: the numbers of every other part.
        beta1: momentum coefficient.
        beta2: the same of the second moment.
        step: the first step size.
        falls: whether the step size is ``step/sqrt(epoch)``, or stays.
        start: x at the start.
    """

    n: int
    kinked: bool
    odd: tuple[float, float]
    others: tuple[float, float]
    beta1: float
    beta2: float
    step: float
    falls: bool
    start: float


def function_two(
    n: int, beta1: float, beta2: float, step: float, falls: bool, start: float
) -> Lane:
    """Function (2): multiples of ``min(x + 2, 1)``."""
    numbers = (float(n), 0.0), (-1.0, 0.0)
    return Lane(n, True, *numbers, beta1, beta2, step, falls, start)


def toy_apart(n: int, beta1: float, beta2: float, step: float, start: float) -> Lane:
    """Least squares: part 0 is ``n (x-1)^2/2``, every other ``(x + n/(n-1))^2/2``."""
    numbers = (float(n), 1.0), (1.0, -n / (n - 1))
    return Lane(n, False, *numbers, beta1, beta2, step, True, start)


def toy_shared(n: int, beta1: float, beta2: float, step: float, start: float) -> Lane:
    """Least squares: part 0 is ``n x^2/2``, every other ``x^2/2``."""
    return Lane(n, False, (float(n), 0.0), (1.0, 0.0), beta1, beta2, step, True, start)


def adam_lane(lane: Lane, orders: Iterable[Iterable[int]]) -> Iterator[tuple[float, list[float]]]:
    """After each epoch: x, and the momenta of the epoch."""
    x, m, v = lane.start, 0.0, 0.0
    beta1, beta2 = lane.beta1, lane.beta2
    rest1, rest2 = 1.0 - beta1, 1.0 - beta2
    kinked = lane.kinked
    for epoch, order in enumerate(orders, 1):
        step = lane.step / sqrt(epoch) if lane.falls else lane.step
        momenta = []
        for part in order:
            p, q = lane.others if part else lane.odd
            if kinked:
                y = x + 2.0
                g = p * (y if y < 1.0 else 1.0)
            else:
                g = p * (x - q)
            m = beta1 * m + rest1 * g
            v = beta2 * v + rest2 * (g * g)
            x = x - (step * m) * (1.0 / sqrt(v))
            momenta.append(m)
        yield x, momenta

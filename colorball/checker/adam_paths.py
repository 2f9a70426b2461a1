"""Adam on Function (2) and its free process, by the letter, for all orders of a few epochs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from colorball.checker.brute_force import read_fraction
from colorball.checker.failures import Rejected
from colorball.checker.fixed_point import ONE, Interval
from colorball.checker.instances import Instance

__all__ = ["Model", "Step", "free_epochs", "number", "orders", "paths", "read_model", "read_short"]

_MOST_ORDERS = 300
_MOST_STEPS = 30
_LONGEST = 20  # characters of a number


@dataclass(frozen=True)
class Model:
    """n parts, the two betas, and how many epochs."""

    n: int
    beta1: Fraction
    beta2: Fraction
    epochs: int


@dataclass(frozen=True)
class Step:
    """One step: y, ``min(|y|, 1)`` over the step size, ``m/sqrt(v)`` and the free process's."""

    y: Interval
    reach: Interval
    ratio: Interval
    free: Interval


def number(value: Fraction | int) -> Interval:
    """A fraction as a narrow interval."""
    return Interval.of(value, value)


def read_model(instance: Instance) -> Model:
    """The instance's parameters, within limits."""
    n, epochs, sequences = instance["n"], instance["epochs"], instance["sequences"]
    if not (type(n) is int and type(epochs) is int and type(sequences) is int):
        raise Rejected("an instance's n, epochs and sequences are not integers")
    if not (3 <= n <= _MOST_STEPS and 2 <= epochs <= _MOST_STEPS):
        raise Rejected("an instance has too few or too many parts or epochs")
    if n * epochs > _MOST_STEPS or n**epochs > _MOST_ORDERS:
        raise Rejected("an instance has too many sequences of positions")
    if sequences != n**epochs:
        raise Rejected("an instance does not have all sequences of positions")
    beta1, beta2 = read_short(instance["beta1"]), read_short(instance["beta2"])
    if not (0 <= beta1 < 1 and 0 <= beta2 < 1):
        raise Rejected("an instance's betas are not in [0, 1)")
    return Model(n, beta1, beta2, epochs)


def read_short(text: object) -> Fraction:
    """A number of a few digits, so that no power of it grows long."""
    if not isinstance(text, str) or len(text) > _LONGEST:
        raise Rejected("an instance's number is not a short text")
    return read_fraction(text)


def orders(model: Model) -> Iterator[tuple[int, ...]]:
    """All sequences of positions of the big gradient."""
    yield from itertools.product(range(model.n), repeat=model.epochs)


def free_epochs(model: Model, positions: tuple[int, ...]) -> list[Interval]:
    """The displacements of the free process, which starts at m = -1, v = 1."""
    found = []
    for steps in _free_steps(model, positions):
        total = number(0)
        for step in steps:
            total = total + step
        found.append(total)
    return found


def _free_steps(model: Model, positions: tuple[int, ...]) -> Iterator[list[Interval]]:
    m, v = Fraction(-1), Fraction(1)
    for position in positions:
        steps = []
        for i in range(model.n):
            gradient = model.n if i == position else -1
            m = model.beta1 * m + (1 - model.beta1) * gradient
            v = model.beta2 * v + (1 - model.beta2) * gradient**2
            steps.append(number(m) / number(v).sqrt())
        yield steps


def paths(
    model: Model, start: Fraction, eta: Fraction, positions: tuple[int, ...]
) -> Iterator[Step]:
    """Adam itself from m = v = 0 and ``y = start``, the step size being ``eta/sqrt(epoch)``."""
    beta1, beta2 = number(model.beta1), number(model.beta2)
    y, m, v = number(start), number(0), number(0)
    for epoch, free in enumerate(_free_steps(model, positions), 1):
        size = number(eta) / number(epoch).sqrt()
        for i in range(model.n):
            if y.low <= 0 <= y.high:
                raise Rejected("an instance's path meets the minimum")
            factor = model.n if i == positions[epoch - 1] else -1
            gradient = number(factor) * Interval(min(y.low, ONE), min(y.high, ONE))
            m = beta1 * m + (number(1) - beta1) * gradient
            v = beta2 * v + (number(1) - beta2) * (gradient * gradient)
            if v.low <= 0 or size.low <= 0:
                raise Rejected("an instance's step size or second moment is too small")
            ratio, away = m / v.sqrt(), y if y.low > 0 else number(0) - y
            reach = Interval(min(away.low, ONE), min(away.high, ONE)) / size
            if reach.low <= 0:
                raise Rejected("an instance's path meets the minimum")
            yield Step(y, reach, ratio, free[i])
            y = y - size * ratio

"""Places and paths that refute wrong statements about Function (2)."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from fractions import Fraction

from colorball.problems.function_two import FunctionTwo, function_two

__all__ = [
    "gradient_counterexample",
    "growth_counterexample",
    "join_counterexample",
    "left_counterexample",
    "lipschitz_counterexample",
    "mean_counterexample",
    "minimum_counterexample",
    "sum_counterexample",
]

_PARTS = (3, 4, 10)
_PLACES = tuple(Fraction(k, 4) for k in range(-40, 21))
_FAR = tuple(-(Fraction(10) ** k) for k in range(1, 7))
_NEAR = Fraction(1, 10**6)


def _cases(far: bool = False) -> Iterator[tuple[FunctionTwo, Fraction]]:
    for n, x in itertools.product(_PARTS, (*_PLACES, *(_FAR if far else ()))):
        yield function_two(n), x


def sum_counterexample(stated: Callable[[Fraction], Fraction]) -> str | None:
    """A place where the sum of all parts is not ``stated(x)``."""
    for function, x in _cases():
        if function.total(x) != stated(x):
            return f"n = {function.n}, x = {x}: the sum is {function.total(x)}, not {stated(x)}"
    return None


def minimum_counterexample(place: Fraction, least: Fraction) -> str | None:
    """A place where the sum is below ``least``, or as low elsewhere than at ``place``."""
    for function, x in _cases():
        value = function.total(x)
        if value < least or (value == least) != (x == place):
            return f"n = {function.n}, x = {x}: the sum is {value}"
    return None


def join_counterexample(left: Callable[[int, Fraction], Fraction]) -> str | None:
    """Refutes ``f_0(x) = left(n, x)`` for ``x < -1``, with ``n x`` on the right, as continuous.

    Value and slope must tend to ``-n`` and n from the left, up to twice the distance times n.
    """
    for n in _PARTS:
        near, nearer = (left(n, -1 - d) for d in (_NEAR, _NEAR / 2))
        slope = (nearer - near) / (_NEAR / 2)
        if abs(near + n) > 2 * n * _NEAR:
            return f"n = {n}: {float(near)} at {_NEAR} left of -1, where the right piece has {-n}"
        if abs(slope - n) > 2 * n * _NEAR:
            return f"n = {n}: slope {float(slope)} at {_NEAR} left of -1, not {n}"
    return None


def gradient_counterexample(
    stated: Callable[[FunctionTwo, int, Fraction], Fraction],
) -> str | None:
    """A place where a difference quotient is further from ``stated(f, part, x)`` than it may be.

    A part's slope changes by at most its Lipschitz constant times the distance.
    """
    for function, x in _cases():
        for part in (0, 1):
            rise = (function.value(part, x + _NEAR) - function.value(part, x)) / _NEAR
            slope = stated(function, part, x)
            if abs(rise - slope) > function.n * _NEAR:
                return (
                    f"n = {function.n}, x = {x}: f_{part} rises with slope {float(rise):.6f}, "
                    f"the statement says {slope}"
                )
    return None


def left_counterexample(factor: Callable[[Fraction], Fraction]) -> str | None:
    """A place left of -1 where the gradients are not ``factor(x)`` times those on the right."""
    for function, x in _cases():
        if x >= -1:
            continue
        for part in (0, 1):
            found, right = function.gradient(part, x), function.gradient(part, 0)
            if found != factor(x) * right:
                return (
                    f"n = {function.n}, x = {x}: the gradient of f_{part} is {found}, "
                    f"not {factor(x)} times {right}"
                )
    return None


def lipschitz_counterexample(constant: Callable[[FunctionTwo, int], Fraction | int]) -> str | None:
    """Two places between which a gradient changes by more than the constant times the distance."""
    for n, part in itertools.product(_PARTS, (0, 1)):
        function = function_two(n)
        for x, y in itertools.pairwise(_PLACES):
            change = abs(function.gradient(part, y) - function.gradient(part, x))
            if change > constant(function, part) * (y - x):
                return (
                    f"n = {n}, part {part}, from {x} to {y}: the gradient changes by {change}, "
                    f"the statement says at most {constant(function, part)} times {y - x}"
                )
    return None


def growth_counterexample(
    d0: Callable[[FunctionTwo], Fraction | int], d1: Callable[[FunctionTwo], Fraction | int]
) -> str | None:
    """A place where the spread of the gradients is above ``D_1 f'(x)^2 + D_0``."""
    for function, x in _cases(far=True):
        bound = d1(function) * function.total_gradient(x) ** 2 + d0(function)
        if function.spread(x) > bound:
            return f"n = {function.n}, x = {x}: the spread is {function.spread(x)}, above {bound}"
    return None


def mean_counterexample(
    momentum: Callable[[int, Fraction, int], Fraction],
    square: Callable[[int, Fraction, int], Fraction],
) -> str | None:
    """A number of steps after which the mean of m or v, over all positions, is another.

    The arguments of both are n, beta and the number of steps.
    """
    beta1, beta2 = Fraction(1, 2), Fraction(2, 3)
    for n, epochs in ((3, 3), (4, 2)):
        for k in range(n * (epochs - 1) + 1, n * epochs + 1):
            for name, beta, power, stated in (
                ("m", beta1, 1, momentum(n, beta1, k)),
                ("v", beta2, 2, square(n, beta2, k)),
            ):
                found = _mean(n, beta, power, epochs, k)
                if found != stated:
                    return (
                        f"n = {n}, beta = {beta}: the mean of {name} after {k} steps is {found}, "
                        f"the statement says {stated}"
                    )
    return None


def _mean(n: int, beta: Fraction, power: int, epochs: int, steps: int) -> Fraction:
    """The mean of ``(1-beta) sum_q beta^q g^power`` over all positions, on the right piece."""
    total, function = Fraction(0), function_two(n)
    for positions in itertools.product(range(n), repeat=epochs):
        moment = Fraction(0)
        for step in range(steps):
            part = 0 if positions[step // n] == step % n else 1
            gradient = function.gradient(part, 0)
            moment = beta * moment + (1 - beta) * (gradient if power == 1 else gradient * gradient)
        total += moment
    return total / int(n**epochs)

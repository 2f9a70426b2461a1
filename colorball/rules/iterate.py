"""A rule stepped by hand: what it does with given gradients, iteration by iteration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from colorball.errors import InputError
from colorball.exact.rational import RationalLike, rational
from colorball.phase.arguments import read_beta
from colorball.rules.catalog import rule as named_rule
from colorball.rules.options import read_options
from colorball.rules.rule import Betas, Clock, State

__all__ = ["Iterates", "iterate"]

_MOST = Fraction(np.finfo(np.float64).max)

Floats = NDArray[np.float64]
Gradients = Callable[[Floats], ArrayLike] | ArrayLike


class Iterates(NamedTuple):
    """What a rule went through, start included: each of shape ``(iterations + 1, *shape)``.

    Attributes:
        x: the points.
        m: the first moments, or what the rule keeps in their place.
        v: the second moments, likewise.
        w: AMSGrad's maximum; 0 for other rules.
    """

    x: Floats
    m: Floats
    v: Floats
    w: Floats


def iterate(
    rule: str,
    gradients: Gradients,
    start: ArrayLike,
    *,
    iterations: int | None = None,
    step: RationalLike | Sequence[RationalLike] = "1/10",
    beta1: RationalLike = "9/10",
    beta2: RationalLike = "999/1000",
    curvatures: Gradients = 0.0,
    **options: object,
) -> Iterates:
    """Step a rule with gradients that are given, in double precision.

    Where a rule divides by a v that is 0, x is NaN or infinite from there on.

    Args:
        rule: its name, one of ``catalog.RULE_NAMES``.
        gradients: an array of shape ``(iterations, *shape)``, or a function of x.
        start: the first x, of shape ``()`` for a number or ``(d,)`` for a vector.
        iterations: how many; only where ``gradients`` is a function.
        step: the step size, > 0, or one for each iteration.
        beta1: a number in ``[0, 1)``.
        beta2: a number in ``[0, 1)``.
        curvatures: like gradients, the second derivatives for rules that ask for them.
        **options: the rule's options; see :func:`colorball.rules.options.read_options`.

    Raises:
        InputError: if an argument is not valid, or a gradient is not finite.

    Example:
        >>> found = iterate("adam", [10, -1, -1], 0, step=1, beta1=0, beta2="1/2")
        >>> found.v.tolist()
        [0.0, 50.0, 25.5, 13.25]
        >>> iterate("gradient-descent", lambda x: 2 * x, 1, iterations=3, step="1/4").x.tolist()
        [1.0, 0.5, 0.25, 0.125]
    """
    chosen = named_rule(rule)
    flags, numbers = read_options(chosen, **options)
    first, second = float(read_beta(beta1, "beta1")), float(read_beta(beta2, "beta2"))
    x = _finite(start, "start", None)
    count = _count(gradients, iterations, x)
    steps = _steps(step, count)
    x = x[np.newaxis]  # rules take points along the first axis; here there is one
    state = State(np.zeros_like(x), np.full_like(x, numbers.start_v), np.zeros_like(x))
    seen = [(x, *state)]
    power1 = power2 = 1.0
    for t, size in enumerate(steps, start=1):
        g = _at(gradients, "gradients", t, x)
        h = _at(curvatures, "curvatures", t, x) if chosen.needs_curvature else np.zeros_like(x)
        power1, power2 = power1 * first, power2 * second
        betas = Betas(first, 1.0 - first, second, 1.0 - second, power1, power2)
        with np.errstate(all="ignore"):  # NaN and infinity are the answer where v is 0
            x, state = chosen.update(x, g, h, state, betas, Clock(size, float(t)), flags, numbers)
        seen.append((x, *state))
    return Iterates(*(np.concatenate(each) for each in zip(*seen, strict=True)))


def _count(gradients: Gradients, iterations: int | None, x: Floats) -> int:
    if callable(gradients):
        if isinstance(iterations, bool) or not isinstance(iterations, int) or iterations < 1:
            raise InputError("iterations", iterations, "an integer >= 1")
        return iterations
    if iterations is not None:
        raise InputError("iterations", iterations, "nothing: each gradient given is one")
    shape = np.shape(gradients)
    if shape[1:] != x.shape or not shape or not shape[0]:
        valid = f"a function, or an array of shape (iterations, *{x.shape}) as start has it"
        raise InputError("gradients", f"an array of shape {shape}", valid)
    return len(np.asarray(gradients))


def _steps(step: RationalLike | Sequence[RationalLike], count: int) -> list[float]:
    if isinstance(step, Sequence | np.ndarray) and not isinstance(step, str):
        sizes = [_step(size) for size in step]
        if len(sizes) != count:
            raise InputError("step", f"{len(sizes)} step sizes", f"one, or {count}")
        return sizes
    return [_step(step)] * count


def _step(size: RationalLike) -> float:
    exact = rational(size, "step")
    nearest = float(exact) if exact <= _MOST else np.inf
    if not 0.0 < nearest < np.inf:
        raise InputError("step", size, "a number > 0 that a double can hold")
    return nearest


def _at(given: Gradients, argument: str, t: int, x: Floats) -> Floats:
    """The gradient of iteration t, with the axis of points in front."""
    if callable(given):
        value = given(x[0])
    else:
        array = np.asarray(given)
        value = array[t - 1] if array.ndim else array
    return np.broadcast_to(_finite(value, argument, t), x.shape)


def _finite(value: ArrayLike, argument: str, t: int | None) -> Floats:
    array = np.asarray(value, dtype=np.float64)
    if not np.isfinite(array).all():
        where = "" if t is None else f" in iteration {t}"
        raise InputError(argument, f"{array}{where}", "finite numbers")
    return array

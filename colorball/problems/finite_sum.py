"""A finite sum whose parts are given by the user, as functions of NumPy arrays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from colorball.errors import InputError
from colorball.problems.arguments import read_parts_from
from colorball.problems.problem import Constants, Floats, Parts

__all__ = ["FiniteSum", "finite_sum"]

OfParts = Callable[[Parts, Floats], Floats]
OfPoints = Callable[[Floats], Floats]

_PROBE = 3  # points in the trial call: neither 1, nor, below, the size of x
_MOST_COORDINATES = 10**8


@dataclass(frozen=True)
class FiniteSum:
    """A user's finite sum; use :func:`finite_sum`, which checks the functions.

    Attributes:
        name: what results call it.
        n: number of parts.
        shape: shape of one x.
        start: where runs start unless they are told.
        interval: what x is projected onto after each step, or None.
        constants: what is known of it.
    """

    name: str
    n: int
    shape: tuple[int, ...]
    start: Floats
    interval: tuple[float, float] | None
    constants: Constants
    _gradients: OfParts = field(repr=False)
    _totals: OfPoints = field(repr=False)
    _total_gradients: OfPoints | None = field(repr=False)
    _curvatures: OfParts | None = field(repr=False)

    @property
    def linear_from(self) -> None:
        """None: nowhere is known."""
        return None

    @property
    def odd_part(self) -> None:
        """None: the compiled engine does not take Python functions."""
        return None

    def gradients(self, part: Parts, x: Floats) -> Floats:
        """The gradient of one part at each point."""
        return self._gradients(part, x)

    def totals(self, x: Floats) -> Floats:
        """The sum of all parts at each point."""
        return self._totals(x)

    def total_gradients(self, x: Floats) -> Floats:
        """The gradient of the sum; where the user gives none, that of each part, added up."""
        if self._total_gradients is not None:
            return self._total_gradients(x)
        total = np.zeros_like(x)
        for part in range(self.n):
            total += self._gradients(np.full(len(x), part, dtype=np.intp), x)
        return total

    def curvatures(self, part: Parts, x: Floats) -> Floats:
        """The diagonal of one part's second derivative, if the user gave it."""
        if self._curvatures is None:
            raise NotImplementedError(f"{self.name} was made without curvatures")
        return self._curvatures(part, x)


def finite_sum(
    gradients: OfParts,
    totals: OfPoints,
    n: int | str,
    shape: tuple[int, ...] = (),
    *,
    start: ArrayLike = 0.0,
    total_gradients: OfPoints | None = None,
    curvatures: OfParts | None = None,
    interval: tuple[float, float] | None = None,
    constants: Constants | None = None,
    name: str = "finite-sum",
) -> FiniteSum:
    r"""The problem to minimize :math:`f(x) = \sum_{i<n} f_i(x)`, from your own functions.

    All functions take L points at once, as an array of shape ``(L, *shape)`` of float64, and must
    treat each alone. They are called once here, with three points, so that a wrong shape or type is
    found before any work. NaN is not looked for here: a run finds it, lane by lane.

    Args:
        gradients: ``(part, x) ->`` the gradient of ``f_part[l]`` at ``x[l]`` for each l, shape
            ``(L, *shape)``; ``part`` has shape ``(L,)`` and integers from 0 to n - 1.
        totals: ``x -> f(x)``, shape ``(L,)``.
        n: number of parts, from 1.
        shape: ``()`` for a scalar x, ``(d,)`` for a vector.
        start: where runs start; broadcast to ``shape``.
        total_gradients: ``x ->`` the gradient of f; by default the parts' gradients are added up.
        curvatures: ``(part, x) ->`` the diagonal of the second derivative; only Sophia asks.
        interval: ``(low, high)``: project onto it after each step.
        constants: what is known of the problem.
        name: what results call it.

    Raises:
        InputError: if a function fails, or gives another shape or type; it names the function.

    Example:
        >>> places = np.array([1.0, -1.0])
        >>> problem = finite_sum(
        ...     lambda part, x: x - places[part], lambda x: x**2 + 1, n=2, start=3.0
        ... )
        >>> problem.total_gradients(np.array([0.5, 3.0]))
        array([1., 6.])
    """
    parts = read_parts_from(n, 1)
    one = _read_shape(shape)
    place = _read_start(start, one)
    probe = np.tile(place, (_PROBE, *(1,) * len(one)))
    chosen = np.arange(_PROBE, dtype=np.intp) % parts
    _tried("gradients", lambda: gradients(chosen, probe.copy()), probe.shape)
    _tried("totals", lambda: totals(probe.copy()), (_PROBE,))
    if total_gradients is not None:
        whole = total_gradients
        _tried("total_gradients", lambda: whole(probe.copy()), probe.shape)
    if curvatures is not None:
        second = curvatures
        _tried("curvatures", lambda: second(chosen, probe.copy()), probe.shape)
    return FiniteSum(
        name=name,
        n=parts,
        shape=one,
        start=place,
        interval=_read_interval(interval),
        constants=Constants() if constants is None else constants,
        _gradients=gradients,
        _totals=totals,
        _total_gradients=total_gradients,
        _curvatures=curvatures,
    )


def _read_shape(shape: tuple[int, ...]) -> tuple[int, ...]:
    valid = "() for a scalar x, or (d,) with 1 <= d <= 10^8 for a vector"
    if not isinstance(shape, tuple) or len(shape) > 1:
        raise InputError("shape", shape, valid)
    if not all(type(size) is int and 1 <= size <= _MOST_COORDINATES for size in shape):
        raise InputError("shape", shape, valid)
    return shape


def _read_start(start: ArrayLike, shape: tuple[int, ...]) -> Floats:
    valid = f"finite numbers that fit the shape {shape}"
    try:
        place = np.broadcast_to(np.asarray(start, dtype=np.float64), shape).copy()
    except (TypeError, ValueError, OverflowError):
        raise InputError("start", start, valid) from None
    if not np.isfinite(place).all():
        raise InputError("start", start, valid)
    place.flags.writeable = False
    return place


def _read_interval(interval: tuple[float, float] | None) -> tuple[float, float] | None:
    if interval is None:
        return None
    try:
        low, high = (float(end) for end in interval)
    except (TypeError, ValueError):
        raise InputError("interval", interval, "two numbers (low, high), or None") from None
    if not low < high:
        raise InputError("interval", interval, "two numbers with low < high")
    return low, high


def _tried(name: str, call: Callable[[], Floats], shape: tuple[int, ...]) -> None:
    """Calls a user's function on three points and looks at what comes back."""
    valid = f"a function that takes {_PROBE} points and gives float64 of shape {shape}"
    try:
        with np.errstate(all="ignore"):  # an infinite or undefined value is for the run to report
            found = call()
    except Exception as error:  # whatever a user's function may raise
        raise InputError(name, f"{type(error).__name__}: {error}", valid) from error
    if not isinstance(found, np.ndarray):
        raise InputError(name, f"a {type(found).__name__}", valid)
    if found.shape != shape or found.dtype != np.float64:
        raise InputError(name, f"{found.dtype} of shape {found.shape}", valid)

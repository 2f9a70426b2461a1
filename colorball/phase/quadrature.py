r"""The drift by plain quadrature in floating point: fast, and not certified.

The certified ways to the drift share no code with this one, so that they can be held against it.
With ``1/sqrt(v) = (2/sqrt(pi)) * integral_0^inf exp(-v u^2) du``, and epochs (or draws) that are
independent, the expectation under the integral is a product.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.phase.arguments import read_parts
from colorball.phase.power_series import Floats
from colorball.phase.quadrature_replacement import ReplacementTransform
from colorball.phase.quadrature_reshuffle import ReshuffleTransform

__all__ = ["drift_float"]

_Transform = type[ReshuffleTransform] | type[ReplacementTransform]

_ACCURACY = 14 * math.log(10)  # of the trapezoidal rule
_NODES = 32  # at a time
_SMALLEST = 1e-18
_MOST_NUMBERS = 2**22  # of an array
_MOST_WORK = 10**10  # numbers that are computed; minutes
_TERMS = 30  # about so many of the power series, for each position


def drift_float(
    n: int | str,
    beta1: ArrayLike,
    beta2: ArrayLike,
    sampling: str | Sampling = Sampling.RESHUFFLE,
) -> float | Floats:
    r"""The stationary drift in floating point, **not certified**; the error is below ``n * 1e-13``.

    .. math::

        D = \sum_{i<n} \frac2{\sqrt\pi} \int_0^\infty e^{-u^2} \prod_l \varphi_{i,l}
            \Big(-1 + (1-\beta_1)(n+1) \sum_l \frac{\psi_{i,l}}{\varphi_{i,l}}\Big)\,du ,

    where ``phi`` is the mean of ``exp(-t beta_2^d)`` over the possible ages d of an epoch's big
    gradient, ``psi`` the same with weights ``beta_1^d``, and ``t = (1-beta_2)(n^2-1) u^2``. The
    integrand is even and entire: the trapezoidal rule with step h leaves ``exp(-pi^2/(h^2 v))``.

    Args:
        n: number of parts, an integer >= 3.
        beta1: momentum coefficient, a number or array with 0 <= beta1 < 1.
        beta2: of the second moment, the same; the two are broadcast. Many beta1 for each beta2
            share work.
        sampling: reshuffle, with-replacement, shuffle-once or cyclic.

    Returns:
        A float, or an array of the broadcast shape.

    Raises:
        InputError: for arguments out of range, or if it would take too long.

    Source: docs, "Ways to the drift".

    Example:
        >>> round(drift_float(10, 0.3, 0.7), 9)
        -2.267401599
        >>> drift_float(10, [[0.0], [0.9]], [0.5, 0.9]).shape
        (2, 2)
    """
    parts, scheme = read_parts(n), Sampling.parse(str(sampling))
    b1, b2 = np.broadcast_arrays(_read(beta1, "beta1"), _read(beta2, "beta2"))
    result = np.empty(b1.shape)
    for value in np.unique(b2):
        here = b2 == value
        result[here] = _row(parts, b1[here], float(value), scheme)
    return float(result) if result.ndim == 0 else result


def _read(values: ArrayLike, argument: str) -> Floats:
    valid = f"numbers with 0 <= {argument} < 1, in floating point"
    try:
        read = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(argument, values, valid) from None
    if not ((read >= 0) & (read < 1)).all():
        raise InputError(argument, values, valid)
    return read


def _row(n: int, beta1: Floats, beta2: float, sampling: Sampling) -> Floats:
    """The drifts for one beta_2."""
    if sampling is Sampling.RESHUFFLE:
        return _integral(n, beta1, beta2, ReshuffleTransform)
    if sampling is Sampling.WITH_REPLACEMENT:
        return _integral(n, beta1, beta2, ReplacementTransform)
    return _one_order(n, beta1, beta2)


def _one_order(n: int, beta1: Floats, beta2: float) -> Floats:
    """The sum over the age of the latest big gradient; the others are n steps apart."""
    ages = np.arange(n)
    # (1-beta)/(1-beta^n) is one over the sum of the first n powers, without cancellation
    powers1, powers2 = beta1[:, None] ** ages, beta2**ages
    m = -1 + (n + 1) * powers1 / powers1.sum(axis=1, keepdims=True)
    v = 1 + (n * n - 1) * powers2 / powers2.sum()
    return np.asarray((m / np.sqrt(v)).sum(axis=1))


def _integral(
    n: int,
    beta1: Floats,
    beta2: float,
    transform: _Transform,
) -> Floats:
    """The trapezoidal rule, from u = 0 on until the integrand is nothing."""
    c = (1 - beta2) * (n * n - 1)
    step = math.pi / math.sqrt(transform.bound(n, beta2) * _ACCURACY)
    # ``sum_i E exp(-v_i u^2) >= n exp(-(n+1) u^2)`` (Jensen), and below _SMALLEST * n it ends
    least = math.sqrt(-math.log(_SMALLEST) / (n + 1)) / step
    _require_quick(n, beta2, least * _TERMS * n * (len(beta1) + 1))
    total, done, work = np.zeros(len(beta1)), 0, 0.0
    while True:
        count = _nodes_at_once(n, beta2, c, step, done, transform)
        u = step * np.arange(done, done + count)
        found = transform(n, beta2, c * u * u)
        work += count * (found.columns + _TERMS * n) * (len(beta1) + 1)
        _require_quick(n, beta2, work)
        decay = np.exp(-u * u) * np.where(u == 0, 0.5, 1.0)
        for index, beta in enumerate(beta1):
            total[index] += decay @ ((n + 1) * found.marked(float(beta)) - found.plain)
        if decay[-1] * found.plain[-1] < _SMALLEST * n:
            return 2 / math.sqrt(math.pi) * step * total
        done += count


def _require_quick(n: int, beta2: float, work: float) -> None:
    if work > _MOST_WORK:
        raise InputError("n", n, f"smaller for beta2 = {beta2} in floating point: too slow")


def _nodes_at_once(
    n: int,
    beta2: float,
    c: float,
    step: float,
    done: int,
    transform: _Transform,
) -> int:
    """So many that the arrays stay small."""
    for count in (_NODES, 4, 1):
        largest = c * (step * (done + count - 1)) ** 2
        if count * transform.width(n, beta2, largest) <= _MOST_NUMBERS:
            return count
    raise InputError("n", n, f"smaller for beta2 = {beta2} in floating point: too much memory")

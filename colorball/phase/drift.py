r"""The stationary drift of Adam on Function (2), enclosed at a point.

The public way to the drift: it picks the method that fits the sampling scheme, and raises its
accuracy until the enclosure is as narrow as asked.
"""

from __future__ import annotations

import time
from fractions import Fraction

from flint import arb, fmpq

from colorball.balls.sampling import Sampling
from colorball.exact.decimals import exact_bounds
from colorball.exact.precision import working_precision
from colorball.exact.rational import RationalLike, from_flint, to_flint
from colorball.phase.answer import Drift
from colorball.phase.arguments import read_beta, read_digits, read_parts, read_time_limit
from colorball.phase.cyclic import cyclic_ball
from colorball.phase.deadline import OutOfTimeError
from colorball.phase.laplace import laplace_drift

__all__ = ["OUT_OF_TIME", "drift", "drift_ball"]

OUT_OF_TIME = "out of time"  # the method of an answer that time was too short for

_ONE_ORDER = (Sampling.CYCLIC, Sampling.SHUFFLE_ONCE)


def drift(
    n: int,
    beta1: RationalLike,
    beta2: RationalLike,
    *,
    sampling: str | Sampling = Sampling.RESHUFFLE,
    digits: int = 12,
    time_limit: float | None = None,
) -> Drift:
    r"""Encloses the stationary drift ``D = E[sum_{i<n} m_i/sqrt(v_i)]`` of an epoch.

    On the right piece of Function (2) the iterate moves by ``-step * D`` in an epoch on average:
    D < 0 means divergence, D > 0 attraction to the minimum. With the ages d of the big gradients,

    .. math::

        m = -1 + (1-\beta_1)(n+1) \sum_d \beta_1^d, \qquad
        v = 1 + (1-\beta_2)(n^2-1) \sum_d \beta_2^d .

    Args:
        n: number of parts, an integer >= 3.
        beta1: momentum coefficient, 0 <= beta1 < 1.
        beta2: second-moment coefficient, 0 <= beta2 < 1.
        sampling: reshuffle, with-replacement, shuffle-once or cyclic. The last two have the same
            drift, which does not depend on the order.
        digits: the enclosure is at most ``2 * 10^-digits`` wide.
        time_limit: seconds; when they pass, the enclosure is the trivial one, ``-n <= D <= n + 1``,
            and the sign undecided.

    Raises:
        InputError: for arguments out of range, before any work.

    Source: docs, "The drift".

    Example:
        >>> print(drift(10, "3/10", "7/10"))
        [-2.267401599156, -2.267401599155]
        >>> drift(10, "0.9", "0.999").sign
        'positive'
    """
    parts, digits = read_parts(n), read_digits(digits)
    b1, b2 = read_beta(beta1, "beta1"), read_beta(beta2, "beta2")
    scheme = Sampling.parse(str(sampling))
    limit = read_time_limit(time_limit)
    deadline = None if limit is None else time.monotonic() + limit
    method = "algebraic" if scheme in _ONE_ORDER else "laplace"
    width = Fraction(1, 10**digits)
    bits = int(digits * 3.33) + 6
    try:
        while True:
            ball = drift_ball(parts, to_flint(b1), to_flint(b2), scheme, bits, deadline)
            with working_precision(bits + 64):  # at 53 bits the ends would be rounded far outwards
                lower, upper = (from_flint(bound) for bound in exact_bounds(ball))
            if upper - lower <= width:
                break
            bits += 16
    except OutOfTimeError:
        lower, upper, method = Fraction(-parts), Fraction(parts + 1), OUT_OF_TIME
    return Drift(parts, b1, b2, scheme, lower, upper, digits, method)


def drift_ball(
    n: int,
    beta1: fmpq | arb,
    beta2: fmpq | arb,
    sampling: Sampling,
    bits: int,
    deadline: float | None = None,
) -> arb:
    """A ball around the drift, of radius about ``2^-bits`` if the betas are narrow enough.

    Raises:
        OutOfTimeError: if the deadline passes.
    """
    if sampling in _ONE_ORDER:
        return cyclic_ball(n, beta1, beta2, bits)
    return laplace_drift(n, beta1, beta2, sampling, bits, deadline)

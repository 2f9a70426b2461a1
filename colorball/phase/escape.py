r"""How far to the right a start must be for divergence with a given probability.

If ``D < 0``, then from ``x_0 >= X`` the iterate never leaves ``x >= -1`` and
``x_k/sqrt(k) -> -2 eta D > 0`` with probability at least ``1 - epsilon``, where with
``delta = -D``, ``sigma`` and ``tau`` of the free process and m = v = 0 at the start

.. math::

    X = -1 + \eta\Big(\delta + \frac{\sigma^2}{\delta}\Big(\frac{3}{2\varepsilon}\Big)^{1/4}
    + \tau + \frac{\beta_1}{1-\beta_1} + B\frac{\sqrt{\beta_2}}{1-\sqrt{\beta_2}} + nB\Big),
    \qquad B = \frac{n}{\sqrt{1-\beta_2}}.

Source: docs, "Why the sign of the drift decides".
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from flint import arb

from colorball.errors import InputError
from colorball.exact.decimals import exact_bounds
from colorball.exact.rational import RationalLike, from_flint, rational, to_flint
from colorball.phase.arguments import read_beta, read_parts
from colorball.phase.drift import drift
from colorball.phase.free_process import total_forgotten, total_sensitivity

__all__ = ["escape_start"]


def escape_start(
    n: int,
    beta1: RationalLike,
    beta2: RationalLike,
    epsilon: RationalLike,
    eta: RationalLike = 1,
) -> Fraction:
    """A start ``x_0`` from which Adam diverges with probability at least ``1 - epsilon``.

    Args:
        n: number of parts, at least 3.
        beta1: momentum coefficient.
        beta2: the same for the second moment.
        epsilon: the probability allowed for anything else, 0 < epsilon < 1.
        eta: the first step size, > 0.

    Raises:
        InputError: for arguments out of range, and where the drift is not certainly negative.

    Example:
        >>> float(escape_start(3, "0.2", "0.3", "0.01")) < 5000
        True
    """
    parts, b1, b2 = read_parts(n), read_beta(beta1, "beta1"), read_beta(beta2, "beta2")
    allowed, first = rational(epsilon, "epsilon"), rational(eta, "eta")
    if not 0 < allowed < 1:
        raise InputError("epsilon", epsilon, "a probability with 0 < epsilon < 1")
    if first <= 0:
        raise InputError("eta", eta, "a step size > 0")
    value = drift(parts, b1, b2)
    if value.upper >= 0:
        raise InputError(
            "beta1, beta2", f"{b1}, {b2}", f"a point of negative drift (it is {value})"
        )
    # delta + sigma^2/delta * q is not monotone in delta: each part by its own bound
    low, high = arb(to_flint(-value.upper)), arb(to_flint(-value.lower))
    sigma = arb(to_flint(total_sensitivity(parts, b1, b2)))
    luck = sigma**2 / low * arb(to_flint(3 / (2 * allowed))).root(4)
    bound = parts / arb(to_flint(1 - b2)).sqrt()
    root = arb(to_flint(b2)).sqrt()
    start = arb(to_flint(b1 / (1 - b1))) + bound * root / (1 - root)
    tau = arb(to_flint(total_forgotten(parts, b1, b2)))
    distance = arb(to_flint(first)) * (high + luck + tau + start + parts * bound)
    farthest = from_flint(exact_bounds(distance)[1])
    return Fraction(ceil(farthest * 2**20), 2**20) - 1  # rounded up, to stay short

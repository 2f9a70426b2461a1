r"""What enumeration leaves out: the big gradients that are older than the epochs looked at.

Let ``m_i = a W_1 + ...`` and ``v_i = c W_2 + ...``, where ``W = sum_j beta^(d_j)`` is over what is
left out. Only the means of W_1 and W_2 are kept. With ``W_2 = E W_2 + delta`` and V the v at its
mean,

.. math::

    v^{-1/2} = V^{-1/2} - \frac c2 V^{-3/2} \delta + R, \qquad
    0 \le R \le \frac38 c^2 \delta^2\, v_{low}^{-5/2} .

The middle term has mean 0, so ``E[m/sqrt(v)]`` differs from its value at the means by at most

.. math::

    |m| \tfrac38 c^2 \operatorname{Var} W_2\, v_{low}^{-5/2}
    + \tfrac12 a c \sqrt{\operatorname{Var} W_1 \operatorname{Var} W_2}\; v_{low}^{-3/2}

with ``|m| <= n`` at the mean, as m lies in [-1, n]. The second part is Cauchy-Schwarz's inequality
and ``|v^(-1/2) - V^(-1/2)| <= (c/2) |delta| v_low^(-3/2)``.
"""

from __future__ import annotations

from flint import arb, fmpq

from colorball.balls.sampling import Sampling

__all__ = ["left_out", "tail_mean"]


def tail_mean(n: int, beta: fmpq, looked_at: int, sampling: Sampling) -> arb:
    """``E W`` at position 0 of the running epoch; it is ``beta^i`` times this at position i."""
    if sampling is Sampling.WITH_REPLACEMENT:
        return arb(beta) ** looked_at / (n * arb(1 - beta))
    # positions of one epoch: beta^(n l - p), p = 0..n-1; over l >= looked_at a geometric series
    return arb(beta) ** (n * (looked_at - 1) + 1) / (n * arb(1 - beta))


def _variance(n: int, beta: fmpq, looked_at: int, sampling: Sampling) -> arb:
    """``Var W`` at position 0."""
    ball = arb(beta)
    if sampling is Sampling.WITH_REPLACEMENT:
        return ball ** (2 * looked_at) * (n - 1) / (arb(n) ** 2 * (1 - ball**2))
    if beta == 0:
        return arb(0)
    powers = [ball ** (n - p) for p in range(n)]
    mean = sum(powers, arb(0)) / n
    spread = sum(((power - mean) ** 2 for power in powers), arb(0)) / n
    return ball ** (2 * n * (looked_at - 1)) * spread / (1 - ball ** (2 * n))


def left_out(n: int, beta1: fmpq, beta2: fmpq, looked_at: int, sampling: Sampling) -> arb:
    """The bound above, all steps of the epoch together.

    Args:
        n: number of parts.
        beta1: momentum coefficient.
        beta2: of the second moment.
        looked_at: epochs under reshuffling, the running one included; draws with replacement.
        sampling: reshuffle or with-replacement.
    """
    b1, b2 = arb(beta1), arb(beta2)
    a, c = (1 - b1) * (n + 1), (1 - b2) * (n * n - 1)
    variance1, variance2 = (_variance(n, b, looked_at, sampling) for b in (beta1, beta2))
    joint = (variance1 * variance2).sqrt()
    error = arb(0)
    power1, power2, least = arb(1), arb(1), arb(1)
    for i in range(n if sampling is Sampling.RESHUFFLE else 1):
        if sampling is Sampling.RESHUFFLE and beta2 != 0:
            least = 1 + c * b2 ** (n + i) / (1 - b2**n)  # all older ones at the first position
        root = least.rsqrt()
        cubed = root**3
        error += 3 * n * (c * power2) ** 2 * variance2 * cubed * root**2 / 8
        error += a * c * power1 * power2 * joint * cubed / 2
        power1, power2 = power1 * b1, power2 * b2
    if sampling is Sampling.WITH_REPLACEMENT:
        error *= n
    return error

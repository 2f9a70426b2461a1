r"""Where beta_2 is so near 1 that the drift is positive, whatever beta_1 is: closed bounds.

Write ``f(v) = v^{-1/2}``, ``mu = E v = n + 1 - 1/n``, ``c = (1-beta_2)(n^2-1)``. The momentum's
weights ``(1-beta_1) beta_1^d`` are an average over ages, so a bound that holds for every age holds
for D.

*Random reshuffling.* Surely ``v >= w := 1 + c beta_2^(2n-1)/(1-beta_2^n)``. Telling the age d of a
big gradient moves one epoch's share of v up by at most ``c (1-beta_2^(n-1))``, or by at most c if
the running epoch would else have none up to position i (probability ``(n-1-i)/n``). f is convex, so
``-H_d <= (c/(2n)) w^{-3/2} ((n-1)/2 + n(1-beta_2^(n-1)))``, and by Jensen ``A/n >= mu^{-1/2}``:

.. math::

    D \ge \mu^{-1/2} - K w^{-3/2}, \qquad
    K = \frac{(n+1)c}{2n} \Big( \frac{n-1}2 + n(1-\beta_2^{n-1}) \Big) .

K falls and w grows as beta_2 grows, so ``w^3 > K^2 mu`` at one beta_2 is enough for all above it.

*With replacement.* Adding a big gradient of age d to v gives at least
``f(v+c) >= f(v) - (c/2) v^{-3/2}``, so ``D >= E[f(v)] - (c/2)(n+1) E[v^{-3/2}]``, positive for
``c <= 2/(n+1)`` since ``v >= 1``. For ``c <= 1`` there is more: by concavity
``E e^{-uv} <= exp(-u - N(1-e^{-u}))``, ``N = (n^2-1)/n``, which is that of 1 + P, P Poisson of
mean N. So ``E[v^{-3/2}]^2 <= E[1/(1+P)] E[1/(1+P)^2] <= 2/N^3``, and ``(n+1)^2 mu < 2 N^3`` is
enough.

*One order.* v lies between ``w_- = 1 + c beta_2^(n-1)/(1-beta_2^n)`` and
``w_+ = 1 + c/(1-beta_2^n)``, and ``sum_i m_i = 1``, ``sum_i m_i^- <= n``, so
``D >= (n+1) f(w_+) - n f(w_-)``: positive if ``(n+1)^2 w_- > n^2 w_+``, again at one beta_2 for
all above it.
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb

from colorball.balls.sampling import Sampling
from colorball.exact.precision import working_precision
from colorball.exact.rational import to_flint

__all__ = ["is_positive_from", "positive_from"]

_BITS = 192


def positive_from(n: int, sampling: Sampling = Sampling.RESHUFFLE) -> Fraction:
    """A beta_2 from which on, up to 1, the drift is positive for every beta_1 in [0, 1).

    Args:
        n: number of parts, at least 3.
        sampling: how epochs draw.

    Example:
        >>> positive_from(10)
        Fraction(98, 99)
    """
    c = Fraction(1)
    while not is_positive_from(n, 1 - c / (n * n - 1), sampling):
        c = Fraction(2, n + 1) if sampling is Sampling.WITH_REPLACEMENT else c / 2
    return 1 - c / (n * n - 1)


def is_positive_from(n: int, beta2: Fraction, sampling: Sampling = Sampling.RESHUFFLE) -> bool:
    """Whether the bound above certainly shows a positive drift on ``[beta2, 1)``."""
    c = (1 - beta2) * (n * n - 1)
    mean = n + 1 - Fraction(1, n)
    if sampling is Sampling.WITH_REPLACEMENT:
        rate = Fraction(n * n - 1, n)
        return c <= Fraction(2, n + 1) or (c <= 1 and (n + 1) ** 2 * mean < 2 * rate**3)
    with working_precision(_BITS):  # exact powers would have millions of digits for large n
        b = arb(to_flint(beta2))
        epoch = to_flint(c) / (1 - b**n)
        if sampling is not Sampling.RESHUFFLE:
            return bool((n + 1) ** 2 * (1 + epoch * b ** (n - 1)) > n**2 * (1 + epoch))
        least = 1 + epoch * b ** (2 * n - 1)
        rise = to_flint(Fraction(n - 1, 2)) + n * (1 - b ** (n - 1))
        factor = to_flint((n + 1) * c / (2 * n)) * rise
        return bool(least**3 > factor**2 * to_flint(mean))

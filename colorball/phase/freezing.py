r"""How well frozen gradients describe Adam on Function (2), outside a shrinking zone.

With ``y = x + 2`` the gradients are ``g(y) = min(y, 1)`` times ``n, -1, ..., -1``. Let all steps
be ``|m|/sqrt(v) <= B``, and ``min(|y|, 1) >= R eta/sqrt(epoch)`` at a step. Then there

.. math::

    \Big|\frac{m}{\sqrt v} - \operatorname{sgn}(y) \frac{M}{\sqrt V}\Big| \le \frac{E}{R} + \dots,
    \qquad E = nB\Big(\frac{2\beta_1}{(1-\beta_1)^2}
    + B\sqrt{\tfrac{2\beta_2(1+2\beta_2)}{(1-\beta_2)^3}}\Big),

M and V the free process with the same orders; the dots are what is left of the start, at most
``beta_1^t + B beta_2^{t/2}`` after t steps for m = v = 0. Source: docs, "Why the sign of the drift
decides".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from colorball.exact.rational import to_flint

__all__ = ["Step", "adam_path", "freezing_constant"]


@dataclass(frozen=True)
class Step:
    """One step of Adam.

    Attributes:
        epoch: 1 for the first.
        y: the iterate plus 2, where the gradient is taken.
        size: the step size.
        ratio: ``m/sqrt(v)``, by which y moves times the step size.
        free: ``M/sqrt(V)`` of the free process.
    """

    epoch: int
    y: arb
    size: arb
    ratio: arb
    free: arb

    @property
    def error(self) -> arb:
        """How far the step is from what frozen gradients say, on the side where y is."""
        return self.ratio - self.free if self.y > 0 else self.ratio + self.free

    def allowed(self, constant: arb, left: arb) -> arb:
        """``constant / R`` plus what is left of the start, the bound of the error."""
        return constant * self.size / abs(self.y).min(arb(1)) + left


def adam_path(
    n: int,
    beta1: Fraction,
    beta2: Fraction,
    start: Fraction,
    eta: Fraction,
    positions: Sequence[int],
) -> list[Step]:
    """Adam on Function (2) with m = v = 0 at the start and step size ``eta/sqrt(epoch)``, enclosed.

    Args:
        n: number of parts.
        beta1: momentum coefficient.
        beta2: the same for the second moment.
        start: the first y, not 0.
        eta: the first step size, > 0.
        positions: where the big gradient stands in each epoch.

    Example:
        >>> path = adam_path(3, Fraction(0), Fraction(0), Fraction(5), Fraction(1), [0, 0])
        >>> [int(float(step.ratio)) for step in path]
        [1, -1, -1, 1, -1, -1]
    """
    b1, b2 = arb(to_flint(beta1)), arb(to_flint(beta2))
    y, m, v = arb(to_flint(start)), arb(0), arb(0)
    free_m, free_v, steps = arb(-1), arb(1), []
    for epoch, p in enumerate(positions, 1):
        size = arb(to_flint(eta)) / arb(epoch).sqrt()
        for i in range(n):
            factor = n if i == p else -1
            gradient = y.min(arb(1)) * factor
            m = b1 * m + (1 - b1) * gradient
            v = b2 * v + (1 - b2) * gradient**2
            free_m = b1 * free_m + (1 - b1) * factor
            free_v = b2 * free_v + (1 - b2) * factor**2
            ratio = m / v.sqrt()
            steps.append(Step(epoch, y, size, ratio, free_m / free_v.sqrt()))
            y = y - size * ratio
    return steps


def freezing_constant(n: int, beta1: Fraction, beta2: Fraction, bound: arb) -> arb:
    """The constant E for steps ``|m|/sqrt(v) <= bound``.

    Example:
        >>> print(freezing_constant(3, Fraction(1, 2), Fraction(0), arb(1)))
        12.0000000000000
    """
    first = arb(to_flint(2 * beta1 / (1 - beta1) ** 2))
    square = arb(to_flint(2 * beta2 * (1 + 2 * beta2) / (1 - beta2) ** 3))
    return n * bound * (first + bound * square.sqrt())

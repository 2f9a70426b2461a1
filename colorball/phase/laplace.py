r"""The drift by the trapezoidal rule on the whole line, with a proved error.

The integrand ``F(u) = e^{-u^2} (-A + (1-beta_1)(n+1) B)(c u^2)`` is even and entire. With step h,

.. math::

    D = \frac{h}{\sqrt\pi} \sum_{k=-N}^{N} F(kh) + \text{tail} + \text{error}, \qquad
    |\text{error}| \le \frac{2\,e^{y^2} F_+(iy)}{e^{2\pi y/h} - 1}

for every y > 0: in the strip ``|Im u| <= y`` one has ``|F(x+is)| <= e^{y^2-x^2} F_+(iy)``, with
``F_+ = A + (1-beta_1)(n+1) B`` at ``t = -c y^2``. On the real line ``F_+`` decreases, so the tail
is at most ``e^{-U^2} F_+(U) / (sqrt(pi) U)``, ``U = Nh`` (both sides together).
"""

from __future__ import annotations

import math

from flint import arb, fmpq

from colorball.balls.sampling import Sampling
from colorball.exact.precision import working_precision
from colorball.phase.deadline import stop_at
from colorball.phase.strip import best_strip
from colorball.phase.transform import EpochTransform, StepTransform, Transform

__all__ = ["laplace_drift"]

_GUARD_BITS = 24
_TOO_WIDE = "the balls of the betas are too wide"


def laplace_drift(
    n: int,
    beta1: fmpq | arb,
    beta2: fmpq | arb,
    sampling: Sampling,
    tolerance_bits: int,
    deadline: float | None = None,
) -> arb:
    """Encloses the drift to about ``2^-tolerance_bits``; the width is what comes out.

    Args:
        n: number of parts.
        beta1: momentum coefficient, a number or a narrow ball in [0, 1).
        beta2: the same for the second moment.
        sampling: reshuffle or with-replacement.
        tolerance_bits: how small truncation errors are made, as a power of 2.
        deadline: when to give up, on the clock of ``time.monotonic``.

    Raises:
        OutOfTimeError: if the deadline passes.
        ArithmeticError: if the balls of the betas are so wide that nothing comes out.
    """
    near_one = _bits_near_one(beta1) + _bits_near_one(beta2)
    bits = tolerance_bits + 3 * n.bit_length() + _GUARD_BITS
    with working_precision(bits + near_one):
        b1, b2 = arb(beta1), arb(beta2)
        kind = StepTransform if sampling is Sampling.WITH_REPLACEMENT else EpochTransform
        return _integral(kind(n, b1, b2, bits, deadline), tolerance_bits)


def _bits_near_one(beta: fmpq | arb) -> int:
    """How many bits are lost in ``1 - beta``."""
    gap = arb(1 - beta)
    return max(0, 1 - int(float(gap.log()) / math.log(2)))


def _integral(transform: Transform, tolerance_bits: int) -> arb:
    n, beta1, beta2 = transform.n, transform.beta1, transform.beta2
    scale = (1 - beta1) * (n + 1)
    c = (1 - beta2) * (n * n - 1)
    tolerance = arb(2) ** -(tolerance_bits + 2)
    y = best_strip(transform, float(c), tolerance_bits)
    above, above_weighted = transform.at(-c * y * y)
    bound = 2 * (y * y).exp() * (above + scale * above_weighted)
    step = (2 * arb.pi() * y / (bound / tolerance + 1).log()).mid()  # any step will do
    if not step > 0:  # or the bound is not finite, or not certainly positive
        raise ArithmeticError(_TOO_WIDE)
    error = bound / ((2 * arb.pi() * y / step).exp() - 1)
    root = arb.pi().sqrt()
    total, k = arb(0), 0
    while True:
        stop_at(transform.deadline)
        u = step * k
        plain, weighted = transform.at(c * u * u)
        gauss = (-u * u).exp()
        total = total + (2 if k else 1) * gauss * (scale * weighted - plain)
        if k:
            tail = gauss * (scale * weighted + plain) / (root * u)
            if tail < tolerance:
                return step / root * total + arb(0, tail) + arb(0, error)
            if not tail.is_finite() or u * u > 2 * transform.bits + 100:
                raise ArithmeticError(_TOO_WIDE)  # the sum would never end
        k += 1

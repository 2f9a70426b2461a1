r"""How large the drift can be for complex beta_2: the bound behind every interpolation error.

For a fixed sequence of positions ``v(z) = 1 + (n^2-1) sum_j (1-z) z^{d_j}`` is analytic in
``|z| < 1`` and ``Re v`` is harmonic, so its least value over an ellipse is taken on the boundary.
There every epoch adds at least the least ``Re (n^2-1)(1-z)z^d`` over the ages d that it can have,
whatever the positions. If all of this leaves ``Re v >= delta > 0``, then ``v^{-1/2}`` is analytic
and

.. math::

    |D| \le \Big(n + (n+1) \frac{|1-\beta_1|}{1-|\beta_1|}\Big) \delta^{-1/2},

because the first factor bounds ``sum_i E|m_i|``; beta_1 may be complex too.

The ellipses are Bernstein's: foci at the ends of an interval, semi-axes that add up to rho times
half its width.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from flint import acb, arb, fmpq
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from colorball.balls.sampling import Sampling
from colorball.exact.precision import working_precision

__all__ = ["Ellipse", "arcs", "least_real_part"]

_BITS = 53
_ARCS = 48
_BLOCK = 0.1  # ages in a block differ by about this much in the exponent
_NEGLIGIBLE = 0.02
_MOST_BLOCKS = 2_000


@dataclass(frozen=True)
class Ellipse:
    """The Bernstein ellipse of ``[lower, upper]`` with parameter ``rho > 1``."""

    lower: fmpq
    upper: fmpq
    rho: fmpq

    @property
    def rightmost(self) -> fmpq:
        """The largest real point."""
        middle, half = (self.lower + self.upper) / 2, (self.upper - self.lower) / 2
        return middle + half * (self.rho + 1 / self.rho) / 2


def arcs(ellipse: Ellipse) -> Iterator[acb]:
    """Balls that cover the upper half of the boundary; all functions here are real on the reals."""
    middle = arb((ellipse.lower + ellipse.upper) / 2)
    half = arb((ellipse.upper - ellipse.lower) / 2)
    across = half * arb(ellipse.rho + 1 / ellipse.rho) / 2
    upright = half * arb(ellipse.rho - 1 / ellipse.rho) / 2
    for k in range(_ARCS):
        angle = arb(fmpq(2 * k + 1, 2 * _ARCS), arb(fmpq(1, 2 * _ARCS)))
        yield acb(middle + across * angle.cos_pi(), upright * angle.sin_pi())


def least_real_part(n: int, sampling: Sampling, ellipse: Ellipse) -> arb | None:
    """A positive lower bound of ``Re v`` on the ellipse for all sequences, or None."""
    with working_precision(_BITS):
        if not ellipse.rightmost < 1:
            return None
        least = None
        for z in arcs(ellipse):
            found = _least_at(n, sampling, z)
            if found is None:
                return None
            least = found if least is None else min(least, found)
        return None if least is None else arb(least)


def _least_at(n: int, sampling: Sampling, z: acb) -> float | None:
    size = abs(z)
    if not size < 1:
        return None
    radius = float(size.upper())
    weight = n * n - 1
    scale = weight * float(abs(1 - z).upper()) * 1.0001
    cell = 1 if sampling is Sampling.WITH_REPLACEMENT else n
    gap = 1 - radius**cell * 1.0001 if radius**cell < 0.999 else float((1 - size**cell).lower())
    if gap <= 0:
        return None
    width = max(1, int(_BLOCK / max(-np.log(max(radius, 1e-300)), 1e-9)))
    count = int(np.log(_NEGLIGIBLE * gap / scale) / np.log(radius) / width) + 2 if radius else 1
    if count > _MOST_BLOCKS:
        return None
    lows = np.nextafter(_low_parts(z, width, count) * weight, -np.inf)
    # Beyond the last block: epochs that begin there, and up to three that begin before.
    rest = scale * radius ** (width * count) * (3 + 1 / gap) * 1.01
    if cell == 1:
        total = math.fsum(np.minimum(lows, 0)) * width
    else:
        total = math.fsum(_epoch_minima(lows, n, width))
    least = 1 + total - rest - 1e-9 * (1 + abs(total))
    return least if least > 1e-3 else None


def _low_parts(z: acb, width: int, count: int) -> NDArray[np.float64]:
    """Lower bounds of ``Re (1-z) z^d`` over the blocks of ages."""
    lows = []
    if width == 1:
        power = 1 - z
        for _ in range(count):
            lows.append(float(power.real.lower()))
            power = power * z
    else:
        log, ages = z.log(), arb(fmpq(width - 1, 2), arb(fmpq(width - 1, 2)))
        block, step, power = (log * ages).exp(), (log * width).exp(), 1 - z
        for _ in range(count):
            lows.append(float((power * block).real.lower()))
            power = power * step
    return np.array(lows)


def _epoch_minima(lows: NDArray[np.float64], n: int, width: int) -> NDArray[np.float64]:
    """The least that each epoch can add; an age's epoch is known to n ages."""
    running = np.minimum(lows[: (n - 1) // width + 1].min(), 0.0)  # it may have none
    last = len(lows) * width
    first = np.arange(1, last, n)  # an epoch's ages are in [first, first + 2n - 2]
    begin, end = first // width, (first + 2 * n - 2) // width
    span = (2 * n - 2) // width + 2
    blocks = sliding_window_view(np.append(lows, np.full(span, np.inf)), span)[begin]
    reached = np.arange(span) <= (end - begin)[:, None]
    least = np.where(reached, blocks, np.inf).min(axis=1)
    beyond = first + 2 * n - 2 >= last
    return np.append(np.where(beyond, np.minimum(least, 0.0), least), running)

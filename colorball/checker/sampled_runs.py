"""Adam on Function (2) with many lanes: what is run, in the checker's own words.

``m/sqrt(v)`` at iteration t lies between ``-1 - beta_2^t`` and U, ``U^2`` the lesser of ``4n^2/3``
(from ``m <= n``, ``v >= 1 - beta_2^t >= 3/4``) and, by Cauchy and Schwarz,
``(1-beta_1)^2 / ((1-beta_2)(1 - beta_1^2/beta_2))``. What is left of the start after t iterations
changes it by at most ``2 n beta_1^t + n^3 beta_2^t``, if ``beta_2^t <= 1/4``.
"""

from __future__ import annotations

from collections import deque
from fractions import Fraction
from functools import partial
from math import ceil, floor, isqrt

from colorball.checker.adam_lane import Lane, adam_lane, function_two
from colorball.checker.failures import Rejected
from colorball.checker.philox import odd_orders
from colorball.checker.sample import Run, SampleMean, SampleProbability

__all__ = ["diverging", "drift"]

_BITS = 16
_STEP = Fraction(1, 16)
_START = 2**16


def drift(
    name: str,
    point: tuple[int, str, str, str],
    epochs: tuple[int, int],
    lanes: int,
    seed: int,
    risk: Fraction,
    allowed: tuple[str, str],
) -> SampleMean:
    """The drift at ``(n, beta1, beta2, sampling)``, from (burn-in, measured) epochs."""
    n, beta1, beta2, sampling = point
    burn, measured = epochs
    b1, b2 = Fraction(beta1), Fraction(beta2)
    left1, left2 = b1 ** (n * burn), b2 ** (n * burn)
    if left2 > Fraction(1, 4):
        raise Rejected("a run is measured too early")
    square = Fraction(4 * n * n, 3)
    if b1 * b1 < b2:
        square = min(square, (1 - b1) ** 2 / ((1 - b2) * (1 - b1 * b1 / b2)))
    most = isqrt(ceil(n * n * square)) + 1
    lane = function_two(n, float(b1), float(b2), float(_STEP), False, float(_START))
    command = (
        f"colorball simulate --problem function-2 --n {n} --rule adam --beta1 {beta1} "
        f"--beta2 {beta2} --step {_STEP} --schedule constant --sampling {sampling} "
        f"--start {_START} --epochs {burn + measured} --seeds {lanes} --seed {seed}"
    )
    run = Run(
        command,
        seed,
        lanes,
        -(n + 1) << _BITS,
        most << _BITS,
        partial(_moved, lane, seed, sampling, burn, measured),
    )
    # an epoch has n steps; the last term is for the rounding of x, 2^-37 a step
    bias = n * (2 * n * left1 + n**3 * left2) + Fraction(1, 2**20)
    return SampleMean(name, run, Fraction(1, 2**_BITS), bias, risk, allowed)


def _moved(lane: Lane, seed: int, sampling: str, burn: int, measured: int, number: int) -> int:
    """By how much x moves in a measured epoch on average, over ``-step``, in units of 2^-16."""
    places = [
        x for x, _ in adam_lane(lane, odd_orders(seed, number, lane.n, burn + measured, sampling))
    ]
    return floor((places[burn - 1] - places[-1]) * float(2**_BITS / (_STEP * measured)))


def diverging(
    name: str,
    point: tuple[int, str, str],
    epochs: int,
    lanes: int,
    seed: int,
    risk: Fraction,
    allowed: tuple[str, str],
) -> SampleProbability:
    """The probability that f ends above its start, ``f(1) = 1``, at ``(n, beta1, beta2)``."""
    n, beta1, beta2 = point
    lane = function_two(n, float(Fraction(beta1)), float(Fraction(beta2)), 1.0, True, 1.0)
    command = (
        f"colorball simulate --problem function-2 --n {n} --rule adam --beta1 {beta1} "
        f"--beta2 {beta2} --step 1 --schedule 1/sqrt-epoch --sampling reshuffle "
        f"--start 1 --epochs {epochs} --seeds {lanes} --seed {seed}"
    )
    value = partial(_diverges, lane, seed, epochs)
    return SampleProbability(name, Run(command, seed, lanes, 0, 1, value), risk, allowed)


def _diverges(lane: Lane, seed: int, epochs: int, number: int) -> int:
    path = adam_lane(lane, odd_orders(seed, number, lane.n, epochs, "reshuffle"))
    x, _ = deque(path, maxlen=1)[0]
    left = min(x + 2.0, 1.0)
    return int((x if x >= -1.0 else 0.5 * (left * left) - 1.5) > 1.0)

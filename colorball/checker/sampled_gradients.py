"""Squared gradients of Adam on the toy pair with five parts, in the checker's own words.

The sum's gradient is ``9 x``. A lane's integer counts units of ``clip / 2^17``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache, partial
from itertools import islice
from math import floor

from colorball.checker.adam_lane import Lane, adam_lane, toy_apart, toy_shared
from colorball.checker.philox import odd_orders
from colorball.checker.sample import Run, SampleSlope

__all__ = ["GradientRuns", "in_time"]

_N = 5
_BITS = 17


class GradientRuns:
    """Lanes of Adam with step size ``step/sqrt(epoch)``, seen after some epochs."""

    def __init__(
        self,
        problem: str,
        betas: tuple[str, str],
        step: str,
        start: int,
        sampling: str,
        epochs: tuple[int, ...],
        lanes: int,
        seed: int,
    ) -> None:
        make = {"toy-apart": toy_apart, "toy-shared": toy_shared}[problem]
        beta1, beta2 = (float(Fraction(beta)) for beta in betas)
        self._lane = make(_N, beta1, beta2, float(Fraction(step)), float(start))
        self._sampling, self._lanes, self._seed = sampling, lanes, seed
        self._command = (
            f"colorball simulate --problem {problem} --n {_N} --rule adam --beta1 {betas[0]} "
            f"--beta2 {betas[1]} --step {step} --schedule 1/sqrt-epoch --sampling {sampling} "
            f"--start {start} --epochs {max(epochs)} --seeds {lanes} --seed {seed}"
        )

    def after(self, epoch: int, clip: Fraction) -> Run:
        """The squared gradient after an epoch, at most ``clip``."""
        words = f"{self._command}; squared gradient after epoch {epoch}, at most {clip}"
        scale = float(2**_BITS / clip)
        value = partial(_squared, self._lane, self._seed, self._sampling, epoch, scale)
        return Run(words, self._seed, self._lanes, 0, 2**_BITS, value, again=1)


def _squared(lane: Lane, seed: int, sampling: str, epoch: int, scale: float, number: int) -> int:
    gradient = 9.0 * _place(lane, seed, sampling, epoch, number)
    return floor(min(gradient * gradient * scale, float(2**_BITS)))


@lru_cache(maxsize=4096)
def _place(lane: Lane, seed: int, sampling: str, epoch: int, number: int) -> float:
    path: Iterator[tuple[float, list[float]]] = adam_lane(
        lane, odd_orders(seed, number, _N, epoch, sampling)
    )
    return next(islice(path, epoch - 1, None))[0]


def in_time(
    name: str,
    runs: GradientRuns,
    base: int,
    exponents: Sequence[int],
    clips: Sequence[Fraction],
    risk: Fraction,
    allowed: tuple[str, str],
) -> SampleSlope:
    """The slope in the number of epochs, ``base^exponent``."""
    return SampleSlope(
        name,
        tuple(runs.after(base**e, clip) for e, clip in zip(exponents, clips, strict=True)),
        tuple(clip / 2**_BITS for clip in clips),
        base,
        tuple(exponents),
        risk,
        allowed,
    )

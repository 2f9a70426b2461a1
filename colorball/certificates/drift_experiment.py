r"""The drift of Adam on Function (2), measured by the displacement of many lanes.

With a constant step size and a start far to the right, x moves in an epoch by ``-step`` times
``sum m_i/sqrt(v_i)``. The lanes run ``burn`` epochs first, then the displacement of ``measured``
more is taken. What is then left of the start m = v = 0 is bounded: with ``t = n burn``,
``beta_2^t <= 1/4`` and M, V the stationary moments with the same orders,

.. math::

    \Big|\frac{m}{\sqrt v} - \frac{M}{\sqrt V}\Big|
    \le \frac{|m - M|}{\sqrt v} + \frac{|M|\,|V - v|}{\sqrt v \sqrt V (\sqrt v + \sqrt V)}
    \le 2 n \beta_1^t + n^3 \beta_2^t,

since ``|m - M| <= n beta_1^t``, ``|V - v| <= n^2 beta_2^t``, ``|M| <= n`` and
``v, V >= 1 - beta_2^t``. The same start gives ``-1 - beta_2^t <= m/sqrt(v) <= U`` with
:math:`U^2 = (1-\beta_1)^2 / ((1-\beta_2)(1 - \beta_1^2/\beta_2))` by Cauchy and Schwarz if
``beta_1^2 < beta_2``, and ``U^2 = 4 n^2/3`` in any case.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, isqrt

import numpy as np

from colorball.certificates.sample import Experiment
from colorball.errors import InputError
from colorball.exact.rational import rational, rational_text
from colorball.simulation.plan import make_plan
from colorball.simulation.run import run_lanes

__all__ = ["UNIT", "DriftRun"]

UNIT = Fraction(1, 2**16)
_STEP = Fraction(1, 16)
_START = 2**16
_ROUNDING = Fraction(1, 2**20)  # of the measured epochs: each step is off by 2^-36 at most


@dataclass(frozen=True)
class DriftRun:
    """A point at which the drift is measured.

    Attributes:
        n: number of parts.
        beta1: an exact number, as text.
        beta2: the same.
        burn: epochs before the measurement.
        measured: epochs that are measured, a power of 2 up to 16.
        sampling: how epochs draw.
        lanes: how many lanes.
        seed: the key of the random numbers.
    """

    n: int
    beta1: str
    beta2: str
    burn: int
    measured: int
    sampling: str
    lanes: int
    seed: int

    @property
    def bias(self) -> Fraction:
        """By how much the start, and rounding, can move the mean of a measured epoch.

        Example:
            >>> run = DriftRun(10, "3/10", "7/10", 8, 8, "reshuffle", 256, 1)
            >>> run.bias < Fraction(1, 10**6)
            True
        """
        t = self.n * self.burn
        left1, left2 = (rational(beta, "beta") ** t for beta in (self.beta1, self.beta2))
        if left2 > Fraction(1, 4):
            raise InputError("burn", self.burn, "more epochs, until beta_2^(n burn) <= 1/4")
        return 2 * self.n**2 * left1 + self.n**4 * left2 + _ROUNDING

    @property
    def bounds(self) -> tuple[int, int]:
        """Sure bounds of a measured epoch's sum of ``m/sqrt(v)``."""
        b1, b2 = rational(self.beta1, "beta1"), rational(self.beta2, "beta2")
        square = Fraction(4 * self.n**2, 3)
        if b1**2 < b2:
            square = min(square, (1 - b1) ** 2 / ((1 - b2) * (1 - b1**2 / b2)))
        return -self.n - 1, isqrt(ceil(self.n**2 * square)) + 1

    @property
    def command(self) -> str:
        """The command line that runs the same lanes."""
        return (
            f"colorball simulate --problem function-2 --n {self.n} --rule adam "
            f"--beta1 {self.beta1} --beta2 {self.beta2} --step {rational_text(_STEP)} "
            f"--schedule constant --sampling {self.sampling} --start {_START} "
            f"--epochs {self.burn + self.measured} --seeds {self.lanes} --seed {self.seed}"
        )

    def experiment(self) -> Experiment:
        """Run the lanes; their integers are displacements over ``-step``, in units of 2^-16."""
        if self.burn % self.measured:
            raise InputError("burn", self.burn, f"a multiple of {self.measured}")
        epochs = self.burn + self.measured
        plan = make_plan(
            "function-2",
            n=self.n,
            rule="adam",
            beta1=self.beta1,
            beta2=self.beta2,
            step=_STEP,
            schedule="constant",
            sampling=self.sampling,
            start=_START,
            epochs=epochs,
            seeds=self.lanes,
            seed=self.seed,
            record=self.measured,
            engine="exact",  # the checker runs lanes again, to the last bit
        )
        path = run_lanes(plan, 0, plan.lanes)["trajectory_x"]
        moved = path[self.burn // self.measured] - path[-1]
        scale = 1 / float(_STEP * self.measured * UNIT)  # a power of 2: nothing is rounded
        values = np.floor(moved * scale).astype(np.int64)
        low, high = (end * UNIT.denominator for end in self.bounds)
        return Experiment.of(self.command, self.seed, values, (low, high))

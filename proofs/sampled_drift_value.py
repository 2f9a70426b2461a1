r"""The drift's size: simulated displacements against certified enclosures.

Source: talk, "Theorem 2"; ``docs/sampled.md``.

Statement. At five points, under random reshuffling and with replacement, the mean displacement of
many simulated lanes agrees with ``colorball.drift``.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import ceil, floor

from colorball.certificates.claim import Claim, Control, Sample
from colorball.certificates.document import Certificate, new_certificate
from colorball.certificates.drift_experiment import UNIT, DriftRun
from colorball.certificates.sample import Measurement, counterexample, mean
from colorball.phase.answer import Drift
from colorball.phase.drift import drift
from colorball.statistics.interval import Allowed
from colorball.verdict import Verdict

STATEMENT = {
    "value": "the mean displacement of simulated lanes is within 0.05 of the certified drift D "
    "at five points, within 0.08 with replacement",
    "points": "(n, beta_1, beta_2) = (10, 3/10, 7/10), (10, 9/10, 19/20), (5, 9/10, 9/10), "
    "(20, 4/5, 4/5) under random reshuffling, (10, 1/2, 9/10) with replacement",
    "drift": "D = E[sum over i < n of m_i/sqrt(v_i)], stationary, on the right piece of "
    "Function (2)",
    "evidence": "sampled",
}

ASSUMPTIONS = (
    "the words of Philox4x32-10 are independent and uniform",
    "a constant step size; a start so far to the right that no lane leaves the right piece",
)

PROOF = (
    "Each lane runs some epochs before the measurement. What is left of its start then moves the "
    "mean by at most 2 n^2 beta_1^t + n^4 beta_2^t, t the iterations before; the interval is "
    "widened by that.",
    "The displacement of the next 8 or 16 epochs, over the step size, is surely bounded; the lanes "
    "are independent. The empirical Bernstein interval holds for every number of lanes; its false "
    "alarm rate is 2e-7 at each of the five points.",
    "The interval must lie within the tolerance around the certified enclosure.",
)

RISK = Fraction(1, 5 * 10**6)
LANES = 2**16


@dataclass(frozen=True)
class _Point:
    name: str
    run: DriftRun
    tolerance: Fraction


def _point(
    name: str,
    numbers: tuple[int, str, str],
    epochs: tuple[int, int],
    seed: int,
    sampling: str = "reshuffle",
    tolerance: str = "0.05",
) -> _Point:
    return _Point(name, DriftRun(*numbers, *epochs, sampling, LANES, seed), Fraction(tolerance))


POINTS = (
    _point("ten_low", (10, "3/10", "7/10"), (8, 8), 11),
    _point("ten_high", (10, "9/10", "19/20"), (32, 16), 12),
    _point("five", (5, "9/10", "9/10"), (32, 8), 13),
    _point("twenty", (20, "4/5", "4/5"), (16, 8), 14),
    _point("with_replacement", (10, "1/2", "9/10"), (16, 16), 15, "with-replacement", "0.08"),
)


@cache
def _certified(index: int) -> Drift:
    run = POINTS[index].run
    return drift(run.n, run.beta1, run.beta2, sampling=run.sampling, digits=6)


def _around(index: int) -> Allowed:
    """The tolerance around the enclosure, rounded inwards to thousandths."""
    found, tolerance = _certified(index), POINTS[index].tolerance
    return Allowed(
        Fraction(ceil((found.upper - tolerance) * 1000), 1000),
        Fraction(floor((found.lower + tolerance) * 1000), 1000),
    )


@cache
def _measured(index: int) -> Measurement:
    point = POINTS[index]
    run = point.run
    return mean(
        point.name,
        f"D({run.beta1}, {run.beta2}, {run.n}), {run.sampling},",
        run.experiment(),
        _around(index),
        RISK,
        unit=UNIT,
        bias=run.bias,
    )


def _measurements() -> tuple[Measurement, ...]:
    return tuple(_measured(index) for index in range(len(POINTS)))


def certificate() -> Certificate:
    """The record of the lanes."""
    steps = [measurement.step for measurement in _measurements()]
    return new_certificate("sampled-drift-value", STATEMENT, steps, ())


def _counterexample() -> str | None:
    return counterexample(_measurements())


def _shifted(index: int, shift: str) -> str | None:
    """Refutes that the drift is in the certified enclosure moved by so much."""
    found = _certified(index)
    return _measured(index).refutes(
        Allowed(found.lower + Fraction(shift), found.upper + Fraction(shift))
    )


def _is_that_of(index: int, other: Drift) -> str | None:
    return _measured(index).refutes(Allowed(other.lower, other.upper))


CONTROLS = (
    Control("D(3/10, 7/10, 10) is 0.05 larger", lambda: _shifted(0, "0.05")),
    Control("D(3/10, 7/10, 10) is 0.05 smaller", lambda: _shifted(0, "-0.05")),
    Control("D(9/10, 19/20, 10) is 0.05 larger", lambda: _shifted(1, "0.05")),
    Control("D(9/10, 9/10, 5) is 0.05 smaller", lambda: _shifted(2, "-0.05")),
    Control("D(4/5, 4/5, 20) is 0.1 larger", lambda: _shifted(3, "0.1")),
    Control(
        "the drift with replacement is that of reshuffling",
        lambda: _is_that_of(4, drift(10, "1/2", "9/10", digits=6)),
    ),
    Control(
        "D(3/10, 7/10, 10) is that of 11 parts",
        lambda: _is_that_of(0, drift(11, "3/10", "7/10", digits=6)),
    ),
)

CLAIM = Claim(
    name="sampled-drift-value",
    title="The drift's size, simulated",
    source='talk, "Theorem 2"; docs/sampled.md',
    statement="the mean displacement of simulated lanes of Adam on Function (2) agrees with the "
    "certified drift at five points, under random reshuffling and with replacement",
    latex=r"\frac{x_j - x_{j+1}}{\eta} \approx D(\beta_1, \beta_2, n)\ \text{on average}",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="empirical Bernstein intervals",
    certificate=certificate,
    counterexample=_counterexample,
    controls=CONTROLS,
    expected=Verdict.SAMPLED,
    reason="Simulation agrees with the certified drift; it proves nothing itself.",
    sample=Sample(lanes=len(POINTS) * LANES, false_alarm=len(POINTS) * RISK),
)

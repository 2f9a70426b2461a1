"""What was sampled, as steps of a certificate, and what it says about a statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from colorball.statistics.clopper_pearson import clopper_pearson
from colorball.statistics.empirical_bernstein import empirical_bernstein
from colorball.statistics.interval import Allowed, ConfidenceInterval, decimal_unit
from colorball.statistics.lane_sums import LaneSums, lane_sums
from colorball.statistics.log_slope import log_slope
from colorball.verdict import Verdict

__all__ = [
    "Experiment",
    "Measurement",
    "counterexample",
    "mean",
    "probability",
    "slope",
]

Step = dict[str, object]


@dataclass(frozen=True)
class Experiment:
    """Lanes that were run, with an integer for each.

    Attributes:
        words: what was run, in words or as a command.
        seed: the key of the random numbers.
        sums: the sums over blocks of lanes.
        bounds: integers between which every lane's integer lies, surely.
    """

    words: str
    seed: int
    sums: LaneSums
    bounds: tuple[int, int]

    @classmethod
    def of(
        cls, words: str, seed: int, values: NDArray[np.int64], bounds: tuple[int, int]
    ) -> Experiment:
        """From every lane's integer.

        Raises:
            ValueError: if a lane is outside the bounds: then they are not sure.
        """
        if int(values.min()) < bounds[0] or int(values.max()) > bounds[1]:
            raise ValueError(f"{words}: a lane is outside {bounds}")
        return cls(words, seed, lane_sums(values), bounds)

    def record(self, *, squares: bool = True) -> Step:
        """The experiment as part of a certificate."""
        record: Step = {
            "experiment": self.words,
            "seed": self.seed,
            "lanes": self.sums.lanes,
            "sums": list(self.sums.sums),
            "total": self.sums.total,
        }
        if squares:
            record["squares"] = list(self.sums.squares)
            record["total_squares"] = self.sums.total_squares
        return record

    def mean(self, unit: Fraction, bias: Fraction, risk: Fraction) -> ConfidenceInterval:
        """For the mean of what the integers are the floors of, times ``unit``, up to ``bias``."""
        sums = self.sums
        plain = empirical_bernstein(sums.lanes, sums.total, sums.total_squares, self.bounds, risk)
        digit = decimal_unit()
        low = plain.lower * unit - bias
        high = (plain.upper + 1) * unit + bias
        return ConfidenceInterval(
            floor(low / digit) * digit, ceil(high / digit) * digit, risk, sums.lanes
        )


@dataclass(frozen=True)
class Measurement:
    """A quantity that was measured, and what a claim allows it to be.

    Attributes:
        name: the name of the certificate's step.
        words: what the quantity is.
        interval: the confidence interval.
        allowed: what the claim allows.
        step: the certificate's step.
    """

    name: str
    words: str
    interval: ConfidenceInterval
    allowed: Allowed
    step: Step

    def refutes(self, allowed: Allowed) -> str | None:
        """The interval in words, if none of it is allowed."""
        if self.interval.verdict(allowed) is not Verdict.REFUTED:
            return None
        return (
            f"{self.words} is in {self.interval} ({self.interval.count:,} lanes, false alarm "
            f"{float(self.interval.false_alarm):.1g}); the statement says {allowed}"
        )


def mean(
    name: str,
    words: str,
    experiment: Experiment,
    allowed: Allowed,
    risk: Fraction,
    *,
    unit: Fraction,
    bias: Fraction = Fraction(0),
) -> Measurement:
    """The mean of a bounded number per lane."""
    interval = experiment.mean(unit, bias, risk)
    step = _step(name, "sample-mean", interval, allowed, risk, sample=experiment.record())
    return Measurement(name, words, interval, allowed, step)


def probability(
    name: str, words: str, experiment: Experiment, allowed: Allowed, risk: Fraction
) -> Measurement:
    """The probability that a lane's integer is 1 and not 0."""
    interval = clopper_pearson(experiment.sums.total, experiment.sums.lanes, risk)
    record = experiment.record(squares=False)
    step = _step(name, "sample-probability", interval, allowed, risk, sample=record)
    return Measurement(name, words, interval, allowed, step)


def slope(
    name: str,
    words: str,
    experiments: Sequence[Experiment],
    allowed: Allowed,
    risk: Fraction,
    *,
    units: Sequence[Fraction],
    base: int,
    exponents: Sequence[int],
) -> Measurement:
    """The slope of a log-log fit of means; ``risk`` is that of each mean."""
    means = [
        experiment.mean(unit, Fraction(0), risk)
        for experiment, unit in zip(experiments, units, strict=True)
    ]
    interval = log_slope(base, exponents, means)
    step = _step(
        name,
        "sample-slope",
        interval,
        allowed,
        risk,
        samples=[experiment.record() for experiment in experiments],
        base=base,
        exponents=list(exponents),
    )
    return Measurement(name, words, interval, allowed, step)


def counterexample(measurements: Sequence[Measurement]) -> str | None:
    """What refutes the claim: a measurement of which no part is allowed."""
    found = (measurement.refutes(measurement.allowed) for measurement in measurements)
    return next((words for words in found if words is not None), None)


def _step(
    name: str,
    rule: str,
    interval: ConfidenceInterval,
    allowed: Allowed,
    risk: Fraction,
    **fields: object,
) -> Step:
    return {
        "name": name,
        "rule": rule,
        **fields,
        "risk": str(risk),
        "allowed": [str(allowed.lower), str(allowed.upper)],
        "lower": str(interval.lower),
        "upper": str(interval.upper),
    }

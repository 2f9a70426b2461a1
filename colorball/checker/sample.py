"""The rules for what was sampled: a record of lanes, and the interval that follows from it.

A record keeps, for each of 256 blocks of lanes, the sum of an integer per lane and the sum of its
square. The checker does three things. It runs some of the blocks again, in plain Python; the
record's own digest says which, so that whoever makes a record cannot choose them. It computes the
interval anew. And it requires that the interval lies within what the claim allows.

That makes it a check of what was sampled. It proves nothing about the claim: a wrong claim passes
with the probability ``risk``, for an honest record, and a forged one if no block that is run again
was forged.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from colorball.checker.brute_force import read_fraction
from colorball.checker.confidence import (
    mean_interval,
    probability_interval,
    rounded,
    slope_interval,
)
from colorball.checker.failures import Rejected
from colorball.checker.language import Scope

__all__ = ["Run", "SampleMean", "SampleProbability", "SampleSlope"]

_BLOCKS = 256
_MOST = 1 << 60

Step = Mapping[str, object]
Ends = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Run:
    """Many lanes, and an integer that each has.

    Attributes:
        experiment: what is run, in words or as a command; a record must say the same.
        seed: the key of the random numbers.
        lanes: how many, a multiple of 256.
        low: every lane's integer is at least this.
        high: and at most this.
        value: the integer of a lane, run again.
        again: how many blocks are run again.
    """

    experiment: str
    seed: int
    lanes: int
    low: int
    high: int
    value: Callable[[int], int]
    again: int = 2

    def read(self, record: object, *, squares: bool = True) -> tuple[int, int]:
        """The sum and the sum of squares over all lanes, as the record says."""
        fields = {"experiment", "seed", "lanes", "sums", "total"}
        fields |= {"squares", "total_squares"} if squares else set()
        if not isinstance(record, dict) or set(record) != fields:
            raise Rejected("a record's fields are not those of a sample")
        for field in ("experiment", "seed", "lanes"):
            stated = record[field]
            if stated != getattr(self, field) or isinstance(stated, bool):
                raise Rejected(f"its {field} is not the claim's")
        sums = _integers(record["sums"])
        powers = _integers(record["squares"]) if squares else sums
        for field, parts in (("total", sums), ("total_squares", powers)):
            if (field != "total_squares" or squares) and _integer(record[field]) != sum(parts):
                raise Rejected(f"its {field} is not the sum of its blocks")
        return sum(sums), sum(powers)

    def run_again(self, record: Mapping[str, object]) -> None:
        """Run the blocks that the record's digest chooses; last, since it takes longest."""
        sums, squares = _integers(record["sums"]), record.get("squares")
        for block in _chosen(record, self.again):
            stated = None if squares is None else _integers(squares)[block]
            self._run_block(block, sums[block], stated)

    def _run_block(self, block: int, stated: int, stated_squares: int | None) -> None:
        size = self.lanes // _BLOCKS
        values = [self.value(lane) for lane in range(block * size, (block + 1) * size)]
        if not all(self.low <= value <= self.high for value in values):
            raise Rejected(f"a lane of block {block} is outside the bounds")
        squares = sum(value * value for value in values)
        if sum(values) != stated or stated_squares not in (squares, None):
            raise Rejected(f"block {block}, run again, has other sums")


@dataclass(frozen=True)
class SampleMean:
    """The mean of ``unit * value``, up to ``bias`` and down-rounding, lies in ``allowed``."""

    name: str
    run: Run
    unit: Fraction
    bias: Fraction
    risk: Fraction
    allowed: tuple[str, str]
    is_sampled: bool = True

    def verify(self, step: Step, scope: Scope) -> None:  # noqa: ARG002
        """Accept the step or raise Rejected."""
        _require_fields(step, "sample-mean", "sample")
        _require_frame(step, self.risk, self.allowed)
        sample = step["sample"]
        low, high = _mean(self.run, sample, self.risk)
        _require_ends(step, *rounded(low * self.unit - self.bias, high * self.unit + self.bias))
        assert isinstance(sample, dict)  # it was read
        self.run.run_again(sample)


@dataclass(frozen=True)
class SampleProbability:
    """The probability that ``value`` is 1, not 0, lies in ``allowed``."""

    name: str
    run: Run
    risk: Fraction
    allowed: tuple[str, str]
    is_sampled: bool = True

    def verify(self, step: Step, scope: Scope) -> None:  # noqa: ARG002
        """Accept the step or raise Rejected."""
        _require_fields(step, "sample-probability", "sample")
        _require_frame(step, self.risk, self.allowed)
        sample = step["sample"]
        total, _ = self.run.read(sample, squares=False)
        _require_ends(step, *probability_interval(total, self.run.lanes, self.risk))
        assert isinstance(sample, dict)  # it was read
        self.run.run_again(sample)


@dataclass(frozen=True)
class SampleSlope:
    """The slope of ``log mean`` against ``log base^exponent`` lies in ``allowed``.

    ``units`` are what the runs' integers count, ``risk`` is that of each mean.
    """

    name: str
    runs: tuple[Run, ...]
    units: tuple[Fraction, ...]
    base: int
    exponents: tuple[int, ...]
    risk: Fraction
    allowed: tuple[str, str]
    is_sampled: bool = True

    def verify(self, step: Step, scope: Scope) -> None:  # noqa: ARG002
        """Accept the step or raise Rejected."""
        _require_fields(step, "sample-slope", "samples", "base", "exponents")
        _require_frame(step, self.risk, self.allowed)
        samples, exponents = step["samples"], step["exponents"]
        if exponents != list(self.exponents) or step["base"] != self.base:
            raise Rejected("its abscissas are not the claim's")
        if not isinstance(samples, list) or len(samples) != len(self.runs):
            raise Rejected(f"it does not have {len(self.runs)} samples")
        means = []
        for run, sample, unit in zip(self.runs, samples, self.units, strict=True):
            low, high = _mean(run, sample, self.risk)
            means.append(rounded(low * unit, high * unit))
        _require_ends(step, *slope_interval(self.base, self.exponents, means))
        for run, sample in zip(self.runs, samples, strict=True):
            run.run_again(sample)


def _mean(run: Run, sample: object, risk: Fraction) -> Ends:
    """For the mean of what the integers are the floors of."""
    total, squares = run.read(sample)
    low, high = mean_interval(run.lanes, total, squares, run.high - run.low, risk)
    return low, high + 1


def _chosen(record: Mapping[str, object], count: int) -> list[int]:
    """The blocks to run again, by the digest of the record."""
    text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sorted(set(hashlib.sha256(text.encode("ascii")).digest()[:count]))


def _integer(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _MOST:
        raise Rejected("a sum is not an integer")
    return value


def _integers(values: object) -> list[int]:
    if not isinstance(values, list) or len(values) != _BLOCKS:
        raise Rejected(f"a record does not have {_BLOCKS} blocks")
    return [_integer(value) for value in values]


def _require_fields(step: Step, rule: str, *fields: str) -> None:
    if step.get("rule") != rule:
        raise Rejected(f"its rule is not {rule}")
    if set(step) != {"name", "rule", "risk", "allowed", "lower", "upper", *fields}:
        raise Rejected(f"its fields are not those of {rule}")


def _require_frame(step: Step, risk: Fraction, allowed: tuple[str, str]) -> None:
    if step["risk"] != str(risk):
        raise Rejected("its risk is not the claim's")
    if step["allowed"] != list(allowed):
        raise Rejected("what it allows is not what the claim allows")


def _require_ends(step: Step, low: Fraction, high: Fraction) -> None:
    if read_fraction(step["lower"]) != low or read_fraction(step["upper"]) != high:
        raise Rejected("its interval is not that of its sums")
    allowed = step["allowed"]
    assert isinstance(allowed, list)  # _require_frame has looked
    if not (Fraction(allowed[0]) <= low and high <= Fraction(allowed[1])):
        raise Rejected(f"the interval [{float(low):.6g}, {float(high):.6g}] is not within bounds")

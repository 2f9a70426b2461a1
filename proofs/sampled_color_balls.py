r"""Lemmas A.1 and A.2 under simulated draws.

Source: talk, Lemmas A.1 and A.2; ``docs/sampled.md``.

Statement. For labels 1, 2, 6, three epochs and beta = 4/5 the mean of S over simulated draws agrees
with ``colorball.expectation`` under three sampling schemes, and the mean of ``r_k S``, with the
signs that attain it, with ``colorball.radius``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from math import ceil, floor, isqrt

from colorball.balls.expectation import expectation
from colorball.balls.sampling import Sampling
from colorball.certificates.claim import Claim, Control, Sample
from colorball.certificates.document import Certificate, new_certificate
from colorball.certificates.sample import (
    Experiment,
    Measurement,
    counterexample,
    mean,
)
from colorball.simulation.ball_draws import ROOT_BITS, BallDraws, ball_sums, weighted_sums
from colorball.statistics.interval import Allowed
from colorball.verdict import Verdict
from colorball.weighted.filtration import Filtration
from colorball.weighted.radius import radius

STATEMENT = {
    "mean": "E[S] for labels 1, 2, 6, three epochs and beta = 4/5 is within 0.06 of Lemma "
    "A.1's value, within 0.15 with replacement",
    "radius": "E[r_k S], r_0 = 0, with the signs of E[S | F_(l-1)], is within 0.12 of Lemma "
    "A.2's radius",
    "evidence": "sampled",
}

ASSUMPTIONS = (
    "the words of Philox4x32-10 are independent and uniform",
    "labels 1, 2, 6; three epochs; beta = 4/5; 262,144 lanes for each of the four means",
)

PROOF = (
    "S is computed in integers, so no rounding of floats enters; it is bounded surely.",
    "Each mean gets the empirical Bernstein interval of Maurer and Pontil, valid for every "
    "number of lanes; its false alarm rate is 2.5e-7.",
    "The interval must lie within the tolerance around the exact value.",
)

RISK = Fraction(1, 4 * 10**6)
LANES = 2**18
_LABELS, _EPOCHS, _BETA = (1, 2, 6), 3, Fraction(4, 5)
_SCHEMES = (
    ("reshuffle", Sampling.RESHUFFLE, 1, Fraction("0.06")),
    ("with_replacement", Sampling.WITH_REPLACEMENT, 2, Fraction("0.15")),
    ("shuffle_once", Sampling.SHUFFLE_ONCE, 3, Fraction("0.06")),
)
_RADIUS_TOLERANCE = Fraction("0.12")
_SUM_SHIFT, _PRODUCT_SHIFT = 6, 19  # so that a lane's integer has at most 24 bits


def _exact(sampling: Sampling = Sampling.RESHUFFLE, epochs: int = _EPOCHS) -> Fraction:
    return Fraction(str(expectation(list(_LABELS), epochs, _BETA, sampling=sampling)))


def _around(low: Fraction, high: Fraction, tolerance: Fraction) -> Allowed:
    """The tolerance around an enclosure, rounded inwards to hundredths."""
    return Allowed(
        Fraction(ceil((high - tolerance) * 100), 100), Fraction(floor((low + tolerance) * 100), 100)
    )


def _draws(sampling: Sampling, seed: int) -> BallDraws:
    return BallDraws(_LABELS, _EPOCHS, _BETA, sampling, seed, LANES)


def _words(what: str, sampling: Sampling) -> str:
    return f"{what}: labels 1,2,6, {_EPOCHS} epochs, beta 4/5, {sampling}"


@cache
def _mean_of_s(name: str, sampling: Sampling, seed: int, tolerance: Fraction) -> Measurement:
    draws = _draws(sampling, seed)
    low, high = (end >> _SUM_SHIFT for end in draws.bounds)
    experiment = Experiment.of(
        _words("S", sampling), seed, ball_sums(draws) >> _SUM_SHIFT, (low, high)
    )
    exact, unit = _exact(sampling), Fraction(2**_SUM_SHIFT, draws.scale)
    allowed = _around(exact, exact, tolerance)
    return mean(name, f"E[S], {sampling},", experiment, allowed, RISK, unit=unit)


@cache
def _weighted_mean() -> Measurement:
    draws = _draws(Sampling.RESHUFFLE, 4)
    most = max(map(abs, draws.bounds))
    roots = sum(isqrt(2 ** (2 * ROOT_BITS) // epoch) for epoch in range(1, _EPOCHS + 1))
    end = (most * roots >> _PRODUCT_SHIFT) + 1
    experiment = Experiment.of(
        _words("r_k S with signs of E[S | F_(l-1)]", Sampling.RESHUFFLE),
        4,
        weighted_sums(draws, _exact()) >> _PRODUCT_SHIFT,
        (-end, end),
    )
    tight = radius(list(_LABELS), _EPOCHS, _BETA)
    return mean(
        "radius",
        "E[r_k S]",
        experiment,
        _around(tight.lower, tight.upper, _RADIUS_TOLERANCE),
        RISK,
        unit=Fraction(2 ** (_PRODUCT_SHIFT - ROOT_BITS), draws.scale),
        # every 1/sqrt(l) is rounded down, by less than one unit of 2^-16
        bias=Fraction(_EPOCHS * most, draws.scale * 2**ROOT_BITS),
    )


def _measurements() -> tuple[Measurement, ...]:
    return (*(_mean_of_s(*scheme) for scheme in _SCHEMES), _weighted_mean())


def certificate() -> Certificate:
    """The record of what was drawn."""
    steps = [measurement.step for measurement in _measurements()]
    return new_certificate("sampled-color-balls", STATEMENT, steps, ())


def _counterexample() -> str | None:
    return counterexample(_measurements())


def _exactly(value: Fraction) -> Allowed:
    return Allowed(value, value)


def _mean_control(statement: str, value: Callable[[], Fraction]) -> Control:
    return Control(statement, lambda: _mean_of_s(*_SCHEMES[0]).refutes(_exactly(value())))


def _radius_is(lower: Fraction, upper: Fraction) -> str | None:
    return _weighted_mean().refutes(Allowed(lower, upper))


def _larger() -> str | None:
    tight = radius(list(_LABELS), _EPOCHS, _BETA)
    return _radius_is(tight.lower * 6 / 5, tight.upper * 6 / 5)


def _adapted() -> str | None:
    other = radius(list(_LABELS), _EPOCHS, _BETA, filtration=Filtration.ADAPTED)
    return _radius_is(other.lower, other.upper)


CONTROLS = (
    _mean_control("E[S] = +1.63577856 (the opposite sign)", lambda: -_exact()),
    _mean_control("E[S] = 0 (everything cancels)", lambda: Fraction(0)),
    _mean_control("E[S] is that of two epochs", lambda: _exact(epochs=2)),
    _mean_control("E[S] is that of four epochs", lambda: _exact(epochs=4)),
    Control("the radius is 20 % larger", _larger),
    Control("the radius of predictable signs is that of adapted ones", _adapted),
    Control("E[r_k S] = 0 for these signs", lambda: _radius_is(Fraction(0), Fraction(0))),
)

CLAIM = Claim(
    name="sampled-color-balls",
    title="Lemmas A.1 and A.2 under simulated draws",
    source="talk, Lemmas A.1 and A.2; docs/sampled.md",
    statement="the mean of S over simulated draws agrees with Lemma A.1 under three sampling "
    "schemes, and the mean of r_k S, with the signs that attain it, with Lemma A.2's radius",
    latex=r"\mathbb{E}[S] \approx -\bar c\,\beta^{n(k-1)} \sum_{j<n} j\beta^j, \qquad "
    r"\mathbb{E}[r_k S] \approx R_k",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="empirical Bernstein intervals",
    certificate=certificate,
    counterexample=_counterexample,
    controls=CONTROLS,
    expected=Verdict.SAMPLED,
    reason="Simulation agrees with what is proved elsewhere; it proves nothing itself.",
    sample=Sample(lanes=4 * LANES, false_alarm=4 * RISK),
)

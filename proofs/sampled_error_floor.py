r"""The error floor on the talk's toy pair, by simulation: it is there if D_0 > 0, and only then.

Source: talk, "Remark: Convergence to neighborhood"; ``docs/sampled.md``.

Statement. On toy-apart (D_0 > 0) the mean squared gradient stops at a floor that falls about like
``(1-beta_2)^2``, faster than the bound ``O((1-beta_2) D_0)`` of Theorem 1 asks for. On toy-shared
(D_0 = 0) there is no floor.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from colorball.certificates.claim import Claim, Control, Sample
from colorball.certificates.document import Certificate, new_certificate
from colorball.certificates.gradient_experiment import CLIP_BITS, GradientRun
from colorball.certificates.sample import Experiment, Measurement, counterexample, slope
from colorball.statistics.interval import Allowed
from colorball.verdict import Verdict

STATEMENT = {
    "floor": "toy-apart (D_0 > 0), beta_1 = 9/10: the mean squared gradient after 512 epochs "
    "falls like (1-beta_2)^s, s from 1.9 to 2.2, for 1-beta_2 = 1/4, 1/8, 1/16, 1/32",
    "stays": "at beta_2 = 3/4 it changes from 256 to 512 epochs like T^s, |s| <= 0.1",
    "no_floor": "toy-shared (D_0 = 0), beta_2 = 3/4: it falls like T^s, s from -1.25 to -0.8, "
    "for T = 128, 256, 512, 1024 epochs",
    "sampling": "reshuffle",
    "evidence": "sampled",
}

ASSUMPTIONS = (
    "the words of Philox4x32-10 are independent and uniform",
    "the toy pair with n = 5, beta_1 = 9/10, step size 1/(20 sqrt(epoch)) or 1/(10 sqrt(epoch))",
    "squared gradients are cut off where few lanes or none come: at 1/8, 1/32, 1/128, 1/512 "
    "on toy-apart, 2/T on toy-shared",
)

PROOF = (
    "Each mean of squared gradients, cut off, gets an empirical Bernstein interval, with a false "
    "alarm rate of 1e-7; there are ten of them.",
    "The slope of the log-log fit is a weighted sum of logarithms; its interval takes the "
    "worst end of each. No normal law is assumed.",
    "Why 2 and not 1: as the step size goes to 0, x comes to rest where E[m/sqrt(v)] = 0. The "
    "fluctuations of v are of order 1-beta_2, so that the gradient there is, and its square is of "
    "order (1-beta_2)^2. Theorem 1 bounds it by a constant times (1-beta_2) D_0.",
)

RISK = Fraction(1, 10**7)
LANES, SHARED_LANES = 2**13, 2**14
GAPS = (2, 3, 4, 5)  # beta_2 = 1 - 2^-gap
CLIPS = tuple(Fraction(1, 8 * 4**i) for i in range(4))
SHARED_TIMES = (7, 8, 9, 10)
_UNIT = Fraction(1, 2**CLIP_BITS)


def _apart(gap: int, seed: int, epochs: tuple[int, ...] = (512,)) -> GradientRun:
    beta2 = str(1 - Fraction(1, 2**gap))
    return GradientRun("toy-apart", "9/10", beta2, "1/20", 0, "reshuffle", epochs, LANES, seed)


@cache
def _floors() -> tuple[Experiment, ...]:
    return tuple(
        _apart(gap, 30 + gap).experiment(512, clip) for gap, clip in zip(GAPS, CLIPS, strict=True)
    )


@cache
def _floor() -> Measurement:
    return slope(
        "floor",
        "the floor's exponent in 1-beta_2",
        _floors(),
        Allowed(Fraction("1.9"), Fraction("2.2")),
        RISK,
        units=[clip * _UNIT for clip in CLIPS],
        base=2,
        exponents=[-gap for gap in GAPS],
    )


@cache
def _stays() -> Measurement:
    run, clip = _apart(2, 31, (256, 512)), Fraction(1, 8)
    return slope(
        "stays",
        "the exponent in T on toy-apart",
        [run.experiment(epoch, clip) for epoch in run.epochs],
        Allowed(Fraction("-0.1"), Fraction("0.1")),
        RISK,
        units=[clip * _UNIT] * 2,
        base=2,
        exponents=[8, 9],
    )


@cache
def _no_floor() -> Measurement:
    epochs = tuple(2**e for e in SHARED_TIMES)
    run = GradientRun("toy-shared", "9/10", "3/4", "1/10", 1, "reshuffle", epochs, SHARED_LANES, 36)
    clips = [Fraction(2, epoch) for epoch in epochs]
    return slope(
        "no_floor",
        "the exponent in T on toy-shared",
        [run.experiment(epoch, clip) for epoch, clip in zip(epochs, clips, strict=True)],
        Allowed(Fraction("-1.25"), Fraction("-0.8")),
        RISK,
        units=[clip * _UNIT for clip in clips],
        base=2,
        exponents=SHARED_TIMES,
    )


def _measurements() -> tuple[Measurement, ...]:
    return _floor(), _stays(), _no_floor()


def certificate() -> Certificate:
    """The record of the lanes."""
    steps = [measurement.step for measurement in _measurements()]
    return new_certificate("sampled-error-floor", STATEMENT, steps, ())


def _counterexample() -> str | None:
    return counterexample(_measurements())


def _exactly(value: str) -> Allowed:
    return Allowed(Fraction(value), Fraction(value))


CONTROLS = (
    Control(
        "the floor is of the order of 1-beta_2 (Theorem 1's bound is attained)",
        lambda: _floor().refutes(_exactly("1")),
    ),
    Control("the floor does not depend on beta_2", lambda: _floor().refutes(_exactly("0"))),
    Control("the floor falls like (1-beta_2)^3", lambda: _floor().refutes(_exactly("3"))),
    Control(
        "there is no floor with D_0 > 0: it falls like T^(-1/2)",
        lambda: _stays().refutes(_exactly("-1/2")),
    ),
    Control("there is a floor with D_0 = 0", lambda: _no_floor().refutes(_exactly("0"))),
    Control(
        "with D_0 = 0 it falls like T^(-1/2) only", lambda: _no_floor().refutes(_exactly("-1/2"))
    ),
)

CLAIM = Claim(
    name="sampled-error-floor",
    title="An error floor if D_0 > 0, none if D_0 = 0",
    source='talk, "Remark: Convergence to neighborhood"; docs/sampled.md',
    statement="on the toy problem with D_0 > 0 Adam's mean squared gradient stops at a floor that "
    "falls about like (1-beta_2)^2, within the bound O((1-beta_2) D_0); with D_0 = 0 there is none",
    latex=r"\mathbb{E}|\nabla f(x_T)|^2 \sim (1-\beta_2)^2 \ (D_0 > 0), \qquad "
    r"\mathbb{E}|\nabla f(x_T)|^2 \sim T^{-1} \ (D_0 = 0)",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="slopes from empirical Bernstein intervals",
    certificate=certificate,
    counterexample=_counterexample,
    controls=CONTROLS,
    expected=Verdict.SAMPLED,
    reason="Exponents are those of the means at these points, not limits; nothing is proved here.",
    sample=Sample(lanes=5 * LANES + SHARED_LANES, false_alarm=10 * RISK),
)

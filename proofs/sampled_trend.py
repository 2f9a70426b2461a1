r"""The trend of Theorem 1 in the number of epochs, by simulation.

Source: talk, "Convergence results for large beta_2", Theorem 1; ``docs/sampled.md``.

Statement. On toy-apart with beta_2 = 99/100 the mean squared gradient falls about like
``T^(-1/2)`` if parts are drawn with replacement, and about like ``1/T`` under random reshuffling.
Theorem 1 gives ``O(log T / sqrt(T))``, for reshuffling, up to the floor.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from colorball.certificates.claim import Claim, Control, Sample
from colorball.certificates.document import Certificate, new_certificate
from colorball.certificates.gradient_experiment import CLIP_BITS, GradientRun
from colorball.certificates.sample import Measurement, counterexample, slope
from colorball.statistics.interval import Allowed
from colorball.verdict import Verdict

STATEMENT = {
    "with_replacement": "toy-apart, beta_1 = 9/10, beta_2 = 99/100: the mean squared gradient "
    "falls like T^s, s from -0.65 to -0.4, for T = 64, 256, 1024 epochs with replacement",
    "reshuffle": "under random reshuffling s is from -1.1 to -0.9",
    "evidence": "sampled",
}

ASSUMPTIONS = (
    "the words of Philox4x32-10 are independent and uniform",
    "toy-apart with n = 5; step size 1/(10 sqrt(epoch)) with replacement, 1/(2 sqrt(epoch)) under "
    "random reshuffling; T so small that the floor of (1-beta_2)^2 is far below",
    "squared gradients are cut off at 64/sqrt(T) with replacement, 32/T under random reshuffling, "
    "about ten times their means",
)

PROOF = (
    "The mean after T epochs bounds the least mean of the epochs up to T from above.",
    "Each mean of squared gradients, cut off, gets an empirical Bernstein interval, with a false "
    "alarm rate of 1/6 of a millionth; there are six of them.",
    "The slope of the log-log fit is a weighted sum of logarithms; its interval takes the "
    "worst end of each. A factor log T would change these slopes by 0.18, which is "
    "log(log 1024/log 64)/log 16.",
    "Why the schemes differ: with replacement the noise of x has a variance of the order of the "
    "step size, T^(-1/2). Under reshuffling the noise of an epoch cancels to first order, which "
    "leaves the step size squared, 1/T.",
)

RISK = Fraction(1, 6 * 10**6)
EPOCHS = (64, 256, 1024)
EXPONENTS = (3, 4, 5)
_UNIT = Fraction(1, 2**CLIP_BITS)
_BETAS = ("9/10", "99/100")
_RUNS = {
    "with_replacement": (
        GradientRun("toy-apart", *_BETAS, "1/10", 0, "with-replacement", EPOCHS, 2**14, 41),
        tuple(Fraction(64, 2**e) for e in EXPONENTS),
        Allowed(Fraction("-0.65"), Fraction("-0.4")),
    ),
    "reshuffle": (
        GradientRun("toy-apart", *_BETAS, "1/2", 0, "reshuffle", EPOCHS, 2**14, 42),
        tuple(Fraction(32, 4**e) for e in EXPONENTS),
        Allowed(Fraction("-1.1"), Fraction("-0.9")),
    ),
}


@cache
def _measured(name: str) -> Measurement:
    run, clips, allowed = _RUNS[name]
    return slope(
        name,
        f"the exponent in T, {run.sampling},",
        [run.experiment(epoch, clip) for epoch, clip in zip(EPOCHS, clips, strict=True)],
        allowed,
        RISK,
        units=[clip * _UNIT for clip in clips],
        base=4,
        exponents=EXPONENTS,
    )


def _measurements() -> tuple[Measurement, ...]:
    return tuple(_measured(name) for name in _RUNS)


def certificate() -> Certificate:
    """The record of the lanes."""
    steps = [measurement.step for measurement in _measurements()]
    return new_certificate("sampled-trend", STATEMENT, steps, ())


def _counterexample() -> str | None:
    return counterexample(_measurements())


def _control(statement: str, name: str, value: str) -> Control:
    exactly = Allowed(Fraction(value), Fraction(value))
    return Control(statement, lambda: _measured(name).refutes(exactly))


CONTROLS = (
    _control("with replacement it falls like T^(-1/4)", "with_replacement", "-1/4"),
    _control("with replacement it falls like 1/T", "with_replacement", "-1"),
    _control("with replacement it does not fall", "with_replacement", "0"),
    _control(
        "with replacement the factor log T is there: slope -0.316", "with_replacement", "-0.316"
    ),
    _control("under reshuffling it falls like T^(-1/2)", "reshuffle", "-1/2"),
    _control("under reshuffling it falls like 1/T^2", "reshuffle", "-2"),
)

CLAIM = Claim(
    name="sampled-trend",
    title="The trend of Theorem 1 in T",
    source="talk, Theorem 1; docs/sampled.md",
    statement="on the toy problem with D_0 > 0 and beta_2 = 99/100 the mean squared gradient falls "
    "about like T^(-1/2) with replacement and about like 1/T under random reshuffling, within the "
    "bound O(log T/sqrt(T)) of Theorem 1",
    latex=r"\mathbb{E}|\nabla f(x_T)|^2 \sim T^{-1/2}\ \text{(with replacement)}, \qquad "
    r"\sim T^{-1}\ \text{(reshuffle)}",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="slopes from empirical Bernstein intervals",
    certificate=certificate,
    counterexample=_counterexample,
    controls=CONTROLS,
    expected=Verdict.SAMPLED,
    reason="Exponents are those of the means at these points, not limits; nothing is proved here.",
    sample=Sample(lanes=2 * 2**14, false_alarm=6 * RISK),
)

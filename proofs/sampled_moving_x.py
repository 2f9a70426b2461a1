r"""Step 1-1(b) of the talk, x moving: the momenta of an epoch against the gradient.

Source: talk, "Step 1.1, continued"; ``docs/sampled.md``.

Statement. With Adam on toy-apart the mean of ``grad f(x_{k,0}) - sum_i m_{k,i}`` falls about like
the step size, ``k^(-1/2)``. With x fixed Lemma A.1 gives 0.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import sqrt

import numpy as np

from colorball.certificates.claim import Claim, Control, Sample
from colorball.certificates.document import Certificate, new_certificate
from colorball.certificates.sample import Experiment, Measurement, counterexample, mean, slope
from colorball.problems.toy_pair import toy_apart
from colorball.simulation.momenta import EpochSums, momenta
from colorball.statistics.interval import Allowed
from colorball.verdict import Verdict

STATEMENT = {
    "moving": "toy-apart, Adam, x moving: the mean of grad f(x) - (m_0 + ... + m_4) over epoch "
    "k falls like k^s, s from -0.6 to -0.4, for k = 16, 64, 256",
    "fixed": "with x fixed it is within 0.3 of 0 in epoch 256, Lemma A.1's value",
    "sampling": "reshuffle",
    "evidence": "sampled",
}

ASSUMPTIONS = (
    "the words of Philox4x32-10 are independent and uniform",
    "toy-apart with n = 5, beta_1 = 1/2, beta_2 = 9/10, step size 1/(2 sqrt(epoch)), start 0",
    "sqrt(k) times the difference is cut off at 8 in size, far beyond what any lane reaches",
)

PROOF = (
    "Beside Adam runs a twin that sees the same orders with x fixed at the minimizer. Its labels "
    "have the mean 0, so Lemma A.1, which is proved, gives 0 for the mean of its momenta. Adding "
    "them changes no mean and takes most of the noise away.",
    "The mean in each of the epochs gets an empirical Bernstein interval, with a false alarm rate "
    "of 2.5e-7; there are four of them.",
    "The slope of the log-log fit is a weighted sum of logarithms; its interval takes the "
    "worst end of each.",
)

RISK = Fraction(1, 4 * 10**6)
LANES, SEED = 2**14, 51
EXPONENTS = (2, 3, 4)
EPOCHS = tuple(4**e for e in EXPONENTS)
_BITS, _CLIP = 13, 8
_WORDS = (
    "Adam on toy-apart, n = 5, beta1 1/2, beta2 9/10, step 1/2, 1/sqrt-epoch, reshuffle, start 0, "
    f"{LANES} lanes, seed {SEED}; "
)


@cache
def _sums() -> dict[int, EpochSums]:
    return momenta(toy_apart(5), (0.5, 0.9), 0.5, 0.0, EPOCHS, LANES, SEED)


def _difference(epoch: int) -> Experiment:
    sums, end = _sums()[epoch], _CLIP * 2**_BITS
    scaled = (sums.gradient - sums.moving + sums.fixed) * (sqrt(epoch) * 2**_BITS)
    values = np.floor(np.clip(scaled, -float(end), float(end))).astype(np.int64)
    words = (
        f"{_WORDS}sqrt({epoch}) (gradient - momenta + momenta of the twin) in epoch {epoch}, "
        f"within {_CLIP} of 0"
    )
    return Experiment.of(words, SEED, values, (-end, end))


@cache
def _moving() -> Measurement:
    return slope(
        "moving",
        "the exponent in k",
        [_difference(epoch) for epoch in EPOCHS],
        Allowed(Fraction("-0.6"), Fraction("-0.4")),
        RISK,
        units=[Fraction(1, 2 ** (_BITS + e)) for e in EXPONENTS],  # sqrt(4^e) = 2^e
        base=4,
        exponents=EXPONENTS,
    )


@cache
def _fixed() -> Measurement:
    last = EPOCHS[-1]
    values = np.floor(_sums()[last].fixed * 2**_BITS).astype(np.int64)
    words = f"{_WORDS}momenta of the twin in epoch {last}"
    # no momentum exceeds the largest gradient, 5
    experiment = Experiment.of(words, SEED, values, (-25 * 2**_BITS, 25 * 2**_BITS))
    return mean(
        "fixed",
        "the mean with x fixed",
        experiment,
        Allowed(Fraction("-0.3"), Fraction("0.3")),
        RISK,
        unit=Fraction(1, 2**_BITS),
    )


def _measurements() -> tuple[Measurement, ...]:
    return _moving(), _fixed()


def certificate() -> Certificate:
    """The record of the lanes."""
    steps = [measurement.step for measurement in _measurements()]
    return new_certificate("sampled-moving-x", STATEMENT, steps, ())


def _counterexample() -> str | None:
    return counterexample(_measurements())


def _exponent(value: str) -> str | None:
    return _moving().refutes(Allowed(Fraction(value), Fraction(value)))


def _mean_in_epoch(epoch: int, allowed: Allowed) -> str | None:
    """Refutes a statement about the mean itself, by the interval that the slope is made of."""
    unit = Fraction(1, 2 ** (_BITS + EXPONENTS[EPOCHS.index(epoch)]))
    words = f"the mean of gradient - momenta in epoch {epoch}"
    return mean("mean", words, _difference(epoch), allowed, RISK, unit=unit).refutes(allowed)


_NOTHING = Allowed(Fraction(0), Fraction(0))

CONTROLS = (
    Control("the difference does not fall", lambda: _exponent("0")),
    Control("it falls like 1/k", lambda: _exponent("-1")),
    Control("it falls like k^(-1/4)", lambda: _exponent("-1/4")),
    Control(
        "with x moving it is 0 in epoch 16, as with x fixed", lambda: _mean_in_epoch(16, _NOTHING)
    ),
    Control(
        "with x moving it is 0 in epoch 256, as with x fixed",
        lambda: _mean_in_epoch(256, _NOTHING),
    ),
    Control(
        "it is negative in epoch 64: the momenta exceed the gradient",
        lambda: _mean_in_epoch(64, Allowed(Fraction(-10), Fraction(0))),
    ),
    Control(
        "with x fixed it is -1/2",
        lambda: _fixed().refutes(Allowed(Fraction(-1, 2), Fraction(-1, 2))),
    ),
)

CLAIM = Claim(
    name="sampled-moving-x",
    title="Step 1-1(b): the momenta follow the gradient as x moves",
    source='talk, "Step 1.1, continued"; docs/sampled.md',
    statement="with Adam on the toy problem, x moving, the mean of the gradient minus an epoch's "
    "momenta falls about like the step size 1/sqrt(k), towards Lemma A.1's value for fixed x",
    latex=r"\mathbb{E}\Big[\nabla f(x_{k,0}) - \sum_{i<n} m_{k,i}\Big] \sim k^{-1/2}",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="slopes from empirical Bernstein intervals",
    certificate=certificate,
    counterexample=_counterexample,
    controls=CONTROLS,
    expected=Verdict.SAMPLED,
    reason="One problem and three epochs; nothing is proved here.",
    sample=Sample(lanes=LANES, false_alarm=4 * RISK),
)

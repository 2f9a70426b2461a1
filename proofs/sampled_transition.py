r"""The phase transition: as beta_2 grows, beta_1 fixed, Adam turns from divergence to convergence.

Source: talk, "Summary: the behavior of Adam changes dramatically"; ``docs/sampled.md``.

Statement. For n = 10 and beta_1 = 9/10, on Function (2) from x = 1 with step size 1/sqrt(epoch),
nearly all lanes diverge at betas_2 below the certified upper edge, and nearly none above it.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import numpy as np

from colorball.certificates.claim import Claim, Control, Sample
from colorball.certificates.document import Certificate, new_certificate
from colorball.certificates.sample import Experiment, Measurement, counterexample, probability
from colorball.phase.boundary import boundary
from colorball.simulation.plan import make_plan
from colorball.simulation.run import run_lanes
from colorball.statistics.interval import Allowed
from colorball.verdict import Verdict

STATEMENT = {
    "below": "n = 10, beta_1 = 9/10: f ends above its start with probability 0.98 or more for "
    "beta_2 = 1/2, 7/10, 4/5",
    "above": "with probability 0.02 or less for beta_2 = 19/20, 49/50, 99/100",
    "run": "Function (2) from x = 1, step size 1/sqrt(epoch), 1000 epochs",
    "sampling": "reshuffle",
    "evidence": "sampled",
}

ASSUMPTIONS = (
    "the words of Philox4x32-10 are independent and uniform",
    "Function (2), n = 10, beta_1 = 9/10; 1000 epochs; no bias correction",
)

PROOF = (
    "At each beta_2 1,024 independent lanes run; one diverges if f ends above where it started.",
    "The interval of Clopper and Pearson for the probability is exact for every number of lanes; "
    "its false alarm rate is 1/6 of a millionth at each of the six points.",
    "The certified upper edge, about 0.8648, says on which side a beta_2 is. Below it the interval "
    "must lie in [0.98, 1], above it in [0, 0.02]. Near the edge 1000 epochs do not decide.",
)

N, BETA1 = 10, "9/10"
RISK = Fraction(1, 6 * 10**6)
LANES, EPOCHS = 1024, 1000
POINTS = (
    ("below_1_2", "1/2", 21),
    ("below_7_10", "7/10", 22),
    ("below_4_5", "4/5", 23),
    ("above_19_20", "19/20", 24),
    ("above_49_50", "49/50", 25),
    ("above_99_100", "99/100", 26),
)
_DIVERGES = Allowed(Fraction("0.98"), Fraction(1))
_CONVERGES = Allowed(Fraction(0), Fraction("0.02"))


@cache
def _edges() -> tuple[tuple[Fraction, Fraction], ...]:
    found = boundary(N, BETA1, digits=3)
    assert found.complete
    return tuple((edge.lower, edge.upper) for edge in found.edges)


def _certified(beta2: str) -> Allowed:
    """What the certified edges say: Adam diverges between the lower edge and the upper one."""
    (_, lower), (upper_from, upper_to) = _edges()
    value = Fraction(beta2)
    if lower < value < upper_from:
        return _DIVERGES
    assert value > upper_to
    return _CONVERGES


def _experiment(beta2: str, seed: int) -> Experiment:
    plan = make_plan(
        "function-2",
        n=N,
        rule="adam",
        beta1=BETA1,
        beta2=beta2,
        step=1,
        schedule="1/sqrt-epoch",
        sampling="reshuffle",
        start=1,
        epochs=EPOCHS,
        seeds=LANES,
        seed=seed,
        engine="exact",  # the checker runs lanes again, to the last bit
    )
    command = (
        f"colorball simulate --problem function-2 --n {N} --rule adam --beta1 {BETA1} "
        f"--beta2 {beta2} --step 1 --schedule 1/sqrt-epoch --sampling reshuffle "
        f"--start 1 --epochs {EPOCHS} --seeds {LANES} --seed {seed}"
    )
    diverged = run_lanes(plan, 0, plan.lanes)["diverged"]
    return Experiment.of(command, seed, diverged.astype(np.int64), (0, 1))


@cache
def _measured(index: int) -> Measurement:
    name, beta2, seed = POINTS[index]
    words = f"the probability of divergence at beta_2 = {beta2}"
    return probability(name, words, _experiment(beta2, seed), _certified(beta2), RISK)


def _measurements() -> tuple[Measurement, ...]:
    return tuple(_measured(index) for index in range(len(POINTS)))


def certificate() -> Certificate:
    """The record of the lanes."""
    steps = [measurement.step for measurement in _measurements()]
    return new_certificate("sampled-transition", STATEMENT, steps, ())


def _counterexample() -> str | None:
    return counterexample(_measurements())


def _control(statement: str, index: int, allowed: Allowed) -> Control:
    return Control(statement, lambda: _measured(index).refutes(allowed))


_HALF = Allowed(Fraction("0.45"), Fraction("0.55"))

CONTROLS = (
    _control("Adam converges at beta_2 = 1/2", 0, _CONVERGES),
    _control("Adam converges at beta_2 = 4/5", 2, _CONVERGES),
    _control("Adam diverges at beta_2 = 19/20", 3, _DIVERGES),
    _control("Adam diverges at beta_2 = 99/100", 5, _DIVERGES),
    _control("half of the lanes diverge at beta_2 = 7/10", 1, _HALF),
    _control("half of the lanes diverge at beta_2 = 49/50", 4, _HALF),
)

CLAIM = Claim(
    name="sampled-transition",
    title="From divergence to convergence as beta_2 grows",
    source='talk, "Summary: the behavior of Adam changes dramatically"; docs/sampled.md',
    statement="on Function (2), n = 10, beta_1 = 9/10, nearly all simulated lanes diverge at "
    "beta_2 = 1/2, 7/10, 4/5, below the certified edge 0.8648, and nearly none above it, "
    "at 19/20, 49/50, 99/100",
    latex=r"P(\text{diverges}) \ge 0.98 \ (\beta_2 \le \tfrac45), \qquad "
    r"P(\text{diverges}) \le 0.02 \ (\beta_2 \ge \tfrac{19}{20})",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="Clopper-Pearson intervals",
    certificate=certificate,
    counterexample=_counterexample,
    controls=CONTROLS,
    expected=Verdict.SAMPLED,
    reason="It is about 1000 epochs from one start; nothing is proved here.",
    sample=Sample(lanes=len(POINTS) * LANES, false_alarm=len(POINTS) * RISK),
)

r"""The sign of the drift on both sides of the certified boundary, by simulation.

Source: talk, "Theorem 2"; ``docs/sampled.md``.

Statement. For n = 10 and three values of beta_1 the displacement of many simulated lanes has the
sign of the certified drift, at points below and above each edge of the region of divergence. For
beta_1 = 9/10 there are two edges.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from colorball.certificates.claim import Claim, Control, Sample
from colorball.certificates.document import Certificate, new_certificate
from colorball.certificates.drift_experiment import UNIT, DriftRun
from colorball.certificates.sample import Measurement, counterexample, mean
from colorball.phase.boundary import Side, boundary
from colorball.statistics.interval import Allowed
from colorball.verdict import Verdict

STATEMENT = {
    "below": "n = 10: D < 0 at (beta_1, beta_2) = (3/10, 9/10), (1/2, 9/10), (9/10, 41/50) and "
    "(9/10, 1/10)",
    "above": "n = 10: D > 0 at (3/10, 49/50), (1/2, 97/100), (9/10, 91/100) and (9/10, 1/100)",
    "drift": "D = E[sum over i < n of m_i/sqrt(v_i)], stationary, on the right piece of "
    "Function (2)",
    "sampling": "reshuffle",
    "evidence": "sampled",
}

ASSUMPTIONS = (
    "the words of Philox4x32-10 are independent and uniform",
    "random reshuffling; a constant step size; a start so far to the right that no lane leaves the "
    "right piece",
)

PROOF = (
    "Each lane runs some epochs before the measurement. What is left of its start then moves the "
    "mean by at most 2 n^2 beta_1^t + n^4 beta_2^t, t the iterations before; the interval is "
    "widened by that.",
    "The displacement of the next 16 epochs, over the step size, is surely bounded; the lanes are "
    "independent. The empirical Bernstein interval holds for every number of lanes; its false "
    "alarm rate is 1.25e-7 at each of the eight points.",
    "The interval must lie on the side of 0 that the certified edges give.",
)

N = 10
RISK = Fraction(1, 8 * 10**6)
MEASURED = 16


@dataclass(frozen=True)
class _Point:
    name: str
    beta1: str
    beta2: str
    burn: int
    lanes: int
    seed: int


POINTS = (
    _Point("below_3_10", "3/10", "9/10", 16, 2**15, 1),
    _Point("above_3_10", "3/10", "49/50", 80, 2**15, 2),
    _Point("below_1_2", "1/2", "9/10", 16, 2**15, 3),
    _Point("above_1_2", "1/2", "97/100", 64, 2**15, 4),
    _Point("below_9_10", "9/10", "41/50", 16, 2**15, 5),
    _Point("above_9_10", "9/10", "91/100", 32, 2**15, 6),
    _Point("lower_edge_above", "9/10", "1/10", 16, 2**17, 7),
    _Point("lower_edge_below", "9/10", "1/100", 16, 2**17, 8),
)
_NEGATIVE, _POSITIVE = (
    Allowed(Fraction(-N), Fraction(0)),
    Allowed(Fraction(0), Fraction(N + 1)),
)


@cache
def _edges(beta1: str) -> tuple[tuple[Fraction, Fraction, Side], ...]:
    found = boundary(N, beta1, digits=3)
    assert found.complete
    return tuple((edge.lower, edge.upper, edge.side) for edge in found.edges)


def _certified(point: _Point) -> Allowed:
    """The side of 0 on which the drift is, by the last certified edge below the point."""
    beta2, edges = Fraction(point.beta2), _edges(point.beta1)
    passed = [side for lower, upper, side in edges if upper < beta2]
    assert all(upper < beta2 or beta2 < lower for lower, upper, _ in edges)
    if passed:
        return _NEGATIVE if passed[-1] is Side.ABOVE else _POSITIVE
    return _NEGATIVE if edges[0][2] is Side.BELOW else _POSITIVE


@cache
def _measured(index: int) -> Measurement:
    point = POINTS[index]
    run = DriftRun(
        N,
        point.beta1,
        point.beta2,
        point.burn,
        MEASURED,
        "reshuffle",
        point.lanes,
        point.seed,
    )
    return mean(
        point.name,
        f"D({point.beta1}, {point.beta2}, 10)",
        run.experiment(),
        _certified(point),
        RISK,
        unit=UNIT,
        bias=run.bias,
    )


def _measurements() -> tuple[Measurement, ...]:
    return tuple(_measured(index) for index in range(len(POINTS)))


def certificate() -> Certificate:
    """The record of the lanes."""
    steps = [measurement.step for measurement in _measurements()]
    return new_certificate("sampled-drift-sign", STATEMENT, steps, ())


def _counterexample() -> str | None:
    return counterexample(_measurements())


def _wrong_sign(statement: str, index: int, allowed: Allowed) -> Control:
    return Control(statement, lambda: _measured(index).refutes(allowed))


CONTROLS = (
    _wrong_sign("D > 0 at (3/10, 9/10), below the edge", 0, _POSITIVE),
    _wrong_sign("D < 0 at (3/10, 49/50), above the edge", 1, _NEGATIVE),
    _wrong_sign("D > 0 at (1/2, 9/10), below the edge", 2, _POSITIVE),
    _wrong_sign("D < 0 at (1/2, 97/100), above the edge", 3, _NEGATIVE),
    _wrong_sign("D > 0 at (9/10, 41/50), between the edges", 4, _POSITIVE),
    _wrong_sign("D < 0 at (9/10, 91/100), above the upper edge", 5, _NEGATIVE),
    _wrong_sign("D < 0 at (9/10, 1/100): there is no lower edge", 7, _NEGATIVE),
)

CLAIM = Claim(
    name="sampled-drift-sign",
    title="The drift's sign, simulated on both sides of the edges",
    source='talk, "Theorem 2"; docs/sampled.md',
    statement="simulated lanes of Adam on Function (2), n = 10, move as the sign of the certified "
    "drift says, on both sides of the edges at beta_1 = 3/10, 1/2 and 9/10",
    latex=r"D(\beta_1, \beta_2) < 0 \ \text{below and}\ > 0\ \text{above}\ \beta_2^*(\beta_1)",
    assumptions=ASSUMPTIONS,
    proof=PROOF,
    method="empirical Bernstein intervals",
    certificate=certificate,
    counterexample=_counterexample,
    controls=CONTROLS,
    expected=Verdict.SAMPLED,
    reason="Simulation agrees with the certified edges; it proves nothing itself.",
    sample=Sample(lanes=sum(point.lanes for point in POINTS), false_alarm=len(POINTS) * RISK),
)

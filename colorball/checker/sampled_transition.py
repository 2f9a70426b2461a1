"""From divergence to convergence as beta_2 grows, sampled, in the checker's own words."""

from __future__ import annotations

from fractions import Fraction

from colorball.checker.claim import CheckedClaim
from colorball.checker.language import Domain
from colorball.checker.sample import SampleProbability
from colorball.checker.sampled_color_balls import no_instances
from colorball.checker.sampled_runs import diverging

__all__ = ["CLAIM"]

_RISK = Fraction(1, 6 * 10**6)
_LANES = 1024


def _point(name: str, beta2: str, seed: int, allowed: tuple[str, str]) -> SampleProbability:
    return diverging(name, (10, "9/10", beta2), 1000, _LANES, seed, _RISK, allowed)


_DIVERGES, _CONVERGES = ("49/50", "1"), ("0", "1/50")

CLAIM = CheckedClaim(
    name="sampled-transition",
    statement={
        "below": "n = 10, beta_1 = 9/10: f ends above its start with probability 0.98 or more for "
        "beta_2 = 1/2, 7/10, 4/5",
        "above": "with probability 0.02 or less for beta_2 = 19/20, 49/50, 99/100",
        "run": "Function (2) from x = 1, step size 1/sqrt(epoch), 1000 epochs",
        "sampling": "reshuffle",
        "evidence": "sampled",
    },
    domain=Domain(symbols=frozenset(), positive=()),
    rules=(
        _point("below_1_2", "1/2", 21, _DIVERGES),
        _point("below_7_10", "7/10", 22, _DIVERGES),
        _point("below_4_5", "4/5", 23, _DIVERGES),
        _point("above_19_20", "19/20", 24, _CONVERGES),
        _point("above_49_50", "49/50", 25, _CONVERGES),
        _point("above_99_100", "99/100", 26, _CONVERGES),
    ),
    verify_instance=no_instances,
    instances=0,
)

"""The sign of the drift on both sides of the boundary, sampled, in the checker's own words."""

from __future__ import annotations

from fractions import Fraction

from colorball.checker.claim import CheckedClaim
from colorball.checker.language import Domain
from colorball.checker.sample import SampleMean
from colorball.checker.sampled_color_balls import no_instances
from colorball.checker.sampled_runs import drift

__all__ = ["CLAIM"]

_RISK = Fraction(1, 8 * 10**6)
_MEASURED = 16


def _point(
    name: str, beta1: str, beta2: str, burn: int, lanes: int, seed: int, sign: int
) -> SampleMean:
    allowed = ("0", "11") if sign > 0 else ("-10", "0")  # -n <= D <= n + 1 always
    place = (10, beta1, beta2, "reshuffle")
    return drift(name, place, (burn, _MEASURED), lanes, seed, _RISK, allowed)


CLAIM = CheckedClaim(
    name="sampled-drift-sign",
    statement={
        "below": "n = 10: D < 0 at (beta_1, beta_2) = (3/10, 9/10), (1/2, 9/10), (9/10, 41/50) and "
        "(9/10, 1/10)",
        "above": "n = 10: D > 0 at (3/10, 49/50), (1/2, 97/100), (9/10, 91/100) and (9/10, 1/100)",
        "drift": "D = E[sum over i < n of m_i/sqrt(v_i)], stationary, on the right piece of "
        "Function (2)",
        "sampling": "reshuffle",
        "evidence": "sampled",
    },
    domain=Domain(symbols=frozenset(), positive=()),
    rules=(
        _point("below_3_10", "3/10", "9/10", 16, 2**15, 1, -1),
        _point("above_3_10", "3/10", "49/50", 80, 2**15, 2, 1),
        _point("below_1_2", "1/2", "9/10", 16, 2**15, 3, -1),
        _point("above_1_2", "1/2", "97/100", 64, 2**15, 4, 1),
        _point("below_9_10", "9/10", "41/50", 16, 2**15, 5, -1),
        _point("above_9_10", "9/10", "91/100", 32, 2**15, 6, 1),
        _point("lower_edge_above", "9/10", "1/10", 16, 2**17, 7, -1),
        _point("lower_edge_below", "9/10", "1/100", 16, 2**17, 8, 1),
    ),
    verify_instance=no_instances,
    instances=0,
)

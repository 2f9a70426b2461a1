"""The phase boundary at two places, whole, in the checker's own words."""

from __future__ import annotations

from colorball.checker.claim import CheckedClaim
from colorball.checker.failures import Rejected
from colorball.checker.instances import Instance
from colorball.checker.language import Domain
from colorball.checker.phase_edges import DriftValue, NearOne, PhaseEdges

__all__ = ["CLAIM"]

_NANO = "1/1000000000"
_TEN = (
    "3/1024 9/1024 19/1024 39/1024 39/512 67/512 203/1024 39/128 435/1024 551/1024 657/1024 "
    "739/1024 401/512 857/1024 113/128 941/1024 969/1024 989/1024 1001/1024 1009/1024 98/99"
)
_THREE = "41/1024 59/512 255/1024 447/1024 623/1024 763/1024 213/256 7/8"


def _verify_instance(instance: Instance) -> None:
    raise Rejected(f"the claim has no instances beside its steps: {sorted(instance)[:1]}")


CLAIM = CheckedClaim(
    name="phase-boundary",
    statement={
        "ten": "for n = 10 and beta_1 = 9/10 the drift D changes sign in [0, 1) within the "
        "intervals of width 10^-9 of step edges_ten, once in each and nowhere else",
        "three": "for n = 3 and beta_1 = 1/5 the same with step edges_three",
        "values": "D lies in the intervals of width 10^-9 of the steps value_...",
        "drift": "D = E[sum over i < n of m_i/sqrt(v_i)], stationary, on the right piece of "
        "Function (2)",
        "sampling": "reshuffle",
    },
    domain=Domain(symbols=frozenset(), positive=()),
    rules=(
        DriftValue("value_ten", n=10, beta1="3/10", beta2="7/10", unit=_NANO),
        DriftValue("value_five", n=5, beta1="9/10", beta2="1/2", unit=_NANO),
        NearOne("near_one_three", n=3, beta2="7/8"),
        PhaseEdges("edges_three", n=3, beta1="1/5", unit=_NANO, breaks=tuple(_THREE.split())),
        NearOne("near_one_ten", n=10, beta2="98/99"),
        PhaseEdges("edges_ten", n=10, beta1="9/10", unit=_NANO, breaks=tuple(_TEN.split())),
    ),
    verify_instance=_verify_instance,
    instances=0,
)

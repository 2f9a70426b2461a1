"""The claims that the checker knows."""

from __future__ import annotations

from colorball.checker import (
    drift_decides,
    function_two,
    law_large_n,
    law_with_replacement,
    lemma_a1,
    lemma_a2,
    lemma_a2_limit,
    lemma_a2_two_balls,
    phase_boundary,
    radius_enclosures,
    region_limit,
    sampled_color_balls,
    sampled_drift_sign,
    sampled_drift_value,
    sampled_error_floor,
    sampled_moving_x,
    sampled_transition,
    sampled_trend,
    sampling_schemes,
    sure_divergence,
)
from colorball.checker.claim import CheckedClaim

__all__ = ["find"]

_CLAIMS = {
    module.CLAIM.name: module.CLAIM
    for module in (
        drift_decides,
        function_two,
        law_large_n,
        law_with_replacement,
        lemma_a1,
        lemma_a2,
        lemma_a2_limit,
        lemma_a2_two_balls,
        phase_boundary,
        radius_enclosures,
        region_limit,
        sampled_color_balls,
        sampled_drift_sign,
        sampled_drift_value,
        sampled_error_floor,
        sampled_moving_x,
        sampled_transition,
        sampled_trend,
        sampling_schemes,
        sure_divergence,
    )
}


def find(name: str) -> CheckedClaim | None:
    """The claim of that name, if there is one."""
    return _CLAIMS.get(name)

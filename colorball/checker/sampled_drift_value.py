"""The size of the drift at several points and schemes, sampled, in the checker's own words."""

from __future__ import annotations

from fractions import Fraction

from colorball.checker.claim import CheckedClaim
from colorball.checker.language import Domain
from colorball.checker.sampled_color_balls import no_instances
from colorball.checker.sampled_runs import drift

__all__ = ["CLAIM"]

_RISK = Fraction(1, 5 * 10**6)
_LANES = 2**16

CLAIM = CheckedClaim(
    name="sampled-drift-value",
    statement={
        "value": "the mean displacement of simulated lanes is within 0.05 of the certified drift D "
        "at five points, within 0.08 with replacement",
        "points": "(n, beta_1, beta_2) = (10, 3/10, 7/10), (10, 9/10, 19/20), (5, 9/10, 9/10), "
        "(20, 4/5, 4/5) under random reshuffling, (10, 1/2, 9/10) with replacement",
        "drift": "D = E[sum over i < n of m_i/sqrt(v_i)], stationary, on the right piece of "
        "Function (2)",
        "evidence": "sampled",
    },
    domain=Domain(symbols=frozenset(), positive=()),
    rules=(
        drift(
            "ten_low",
            (10, "3/10", "7/10", "reshuffle"),
            (8, 8),
            _LANES,
            11,
            _RISK,
            ("-2317/1000", "-1109/500"),
        ),
        drift(
            "ten_high",
            (10, "9/10", "19/20", "reshuffle"),
            (32, 16),
            _LANES,
            12,
            _RISK,
            ("29/200", "61/250"),
        ),
        drift(
            "five",
            (5, "9/10", "9/10", "reshuffle"),
            (32, 8),
            _LANES,
            13,
            _RISK,
            ("329/1000", "107/250"),
        ),
        drift(
            "twenty",
            (20, "4/5", "4/5", "reshuffle"),
            (16, 8),
            _LANES,
            14,
            _RISK,
            ("-106/25", "-4141/1000"),
        ),
        drift(
            "with_replacement",
            (10, "1/2", "9/10", "with-replacement"),
            (16, 16),
            _LANES,
            15,
            _RISK,
            ("-1137/1000", "-489/500"),
        ),
    ),
    verify_instance=no_instances,
    instances=0,
)

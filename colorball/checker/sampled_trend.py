"""The trend of Theorem 1 on the toy problem, sampled, in the checker's own words."""

from __future__ import annotations

from fractions import Fraction

from colorball.checker.claim import CheckedClaim
from colorball.checker.language import Domain
from colorball.checker.sampled_color_balls import no_instances
from colorball.checker.sampled_gradients import GradientRuns, in_time

__all__ = ["CLAIM"]

_RISK = Fraction(1, 6 * 10**6)
_EPOCHS = (64, 256, 1024)
_BETAS = ("9/10", "99/100")

CLAIM = CheckedClaim(
    name="sampled-trend",
    statement={
        "with_replacement": "toy-apart, beta_1 = 9/10, beta_2 = 99/100: the mean squared gradient "
        "falls like T^s, s from -0.65 to -0.4, for T = 64, 256, 1024 epochs with replacement",
        "reshuffle": "under random reshuffling s is from -1.1 to -0.9",
        "evidence": "sampled",
    },
    domain=Domain(symbols=frozenset(), positive=()),
    rules=(
        in_time(
            "with_replacement",
            GradientRuns("toy-apart", _BETAS, "1/10", 0, "with-replacement", _EPOCHS, 2**14, 41),
            4,
            (3, 4, 5),
            tuple(Fraction(64, 2**e) for e in (3, 4, 5)),
            _RISK,
            ("-13/20", "-2/5"),
        ),
        in_time(
            "reshuffle",
            GradientRuns("toy-apart", _BETAS, "1/2", 0, "reshuffle", _EPOCHS, 2**14, 42),
            4,
            (3, 4, 5),
            tuple(Fraction(32, 4**e) for e in (3, 4, 5)),
            _RISK,
            ("-11/10", "-9/10"),
        ),
    ),
    verify_instance=no_instances,
    instances=0,
)

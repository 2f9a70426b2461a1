"""The error floor on the toy pair, sampled, in the checker's own words."""

from __future__ import annotations

from fractions import Fraction

from colorball.checker.claim import CheckedClaim
from colorball.checker.language import Domain
from colorball.checker.sample import SampleSlope
from colorball.checker.sampled_color_balls import no_instances
from colorball.checker.sampled_gradients import GradientRuns, in_time

__all__ = ["CLAIM"]

_RISK = Fraction(1, 10**7)
_LANES, _SHARED_LANES = 2**13, 2**14
_GAPS = (2, 3, 4, 5)  # beta_2 = 1 - 2^-gap
_CLIPS = tuple(Fraction(1, 8 * 4**i) for i in range(4))


def _apart(gap: int, seed: int, epochs: tuple[int, ...] = (512,)) -> GradientRuns:
    beta2 = str(1 - Fraction(1, 2**gap))
    return GradientRuns("toy-apart", ("9/10", beta2), "1/20", 0, "reshuffle", epochs, _LANES, seed)


_SHARED = GradientRuns(
    "toy-shared", ("9/10", "3/4"), "1/10", 1, "reshuffle", (128, 256, 512, 1024), _SHARED_LANES, 36
)

CLAIM = CheckedClaim(
    name="sampled-error-floor",
    statement={
        "floor": "toy-apart (D_0 > 0), beta_1 = 9/10: the mean squared gradient after 512 epochs "
        "falls like (1-beta_2)^s, s from 1.9 to 2.2, for 1-beta_2 = 1/4, 1/8, 1/16, 1/32",
        "stays": "at beta_2 = 3/4 it changes from 256 to 512 epochs like T^s, |s| <= 0.1",
        "no_floor": "toy-shared (D_0 = 0), beta_2 = 3/4: it falls like T^s, s from -1.25 to -0.8, "
        "for T = 128, 256, 512, 1024 epochs",
        "sampling": "reshuffle",
        "evidence": "sampled",
    },
    domain=Domain(symbols=frozenset(), positive=()),
    rules=(
        SampleSlope(
            "floor",
            tuple(
                _apart(gap, 30 + gap).after(512, clip)
                for gap, clip in zip(_GAPS, _CLIPS, strict=True)
            ),
            tuple(clip / 2**17 for clip in _CLIPS),
            2,
            tuple(-gap for gap in _GAPS),
            _RISK,
            ("19/10", "11/5"),
        ),
        in_time(
            "stays",
            _apart(2, 31, (256, 512)),
            2,
            (8, 9),
            (Fraction(1, 8),) * 2,
            _RISK,
            ("-1/10", "1/10"),
        ),
        in_time(
            "no_floor",
            _SHARED,
            2,
            (7, 8, 9, 10),
            tuple(Fraction(2, 2**e) for e in (7, 8, 9, 10)),
            _RISK,
            ("-5/4", "-4/5"),
        ),
    ),
    verify_instance=no_instances,
    instances=0,
)

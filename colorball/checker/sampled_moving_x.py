"""Step 1-1(b), x moving: momenta against gradients, sampled, in the checker's own words.

``toy-apart`` with five parts; the twin has x fixed at the minimizer 0, where the mean of the labels
is 0, so that Lemma A.1 gives 0 for the mean of its momenta.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache, partial
from math import floor, sqrt

from colorball.checker.adam_lane import adam_lane, toy_apart
from colorball.checker.claim import CheckedClaim
from colorball.checker.language import Domain
from colorball.checker.philox import odd_orders
from colorball.checker.sample import Run, SampleMean, SampleSlope
from colorball.checker.sampled_color_balls import no_instances

__all__ = ["CLAIM"]

_RISK = Fraction(1, 4 * 10**6)
_LANES, _SEED = 2**14, 51
_LANE = toy_apart(5, 0.5, 0.9, 0.5, 0.0)
_EXPONENTS = (2, 3, 4)
_EPOCHS = tuple(4**e for e in _EXPONENTS)
_BITS, _CLIP = 13, 8
_SCALE = float(2**_BITS)
_WORDS = (
    "Adam on toy-apart, n = 5, beta1 1/2, beta2 9/10, step 1/2, 1/sqrt-epoch, reshuffle, start 0, "
    f"{_LANES} lanes, seed {_SEED}; "
)


@lru_cache(maxsize=1024)
def _sums(epoch: int, number: int) -> tuple[float, float, float]:
    """The gradient where an epoch begins, the sum of its momenta, that of the twin's."""
    x, twin = 0.0, 0.0
    drawn = list(odd_orders(_SEED, number, 5, epoch, "reshuffle"))
    gradient = moving = fixed = 0.0
    path = adam_lane(_LANE, drawn)
    for order in drawn:
        gradient = 9.0 * x
        x, momenta = next(path)
        moving = fixed = 0.0
        for part, momentum in zip(order, momenta, strict=True):
            p, q = _LANE.others if part else _LANE.odd
            twin = 0.5 * twin + 0.5 * (p * (0.0 - q))
            moving, fixed = moving + momentum, fixed + twin
    return gradient, moving, fixed


def _difference(epoch: int, number: int) -> int:
    gradient, moving, fixed = _sums(epoch, number)
    scaled = (gradient - moving + fixed) * (sqrt(epoch) * _SCALE)
    end = float(_CLIP * 2**_BITS)
    return floor(min(max(scaled, -end), end))


def _twin(epoch: int, number: int) -> int:
    return floor(_sums(epoch, number)[2] * _SCALE)


def _run(epoch: int) -> Run:
    end = _CLIP * 2**_BITS
    words = (
        f"{_WORDS}sqrt({epoch}) (gradient - momenta + momenta of the twin) in epoch {epoch}, "
        f"within {_CLIP} of 0"
    )
    return Run(words, _SEED, _LANES, -end, end, partial(_difference, epoch), again=1)


_LAST = _EPOCHS[-1]

CLAIM = CheckedClaim(
    name="sampled-moving-x",
    statement={
        "moving": "toy-apart, Adam, x moving: the mean of grad f(x) - (m_0 + ... + m_4) over epoch "
        "k falls like k^s, s from -0.6 to -0.4, for k = 16, 64, 256",
        "fixed": "with x fixed it is within 0.3 of 0 in epoch 256, Lemma A.1's value",
        "sampling": "reshuffle",
        "evidence": "sampled",
    },
    domain=Domain(symbols=frozenset(), positive=()),
    rules=(
        SampleSlope(
            "moving",
            tuple(_run(epoch) for epoch in _EPOCHS),
            tuple(Fraction(1, 2 ** (_BITS + e)) for e in _EXPONENTS),
            4,
            _EXPONENTS,
            _RISK,
            ("-3/5", "-2/5"),
        ),
        SampleMean(
            "fixed",
            Run(
                f"{_WORDS}momenta of the twin in epoch {_LAST}",
                _SEED,
                _LANES,
                -25 * 2**_BITS,
                25 * 2**_BITS,
                partial(_twin, _LAST),
            ),
            Fraction(1, 2**_BITS),
            Fraction(0),
            _RISK,
            ("-3/10", "3/10"),
        ),
    ),
    verify_instance=no_instances,
    instances=0,
)

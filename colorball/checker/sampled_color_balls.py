"""Lemmas A.1 and A.2 under simulated draws, in the checker's own words."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import isqrt

from colorball.checker.claim import CheckedClaim
from colorball.checker.failures import Rejected
from colorball.checker.instances import Instance
from colorball.checker.language import Domain
from colorball.checker.philox import orders
from colorball.checker.sample import Run, SampleMean

__all__ = ["CLAIM", "no_instances"]

_LABELS = (1, 2, 6)
_EPOCHS = 3
_UP, _DOWN = 4, 5  # beta = 4/5
_N = len(_LABELS)
_TOP = _N * _EPOCHS - 1
_SCALE = _DOWN**_TOP
_LANES = 2**18
_RISK = Fraction(1, 4 * 10**6)


def no_instances(instance: Instance) -> None:
    """Reject: what is sampled has no instances."""
    raise Rejected(f"the claim has no instances beside its steps: {sorted(instance)[:1]}")


def _power(age: int) -> int:
    return int(_UP**age * _DOWN ** (_TOP - age))


@cache
def _weight(epoch: int, place: int) -> int:
    """What a label counts in ``m_0 + m_1 + m_2``, times the scale; epochs from 1."""
    ages = (_N * (_EPOCHS - epoch) + i - place for i in range(_N))
    return sum(_power(age) for age in ages if age >= 0)


_GRADIENTS = sum(_LABELS) * sum(_power(age) for age in range(_TOP + 1))
_ALL = sum(_weight(epoch, place) for epoch in range(1, _EPOCHS + 1) for place in range(_N))
_BOUNDS = (_ALL * min(_LABELS) - _GRADIENTS, _ALL * max(_LABELS) - _GRADIENTS)
_SUM_SHIFT, _ROOT_BITS, _PRODUCT_SHIFT = 6, 16, 19


def _draws(lane: int, seed: int, sampling: str) -> list[list[int]]:
    parts = orders(seed, lane, _N, _EPOCHS, sampling)
    return [[_LABELS[part] for part in order] for order in parts]


def _sum(draws: list[list[int]]) -> int:
    """S times the scale."""
    momenta = sum(
        _weight(epoch, place) * label
        for epoch, order in enumerate(draws, 1)
        for place, label in enumerate(order)
    )
    return momenta - _GRADIENTS


def _expected(draws: list[list[int]]) -> Fraction:
    """``E[S]`` given the first epochs: every later draw counts with the mean label."""
    mean = Fraction(sum(_LABELS), _N)
    epochs = range(1, _EPOCHS + 1)
    momenta = sum(
        _weight(epoch, place) * (draws[epoch - 1][place] if epoch <= len(draws) else mean)
        for epoch in epochs
        for place in range(_N)
    )
    return Fraction(momenta - _GRADIENTS)


def _product(draws: list[list[int]]) -> int:
    """``r_k S`` times the scale and ``2^16``, r_k of the signs of ``E[S | F_(l-1)]``."""
    factor = 0
    for epoch in range(1, _EPOCHS + 1):
        root = isqrt(2 ** (2 * _ROOT_BITS) // epoch)
        factor += root if _expected(draws[: epoch - 1]) >= 0 else -root
    return factor * _sum(draws)


def _words(what: str, sampling: str) -> str:
    return f"{what}: labels 1,2,6, {_EPOCHS} epochs, beta 4/5, {sampling}"


def _mean_of_s(name: str, seed: int, sampling: str, allowed: tuple[str, str]) -> SampleMean:
    low, high = (end >> _SUM_SHIFT for end in _BOUNDS)
    run = Run(
        _words("S", sampling),
        seed,
        _LANES,
        low,
        high,
        lambda lane: _sum(_draws(lane, seed, sampling)) >> _SUM_SHIFT,
    )
    unit = Fraction(2**_SUM_SHIFT, _SCALE)
    return SampleMean(name, run, unit, Fraction(0), _RISK, allowed)


def _weighted_mean() -> SampleMean:
    seed, most = 4, max(map(abs, _BOUNDS))
    roots = sum(isqrt(2 ** (2 * _ROOT_BITS) // epoch) for epoch in range(1, _EPOCHS + 1))
    end = (most * roots >> _PRODUCT_SHIFT) + 1
    run = Run(
        _words("r_k S with signs of E[S | F_(l-1)]", "reshuffle"),
        seed,
        _LANES,
        -end,
        end,
        lambda lane: _product(_draws(lane, seed, "reshuffle")) >> _PRODUCT_SHIFT,
    )
    unit = Fraction(2 ** (_PRODUCT_SHIFT - _ROOT_BITS), _SCALE)
    # every 1/sqrt(l) is rounded down, by less than one unit of 2^-16
    bias = Fraction(_EPOCHS * most, _SCALE * 2**_ROOT_BITS)
    return SampleMean("radius", run, unit, bias, _RISK, ("187/50", "397/100"))


CLAIM = CheckedClaim(
    name="sampled-color-balls",
    statement={
        "mean": "E[S] for labels 1, 2, 6, three epochs and beta = 4/5 is within 0.06 of Lemma "
        "A.1's value, within 0.15 with replacement",
        "radius": "E[r_k S], r_0 = 0, with the signs of E[S | F_(l-1)], is within 0.12 of Lemma "
        "A.2's radius",
        "evidence": "sampled",
    },
    domain=Domain(symbols=frozenset(), positive=()),
    rules=(
        _mean_of_s("reshuffle", 1, "reshuffle", ("-169/100", "-79/50")),
        _mean_of_s("with_replacement", 2, "with-replacement", ("-89/50", "-149/100")),
        _mean_of_s("shuffle_once", 3, "shuffle-once", ("-169/100", "-79/50")),
        _weighted_mean(),
    ),
    verify_instance=no_instances,
    instances=0,
)

"""The sums over all positions of the newest epochs, or over all newest draws."""

from __future__ import annotations

from collections.abc import Iterator

from flint import arb, fmpq, fmpz

from colorball.balls.sampling import Sampling
from colorball.phase.enumeration_tail import tail_mean

__all__ = ["replaced_mean", "reshuffled_mean"]

Draws = tuple[arb, arb, int]  # what they add to m and v, and how many sequences they stand for


def _older(
    powers1: list[list[arb]], powers2: list[list[arb]], sum1: arb, sum2: arb
) -> Iterator[tuple[arb, arb]]:
    """The sums over all positions of the older epochs, one epoch after the other (depth first)."""
    if not powers1:
        yield sum1, sum2
        return
    for power1, power2 in zip(powers1[0], powers2[0], strict=True):
        yield from _older(powers1[1:], powers2[1:], sum1 + power1, sum2 + power2)


def reshuffled_mean(n: int, b1: fmpq, b2: fmpq, epochs: int) -> arb:
    """The mean over all positions in the newest epochs, at the mean of what is older."""
    a, c = arb((1 - b1) * (n + 1)), arb((1 - b2) * (n * n - 1))
    back = range(1, epochs)
    powers1, powers2 = ([[arb(b) ** (n * j - p) for p in range(n)] for j in back] for b in (b1, b2))
    young1, young2 = ([s * arb(b) ** age for age in range(n)] for s, b in ((a, b1), (c, b2)))
    old1, old2 = ([arb(b) ** i for i in range(n)] for b in (b1, b2))
    means = (tail_mean(n, b, epochs, Sampling.RESHUFFLE) for b in (b1, b2))
    total = arb(0)
    for sum1, sum2 in _older(powers1, powers2, *means):
        scaled1, scaled2 = a * sum1, c * sum2
        for i in range(n):
            m, v = scaled1 * old1[i] - 1, scaled2 * old2[i] + 1
            if i < n - 1:
                total += (n - 1 - i) * m * v.rsqrt()  # the big gradient is still to come
            for age in range(i + 1):
                total += (m + young1[age]) * (v + young2[age]).rsqrt()
    return total / arb(fmpz(n) ** epochs)


def replaced_mean(n: int, b1: fmpq, b2: fmpq, draws: int) -> arb:
    """An epoch's n steps, in over all newest draws, at the mean of what is older."""
    a, c = arb((1 - b1) * (n + 1)), arb((1 - b2) * (n * n - 1))
    mean1, mean2 = (tail_mean(n, b, draws, Sampling.WITH_REPLACEMENT) for b in (b1, b2))
    shares = [(a * arb(b1) ** age, c * arb(b2) ** age) for age in range(draws)]
    halves = [_draws(n, part) for part in (shares[: draws // 2], shares[draws // 2 :])]
    total = arb(0)
    for m_old, v_old, weight in halves[1]:
        m_old, v_old, some = a * mean1 + m_old - 1, c * mean2 + v_old + 1, arb(0)
        for m_young, v_young, count in halves[0]:
            some += count * (m_old + m_young) * (v_old + v_young).rsqrt()
        total += weight * some
    return total / arb(fmpz(n) ** (draws - 1))


def _draws(n: int, shares: list[tuple[arb, arb]]) -> list[Draws]:
    """All sequences of big and small gradients for these draws."""
    found: list[Draws] = [(arb(0), arb(0), 1)]
    for m, v in shares:
        found = [
            each
            for m0, v0, weight in found
            for each in ((m0 + m, v0 + v, weight), (m0, v0, weight * (n - 1)))
        ]
    return found

"""Small instances of the model by the letter of its definition, in fractions."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction

from colorball.checker.failures import Rejected

__all__ = ["all_sums", "best_expectations", "mean_sum", "newest_shares", "read_fraction"]

_MOST_SEQUENCES = 1_500
_MOST_HISTORIES = 12
_MOST_CHARACTERS = 200

Draws = tuple[tuple[int, ...], ...]


def read_fraction(text: object) -> Fraction:
    """A number written ``a`` or ``a/b``, in lowest terms."""
    if isinstance(text, str) and len(text) <= _MOST_CHARACTERS:
        # the form is looked at first: Fraction would write 1e99999999 out
        match = re.fullmatch(r"(-?[0-9]+)(?:/([0-9]+))?", text)
        if match and int(match[2] or 1):
            value = Fraction(int(match[1]), int(match[2] or 1))
            if str(value) == text:
                return value
    raise Rejected("a number is not written as a fraction in lowest terms")


def _draws(n: int, k: int, sampling: str) -> Iterator[Draws]:
    if sampling == "reshuffle":
        return itertools.product(itertools.permutations(range(n)), repeat=k)
    if sampling == "with-replacement":
        return itertools.product(itertools.product(range(n), repeat=n), repeat=k)
    if sampling == "shuffle-once":
        return ((order,) * k for order in itertools.permutations(range(n)))
    if sampling == "cyclic":
        return iter([(tuple(range(n)),) * k])
    raise Rejected("its sampling scheme is not known")


def all_sums(
    labels: list[Fraction], k: int, beta: Fraction, sampling: str
) -> list[tuple[Draws, Fraction]]:
    """Every equally likely sequence of draws with its ``S = sum_i m_i - sum_i f_i``."""
    n = len(labels)
    if not (1 <= n <= 5 and 1 <= k <= 6 and 0 <= beta < 1):
        raise Rejected("an instance is not small")
    gradients = sum(labels, Fraction(0)) * sum(beta**p for p in range(n * k))
    result = []
    for draws in itertools.islice(_draws(n, k, sampling), _MOST_SEQUENCES + 1):
        momenta = Fraction(0)
        for i in range(n):
            momentum = Fraction(0)
            for epoch in range(1, k + 1):
                for q in range(n):
                    if (epoch, q) <= (k, i):
                        age = n * (k - epoch) + i - q
                        momentum += beta**age * labels[draws[epoch - 1][q]]
            momenta += momentum
        result.append((draws, momenta - gradients))
    if len(result) > _MOST_SEQUENCES:
        raise Rejected("an instance is not small")
    return result


def mean_sum(labels: list[Fraction], k: int, beta: Fraction, sampling: str) -> Fraction:
    """``E[S]``."""
    sums = [value for _, value in all_sums(labels, k, beta, sampling)]
    return sum(sums, Fraction(0)) / len(sums)


def best_expectations(
    labels: list[Fraction], k: int, beta: Fraction, sampling: str, filtration: str
) -> list[Fraction]:
    """For each ``l = 1..k`` the largest ``E[s_l S]`` over all admissible signs ``s_l``.

    All functions from the histories of ``l - 1`` epochs (predictable) or ``l`` epochs (adapted)
    to ``{-1, 1}`` are tried; no conditional expectation is formed.
    """
    if filtration not in ("predictable", "adapted"):
        raise Rejected("its filtration is not known")
    sums = all_sums(labels, k, beta, sampling)
    best = []
    for epoch in range(1, k + 1):
        known = epoch - 1 if filtration == "predictable" else epoch
        shares: dict[Draws, Fraction] = {}
        for draws, value in sums:
            history = draws[:known]
            shares[history] = shares.get(history, Fraction(0)) + value / len(sums)
        if len(shares) > _MOST_HISTORIES:
            raise Rejected("an instance is not small")
        signs = itertools.product((-1, 1), repeat=len(shares))
        values = list(shares.values())
        best.append(max(_signed_sum(sign, values) for sign in signs))
    return best


def _signed_sum(signs: tuple[int, ...], values: list[Fraction]) -> Fraction:
    return sum((s * v for s, v in zip(signs, values, strict=True)), Fraction(0))


def newest_shares(labels: list[Fraction], beta: Fraction, sampling: str) -> list[Fraction]:
    """Of two epochs, ``E[sum_i (m_{i,k} - f_{i,k})]`` given each possible first epoch."""
    n = len(labels)
    gradients = sum(labels, Fraction(0)) * sum(beta**p for p in range(n))
    shares: dict[tuple[int, ...], list[Fraction]] = {}
    for (first, newest), _ in all_sums(labels, 2, beta, sampling):
        momenta = sum(
            (beta ** (i - q) * labels[newest[q]] for i in range(n) for q in range(i + 1)),
            Fraction(0),
        )
        shares.setdefault(first, []).append(momenta - gradients)
    return [sum(values, Fraction(0)) / len(values) for values in shares.values()]

"""Counterexamples to statements about many parts, from certified drifts and edges."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import ceil

from colorball.balls.sampling import Sampling
from colorball.exact.rational import from_flint
from colorball.phase.drift import drift
from colorball.phase.upper_edge import upper_edge

__all__ = [
    "bound_counterexample",
    "edge_counterexample",
    "momentum_counterexample",
    "square_counterexample",
]

Prediction = Callable[[int, Fraction], tuple[Fraction, Fraction]]

_EDGES = {
    Sampling.RESHUFFLE: ((100, "1/2"), (100, "0")),
    Sampling.WITH_REPLACEMENT: ((100, "1/2"),),
}


@cache
def _edge(n: int, beta1: str, sampling: Sampling) -> tuple[Fraction, Fraction]:
    """Bounds of ``(n^2-1)(1-beta_2*)``."""
    edge = upper_edge(n, beta1, sampling=sampling, digits=9)
    assert edge is not None  # there is divergence for these n
    return (1 - edge.upper) * (n * n - 1), (1 - edge.lower) * (n * n - 1)


def edge_counterexample(prediction: Prediction, sampling: Sampling) -> str | None:
    """A certified edge for which ``|(n^2-1)(1-beta_2*) - p| <= r`` is wrong; ``p, r`` are given."""
    for n, beta1 in _EDGES[sampling]:
        least, most = _edge(n, beta1, sampling)
        middle, margin = prediction(n, Fraction(beta1))
        if most < middle - margin or least > middle + margin:
            return (
                f"n = {n}, beta_1 = {beta1}: (n^2-1)(1-beta_2*) is in [{float(least):.7f}, "
                f"{float(most):.7f}], the statement says {float(middle):.7f} +- {float(margin):.7f}"
            )
    return None


def square_counterexample(
    threshold: Callable[[Fraction], Fraction | int], sides: Iterable[str]
) -> str | None:
    """A point of ``[0, b]^2`` with a certified positive drift, for n = ``threshold(b)``."""
    for side in map(Fraction, sides):
        n = max(3, ceil(threshold(side)))
        for beta1, beta2 in ((side, side), (Fraction(0), side), (side, Fraction(0))):
            found = drift(n, beta1, beta2, digits=6)
            if found.sign == "positive":
                return f"b = {side}, n = {n}: D({beta1}, {beta2}, {n}) = {found} > 0"
    return None


_POINTS = ((10, "0", "1/2", 7), (10, "9/10", "1/2", 7), (20, "1/2", "0", 1), (20, "1/2", "4/5", 16))


def bound_counterexample(bound: Callable[..., object]) -> str | None:
    """A point whose certified drift is above ``bound(n, beta_1, beta_2, age)``, a ball."""
    for n, text1, text2, age in _POINTS:
        beta1, beta2 = Fraction(text1), Fraction(text2)
        claimed = from_flint(bound(n, beta1, beta2, age).upper().fmpq())  # type: ignore[attr-defined]
        for sampling in (Sampling.RESHUFFLE, Sampling.WITH_REPLACEMENT):
            found = drift(n, beta1, beta2, sampling=sampling, digits=6)
            if found.lower > claimed:
                return (
                    f"{sampling}: D({beta1}, {beta2}, {n}) = {found}, the statement says at most "
                    f"{float(claimed):.6f} (A = {age})"
                )
    return None


def momentum_counterexample(direction: int) -> str | None:
    """Two certified drifts with replacement that do not change with beta_1 in this direction."""
    for n, beta2 in ((10, "1/2"), (5, "9/10")):
        betas = ("0", "1/4", "1/2", "9/10")
        values = [drift(n, b, beta2, sampling="with-replacement", digits=6) for b in betas]
        for one, other in pairwise(values):
            first, second = (one, other) if direction > 0 else (other, one)
            if first.lower > second.upper:
                return (
                    f"n = {n}, beta_2 = {beta2}: D = {one} at beta_1 = {one.beta1}, "
                    f"D = {other} at beta_1 = {other.beta1}"
                )
    return None

"""Searches for what refutes a statement about sure divergence: a point and a sequence."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flint import arb, fmpq

from colorball.exact.precision import working_precision
from colorball.exact.rational import from_flint
from colorball.phase.sure import sure_sign
from colorball.phase.sure_growth import sure_threshold
from colorball.phase.sure_powers import Powers
from colorball.phase.sure_sequence import nonnegative_sequence
from colorball.verdict import Verdict

__all__ = [
    "Point",
    "condition_counterexample",
    "growth_counterexample",
    "sequence_text",
    "sure_counterexample",
]

_MOST_PARTS = 700  # at which the condition is looked at
Point = tuple[int, fmpq, fmpq]
Extremes = Callable[[Powers], tuple[arb, arb, arb]]  # the largest W1, smallest and largest W2


def sure_counterexample(points: Iterable[Point]) -> str | None:
    """A point and a sequence of positions that moves x to the left or nowhere."""
    with working_precision(96):
        for n, beta1, beta2 in points:
            found = nonnegative_sequence(n, beta1, beta2)
            if found:
                return sequence_text(n, beta1, beta2, *found)
    return None


def condition_counterexample(extremes: Extremes) -> str | None:
    """A point where all bounds with these extremes are negative, and a sequence that is not."""
    with working_precision(96):
        for n, beta1, beta2 in _grid():
            powers = Powers(n, (beta1, beta1), (beta2, beta2))
            w1, least, most = extremes(powers)
            if all(powers.bound(p, w1, least, most) < 0 for p in range(n)):
                found = nonnegative_sequence(n, beta1, beta2)
                if found:
                    return sequence_text(n, beta1, beta2, *found)
    return None


def growth_counterexample(losses: bool) -> str | None:
    """An n that is large enough by the formula of step growth, and for which S_1 fails.

    Args:
        losses: whether the formula counts what big gradients take from the small ones.
    """
    for beta1, beta2 in ((fmpq(1, 10), fmpq(1, 10)), (fmpq(1, 2), fmpq(9, 10))):
        for ell, m in ((1, 2), (4, 3), (6, 120)):
            with working_precision(96):
                threshold = sure_threshold(beta1, beta2, ell, m, losses=losses)
            if threshold is None:
                continue
            n = max(3, int(threshold.upper().fmpq().floor()) + 1)
            if n > _MOST_PARTS:
                continue
            found = sure_sign(n, from_flint(beta1), from_flint(beta2))
            if found.verdict is Verdict.REFUTED:
                return (
                    f"beta_1 {beta1}, beta_2 {beta2}, l {ell}, m {m}: n = {n} would do, but the "
                    f"bound at position {found.sequence[0]} is at least {float(found.lower):.6f}"
                )
    return None


def sequence_text(n: int, beta1: fmpq, beta2: fmpq, sequence: tuple[int, ...], moved: arb) -> str:
    """The point, the sequence and its displacement in words."""
    return (
        f"n {n}, beta_1 {beta1}, beta_2 {beta2}: big gradients at positions {sequence}, the last "
        f"one repeated, give the displacement {float(moved.mid()):.6f}, not a negative one"
    )


def _grid() -> Iterable[Point]:
    for n in (3, 6, 10):
        for j in (0, 1, 4, 10, 14, 17):
            for i in range(25):
                yield n, fmpq(i, 25), fmpq(j, 20)

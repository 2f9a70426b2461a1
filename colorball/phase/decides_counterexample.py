"""Cases that refute wrong bounds and rates of the argument that the drift's sign decides."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import arb

from colorball.exact.decimals import exact_bounds
from colorball.exact.precision import working_precision
from colorball.exact.rational import RationalLike, from_flint, rational, to_flint
from colorball.phase.drift import drift
from colorball.phase.free_bounds import all_paths, extremes
from colorball.phase.free_process import (
    displacements,
    forgotten,
    highest_displacement,
    total_forgotten,
)

__all__ = [
    "freezing_counterexample",
    "gradients_counterexample",
    "order_counterexample",
    "rate_counterexample",
    "sensitivity_counterexample",
    "step_counterexample",
]

_BITS = 200
_FREE = (
    (3, Fraction(1, 2), Fraction(0), 3),
    (3, Fraction(0), Fraction(1, 2), 3),
    (3, Fraction(1, 5), Fraction(3, 10), 4),
    (4, Fraction(9, 10), Fraction(1, 2), 3),
)
# n, beta_1, beta_2, the start y, eta, epochs: the step sizes are within longest_step
_PATHS = (
    (3, Fraction(1, 5), Fraction(3, 10), Fraction(51, 50), Fraction(1, 10), 3),
    (3, Fraction(9, 10), Fraction(1, 2), Fraction(-1), Fraction(1, 2000), 3),
    (3, Fraction(0), Fraction(9, 10), Fraction(1, 2), Fraction(1, 10), 3),
    # the first step of a big gradient ends 10^-9 before the minimum
    (3, Fraction(1, 2), Fraction(0), Fraction(1, 20) + Fraction(1, 10**9), Fraction(1, 10), 2),
)


def sensitivity_counterexample(
    bound: Callable[[int, Fraction, Fraction, int], Fraction],
) -> str | None:
    """A change of one position that moves a displacement by more than ``bound(n, b1, b2, lag)``.

    Displacements out of their range count too.
    """
    with working_precision(_BITS):
        for n, b1, b2, epochs in _FREE:
            found = extremes(n, b1, b2, epochs)
            case = f"n = {n}, beta_1 = {b1}, beta_2 = {b2}, {epochs} epochs"
            highest = to_flint(highest_displacement(n, b1))
            if found.lowest < -n or found.highest > arb(highest):
                return f"{case}: a displacement out of its range"
            for lag, change in enumerate(found.sensitivity):
                stated = bound(n, b1, b2, lag)
                if change > arb(to_flint(stated)):
                    return (
                        f"{case}: the position {lag} epochs before changes a displacement by "
                        f"{float(change):.6f}, the statement says at most {float(stated):.6f}"
                    )
    return None


def step_counterexample(bound: Callable[[int, Fraction, Fraction], arb | None]) -> str | None:
    """A path of Adam with a step longer than ``bound(n, b1, b2)``; None bounds nothing."""
    with working_precision(_BITS):
        for n, b1, b2, start, eta, epochs in _PATHS:
            stated = bound(n, b1, b2)
            if stated is None:
                continue
            for path in all_paths(n, b1, b2, start, eta, epochs):
                for t, step in enumerate(path, 1):
                    if abs(step.ratio) > stated:
                        return (
                            f"n = {n}, beta_1 = {b1}, beta_2 = {b2}, eta = {eta}, from x + 2 = "
                            f"{float(start)}: |m|/sqrt(v) = {float(abs(step.ratio)):.6g} at step "
                            f"{t}, the statement says at most {float(stated):.6g}"
                        )
    return None


def gradients_counterexample(bound: Callable[[Fraction, Fraction], arb | None]) -> str | None:
    """Gradients ``(beta_1/beta_2)^j``, the j-th last one, with ``|m|/sqrt(v)`` above the bound."""
    for b1, b2 in ((Fraction(9, 10), Fraction(999, 1000)), (Fraction(3, 4), Fraction(1, 4))):
        stated = bound(b1, b2)
        if stated is None:
            continue
        for count in (1, 10, 100):
            gradients = [(b1 / b2) ** j for j in range(count)]
            m = (1 - b1) * sum(b1**j * g for j, g in enumerate(gradients))
            v = (1 - b2) * sum(b2**j * g**2 for j, g in enumerate(gradients))
            if arb(to_flint(m**2 / v)).sqrt() > stated:
                return (
                    f"beta_1 = {b1}, beta_2 = {b2}: {count} gradients (beta_1/beta_2)^j give "
                    f"|m|/sqrt(v) = {float(m**2 / v) ** 0.5:.6g}"
                )
    return None


def freezing_counterexample(
    constant: Callable[[int, Fraction, Fraction, arb], arb],
) -> str | None:
    """A step of Adam further from the free process than ``constant/R`` and the start allow."""
    with working_precision(_BITS):
        for n, b1, b2, start, eta, epochs in _PATHS:
            paths = list(all_paths(n, b1, b2, start, eta, epochs))
            longest = arb(0)
            for path in paths:
                for step in path:
                    longest = longest.max(abs(step.ratio))
            stated = constant(n, b1, b2, longest)
            root1, root2 = arb(to_flint(b1)), arb(to_flint(b2)).sqrt()
            for path in paths:
                for t, step in enumerate(path, 1):
                    allowed = step.allowed(stated, root1**t + longest * root2**t)
                    if abs(step.error) > allowed:
                        return (
                            f"n = {n}, beta_1 = {b1}, beta_2 = {b2}, x + 2 = "
                            f"{float(step.y):.6f} at step {t}: m/sqrt(v) is "
                            f"{float(abs(step.error)):.6f} from the free one, the statement says "
                            f"at most {float(allowed):.6f}"
                        )
    return None


def rate_counterexample(factor: int) -> str | None:
    """Refutes that the mean of ``x_k/sqrt(k)`` tends to ``-factor * eta * D``.

    The mean of ``sum_{k<=K} T_k/sqrt(k)`` is D times the sum of ``1/sqrt(k)``, up to ``tau``; the
    sum is between ``2 sqrt(K+1) - 2`` and ``2 sqrt(K)``. At K = 10^8 that pins the limit.
    """
    n, b1, b2, root = 3, Fraction(1, 5), Fraction(3, 10), 10**4
    value = drift(n, b1, b2)
    off = total_forgotten(n, b1, b2) / root
    ends = [d * s for d in (value.lower, value.upper) for s in (Fraction(2 * root - 2, root), 2)]
    low, high = min(ends) - off, max(ends) + off
    if low <= factor * value.upper and factor * value.lower <= high:
        return None
    return (
        f"n = {n}, beta_1 = {b1}, beta_2 = {b2}: at k = {root**2} the mean of (x_0 - x_k)/(eta "
        f"sqrt(k)) is in [{float(low):.5f}, {float(high):.5f}], the statement says "
        f"{factor} D = {float(factor * value.lower):.5f}"
    )


def order_counterexample(
    n: int, beta1: RationalLike, beta2: RationalLike, period: tuple[int, ...]
) -> str | None:
    """Positions that repeat for ever and move x against the sign of the drift.

    Their first epochs have positive probability, and enough of them lead x anywhere. After 20
    periods the displacement is known for all later ones, up to what is forgotten.
    """
    b1, b2 = rational(beta1, "beta1"), rational(beta2, "beta2")
    value, epochs = drift(n, b1, b2), 20 * len(period)
    with working_precision(_BITS):
        moved = sum(displacements(n, b1, b2, period * 20)[-len(period) :], arb(0))
        low, high = (from_flint(end) for end in exact_bounds(moved))
    off = len(period) * forgotten(n, b1, b2, epochs - len(period) + 1)
    low, high = low - off, high + off
    if not ((value.upper < 0 < low) or (high < 0 < value.lower)):
        return None
    return (
        f"n = {n}, beta_1 = {b1}, beta_2 = {b2}: D is in {value}, but with the big gradient at "
        f"positions {', '.join(map(str, period))} for ever, {len(period)} epochs move x by "
        f"{float(-low):+.6f} step sizes (up to {float(off):.0e})"
    )

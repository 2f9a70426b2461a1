"""The region of divergence tends to the whole square, in the checker's own words.

Symbols. ``beta`` is beta_1 or beta_2, as the step needs; d = 1 - beta_2 and b = beta_1; a is the
age A, e = (n^2-1) beta_2^A with n e <= 1, p = sqrt(1+e); r = sqrt(n) >= 4/s^2 with s = 1 - b the
distance of the square from 1; y = sqrt(2/s) >= 1.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, isqrt

from colorball.checker.brute_force import read_fraction
from colorball.checker.claim import CheckedClaim
from colorball.checker.failures import Rejected
from colorball.checker.instances import Instance
from colorball.checker.language import Domain
from colorball.checker.rules import Identity, Inequality, Sum

__all__ = ["CLAIM"]

_STEPS = (
    Sum("older", "(1-beta)*beta^t", index="t", start="1", stop="k"),
    Inequality("older_limit", "older", "beta"),
    Sum("old_ages", "beta^t", index="t", start="a", stop="k"),
    Inequality("old_limit", "(1-beta)*(n^2-1)*old_ages", "(n^2-1)*beta^a"),
    Inequality("root", "1-(p^2-1)/2", "1/p"),
    Inequality("held", "(n+1)^2/(1+d*(n^2-1))", "2/d"),
    Inequality("rest", "-((n-a)*(1-e/2))", "-n+a+n*e/2"),
    Inequality("momentum", "b+(1-b)*y", "y"),
    Identity("logarithm", "3*2*r/(8/3)", "9/4*r"),
    Inequality("held_root", "y", "(s*y^2+1/s)/2"),
    Inequality("held_size", "(2+1/s)/2", "3/(2*s)"),
    Inequality("one_half", "1+1/2", "3/(2*s)"),
    Inequality("grows", "4*r/s", "s*r^2"),
    Inequality("negative", "-(4*r/s)+9/4*r/s+3/(2*s)+3/(2*s)", "-(4/s)"),
)

_SCALE = 10**30


def _inverse_root(value: Fraction) -> tuple[Fraction, Fraction]:
    """Bounds of ``1/sqrt(value)``, for ``value >= 1``."""
    low = isqrt(floor(value * _SCALE**2))
    high = isqrt(ceil(value * _SCALE**2)) + 1
    return Fraction(_SCALE, high), Fraction(_SCALE, low)


def _verify_instance(instance: Instance) -> None:
    """The bound at the corner of a square that the claim is about."""
    if set(instance) != {"n", "b", "age", "bound"}:
        raise Rejected("an instance has other fields than n, b, age and bound")
    numbers = [instance[name] for name in ("n", "age", "bound")]
    if not all(isinstance(number, int) and not isinstance(number, bool) for number in numbers):
        raise Rejected("an instance's n, age or bound is not an integer")
    n, age, bound = (int(str(number)) for number in numbers)
    side = read_fraction(instance["b"])
    if not (0 < side < 1 and 3 <= n <= 10**6 and 0 <= age <= n and n * (1 - side) ** 4 >= 16):
        raise Rejected("an instance's n is too small for its square")
    squares = n * n - 1
    share = squares * side**age
    if n * share > 1:
        raise Rejected("an instance's age is too small")
    _, held = _inverse_root(1 + (1 - side) * squares)
    rest, _ = _inverse_root(1 + share)
    most = (n + 1) * (side + (1 - side) * held) - (n - age) * rest
    if most >= 0 or ceil(1000 * most) != bound:
        raise Rejected("an instance's bound is not that of its corner")


_SYMBOLS = "n k t a b d e p r s y"

CLAIM = CheckedClaim(
    name="region-limit",
    statement={
        "square": "D(b1, b2, n) < 0 for 0 <= b1, b2 <= b if n >= 16/(1-b)^4, n >= 3 and 0 < b < 1",
        "size": "D <= -(1-b) n + (9 sqrt(n)/4 + 3)/(1-b) there, for every n >= 3",
        "bound": "D <= (n+1) (b1 + (1-b1)/sqrt(1+c)) - (n-A)/sqrt(1 + (n^2-1) b2^A) for every "
        "integer A >= 0, c = (1-b2) (n^2-1)",
        "sampling": "reshuffle, with-replacement, shuffle-once and cyclic",
    },
    domain=Domain(
        symbols=frozenset(_SYMBOLS.split()),
        positive=("beta", "1-beta", "n", "p", "d", "1+d*(n^2-1)", "s"),
        nonnegative=(
            *("n^2-1", "p+2", "n+1", "n-3", "a", "e", "b", "y-1", "1-s", "r", "r*s^2-4", "r-4"),
        ),
    ),
    rules=_STEPS,
    verify_instance=_verify_instance,
    instances=3,
)

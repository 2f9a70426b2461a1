"""The condition for sure divergence at one point, by enumeration of all its sequences."""

from __future__ import annotations

import itertools
from fractions import Fraction

from colorball.checker.brute_force import read_fraction
from colorball.checker.failures import Rejected
from colorball.checker.fixed_point import ONE, Interval
from colorball.checker.instances import Instance, fields_of, number_of_epochs

__all__ = ["verify_instance"]

_UNIT = 10**9
_MOST_SEQUENCES = 1_500


def verify_instance(instance: Instance) -> None:
    """Accept ``bound``: the largest bound, rounded up to nine decimals, and it is negative."""
    fields_of(instance, "parts", "beta1", "beta2", "epochs", "bound")
    n, epochs = instance["parts"], number_of_epochs(instance)
    if not isinstance(n, int) or isinstance(n, bool) or not (3 <= n <= 40 and 1 <= epochs <= 6):
        raise Rejected("an instance is not small")
    if n**epochs > _MOST_SEQUENCES:
        raise Rejected(f"an instance has more than {_MOST_SEQUENCES} sequences")
    b1, b2 = read_fraction(instance["beta1"]), read_fraction(instance["beta2"])
    if not (0 <= b1 < 1 and 0 <= b2 < 1):
        raise Rejected("an instance's beta_1 or beta_2 is not in [0, 1)")
    sums = [_bound(n, b1, b2, path) for path in itertools.product(range(n), repeat=epochs)]
    ends = (max(s.low for s in sums), max(s.high for s in sums))
    low, high = (-(-end * _UNIT // ONE) for end in ends)
    if low != high or read_fraction(instance["bound"]) != Fraction(high, _UNIT):
        raise Rejected("an instance has another bound by enumeration")
    if high >= 0:
        raise Rejected("an instance has a bound that is not negative")


def _bound(n: int, b1: Fraction, b2: Fraction, path: tuple[int, ...]) -> Interval:
    """The bound of one sequence of positions, the running epoch's first."""
    first, epochs = path[0], len(path)
    fixed1, fixed2 = (sum(b ** (n * j - path[j]) for j in range(1, epochs)) for b in (b1, b2))
    w1 = fixed1 + b1 ** (n * (epochs - 1) + 1) / (1 - b1**n)
    least = fixed2 + b2 ** (n * epochs) / (1 - b2**n)
    most = fixed2 + b2 ** (n * (epochs - 1) + 1) / (1 - b2**n)
    total = Interval(0, 0)
    for i in range(n):
        new1, new2 = (b ** (i - first) if i >= first else Fraction(0) for b in (b1, b2))
        numerator = -1 + (1 - b1) * (n + 1) * (new1 + b1**i * w1)
        w2 = least if numerator >= 0 else most
        v = 1 + (1 - b2) * (n * n - 1) * (new2 + b2**i * w2)
        total += Interval.of(numerator, numerator) / Interval.of(v, v).sqrt()
    return total

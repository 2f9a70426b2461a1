"""A confidence interval, and what it says about a statement."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from colorball.verdict import Verdict

__all__ = ["Allowed", "ConfidenceInterval", "decimal_unit", "require_false_alarm"]

DIGITS = 9  # after the point; ends are rounded outwards to them


@dataclass(frozen=True)
class Allowed:
    """What a statement allows a quantity to be: ``lower <= quantity <= upper``.

    Attributes:
        lower: the least, or None for no bound.
        upper: the greatest, or None for no bound.
    """

    lower: Fraction | None = None
    upper: Fraction | None = None

    def __str__(self) -> str:
        low = "-inf" if self.lower is None else f"{float(self.lower):.6g}"
        high = "inf" if self.upper is None else f"{float(self.upper):.6g}"
        return f"[{low}, {high}]"


@dataclass(frozen=True)
class ConfidenceInterval:
    """An interval that misses the quantity with probability ``false_alarm`` at most.

    Attributes:
        lower: the lower end, rounded down.
        upper: the upper end, rounded up.
        false_alarm: the bound of the probability.
        count: how many independent samples it comes from.
    """

    lower: Fraction
    upper: Fraction
    false_alarm: Fraction
    count: int

    def verdict(self, allowed: Allowed) -> Verdict:
        """What the interval says about a statement; never that it is proved.

        ``sampled`` if the whole interval is allowed: a wrong statement gets that with probability
        ``false_alarm`` at most. ``refuted`` if none of it is: a true statement gets that with the
        same probability at most. Else ``undecided``.

        Example:
            >>> interval = ConfidenceInterval(Fraction(1), Fraction(2), Fraction(1, 100), 50)
            >>> tops = (3, Fraction(3, 2), Fraction(1, 2))
            >>> [str(interval.verdict(Allowed(upper=Fraction(top)))) for top in tops]
            ['sampled', 'undecided', 'refuted']
        """
        low = self.lower if allowed.lower is None else allowed.lower
        high = self.upper if allowed.upper is None else allowed.upper
        if low <= self.lower and self.upper <= high:
            return Verdict.SAMPLED
        if self.upper < low or high < self.lower:
            return Verdict.REFUTED
        return Verdict.UNDECIDED

    def __str__(self) -> str:
        return f"[{float(self.lower):.6g}, {float(self.upper):.6g}]"


def decimal_unit() -> Fraction:
    """What the ends are multiples of.

    Example:
        >>> decimal_unit()
        Fraction(1, 1000000000)
    """
    return Fraction(1, 10**DIGITS)


def require_false_alarm(value: Fraction) -> None:
    """Refuse a probability outside (0, 1).

    Raises:
        InputError: for any other.
    """
    from colorball.errors import InputError

    if not 0 < value < 1:
        raise InputError("false_alarm", value, "a probability between 0 and 1")

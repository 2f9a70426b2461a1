"""The data of the law for large n: certified upper edges, scaled, as JSON and as CSV."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from fractions import Fraction

from colorball.balls.sampling import Sampling
from colorball.exact.rational import rational_text
from colorball.phase.upper_edge import upper_edge
from colorball.reports.decimal_text import decimal_text

__all__ = [
    "LAW_BETAS",
    "LAW_PARTS",
    "LAW_SCHEMES",
    "LawPoint",
    "law_csv",
    "law_from_json",
    "law_json",
    "law_point",
]

LAW_PARTS = (10, 20, 30, 50, 100, 200, 500, 1000)
LAW_BETAS = (Fraction(0), Fraction(1, 2), Fraction(9, 10))
LAW_SCHEMES = (Sampling.RESHUFFLE, Sampling.WITH_REPLACEMENT)
_KIND = "colorball phase law"
_COLUMNS = "sampling,beta1,n,beta2_lower,beta2_upper,scaled_lower,scaled_upper"
_DIGITS = 6  # of n^2 (1 - beta_2), at least


@dataclass(frozen=True)
class LawPoint:
    """The upper edge for one n: D changes sign in between and is positive from there up to 1.

    Attributes:
        sampling: how epochs draw.
        beta1: momentum coefficient.
        n: number of parts.
        lower: of beta_2.
        upper: of beta_2.
    """

    sampling: Sampling
    beta1: Fraction
    n: int
    lower: Fraction
    upper: Fraction

    @property
    def scaled(self) -> tuple[Fraction, Fraction]:
        """Bounds of ``n^2 (1 - beta_2)``."""
        return self.n**2 * (1 - self.upper), self.n**2 * (1 - self.lower)


def law_point(sampling: Sampling, beta1: Fraction, n: int) -> LawPoint:
    """Certify one edge.

    Raises:
        ArithmeticError: if there is none, or a sign stays undecided.

    Example:
        >>> low, high = law_point(Sampling.RESHUFFLE, Fraction(0), 10).scaled
        >>> float(low), float(high)
        (4.188301, 4.188302)
    """
    digits = _DIGITS + math.ceil(2 * math.log10(n))
    edge = upper_edge(n, beta1, sampling=sampling, digits=digits)
    if edge is None:
        raise ArithmeticError(f"the drift is positive everywhere for n = {n}, beta_1 = {beta1}")
    return LawPoint(sampling, beta1, n, edge.lower, edge.upper)


def law_json(points: tuple[LawPoint, ...]) -> str:
    """The points as JSON; numbers are texts, exact."""
    rows = [
        json.dumps(dict(zip(_COLUMNS.split(","), _texts(point), strict=True))) for point in points
    ]
    body = ",\n  ".join(rows)
    return f'{{\n "kind": "{_KIND}",\n "points": [\n  {body}\n ]\n}}\n'


def law_from_json(text: str) -> tuple[LawPoint, ...]:
    """What ``law_json`` wrote.

    Raises:
        ValueError: if it is something else.
    """
    try:
        document = json.loads(text)
        if document["kind"] != _KIND:
            raise ValueError("another kind of file")
        points = tuple(
            LawPoint(
                Sampling(row["sampling"]),
                Fraction(row["beta1"]),
                int(row["n"]),
                Fraction(row["beta2_lower"]),
                Fraction(row["beta2_upper"]),
            )
            for row in document["points"]
        )
    except (KeyError, TypeError, ArithmeticError, ValueError) as error:
        raise ValueError(f"not the data of the law: {error}") from error
    return points


def law_csv(points: tuple[LawPoint, ...]) -> str:
    """The same as CSV."""
    return "\n".join([_COLUMNS, *(",".join(_texts(point)) for point in points)]) + "\n"


def _texts(point: LawPoint) -> list[str]:
    numbers = (point.lower, point.upper, *point.scaled)
    return [
        str(point.sampling),
        rational_text(point.beta1),
        str(point.n),
        *(decimal_text(number) for number in numbers),
    ]

"""An enclosure of the drift, with what it says about the sign."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from colorball.balls.sampling import Sampling
from colorball.exact.decimals import outward_decimals
from colorball.exact.rational import rational_latex
from colorball.verdict import Verdict

__all__ = ["Drift"]


@dataclass(frozen=True)
class Drift:
    """``lower <= D(beta_1, beta_2, n) <= upper``.

    Attributes:
        n: number of parts of Function (2).
        beta1: momentum coefficient of the first moment, 0 <= beta1 < 1.
        beta2: of the second moment, 0 <= beta2 < 1.
        sampling: how an epoch draws the parts.
        lower: a certain lower bound.
        upper: a certain upper bound.
        digits: how many digits after the point were asked for.
        method: how the enclosure was found.
    """

    n: int
    beta1: Fraction
    beta2: Fraction
    sampling: Sampling
    lower: Fraction
    upper: Fraction
    digits: int
    method: str

    @property
    def sign(self) -> str:
        """``negative`` (divergence), ``positive`` (attraction) or ``undecided``."""
        if self.upper < 0:
            return "negative"
        return "positive" if self.lower > 0 else "undecided"

    @property
    def verdict(self) -> Verdict:
        """Whether the sign is proved."""
        return Verdict.UNDECIDED if self.sign == "undecided" else Verdict.PROVED

    def decimals(self) -> tuple[str, str]:
        """The bounds as decimals, rounded down and up."""
        return outward_decimals(self.lower, self.upper, self.digits)

    def __str__(self) -> str:
        lower, upper = self.decimals()
        return f"[{lower}, {upper}]"

    def latex(self) -> str:
        """The statement in LaTeX."""
        lower, upper = self.decimals()
        betas = f"{rational_latex(self.beta1)},\\,{rational_latex(self.beta2)}"
        return rf"D({betas},\,{self.n}) \in [{lower},\,{upper}]"

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"

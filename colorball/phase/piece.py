"""An interval of beta_2 on which interpolation is certain to converge, and coverings by them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from flint import arb, fmpq, fmpz

from colorball.balls.sampling import Sampling
from colorball.phase.deadline import stop_at
from colorball.phase.ellipse import Ellipse, least_real_part

__all__ = ["Piece", "covering", "pieces"]

_RHOS = (fmpq(4), fmpq(3), fmpq(2))  # wider ellipses need fewer nodes, and smaller pieces
_MOST_HALVINGS = 60


@dataclass(frozen=True)
class Piece:
    """An interval with an ellipse around it.

    Attributes:
        ellipse: the interval and its ellipse.
        least_v: a lower bound of ``Re v`` on the ellipse, for all sequences of positions.
    """

    ellipse: Ellipse
    least_v: arb

    @property
    def lower(self) -> fmpq:
        """The left end."""
        return self.ellipse.lower

    @property
    def upper(self) -> fmpq:
        """The right end."""
        return self.ellipse.upper


@lru_cache(maxsize=256)
def pieces(n: int, sampling: Sampling, lower: fmpq, upper: fmpq) -> tuple[Piece, ...]:
    """Cover ``[lower, upper]``, ``0 <= lower < upper < 1``, by pieces from left to right."""
    return covering(n, sampling, lower, upper)


def covering(
    n: int, sampling: Sampling, lower: fmpq, upper: fmpq, deadline: float | None = None
) -> tuple[Piece, ...]:
    """The same, computed anew, with a deadline on the clock of ``time.monotonic``.

    Raises:
        OutOfTimeError: if the deadline passes.
    """
    done, todo = [], [(lower, upper, 0)]
    while todo:
        stop_at(deadline)
        left, right, halvings = todo.pop()
        piece = _piece(n, sampling, left, right)
        if piece is not None:
            done.append(piece)
            continue
        if halvings == _MOST_HALVINGS:
            raise ArithmeticError(f"no ellipse around [{left}, {right}] for n = {n}")
        middle = _middle(left, right, n)
        todo += [(middle, right, halvings + 1), (left, middle, halvings + 1)]
    return tuple(done)


def _piece(n: int, sampling: Sampling, left: fmpq, right: fmpq) -> Piece | None:
    for rho in _RHOS:
        ellipse = Ellipse(left, right, rho)
        least = least_real_part(n, sampling, ellipse)
        if least is not None:
            return Piece(ellipse, least)
    return None


def _middle(left: fmpq, right: fmpq, n: int) -> fmpq:
    """A dyadic point that halves the interval on the scale of ``log((x + 1/(10 n^2))/(1-x))``."""
    small = 1 / (10 * n * n)

    def odds(x: fmpq) -> float:
        gap = 1 - x
        return (int(x.p) / int(x.q) + small) / (int(gap.p) / int(gap.q))

    mean = (odds(left) * odds(right)) ** 0.5
    gap = (1 + small) / (1 + mean)  # 1 - middle, to keep digits near 1
    return 1 - fmpq(fmpz(int(gap * 2**80)), fmpz(2) ** 80)

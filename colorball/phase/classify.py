"""What becomes of Adam on Function (2) at one point, and how that is known."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from colorball.exact.rational import RationalLike
from colorball.phase.answer import Drift
from colorball.phase.arguments import read_beta, read_parts, read_time_limit
from colorball.phase.drift import OUT_OF_TIME, drift
from colorball.phase.sure import sure_sign
from colorball.phase.theorem_one import in_theorem_one, read_constant
from colorball.verdict import Verdict

__all__ = ["Classification", "Region", "classify"]

_DIGITS = (3, 9, 18, 36)
_LOOK_BACK = 3
_LARGEST_FOR_SURE = 300  # parts; the tree of positions grows beyond what one waits for


class Region(StrEnum):
    """The regions, from the certain divergence to attraction."""

    SURE = "sure-divergence"
    ALMOST_SURE = "almost-sure-divergence"
    ATTRACTION = "attraction"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Classification:
    """The region of a point.

    Attributes:
        region: the innermost region that the point certainly belongs to.
        look_back: epochs of look-back that show sure divergence; None if it was not shown.
        drift: the enclosure that decided the sign.
        theorem_1: whether Theorem 1, with the constant, guarantees convergence here.
        constant: the constant C of Theorem 1, which the talk does not give.
    """

    region: Region
    look_back: int | None
    drift: Drift
    theorem_1: bool
    constant: Fraction

    @property
    def verdict(self) -> Verdict:
        """``proved`` unless the sign of the drift is undecided."""
        return Verdict.UNDECIDED if self.region is Region.UNDECIDED else Verdict.PROVED


def classify(
    n: int,
    beta1: RationalLike,
    beta2: RationalLike,
    *,
    constant: RationalLike = 1,
    time_limit: float | None = None,
) -> Classification:
    r"""Tells what Adam does on Function (2).

    Under random reshuffling, with step ``eta/sqrt(epoch)``:

    * ``sure-divergence``: whatever the orders, the iterate goes to infinity when started far
      enough to the right (shown by up to 3 epochs of look-back, for n up to 300).
    * ``almost-sure-divergence``: D < 0. The iterate goes to infinity almost surely once it stays
      to the right, and it stays there with a probability that tends to 1 with the start.
    * ``attraction``: D > 0, and ``beta_2 > 0`` or ``beta_1 = 0``: x converges to the minimum -2
      almost surely, from every start.
    * ``undecided``: the enclosure of D contains 0 at the best accuracy, or time is over; or D > 0
      with ``beta_2 = 0 < beta_1``: the iterate leaves the right almost surely, but steps near the
      minimum are unbounded, and it need not converge.

    Theorem 1 guarantees convergence for ``beta_2 >= 1 - C (1-beta_1^n)/n^3.5`` and
    ``beta_1 < sqrt(beta_2)``.

    Args:
        n: number of parts, an integer >= 3.
        beta1: momentum coefficient, 0 <= beta1 < 1.
        beta2: second-moment coefficient, 0 <= beta2 < 1.
        constant: the constant C > 0 of Theorem 1; the talk gives none.
        time_limit: seconds for the drift; the look-back takes a few seconds at most.

    Raises:
        InputError: for arguments out of range, before any work.

    Source: talk, Theorems 1 and 2; docs, "The phase boundary".

    Example:
        >>> answer = classify(10, "9/10", "999/1000")
        >>> str(answer.region), str(answer.verdict), answer.theorem_1
        ('attraction', 'proved', False)
    """
    parts = read_parts(n)
    b1, b2 = read_beta(beta1, "beta1"), read_beta(beta2, "beta2")
    factor = read_constant(constant)
    limit = read_time_limit(time_limit)
    found = _signed_drift(parts, b1, b2, limit)
    look_back = None
    if found.sign == "negative":
        look_back = _look_back(parts, b1, b2)
        region = Region.ALMOST_SURE if look_back is None else Region.SURE
    elif found.sign == "positive" and (b2 > 0 or b1 == 0):
        region = Region.ATTRACTION
    else:
        region = Region.UNDECIDED
    guaranteed = in_theorem_one(parts, b1, b2, factor)
    return Classification(region, look_back, found, guaranteed, factor)


def _signed_drift(n: int, beta1: Fraction, beta2: Fraction, limit: float | None) -> Drift:
    """The drift with as many digits as its sign takes."""
    deadline = None if limit is None else time.monotonic() + limit
    for digits in _DIGITS:
        left = None if deadline is None else max(deadline - time.monotonic(), 1e-3)
        found = drift(n, beta1, beta2, digits=digits, time_limit=left)
        if found.sign != "undecided" or found.method == OUT_OF_TIME:
            break
    return found


def _look_back(n: int, beta1: Fraction, beta2: Fraction) -> int | None:
    """The least look-back that shows sure divergence, if one does."""
    if n > _LARGEST_FOR_SURE:
        return None
    for epochs in range(1, _LOOK_BACK + 1):
        if sure_sign(n, beta1, beta2, epochs=epochs).verdict is Verdict.PROVED:
            return epochs
    return None

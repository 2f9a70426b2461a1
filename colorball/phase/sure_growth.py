r"""From which number of parts on a point certainly lies in the region of sure divergence.

For all integers l, m >= 0 and ``r = sqrt(beta_2)`` the K = 1 condition holds for every n >= 3 with

.. math::

    n (1 - h - e) > h + u + 2m, \quad h = \beta_1 + \beta_1^{l+1}, \quad
    u = \sqrt{\frac{2}{(1-\beta_2)\beta_2^l}}, \quad
    e = \frac{r^m}{3(1-r)} \Big(1 + \frac{r}{1-\beta_2}\Big).
"""

from __future__ import annotations

from flint import arb, fmpq

from colorball.errors import InputError
from colorball.exact.precision import working_precision
from colorball.exact.rational import RationalLike, to_flint
from colorball.phase.arguments import read_beta

__all__ = ["sure_from", "sure_threshold"]

_MOST_AGE = 2_000  # of l and m
_BITS = 128


def sure_from(beta1: RationalLike, beta2: RationalLike) -> int:
    """A number N such that divergence is sure at this point for every n >= N, by the formula.

    It is the least that a search over l and m finds; the condition may hold for smaller n as well.

    Args:
        beta1: momentum coefficient, 0 <= beta1 < 1.
        beta2: second-moment coefficient, 0 < beta2 < 1: at ``beta2 = 0`` and ``beta1 > 1/2`` there
            is no such N.

    Raises:
        InputError: for arguments out of range, or too near their ends for the search.

    Source: docs, "Sure divergence".

    Example:
        >>> sure_from("1/10", "1/10"), sure_from("1/2", "1/2")
        (7, 75)
    """
    b1, b2 = to_flint(read_beta(beta1, "beta1")), to_flint(read_beta(beta2, "beta2"))
    if b2 == 0:
        raise InputError("beta2", beta2, "a number with 0 < beta2 < 1")
    with working_precision(_BITS):
        # 1 - h > e needs both small; larger l and m than needed only add to u and 2 m
        best = None
        for ell in range(_MOST_AGE):
            least = _least_over_m(b1, b2, ell, best)
            if least is not None:
                best = least
            elif best is not None:
                break
    if best is None:
        raise InputError("beta1 and beta2", f"{beta1}, {beta2}", "numbers less near to 0 or 1")
    return max(best, 3)


def sure_threshold(
    beta1: fmpq, beta2: fmpq, ell: int, m: int, *, losses: bool = True
) -> arb | None:
    """``(h + u + 2m) / (1 - h - e)``, above which n is large enough; None if 1 - h - e <= 0.

    Without ``losses`` it is ``(h + u) / (1 - h)``, which is not enough: for negative controls.
    """
    r = arb(beta2).sqrt()
    h = arb(beta1) + arb(beta1) ** (ell + 1)
    e = r**m * (1 + r / (1 - arb(beta2))) / (3 * (1 - r))
    u = (2 / ((1 - arb(beta2)) * arb(beta2) ** ell)).sqrt()
    if not losses:
        e, m = arb(0), 0
    room = 1 - h - e
    return (h + u + 2 * m) / room if room > 0 else None


def _least_over_m(beta1: fmpq, beta2: fmpq, ell: int, best: int | None) -> int | None:
    """The least n for this l if it is below ``best``."""
    found = None
    for m in range(_MOST_AGE):
        threshold = sure_threshold(beta1, beta2, ell, m)
        if threshold is None:
            continue
        n = int(threshold.upper().fmpq().floor()) + 1
        if found is not None and n > found:
            break  # e falls geometrically and 2 m grows: past the least value it only grows
        found = n
    if found is None or (best is not None and found >= best):
        return None
    return found

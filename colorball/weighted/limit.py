r"""The limit of ``sqrt(k) R_k`` as the number of epochs grows.

.. math::

    \sqrt{k}\,R_k \to \frac{\beta^n}{1-\beta^n}\,E|Z|, \qquad Z = \sum_{i \ge 0} \beta^{ni} U_i,
    \quad U = w \sum_q \beta^{-q} (a_q - \bar c),

for the predictable reading; the adapted one adds :math:`E|N + \beta^n Z|`, N the newest epoch's
share. For n = 2 and beta <= 1/sqrt(2) the predictable limit is beta |c_0 - c_1| / 2. With one
order for all epochs the limit is 0. Proof, with a rate: ``proofs/lemma_a2_limit.py``.
"""

from __future__ import annotations

from collections.abc import Iterable

from flint import fmpq

from colorball.balls.sampling import Sampling
from colorball.exact.rational import RationalLike, from_flint
from colorball.weighted.case import Case, require_digits
from colorball.weighted.filtration import Filtration
from colorball.weighted.grid_terms import root_above
from colorball.weighted.moments import older_variance
from colorball.weighted.radius import Radius
from colorball.weighted.terms import radius_terms

__all__ = ["distance_to_limit", "radius_limit"]

_MOST_EPOCHS = 3_000


def radius_limit(
    labels: str | Iterable[RationalLike],
    beta: RationalLike,
    *,
    filtration: Filtration | str = Filtration.PREDICTABLE,
    sampling: Sampling | str = Sampling.RESHUFFLE,
    digits: int = 9,
) -> Radius:
    """A rigorous enclosure of ``lim sqrt(k) R_k``.

    ``Z`` is cut after so many epochs that the rest is below the goal; the rest's mean absolute
    value is added to the upper end (the cut variable is smaller in the convex order).

    Args:
        labels: numbers.
        beta: a number in ``[0, 1)``.
        filtration: ``predictable`` or ``adapted``.
        sampling: the scheme.
        digits: the goal for the width; the enclosure holds whether or not it is met.

    Raises:
        InputError: if an argument is not valid, or there are too many partial draws.

    Example:
        >>> print(radius_limit("3,-1", "1/2"))  # beta |c_0 - c_1| / 2
        [1.000000000, 1.000000001]
    """
    require_digits(digits)
    given = Case.of(labels, 1, beta, filtration, sampling)
    # with equal labels or one order for all epochs R_k is of the size of E[S]
    one_order = given.scheme in (Sampling.CYCLIC, Sampling.SHUFFLE_ONCE)
    if one_order or len(set(given.labels)) == 1:
        return Radius(from_flint(fmpq(0)), from_flint(fmpq(0)), digits, "exact-terms")
    n, ratio = len(given.labels), given.beta ** len(given.labels)
    # with mean 0 the terms are those of the limit
    centre = sum(given.labels, fmpq(0)) / n
    centred = [from_flint(c - centre) for c in given.labels]
    deviation = fmpq(0)
    if given.beta:
        deviation = root_above(older_variance(given.labels, given.beta, given.scheme))
    epochs = 2
    rest = ratio * deviation
    while rest > fmpq(1, 10 ** (digits + 1)) and epochs < _MOST_EPOCHS:
        rest *= ratio
        epochs += 1
    case = Case.of(
        centred, epochs, from_flint(given.beta), filtration=filtration, sampling=sampling
    )
    runs, method = radius_terms(case, fmpq(1, 10 ** (digits + 1)))
    terms = [term for term, _ in runs]
    # the last older term is ratio * E|V_{k-1}|, and E|V_{k-1}| <= E|Z| <= E|V_{k-1}| + rest
    older = terms[-2] if given.filtration is Filtration.ADAPTED else terms[-1]
    lower = older.lower / (1 - ratio)
    upper = (older.upper + ratio * rest) / (1 - ratio)
    if given.filtration is Filtration.ADAPTED:
        lower += terms[-1].lower
        upper += terms[-1].upper + ratio * rest
    return Radius.outwards(lower, upper, digits, method)


def distance_to_limit(case: Case) -> fmpq:
    r"""An upper bound of ``|sqrt(k) R_k - limit|``, for independent epochs and ``beta > 0``.

    With :math:`\rho = \beta^n`, G the standard deviation of Z and
    :math:`h = G + |\bar c| T/\rho`: predictable

    .. math:: G\Big(\frac{\rho^2}{(1-\rho)^3 k} + \frac{\rho^{k+1}}{1-\rho}\Big)
              + k^{3/2} \rho^k h,

    adapted :math:`G(\rho/((1-\rho)^3 k) + \rho^k/(1-\rho)) + k^{3/2} \rho^k h + \rho^k h`.
    Proof: ``proofs/lemma_a2_limit.py``. The root of k is rounded up.
    """
    k, ratio = case.epochs, case.beta ** len(case.labels)
    deviation = root_above(older_variance(case.labels, case.beta, case.scheme))
    shifted = deviation + abs(case.first_mean) / ratio
    early = k * root_above(fmpq(k)) * ratio**k * shifted
    if case.filtration is Filtration.PREDICTABLE:
        cut = ratio**2 / ((1 - ratio) ** 3 * k) + ratio ** (k + 1) / (1 - ratio)
        return deviation * cut + early
    cut = ratio / ((1 - ratio) ** 3 * k) + ratio**k / (1 - ratio)
    return deviation * cut + early + ratio**k * shifted

r"""The drift by enumeration: all positions of the newest epochs, the older ones bounded.

It costs ``n^K`` sequences for K epochs, which is what the other ways avoid; it is here to be held
against them. Sequences share their older epochs: these enter only through two sums, one for each
beta. And the steps of the running epoch before its big gradient do not depend on where that stands.
"""

from __future__ import annotations

from flint import arb, fmpq, fmpz

from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.exact.decimals import exact_bounds
from colorball.exact.precision import working_precision
from colorball.exact.rational import RationalLike, from_flint, to_flint
from colorball.phase.answer import Drift
from colorball.phase.arguments import read_beta, read_digits, read_parts
from colorball.phase.enumeration_sums import replaced_mean, reshuffled_mean
from colorball.phase.enumeration_tail import left_out

__all__ = ["enumerate_drift", "enumeration_size"]

_MOST_STEPS = 10_000_000  # values of m/sqrt(v): half a minute
_MOST_LOOKED_AT = 10**9
_GUARD_BITS = 40


def enumerate_drift(
    n: int | str,
    beta1: RationalLike,
    beta2: RationalLike,
    *,
    sampling: str | Sampling = Sampling.RESHUFFLE,
    digits: int = 12,
    looked_at: int | None = None,
    most_steps: int = _MOST_STEPS,
) -> Drift:
    r"""Encloses the stationary drift by all sequences of positions of a few epochs.

    What is older enters by its mean, with an error that is bounded by its variance.

    Args:
        n: number of parts, an integer >= 3.
        beta1: momentum coefficient, 0 <= beta1 < 1.
        beta2: second-moment coefficient, 0 <= beta2 < 1.
        sampling: reshuffle or with-replacement. The other schemes have nothing to enumerate.
        digits: the enclosure is at most ``10^-digits`` wide, unless ``looked_at`` is given.
        looked_at: how many epochs are enumerated, the running one included (under reshuffling), or
            how many draws (with replacement); by default as many as ``digits`` take.
        most_steps: refuse if more values of ``m/sqrt(v)`` would be needed (some 400,000 a second).

    Raises:
        InputError: for arguments out of range, or too many sequences; before the enumeration.

    Source: docs, "Ways to the drift".

    Example:
        >>> print(enumerate_drift(3, "1/5", "3/10", digits=9))
        [-0.176729868, -0.176729867]
    """
    parts, places, scheme = read_parts(n), read_digits(digits), _read_scheme(sampling)
    exact1, exact2 = read_beta(beta1, "beta1"), read_beta(beta2, "beta2")
    b1, b2 = to_flint(exact1), to_flint(exact2)
    with working_precision(_bits(parts, b1, b2, places)):
        count = _looked_at(parts, b1, b2, scheme, places) if looked_at is None else looked_at
        _require_count(count)
        _require_few(parts, scheme, count, most_steps, places)
        error = left_out(parts, b1, b2, count, scheme)
        if scheme is Sampling.RESHUFFLE:
            middle = reshuffled_mean(parts, b1, b2, count)
        else:
            middle = replaced_mean(parts, b1, b2, count)
        lower, upper = exact_bounds(middle + arb(0, error.upper()))
    ends = from_flint(lower), from_flint(upper)
    return Drift(parts, exact1, exact2, scheme, *ends, places, "enumeration")


def enumeration_size(
    n: int | str,
    beta1: RationalLike,
    beta2: RationalLike,
    *,
    sampling: str | Sampling = Sampling.RESHUFFLE,
    digits: int = 12,
) -> tuple[int, int]:
    """What an enclosure takes: how many epochs (or draws) have to be looked at, and values.

    Returns:
        The number of epochs (draws, with replacement), and the number of values of ``m/sqrt(v)``
        that enumeration computes.

    Raises:
        InputError: for arguments out of range.

    Example:
        >>> enumeration_size(10, "3/10", "7/10")
        (6, 6500000)
    """
    parts, places, scheme = read_parts(n), read_digits(digits), _read_scheme(sampling)
    b1, b2 = (to_flint(read_beta(b, f"beta{k}")) for k, b in ((1, beta1), (2, beta2)))
    with working_precision(_bits(parts, b1, b2, places)):
        count = _looked_at(parts, b1, b2, scheme, places)
    return count, _steps(parts, scheme, count)


def _bits(n: int, b1: fmpq, b2: fmpq, digits: int) -> int:
    near_one = sum(int((1 / (1 - b)).floor()).bit_length() for b in (b1, b2))
    return int(digits * 3.33) + 2 * n.bit_length() + 2 * near_one + _GUARD_BITS


def _read_scheme(sampling: str | Sampling) -> Sampling:
    scheme = Sampling.parse(str(sampling))
    if scheme not in (Sampling.RESHUFFLE, Sampling.WITH_REPLACEMENT):
        raise InputError("sampling", sampling, "reshuffle or with-replacement for enumeration")
    return scheme


def _require_count(count: int) -> None:
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise InputError("looked_at", count, "an integer >= 1")


def _looked_at(n: int, b1: fmpq, b2: fmpq, scheme: Sampling, digits: int) -> int:
    """The least number of epochs (draws) that leaves out little enough; by doubling and halving."""
    goal = arb(fmpq(45, 100 * fmpz(10) ** digits))

    def suffices(count: int) -> bool:
        return bool(left_out(n, b1, b2, count, scheme) < goal)

    high = 1
    while not suffices(high):
        high *= 2
        if high > _MOST_LOOKED_AT:
            raise InputError("digits", digits, "fewer: enumeration would not end for these betas")
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if suffices(middle) else (middle, high)
    return high


def _steps(n: int, scheme: Sampling, count: int) -> int:
    """How many values of ``m/sqrt(v)`` are computed."""
    if scheme is Sampling.RESHUFFLE:
        return int(n ** (count - 1) * (n * (n + 3) // 2))
    return int(2**count)


def _require_few(n: int, scheme: Sampling, count: int, most: int, digits: int) -> None:
    base = n if scheme is Sampling.RESHUFFLE else 2
    if count * (base.bit_length() - 1) < 64 and _steps(n, scheme, count) <= most:
        return
    what = "epochs" if scheme is Sampling.RESHUFFLE else "draws"
    raise InputError(
        "digits",
        digits,
        f"fewer for enumeration: this takes {count} {what}, so {base}^{count} sequences, and no "
        f"more than {most} steps are computed",
    )

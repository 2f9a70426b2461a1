"""The displacement of an epoch far from the start, for one sequence of positions."""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb, fmpq

from colorball.errors import InputError
from colorball.phase.sure_powers import Powers

__all__ = ["displacement"]


def displacement(n: int, beta1: fmpq, beta2: fmpq, sequence: Sequence[int]) -> arb:
    r"""``sum_i m_i/sqrt(v_i)`` over an epoch of Function (2); x moves by ``-step`` times this.

    Args:
        n: number of parts, >= 2.
        beta1: momentum coefficient, 0 <= beta1 < 1.
        beta2: second-moment coefficient, 0 <= beta2 < 1.
        sequence: positions of the big gradient, the running epoch first; the last one is repeated
            in all older epochs.

    Returns:
        A ball, at the working precision.

    Raises:
        InputError: if the sequence is empty or a position is not in ``0..n-1``.

    Example:
        >>> float(displacement(10, fmpq(0), fmpq(0), [4]).mid().str(6, radius=False))
        -8.0
    """
    if not sequence or not all(0 <= position < n for position in sequence):
        raise InputError("sequence", sequence, f"one or more positions 0..{n - 1}")
    powers = Powers(n, (beta1, beta1), (beta2, beta2))
    older = [*sequence[1:], sequence[-1]]
    last = len(older)  # from here on all are at the same position
    w1 = sum((powers.share1(j, p) for j, p in enumerate(older[:-1], 1)), arb(0))
    w2 = sum((powers.share2(j, p) for j, p in enumerate(older[:-1], 1)), arb(0))
    w1 += powers.share1(last, older[-1]) / (1 - arb(beta1) ** n)
    w2 += powers.share2(last, older[-1]) / (1 - arb(beta2) ** n)
    return powers.bound(sequence[0], w1, w2, w2)


def nonnegative_sequence(n: int, beta1: fmpq, beta2: fmpq) -> tuple[tuple[int, ...], arb] | None:
    """A sequence of positions whose displacement is certainly >= 0: no sure divergence there.

    Those with one position in the running epoch, one in the epoch before and one in all older
    epochs are tried, the latter two first or last.

    Returns:
        The sequence and its displacement, or None if none of them is seen to be >= 0.

    Example:
        >>> nonnegative_sequence(10, fmpq(0), fmpq(0)) is None
        True
        >>> nonnegative_sequence(10, fmpq(3, 5), fmpq(0))[0]
        (0, 9, 9)
    """
    ends = (n - 1, 0)
    for before in ends:
        for older in ends:
            for position in range(n):
                sequence = (position, before, older)
                moved = displacement(n, beta1, beta2, sequence)
                if moved >= 0:
                    return sequence, moved
    return None

"""The terms of a radius by brute force over all sequences of orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from flint import fmpq

from colorball.balls.enumeration import require_enumerable
from colorball.balls.orders import Order, sequences
from colorball.balls.sampling import Sampling
from colorball.balls.weights import draw_powers
from colorball.weighted.filtration import Filtration

__all__ = ["enumerated_terms"]

_MOST_SEQUENCES = 100_000


def enumerated_terms(
    labels: Sequence[fmpq],
    epochs: int,
    beta: fmpq,
    sampling: Sampling,
    filtration: Filtration,
) -> list[fmpq]:
    """For l = 1..k the largest ``E[s_l S]`` over all admissible signs, exact.

    A sign is a function of the known epochs, so the largest value is the sum, over their
    histories, of the absolute value of what the sequences with that history contribute.

    Raises:
        InputError: if there are too many sequences.
    """
    n = len(labels)
    count = require_enumerable(n, epochs, sampling, _MOST_SEQUENCES)
    weights = [
        [sum((beta**p for p in draw_powers(n, epochs, j, q)), fmpq(0)) for q in range(n)]
        for j in range(1, epochs + 1)
    ]
    gradients = sum(labels, fmpq(0)) * sum((beta**p for p in range(n * epochs)), fmpq(0))
    shares: list[dict[tuple[Order, ...], fmpq]] = [
        defaultdict(lambda: fmpq(0)) for _ in range(epochs)
    ]
    for sequence in sequences(n, epochs, sampling):
        value = -gradients
        for order, row in zip(sequence, weights, strict=True):
            value += sum((w * labels[i] for w, i in zip(row, order, strict=True)), fmpq(0))
        for step, histories in enumerate(shares, start=1):
            histories[sequence[: filtration.known_epochs(step)]] += value / count
    return [sum(map(abs, histories.values()), fmpq(0)) for histories in shares]

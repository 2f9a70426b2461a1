"""Repeated cancellation: the expectation taken one epoch at a time, newest first.

The talk's table (slides "Step 1.1" and "4 steps to prove Lemma A.2") sums over all orders of an
epoch and looks at one ball's coefficient. Step ``s`` adds the momenta's share of epoch
``l = k - s + 1`` to what step ``s - 1`` left; step 1 starts from minus all of ``f``. Powers of
beta in the first ``n s`` cancel but for the highest: see :mod:`colorball.proofs.lemma_a1`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import sympy

from colorball.balls.labels import Epochs
from colorball.balls.orders import order_count
from colorball.balls.powers import powers_text
from colorball.balls.sampling import Sampling
from colorball.balls.weights import draw_powers
from colorball.errors import InputError

__all__ = ["CancellationStep", "cancellation"]

_SYMBOLIC_STEPS = 4  # the talk's table has four
_TERMS_SHOWN = 3
_MOST_WORK = 5_000_000  # additions of coefficients: some seconds

Coefficients = Counter[int]


@dataclass(frozen=True)
class CancellationStep:
    """One step for one ball; coefficients are summed over the orders of an epoch.

    Attributes:
        age: how many epochs before the newest one; the talk's row is named ``k - age``.
        epoch: the epoch whose expectation is taken, ``k``, ``k-1``, ...
        ball: the ball, or None where all balls have the same coefficients.
        drawn: what the ball gets from the momenta's share of this epoch, by power of beta.
        share: ``drawn`` of all epochs so far minus the gradients' share of the same epochs.
        remainder: ``drawn`` of all epochs so far minus all of ``f``.
        endless: whether ``remainder`` goes on beyond what is listed (``k`` is a symbol).
    """

    age: int
    epoch: int | sympy.Expr
    ball: int | None
    drawn: Coefficients
    share: Coefficients
    remainder: Coefficients
    endless: bool

    def drawn_text(self) -> str:
        """The talk's left column, such as ``k: (2 + beta)``."""
        return f"{'k' if self.age == 0 else f'k-{self.age}'}: ({powers_text(self.drawn)})"

    def remainder_text(self, longest: int | None = _TERMS_SHOWN) -> str:
        """The talk's right column, such as ``-beta - 2 beta^2 - 2 beta^3 ...``."""
        return powers_text(self.remainder, longest=longest, endless=self.endless)


def cancellation(
    n: int, epochs: Epochs, sampling: Sampling = Sampling.RESHUFFLE
) -> Iterator[CancellationStep]:
    """The steps of the repeated cancellation, newest epoch first.

    For a symbolic number of epochs the first four steps come, as in the talk.

    Raises:
        InputError: if there are too many powers of beta to list.

    Example:
        >>> for step in cancellation(2, sympy.Symbol("k")):
        ...     print(step.drawn_text(), "|", step.remainder_text())
        k: (2 + beta) | -beta - 2 beta^2 - 2 beta^3 ...
        k-1: (beta + 2 beta^2 + beta^3) | -beta^3 - 2 beta^4 - 2 beta^5 ...
        k-2: (beta^3 + 2 beta^4 + beta^5) | -beta^5 - 2 beta^6 - 2 beta^7 ...
        k-3: (beta^5 + 2 beta^6 + beta^7) | -beta^7 - 2 beta^8 - 2 beta^9 ...
    """
    balls = range(n) if sampling is Sampling.CYCLIC else [None]
    steps = epochs if isinstance(epochs, int) else _SYMBOLIC_STEPS
    if len(balls) * n * steps * (n + steps) > _MOST_WORK:
        raise InputError(
            "labels and epochs",
            f"n = {n}, k = {epochs}",
            "fewer powers of beta in this table; E[S] at any size: `colorball expect`",
        )
    return chain.from_iterable(_ball_steps(n, epochs, sampling, ball) for ball in balls)


def _ball_steps(
    n: int, epochs: Epochs, sampling: Sampling, ball: int | None
) -> Iterator[CancellationStep]:
    endless = not isinstance(epochs, int)
    steps = epochs if isinstance(epochs, int) else _SYMBOLIC_STEPS
    # a step's powers do not depend on k: look-back s of k epochs is that of s epochs
    horizon = n * steps if not endless else n * steps + _TERMS_SHOWN
    # each ball stands at each position in equally many orders, unless the order is fixed
    orders = order_count(n, sampling)
    share: Coefficients = Counter()
    rest: Coefficients = Counter(dict.fromkeys(range(horizon), -orders))
    for step in range(1, steps + 1):
        drawn: Coefficients = Counter()
        for position in range(n):
            visits = int(ball == position) if ball is not None else orders // n
            for power in draw_powers(n, step, 1, position):
                drawn[power] += visits
        newest = range(n * (step - 1), n * step)
        share = _sum(share, drawn, Counter(dict.fromkeys(newest, -orders)))
        rest = _sum(rest, drawn)
        yield CancellationStep(step - 1, epochs - step + 1, ball, drawn, share, rest, endless)


def _sum(*parts: Coefficients) -> Coefficients:
    # not Counter's +, which drops negative counts
    total: Coefficients = Counter()
    for part in parts:
        total.update(part)
    return Counter({power: c for power, c in total.items() if c})

r"""One epoch's draws as a martingale, newest draw first.

An epoch adds :math:`\sum_q W_q (a_q - \bar c)` to a sum, and what older epochs add is ``tail``
times a variable ``V`` of the same kind. Knowing the newest draws first (positions ``n-1, n-2,
...``), a *state* is what can still be drawn in this epoch. In each state the conditional mean
moves by a martingale difference ``shift``; values are measured in units of ``scale``, so that all
states have windows of about the same size. With ``G_s(z) = E|z + (rest - E rest)|`` in units of
the state's scale,

.. math:: G_s(z) = \sum_{s'} p_{ss'}\, \rho_{ss'}\, G_{s'}\big((z + \delta_{ss'})/\rho_{ss'}\big),

``rho`` the ratio of the scales. Everything here is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from flint import fmpq

from colorball.balls.sampling import Sampling
from colorball.errors import InputError

__all__ = ["ANY_SIZE", "Chain", "State", "Support", "Transition", "epoch_chain", "epoch_support"]

_MOST_STATES = 20_000
ANY_SIZE = "an explicit bound at any size: `colorball radius --bound`"

Support = tuple[fmpq, fmpq]  # the least and the largest value of a variable


@dataclass(frozen=True)
class Transition:
    """One draw: its probability, martingale difference, next state and ratio of scales.

    ``target`` is None when the epoch's remaining draws, if any, are determined.
    """

    probability: fmpq
    shift: fmpq
    ratio: fmpq
    target: int | None


@dataclass(frozen=True)
class State:
    """Draws left to come: where they can lead (centred, in units of the scale)."""

    support: Support
    transitions: tuple[Transition, ...]


@dataclass(frozen=True)
class Chain:
    """An epoch's states, each before those that lead to it; the last one is the start.

    Attributes:
        states: all states; empty if nothing is random.
        ratio: the tail's scale, seen from the start, if ``states`` is empty.
    """

    states: tuple[State, ...]
    ratio: fmpq


def epoch_chain(
    labels: Sequence[fmpq],
    weights: Sequence[fmpq],
    tail: fmpq,
    tail_support: Support,
    sampling: Sampling,
    decay: fmpq,
) -> Chain:
    """The chain of one epoch.

    Args:
        labels: the balls' labels.
        weights: ``W_q`` for positions ``q = 0..n-1``.
        tail: the factor of the older epochs' variable.
        tail_support: where that variable lies.
        sampling: ``reshuffle`` (also right for ``shuffle-once``) or ``with-replacement``.
        decay: the scale shrinks by this factor at every draw; 1 keeps it.

    Raises:
        InputError: if there are too many states.
    """
    draws = _draws(labels, sampling)
    if isinstance(draws, _Independent):
        if len(labels) * len(draws.values) > _MOST_STATES:
            raise InputError(
                "labels",
                f"{len(labels)} draws from {len(draws.values)} different labels in an epoch",
                f"at most {_MOST_STATES} pairs of draw and label; {ANY_SIZE}",
            )
    elif (count := prod(count + 1 for count in draws.stock)) > _MOST_STATES:
        raise InputError(
            "labels",
            f"n = {len(labels)} balls with {count} partial draws",
            f"at most {_MOST_STATES} partial draws (n <= 14 for different labels); {ANY_SIZE}",
        )
    return _chain(draws, weights, tail, tail_support, decay)


def epoch_support(labels: Sequence[fmpq], weights: Sequence[fmpq], sampling: Sampling) -> Support:
    """Where one epoch's ``sum_q W_q (a_q - cbar)`` lies; no chain is built for it."""
    draws = _draws(labels, sampling)
    return draws.extremes(draws.stock, weights)


def _draws(labels: Sequence[fmpq], sampling: Sampling) -> _Urn | _Independent:
    """The epoch's draws of centred labels."""
    mean = sum(labels, fmpq(0)) / len(labels)
    counts = Counter(c - mean for c in labels)
    values = sorted(counts)
    kind = _Independent if sampling is Sampling.WITH_REPLACEMENT else _Urn
    return kind(values, tuple(counts[v] for v in values))


@dataclass(frozen=True)
class _Urn:
    """Draws without replacement; a state is how many balls of each value are left."""

    values: list[fmpq]
    stock: tuple[int, ...]

    def states(self, _n: int) -> list[tuple[int, tuple[int, ...]]]:
        every = product(*(range(count + 1) for count in self.stock))
        return sorted((sum(left), left) for left in every if len([c for c in left if c]) > 1)

    def after(self, left: tuple[int, ...], value: int) -> tuple[int, ...]:
        return tuple(c - (i == value) for i, c in enumerate(left))

    def mean(self, left: tuple[int, ...]) -> fmpq:
        total = sum((c * v for c, v in zip(left, self.values, strict=True)), fmpq(0))
        return total / sum(left) if sum(left) else fmpq(0)

    def extremes(self, left: tuple[int, ...], weights: Sequence[fmpq]) -> Support:
        """Least and largest weighted sum, by the rearrangement inequality."""
        balls = [v for c, v in zip(left, self.values, strict=True) for _ in range(c)]
        rising = sorted(weights)
        pairs = list(zip(rising, balls, strict=True))
        opposed = list(zip(reversed(rising), balls, strict=True))
        return (
            sum((w * v for w, v in opposed), fmpq(0)),
            sum((w * v for w, v in pairs), fmpq(0)),
        )


@dataclass(frozen=True)
class _Independent:
    """Draws with replacement; a state is how many draws are left."""

    values: list[fmpq]
    stock: tuple[int, ...]

    def states(self, n: int) -> list[tuple[int, tuple[int, ...]]]:
        return [(left, self.stock) for left in range(1, n + 1)] if len(self.values) > 1 else []

    def after(self, left: tuple[int, ...], _value: int) -> tuple[int, ...]:
        return left

    def mean(self, _left: tuple[int, ...]) -> fmpq:
        return fmpq(0)

    def extremes(self, _left: tuple[int, ...], weights: Sequence[fmpq]) -> Support:
        ends = [(w * self.values[0], w * self.values[-1]) for w in weights]
        return (
            sum((min(pair) for pair in ends), fmpq(0)),
            sum((max(pair) for pair in ends), fmpq(0)),
        )


def _chain(
    draws: _Urn | _Independent,
    weights: Sequence[fmpq],
    tail: fmpq,
    tail_support: Support,
    decay: fmpq,
) -> Chain:
    n = len(weights)
    index: dict[tuple[int, tuple[int, ...]], int] = {}
    states: list[State] = []
    for left, stock in draws.states(n):
        scale = decay ** (n - left)
        rest = draws.mean(stock) * sum(weights[:left], fmpq(0))
        low, high = draws.extremes(stock, weights[:left])
        support = (
            (low - rest + tail * tail_support[0]) / scale,
            (high - rest + tail * tail_support[1]) / scale,
        )
        transitions = []
        for value, count in enumerate(stock):
            if not count:
                continue
            following = (left - 1, draws.after(stock, value))
            drawn = draws.values[value] * weights[left - 1]
            moved = draws.mean(following[1]) * sum(weights[: left - 1], fmpq(0))
            target = index.get(following)
            next_scale = tail if target is None else decay ** (n - left + 1)
            transitions.append(
                Transition(
                    probability=fmpq(count, sum(stock)),
                    shift=(drawn + moved - rest) / scale,
                    ratio=next_scale / scale,
                    target=target,
                )
            )
        index[left, stock] = len(states)
        states.append(State(support, tuple(transitions)))
    return Chain(tuple(states), tail)

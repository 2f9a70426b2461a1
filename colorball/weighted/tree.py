"""``E|z + ...|`` as an exact rational number, by a tree that is pruned where the sign is known."""

from __future__ import annotations

from flint import fmpq

from colorball.weighted.chain import Chain, Support

__all__ = ["Exhausted", "Tree"]


_DEEPEST = 200  # draws within draws, up to three calls each; Python stops at 1000 calls


class Exhausted(Exception):  # noqa: N818 - not an error: the grid takes over
    """The tree has more nodes than it may visit."""


class Tree:
    """Exact expectations over a chain of epochs.

    Where all that can still come leaves the sign of the sum as it is, its absolute value has the
    conditional mean's: the branch ends there.
    """

    def __init__(self, older: Chain, tail_support: Support, budget: int) -> None:
        self.older = older
        self.tail_support = tail_support
        self.budget = budget
        self.depth = 0

    def mean_absolute(self, z: fmpq, epochs: int, newest: Chain | None = None) -> fmpq:
        """``E|z + V_epochs|``; with ``newest``, that chain comes before the older epochs.

        Raises:
            Exhausted: if the budget of nodes, shared by all calls, is used up.
        """
        self.depth = 0
        if newest is not None:
            return self._enter(newest, z, epochs)
        return self._enter(self.older, z, epochs - 1) if epochs else abs(z)

    def _enter(self, chain: Chain, z: fmpq, epochs: int) -> fmpq:
        if not chain.states:
            return self._leave(z, chain.ratio, epochs)
        return self._visit(chain, len(chain.states) - 1, z, epochs)

    def _leave(self, z: fmpq, ratio: fmpq, epochs: int) -> fmpq:
        """The epoch is over: ``|z + ratio V_epochs|`` in the units before the ratio."""
        if not epochs or not ratio or _sign_is_known(z / ratio, self.tail_support):
            return abs(z)
        return ratio * self._enter(self.older, z / ratio, epochs - 1)

    def _visit(self, chain: Chain, state: int, z: fmpq, epochs: int) -> fmpq:
        here = chain.states[state]
        if _sign_is_known(z, here.support):
            return abs(z)
        self.budget -= 1
        self.depth += 1
        if self.budget < 0 or self.depth > _DEEPEST:
            raise Exhausted
        total = fmpq(0)
        for step in here.transitions:
            moved = z + step.shift
            if step.target is None:
                value = self._leave(moved, step.ratio, epochs)
            else:
                value = step.ratio * self._visit(chain, step.target, moved / step.ratio, epochs)
            total += step.probability * value
        self.depth -= 1
        return total


def _sign_is_known(z: fmpq, support: Support) -> bool:
    return z + support[0] >= 0 or z + support[1] <= 0

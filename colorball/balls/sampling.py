"""How an epoch draws the balls."""

from __future__ import annotations

from enum import StrEnum

from colorball.choices import choice

__all__ = ["Sampling"]


class Sampling(StrEnum):
    """The sampling scheme.

    * ``RESHUFFLE``: a fresh uniform permutation in every epoch (random reshuffling; the talk's).
    * ``WITH_REPLACEMENT``: every draw is uniform and independent of all others.
    * ``SHUFFLE_ONCE``: one uniform permutation, used in all epochs.
    * ``CYCLIC``: the order ``0, 1, ..., n-1`` in all epochs, nothing random.

    Example:
        >>> Sampling.parse("with-replacement")
        <Sampling.WITH_REPLACEMENT: 'with-replacement'>
    """

    RESHUFFLE = "reshuffle"
    WITH_REPLACEMENT = "with-replacement"
    SHUFFLE_ONCE = "shuffle-once"
    CYCLIC = "cyclic"

    @classmethod
    def parse(cls, name: str) -> Sampling:
        """The scheme of that name.

        Raises:
            InputError: if there is none.
        """
        return choice(cls, name, "sampling")

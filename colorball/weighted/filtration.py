"""When the signs of the weight sequence are known."""

from __future__ import annotations

from enum import StrEnum

from colorball.choices import choice

__all__ = ["Filtration"]


class Filtration(StrEnum):
    """The two readings of "r_j is fixed when fixing the history".

    * ``PREDICTABLE``: ``r_j`` is known after epoch ``j - 1`` and may be pulled out of ``E_j``, as
      the talk's step 1 does; the default.
    * ``ADAPTED``: ``r_j`` is known after epoch ``j``.

    Example:
        >>> Filtration.PREDICTABLE.known_epochs(3), Filtration.ADAPTED.known_epochs(3)
        (2, 3)
    """

    PREDICTABLE = "predictable"
    ADAPTED = "adapted"

    @classmethod
    def parse(cls, name: str) -> Filtration:
        """The reading of that name.

        Raises:
            InputError: if there is none.
        """
        return choice(cls, name, "filtration")

    def known_epochs(self, j: int) -> int:
        """How many epochs are known when ``r_j`` is."""
        return j - 1 if self is Filtration.PREDICTABLE else j

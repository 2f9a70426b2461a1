"""One of several named choices, from its name."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from colorball.errors import InputError

__all__ = ["choice"]

Choice = TypeVar("Choice", bound=StrEnum)


def choice(kind: type[Choice], name: str, argument: str) -> Choice:
    """The member of ``kind`` with that name.

    Raises:
        InputError: if there is none; the message lists the names there are.
    """
    try:
        return kind(name)
    except ValueError:
        raise InputError(argument, name, f"one of {', '.join(kind)}") from None

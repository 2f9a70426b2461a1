"""The one error that bad input raises."""

from __future__ import annotations

__all__ = ["InputError"]

_LONGEST_VALUE_SHOWN = 60


class InputError(ValueError):
    """An argument is outside what is valid; raised before any work is done.

    Args:
        argument: name of the argument, as the caller spells it.
        value: what was given (shortened in the message when it is long).
        valid: what would be valid, in words.

    Example:
        >>> print(InputError("beta", "3/2", "a number with 0 <= beta < 1"))
        beta: got 3/2; valid is a number with 0 <= beta < 1
    """

    def __init__(self, argument: str, value: object, valid: str) -> None:
        self.argument = argument
        self.value = value
        self.valid = valid
        super().__init__(f"{argument}: got {_shown(value)}; valid is {valid}")


def _shown(value: object) -> str:
    try:
        text = str(value)
    except ValueError:  # an integer past the interpreter's digit limit
        text = "a number of very many digits"
    shown = "".join(c if c.isprintable() else repr(c)[1:-1] for c in text[:_LONGEST_VALUE_SHOWN])
    if len(text) > _LONGEST_VALUE_SHOWN:
        return f"{shown}... ({len(text)} characters)"
    return shown or "nothing"

"""Labels, numbers of epochs and momentum coefficients: numbers or symbols."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import TypeAlias

import sympy

from colorball.errors import InputError
from colorball.exact.rational import RationalLike, rational

__all__ = [
    "Beta",
    "Epochs",
    "Label",
    "as_sympy",
    "parse_beta",
    "parse_epochs",
    "parse_labels",
    "require_distinct_names",
]

Label: TypeAlias = Fraction | sympy.Symbol
Epochs: TypeAlias = int | sympy.Symbol
Beta: TypeAlias = Fraction | sympy.Symbol

_NAME = re.compile(r"(?!(?:nan|inf|infinity)$)[A-Za-z][A-Za-z0-9_]*", re.IGNORECASE)
_RESERVED = frozenset({"beta"})
_LABEL_FORMS = "numbers (3, -1/2, 0.25) or names (c0), separated by commas"


def parse_labels(labels: str | Iterable[RationalLike | sympy.Symbol]) -> tuple[Label, ...]:
    """The labels ``c_0, ..., c_{n-1}``, each an exact number or a symbol.

    Args:
        labels: a string such as ``"1,-2/3,c2"`` or an iterable of numbers, strings and symbols.

    Raises:
        InputError: if there is no label or one does not parse.

    Example:
        >>> parse_labels("1,-2/3,c2")
        (Fraction(1, 1), Fraction(-2, 3), c2)
    """
    if isinstance(labels, str):
        items: list[RationalLike | sympy.Symbol] = list(labels.split(","))
    elif isinstance(labels, Iterable):
        items = list(labels)
    else:
        raise InputError("labels", labels, _LABEL_FORMS)
    if not items:
        raise InputError("labels", "nothing", f"at least one of {_LABEL_FORMS}")
    return tuple(_parse_label(item) for item in items)


def _parse_label(item: RationalLike | sympy.Symbol) -> Label:
    if isinstance(item, sympy.Symbol):
        return item
    if isinstance(item, str):
        name = item.strip()
        if name in _RESERVED:
            raise InputError("labels", item, f"{_LABEL_FORMS}; that name is the coefficient's")
        if _NAME.fullmatch(name):
            return sympy.Symbol(name)
        if not any(c.isdigit() for c in name):
            raise InputError("labels", item, _LABEL_FORMS)
    return rational(item, "labels")


def parse_epochs(epochs: int | str | sympy.Symbol) -> Epochs:
    """The number of epochs ``k >= 1``: an integer, or a symbol such as ``"k"``.

    Raises:
        InputError: if it is neither, or an integer below 1.

    Example:
        >>> parse_epochs("12"), parse_epochs("k")
        (12, k)
    """
    valid = "an integer >= 1, or a name such as k"
    if isinstance(epochs, sympy.Symbol):
        return epochs
    if isinstance(epochs, str) and _NAME.fullmatch(epochs.strip()):
        return sympy.Symbol(epochs.strip(), integer=True, positive=True)
    try:
        number = rational(epochs, "epochs")
    except InputError:
        raise InputError("epochs", epochs, valid) from None
    if number.denominator != 1 or number < 1:
        raise InputError("epochs", epochs, valid)
    return int(number)


def parse_beta(beta: RationalLike | sympy.Symbol) -> Beta:
    """The momentum coefficient, a number in ``[0, 1)`` or a symbol (``"beta"``).

    Raises:
        InputError: if it is neither.

    Example:
        >>> parse_beta("0.9"), parse_beta("beta")
        (Fraction(9, 10), beta)
    """
    valid = "a number with 0 <= beta < 1, such as 9/10 or 0.9, or a name"
    if isinstance(beta, sympy.Symbol):
        return beta
    if isinstance(beta, str) and _NAME.fullmatch(beta.strip()):
        return sympy.Symbol(beta.strip(), nonnegative=True)
    try:
        number = rational(beta, "beta")
    except InputError:
        raise InputError("beta", beta, valid) from None
    if not 0 <= number < 1:
        raise InputError("beta", beta, valid)
    return number


def require_distinct_names(labels: tuple[Label, ...], epochs: Epochs, beta: Beta) -> None:
    """Refuse one name for two things; two labels may have the same.

    Raises:
        InputError: if a name stands for a label and for epochs or beta, or for both of these.
    """
    of_labels = {str(label) for label in labels if isinstance(label, sympy.Symbol)}
    others = [str(value) for value in (epochs, beta) if isinstance(value, sympy.Symbol)]
    for name in others:
        if name in of_labels or others.count(name) > 1:
            raise InputError("labels, epochs and beta", name, "a name of its own for each")


def as_sympy(value: Fraction | int | sympy.Expr) -> sympy.Expr:
    """The same value as a SymPy expression, still exact."""
    if isinstance(value, Fraction):
        return sympy.Rational(value.numerator, value.denominator)
    return sympy.sympify(value)

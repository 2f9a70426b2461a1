"""Formulas of a certificate: their parts, and what is left when defined names are written out.

A formula is a syntax tree of the checker's language. A name in it is ``beta``, a symbol, or a
value that an earlier step defined. Which symbols are integers is not said in a certificate: those
are, of which an exponent of ``beta`` or a bound of a sum is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from colorball.checker.language import Tree
from colorball.errors import InputError

__all__ = [
    "Definition",
    "Definitions",
    "expanded",
    "integers",
    "parts",
    "put",
    "require_known",
    "size",
    "symbols",
    "used",
]

_LARGEST = 20_000  # parts of a formula with all values written out


@dataclass(frozen=True)
class Definition:
    """A value as a function of its symbols.

    Attributes:
        coq: its name in the Coq file.
        parameters: its symbols, ``beta`` first.
        integers: those of them that are integers; the others are real numbers.
        body: what it is.
        size: how many parts it has with all written out.
    """

    coq: str
    parameters: tuple[str, ...]
    integers: frozenset[str]
    body: Tree
    size: int


Definitions = Mapping[str, Definition]


def parts(tree: Tree) -> Iterator[Tree]:
    """The tree and all trees in it."""
    yield tree
    for part in tree[1:]:
        if isinstance(part, tuple):
            yield from parts(part)


def require_known(step: str, tree: Tree, known: Definitions, listed: frozenset[str]) -> None:
    """Raise InputError if a name in a formula is neither a symbol nor a value, or it is too large.

    Args:
        step: the step's name, for the message.
        tree: the formula.
        known: the values defined so far.
        listed: the symbols of the claim, without ``beta``.
    """
    for part in parts(tree):
        match part:
            case ("name", name):
                valid = name == "beta" or name in listed or name in known
            case ("instance", name, symbol, _):
                valid = name in known and symbol in listed
            case _:
                continue
        if not valid:
            raise InputError("certificate", name, f"a symbol or an earlier step in step {step}")
    if size(tree, known) > _LARGEST:
        raise InputError("certificate", step, f"formulas of at most {_LARGEST} parts")


def expanded(tree: Tree, known: Definitions) -> Tree:
    """The tree with every defined value written out."""
    match tree:
        case ("name", name) if name in known:
            return expanded(known[name].body, known)
        case ("instance", name, symbol, by):
            return put(expanded(known[name].body, known), symbol, expanded(by, known))
        case (("int" | "name"), _):
            return tree
    return (tree[0], *(expanded(part, known) for part in tree[1:]))


def size(tree: Tree, known: Definitions) -> int:
    """How many parts a tree has with every defined value written out, or somewhat more."""
    match tree:
        case ("name", name):
            return known[name].size if name in known else 1
        case ("instance", name, _, by):
            return known[name].size * size(by, known)
    return 1 + sum(size(part, known) for part in tree[1:] if isinstance(part, tuple))


def put(tree: Tree, symbol: str, by: Tree) -> Tree:
    """The tree, in which all is written out, with another one in the place of a symbol."""
    match tree:
        case ("name", name):
            return by if name == symbol else tree
        case ("int", _):
            return tree
    return (tree[0], *(put(part, symbol, by) for part in tree[1:]))


def used(tree: Tree, known: Definitions) -> list[str]:
    """The defined values that a tree mentions, also within others; each after those it needs."""
    found: list[str] = []
    _visit(tree, known, found)
    return found


def _visit(tree: Tree, known: Definitions, found: list[str]) -> None:
    for part in parts(tree):
        if part[0] in ("name", "instance") and part[1] in known and part[1] not in found:
            _visit(known[part[1]].body, known, found)
            found.append(part[1])


def symbols(tree: Tree, known: Definitions) -> frozenset[str]:
    """The symbols on which a tree depends, ``beta`` among them."""
    found: set[str] = set()
    match tree:
        case ("name", name):
            return frozenset(known[name].parameters if name in known else (name,))
        case ("instance", name, symbol, by):
            rest = set(known[name].parameters) - {symbol}
            return frozenset(rest | symbols(by, known))
    for part in tree[1:]:
        if isinstance(part, tuple):
            found |= symbols(part, known)
    return frozenset(found)


def integers(tree: Tree, known: Definitions) -> frozenset[str]:
    """The symbols that a tree needs to be integers."""
    match tree:
        case ("^", ("name", "beta"), exponent):
            return symbols(exponent, known)
        case ("name", name):
            return known[name].integers if name in known else frozenset()
        case ("instance", name, symbol, by):
            inner = known[name].integers
            passed = symbols(by, known) if symbol in inner else integers(by, known)
            return (inner - {symbol}) | passed
    found: set[str] = set()
    for part in tree[1:]:
        if isinstance(part, tuple):
            found |= integers(part, known)
    return frozenset(found)

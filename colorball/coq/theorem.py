"""Definitions, lemmas and theorems as Coq text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from colorball.coq.formulas import Definition, Definitions
from colorball.coq.notation import name_of, real

__all__ = ["Theorem", "binders", "comment", "definition_text", "ordered", "wrapped"]

_WIDTH = 100


@dataclass(frozen=True)
class Theorem:
    """A lemma or theorem with its proof.

    Attributes:
        name: its name.
        variables: its symbols in order.
        integers: those of them that are integers, and maybe others.
        hypotheses: what it assumes.
        conclusion: what it says.
        script: its proof, once the hypotheses have names.
        keyword: ``Lemma`` or ``Theorem``.
    """

    name: str
    variables: Sequence[str]
    integers: frozenset[str]
    hypotheses: Sequence[str]
    conclusion: str
    script: Sequence[str]
    keyword: str = "Lemma"

    @property
    def text(self) -> str:
        """The text for the file."""
        head = " ".join([f"{self.keyword} {self.name}", *binders(self.variables, self.integers)])
        lines = [wrapped(f"{head} :")]
        lines += [wrapped(" ".join(f"{text} ->" for text in self.hypotheses), "  ")]
        lines += [wrapped(f"{self.conclusion}.", "  "), "Proof."]
        if self.hypotheses:
            names = " ".join(f"Hyp{number}" for number in range(1, len(self.hypotheses) + 1))
            lines.append(wrapped(f"intros {names}.", "  "))
        lines += [wrapped(line, "  ") for line in self.script]
        return "\n".join([*(line for line in lines if line), "Qed.\n"])


def definition_text(value: Definition, known: Definitions) -> str:
    """A value as a function of its symbols."""
    head = " ".join([f"Definition {value.coq}", *binders(value.parameters, value.integers)])
    return "\n".join([wrapped(f"{head} : R :="), wrapped(f"{real(value.body, known)}.", "  "), ""])


def binders(variables: Iterable[str], integers: frozenset[str]) -> list[str]:
    """Variables with their types, neighbours of one type together.

    Example:
        >>> binders(("beta", "k", "n"), frozenset("kn"))
        ['(beta : R)', '(k n : Z)']
    """
    groups: list[tuple[str, list[str]]] = []
    for symbol in variables:
        kind = "Z" if symbol in integers else "R"
        if not groups or groups[-1][0] != kind:
            groups.append((kind, []))
        groups[-1][1].append(name_of(symbol))
    return [f"({' '.join(names)} : {kind})" for kind, names in groups]


def ordered(found: Iterable[str], last: str | None = None) -> tuple[str, ...]:
    """Symbols with ``beta`` first, one last if it is named, the others by name.

    Example:
        >>> ordered({"q", "beta", "k", "a"}, "k")
        ('beta', 'a', 'q', 'k')
    """
    return tuple(sorted(found, key=lambda symbol: (symbol == last, symbol != "beta", symbol)))


def wrapped(text: str, indent: str = "") -> str:
    """A text in lines of at most 100 characters; Coq reads any white space alike."""
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def comment(text: str) -> str:
    """A comment, whatever the text.

    Example:
        >>> print(comment('"(*" opens'))
        (* '( *' opens *)
    """
    safe = text.replace('"', "'").replace("(*", "( *").replace("*)", "* )")
    safe = safe.encode("ascii", "backslashreplace").decode("ascii")
    return wrapped(f"(* {safe} *)").replace("\n  ", "\n   ")

"""What proofs assume: the answers of Coq's ``Print Assumptions``."""

from __future__ import annotations

import re

__all__ = ["LIBRARY_AXIOMS", "assumed", "question"]

# The real numbers of Coq's standard library; the exports assume no more, the development nothing.
LIBRARY_AXIOMS = frozenset(
    {
        "classic",  # of the real numbers: excluded middle
        "functional_extensionality_dep",  # equal values make equal functions
        "sig_forall_dec",  # Dedekind cuts can be decided
        "sig_not_dec",
    }
)
_CLOSED = "Closed under the global context"
_NAME = re.compile(r"^([A-Za-z_][\w.']*)(?= :|$)")


def question(theorems: tuple[str, ...]) -> str:
    """The lines of a Coq file that ask for the assumptions of theorems.

    Example:
        >>> print(question(("a", "b")), end="")
        Print Assumptions a.
        Print Assumptions b.
    """
    return "".join(f"Print Assumptions {name}.\n" for name in theorems)


def assumed(output: str, theorems: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The axioms in the answers, and what is wrong with the answers.

    Args:
        output: what Coq wrote.
        theorems: what was asked about, in order.

    Returns:
        The axioms of Coq's libraries that are assumed, sorted; and complaints: one for each axiom
        that is not of them, and one if there are fewer answers than questions.

    Example:
        >>> answers = ["Axioms:", "ClassicalDedekindReals.sig_not_dec", "  : forall P : Prop, ..."]
        >>> assumed(chr(10).join((*answers, "mine : False")), ("a",))
        (('sig_not_dec',), ('the proofs assume mine',))
    """
    lines = output.splitlines()
    answers = sum(line in (_CLOSED, "Axioms:") for line in lines)
    names = {found.group(1) for line in lines if (found := _NAME.match(line))}
    known, strange = set(), []
    for name in sorted(names - {"Axioms", "Closed"}):
        if name.rpartition(".")[2] in LIBRARY_AXIOMS:
            known.add(name.rpartition(".")[2])
        else:
            strange.append(f"the proofs assume {name}")
    if answers != len(theorems):
        strange.append(f"Coq answered {answers} of {len(theorems)} questions about assumptions")
    return tuple(sorted(known)), tuple(strange)

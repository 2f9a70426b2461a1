"""The development in ``proofs/coq``: built, its assumptions compared, checked by ``coqchk``."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path

from colorball.coq.axioms import assumed, question
from colorball.coq.program import Coq, Run

__all__ = ["build_development", "theorem_axioms"]


def build_development(coq: Coq, folder: Path, target: str = "all") -> Run:
    """Copy the development into a folder, which must not be there yet, and run its ``make``.

    Args:
        coq: the program.
        folder: where to.
        target: ``proofs`` compiles all files; ``assumptions`` also compares what the theorems
            assume with ``Assumptions.expected``; ``all`` also has ``coqchk`` check the compiled
            files and the libraries again, which takes a minute or two.
    """
    source = Path(str(importlib.import_module("colorball.proofs").__path__[0])) / "coq"
    sources = shutil.ignore_patterns("*.vo*", "*.glob", ".*", "*.out", "Makefile.coq*")
    shutil.copytree(source, folder, ignore=sources)
    return coq.makes(target, folder)


def theorem_axioms(
    coq: Coq, theorems: tuple[str, ...], proofs: Path, file: Path
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What theorems of the built development assume, and complaints, as :func:`assumed` says.

    Args:
        coq: the program.
        theorems: such as ``LemmaA1.lemma_a1``.
        proofs: where the development was built.
        file: a file to ask with; it is written.
    """
    modules = dict.fromkeys(name.partition(".")[0] for name in theorems)
    text = f"From colorball Require {' '.join(modules)}.\n"
    file.write_text(text + question(tuple(f"colorball.{name}" for name in theorems)))
    answer = coq.compiles(file, proofs=proofs)
    if not answer.is_accepted:
        return (), (answer.complaint,)
    return assumed(answer.output, theorems)

"""Have Coq's kernel check what the claims of a ledger rest on."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from colorball.certificates.claim import Claim
from colorball.certificates.kernel_check import KernelCheck
from colorball.certificates.verify import ClaimResult, Ledger
from colorball.coq.axioms import assumed, question
from colorball.coq.development import build_development, theorem_axioms
from colorball.coq.export import Export, export_certificate
from colorball.coq.program import Coq, Run

__all__ = ["with_kernel"]


def with_kernel(
    ledger: Ledger, coq: Coq, *, progress: Callable[[Claim], None] | None = None
) -> Ledger:
    """The ledger with what the kernel says of each claim.

    The development is built and checked. Then, for each claim, the theorems that state it are
    asked what they assume, and its certificate is exported and compiled.

    Args:
        ledger: what was verified.
        coq: see ``find_coq``.
        progress: called with each claim before the kernel is.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        proofs = folder / "coq"
        built = None
        if any(result.claim.theorems for result in ledger.results):
            built = build_development(coq, proofs)
        results = []
        for number, result in enumerate(ledger.results):
            if progress is not None:
                progress(result.claim)
            own = folder / f"claim{number}"
            own.mkdir()
            results.append(replace(result, kernel=_check(result, coq, built, proofs, own)))
    return Ledger(tuple(results))


def _check(
    result: ClaimResult, coq: Coq, built: Run | None, proofs: Path, folder: Path
) -> KernelCheck:
    start = time.perf_counter()
    theorems = result.claim.theorems
    axioms: set[str] = set()
    failures: list[str] = []
    if theorems and built is not None:
        if built.is_accepted:
            known, strange = theorem_axioms(coq, theorems, proofs, folder / "Theorems.v")
            axioms.update(known)
            failures += strange
        else:
            failures.append(f"the development does not build: {built.complaint}")
    exported = export_certificate(result.certificate)
    if exported.every is not None:
        known, strange = _compiled(exported, coq, folder / "Certificate.v")
        axioms.update(known)
        failures += strange
    steps = result.certificate["steps"]
    assert isinstance(steps, list), "the checker has read it"
    count = len(steps)
    return KernelCheck(
        kernel=coq.name,
        theorems=theorems,
        steps=count - len(exported.left_out),
        of_steps=count,
        left_out=exported.left_out,
        failures=tuple(failures),
        axioms=tuple(sorted(axioms)),
        seconds=time.perf_counter() - start,
    )


def _compiled(exported: Export, coq: Coq, file: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    asked = () if exported.every is None else (exported.every,)
    file.write_text(exported.text + question(asked))
    answer = coq.compiles(file)
    if not answer.is_accepted:
        return (), (f"the exported certificate does not compile: {answer.complaint}",)
    return assumed(answer.output, asked)

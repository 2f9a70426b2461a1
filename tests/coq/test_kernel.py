"""What the ledger makes of the kernel's answers; here a stand-in answers."""

import io
import os
from dataclasses import dataclass, field

import pytest
from click.testing import CliRunner
from rich.console import Console

from colorball.certificates.kernel_check import KernelCheck
from colorball.certificates.verify import verify
from colorball.cli.verify import verify_command
from colorball.coq.kernel import with_kernel
from colorball.coq.program import PACKAGES, Coq, MissingCoqError, Run, find_coq
from colorball.reports.ledger import kernel_state, ledger_table, unexpected_lines
from colorball.reports.wording import kernel_words

CLOSED = "Closed under the global context\n"


@dataclass
class StandIn:
    """Says of every file what it was told to say, and keeps the files."""

    name: str = "coq 8.16"
    built: Run | None = None
    certificate: Run | None = None
    theorems: str = CLOSED * 3
    files: dict[str, str] = field(default_factory=dict)

    def makes(self, target, folder):
        assert target == "all"
        assert (folder / "Model.v").exists()
        return self.built or Run(True, "", "")

    def compiles(self, file, proofs=None):
        text = self.files[file.name] = file.read_text()
        if proofs is not None:
            return Run(True, self.theorems, "")
        return self.certificate or Run(True, CLOSED * text.count("Print Assumptions "), "")


@pytest.fixture(scope="module")
def ledger():
    return verify(["lemma-a1"])


def test_all_is_well(ledger):
    coq = StandIn()
    found = with_kernel(ledger, coq)
    kernel = found.results[0].kernel
    assert kernel.failures == ()
    assert kernel.theorems == ledger.results[0].claim.theorems
    assert 0 < kernel.steps <= kernel.of_steps == len(ledger.results[0].certificate["steps"])
    assert kernel.words == f"coq 8.16: 3 theorems, {kernel.steps}/{kernel.of_steps} steps"
    assert found.exit_code == 0
    assert "LemmaA1.lemma_a1." in coq.files["Theorems.v"]
    assert found.as_json()["claims"][0]["kernel"]["words"] == kernel.words
    assert "LemmaA1.lemma_a1" in kernel_words(found.results[0])


@pytest.mark.parametrize(
    ("coq", "words"),
    [
        (StandIn(built=Run(False, "", "LemmaA1.v fails")), "LemmaA1.v fails"),
        (StandIn(certificate=Run(False, "", "Unable to unify")), "Unable to unify"),
        (StandIn(theorems=CLOSED * 2), "2 of 3 questions"),
        (StandIn(theorems=CLOSED * 2 + "Axioms:\nmine : False\n"), "assume mine"),
    ],
)
def test_what_the_kernel_does_not_accept_is_told(ledger, coq, words):
    found = with_kernel(ledger, coq)
    assert kernel_state(found.results[0]) == "coq 8.16: failed"
    assert not found.results[0].is_as_expected
    assert found.exit_code == 1
    assert words in " ".join(unexpected_lines(found))


def test_without_a_run_there_is_no_kernel(ledger):
    assert ledger.results[0].kernel is None
    assert kernel_state(ledger.results[0]) == "none"
    assert ledger.as_json()["claims"][0]["kernel"] is None
    assert "--kernel" in kernel_words(ledger.results[0])


@pytest.mark.parametrize("width", [80, 120])
def test_the_table_has_room_for_it(ledger, width):
    for shown in (ledger, with_kernel(ledger, StandIn())):
        file = io.StringIO()
        Console(file=file, width=width).print(ledger_table(shown))
        lines = file.getvalue().splitlines()
        assert max(map(len, lines)) <= width
        assert "kernel:" in file.getvalue()
        assert "…" not in file.getvalue()


def test_a_claim_that_the_kernel_knows_nothing_of():
    check = KernelCheck("coq 8.16", (), 0, 4, (("a", "why"),), (), (), 0.0)
    assert not check.checked_something
    assert check.words == "none"


def test_without_coq(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingCoqError, match="libcoq-mathcomp-algebra"):
        find_coq()
    done = CliRunner().invoke(verify_command, ["lemma-a1", "--kernel"])
    assert done.exit_code == 2
    assert "coqc was not found" in done.stderr
    assert CliRunner().invoke(verify_command, ["lemma-a1"]).exit_code == 0


def test_a_program_that_says_no_version(monkeypatch, tmp_path):
    for name in ("coqc", "coqchk", "coq_makefile", "make"):
        (tmp_path / name).write_text("#!/bin/sh\necho nothing\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    with pytest.raises(MissingCoqError, match="version"):
        find_coq()


def test_the_script_installs_the_packages_that_the_message_names(pytestconfig):
    text = (pytestconfig.rootpath / "scripts/coq").read_text()
    assert f"packages='{' '.join(PACKAGES)}'" in text


def test_a_file_that_does_not_compile(coq, tmp_path):
    (tmp_path / "Bad.v").write_text("Theorem bad : 1 = 2.\nProof. reflexivity. Qed.\n")
    answer = coq.compiles(tmp_path / "Bad.v")
    assert isinstance(coq, Coq)
    assert not answer.is_accepted
    assert "unify" in answer.complaint

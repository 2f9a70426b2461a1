"""The development builds, assumes nothing, and notices what is wrong."""

import re
import shutil

import pytest

from colorball.certificates.registry import all_claims
from colorball.coq.development import theorem_axioms

ALL = tuple(dict.fromkeys(name for claim in all_claims() for name in claim.theorems))

# module, what stands there, what is put in its place: wrong statements of the right theorems
WRONG = [
    ("LemmaA1", "beta ^+ (n * k.-1) * moment n beta", "beta ^+ (n * k) * moment n beta"),
    ("LemmaA1", "- cbar c *", "cbar c *"),
    ("Cancellation", "(n * (k - l.+1))", "(n * (k - l))"),
    ("Schemes", "\\sum_(n - q <= t < n) beta ^+ t", "\\sum_(n - q <= t < n.+1) beta ^+ t"),
    ("Radius", "w l * E (fun h => s l h * given (info l) F h)", "w l * E (fun h => s l h * F h)"),
]


def test_it_builds_and_says_so(development):
    folder, built = development
    assert built.is_accepted, built.complaint
    assert (folder / "LemmaA1.vo").exists()


def test_all_theorems_are_asked_what_they_assume(development):
    folder, _ = development
    asked = (folder / "Assumptions.v").read_text()
    for file in folder.glob("*.v"):
        for name in re.findall(r"^(?:Theorem|Corollary) (\w+)", file.read_text(), re.M):
            assert f"Print Assumptions {file.stem}.{name}." in asked
    assert asked.count("Print Assumptions ") == len(
        (folder / "Assumptions.expected").read_text().splitlines()
    )


def test_nothing_is_left_open(development):
    folder, _ = development
    for file in folder.glob("*.v"):
        words = set(re.findall(r"\w+", re.sub(r"\(\*.*?\*\)", "", file.read_text(), flags=re.S)))
        assert not words & {"Axiom", "Axioms", "Admitted", "admit", "Parameter", "Parameters"}
        assert not words & {"Conjecture", "Unset Guard Checking", "bypass_check"}


def test_the_theorems_assume_nothing(coq, development, tmp_path):
    folder, _ = development
    assert len(ALL) > 10
    assert theorem_axioms(coq, ALL, folder, tmp_path / "Theorems.v") == ((), ())


def test_a_proof_that_is_left_out_is_noticed(coq, development, tmp_path):
    folder, _ = development
    copy = shutil.copytree(folder, tmp_path / "coq")
    file = copy / "LemmaA1.v"
    text = re.sub(
        r"(?s)(Theorem lemma_a1 :.*?\n)Proof\..*?Qed\.", r"\1Admitted.", file.read_text(), count=1
    )
    assert text.count("Admitted.") == 1
    file.write_text(text)
    assert coq.compiles(file, proofs=copy).is_accepted
    axioms, complaints = theorem_axioms(coq, ("LemmaA1.lemma_a1",), copy, tmp_path / "Ask.v")
    assert axioms == ()
    assert len(complaints) == 1
    assert "lemma_a1" in complaints[0]


def test_a_theorem_that_is_not_there_is_a_complaint(coq, development, tmp_path):
    folder, _ = development
    _, complaints = theorem_axioms(coq, ("LemmaA1.lemma_a7",), folder, tmp_path / "Theorems.v")
    assert "lemma_a7" in complaints[0]


@pytest.mark.parametrize(("module", "right", "wrong"), WRONG, ids=lambda text: str(text)[:24])
def test_wrong_statements_do_not_compile(module, right, wrong, coq, development, tmp_path):
    folder, _ = development
    copy = shutil.copytree(folder, tmp_path / "coq")
    text = (copy / f"{module}.v").read_text()
    assert right in text
    file = copy / f"{module}.v"
    assert coq.compiles(file, proofs=copy).is_accepted
    file.write_text(text.replace(right, wrong))
    assert not coq.compiles(file, proofs=copy).is_accepted

"""Certificates exported for Coq: the right ones compile, with no axioms but the real numbers'."""

import json
import re

import pytest

from colorball.certificates.registry import all_claims, find_claims
from colorball.checker import claims
from colorball.coq.axioms import assumed, question
from colorball.coq.export import export_certificate
from colorball.errors import InputError

# claims of algebra -> their steps that are not exported
ALGEBRA = {
    "drift-decides": (),
    "function-2": (),
    "law-large-n": (),
    "law-with-replacement": (),
    "lemma-a1": (),
    "lemma-a2": ("predictable_tower", "adapted_tower"),
    "lemma-a2-limit": (),
    "lemma-a2-two-balls": (),
    "region-limit": (),
    "sampling-schemes": (),
    "sure-divergence": (),
}
# what the proofs may assume: the real numbers of the standard library
REALS = {"sig_forall_dec", "sig_not_dec", "functional_extensionality_dep", "classic"}


def certificate(name):
    (claim,) = find_claims([name])
    return claim.certificate()


def changed(name, step, field, text):
    document = json.loads(json.dumps(certificate(name)))
    (found,) = (s for s in document["steps"] if s["name"] == step)
    found[field] = text
    return document


QUICK = ("lemma-a1", "lemma-a2-two-balls", "function-2", "region-limit")


@pytest.mark.parametrize("name", QUICK)  # scripts/test has the kernel compile them all
def test_the_export_compiles_and_assumes_the_real_numbers_alone(coq, tmp_path, name):
    exported = export_certificate(certificate(name))
    file = tmp_path / "certificate.v"
    file.write_text(exported.text + question((exported.every,)))
    run = coq.compiles(file)
    assert run.is_accepted, run.complaint
    axioms, strange = assumed(run.output, (exported.every,))
    assert strange == ()
    assert set(axioms) <= REALS


@pytest.mark.parametrize("name", ALGEBRA)
def test_every_step_of_algebra_has_a_theorem(name):
    exported = export_certificate(certificate(name))
    assert tuple(step for step, _ in exported.left_out) == ALGEBRA[name]
    theorems = {theorem.split("__")[0] for theorem in exported.theorems}
    assert {rule.name for rule in claims.find(name).rules} - theorems == set(ALGEBRA[name])
    for theorem in exported.theorems:
        if "." in theorem:  # in a module of the boxes
            continue
        assert len(re.findall(rf"^Theorem {theorem}\b", exported.text, re.MULTILINE)) == 1


@pytest.mark.parametrize("name", sorted(claim.name for claim in all_claims()))
def test_what_is_left_out_is_said_in_the_file(name):
    document = certificate(name) if not name.startswith("sampled") else _record(name)
    exported = export_certificate(document)
    for step, reason in exported.left_out:
        assert reason
        assert f"step {step}: {reason}" in " ".join(exported.text.split())
    exports = len({theorem.split("__")[0] for theorem in exported.theorems})
    assert exports + len(exported.left_out) >= len(claims.find(name).rules)
    if not exported.theorems:
        assert "Theorem" not in exported.text
        assert "Nothing of this certificate is exported" in exported.text


def _record(name):
    """The record of a sampled claim, without its lanes: its steps are not read."""
    rules = claims.find(name).rules
    steps = [{"name": rule.name, "rule": "sample-mean"} for rule in rules]
    return {"claim": name, "statement": {}, "steps": steps, "instances": [], "digest": ""}


def test_a_file_without_theorems_compiles(coq, tmp_path):
    file = tmp_path / "certificate.v"
    file.write_text(export_certificate(certificate("phase-boundary")).text)
    assert coq.compiles(file).is_accepted


def test_the_theorem_is_in_the_claims_words_and_the_lemmas_in_the_certificates():
    text = export_certificate(certificate("lemma-a1")).text
    assert "\\sum_(0 <= i < n) (beta ^Z (n * (k - j) + i - q)) = older_weight beta j k n q." in text
    assert "\\sum_(0 <= q < n) (newest_weight beta n q) = newest_total beta n." in text
    assert "gradient_share beta k k n" in text  # gradient_share(j=k)
    (step,) = (s for s in certificate("lemma-a1")["steps"] if s["name"] == "older_weight")
    assert step["summand"] == "beta^(i + n*(-j + k) - q)"
    assert "beta ^Z (i + n * (- j + k) - q) = beta ^Z (n * (k - j) + i - q)." in text


def test_the_hypotheses_are_those_of_the_domain():
    text = " ".join(export_certificate(certificate("lemma-a1")).text.split())
    assert (
        "Theorem newest_weight__sum (beta : R) (n q : Z) : 0 < beta -> beta < 1 -> (q <= n)%Z -> "
        "\\sum_(q <= i < n) (beta ^Z (i - q)) = newest_weight beta n q." in text
    )
    assert "exists (beta : R) (k n q : Z), 0 < beta /\\ beta < 1" in text


def test_comments_hold_any_text():
    document = certificate("lemma-a2-two-balls")
    document["statement"] = {"a": 'x (* y *) " z', "*)": "\n(*) \u2264 Admitted."}
    text = export_certificate(document).text
    assert text.count("(*") == text.count("*)")
    assert text.isascii()
    assert '" z' not in text


def test_a_missing_and_a_strange_step_are_left_out():
    document = certificate("lemma-a2-two-balls")
    document["steps"][0]["name"] = "other"
    left_out = dict(export_certificate(document).left_out)
    assert left_out == {
        "other": "the claim has no such step",
        "deviation": "the certificate lacks it",
    }


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("left", "beta^"),
        ("left", "unheard_of"),
        ("left", "newest_share(i=1)"),  # a value that is defined later
        ("left", "rest(zeta=1)"),
        ("left", "beta^(c/2)"),
        ("left", "c^d"),
        ("left", "c^65"),
        ("right", 7),
    ],
)
def test_what_is_not_of_the_language_is_bad_input(field, text):
    with pytest.raises(InputError, match="certificate"):
        export_certificate(changed("lemma-a2-two-balls", "limit", field, text))


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"claim": "no-such-claim", "steps": [], "instances": []},
        {"claim": ["lemma-a1"], "steps": [], "instances": []},
        {"claim": "lemma-a1", "steps": {}, "instances": []},
        {"claim": "lemma-a1", "steps": ["step"], "instances": []},
        {"claim": "lemma-a1", "steps": [], "instances": [3]},
        {"claim": "lemma-a1", "steps": [], "instances": [{"labels": ["1"], "epochs": 10**9}]},
    ],
)
def test_what_is_no_certificate_is_bad_input(document):
    with pytest.raises(InputError, match="certificate"):
        export_certificate(document)


def test_formulas_that_grow_are_bad_input():
    """Each value is the product of the one before with itself."""
    document = certificate("function-2")
    last = None
    for step in document["steps"]:
        if step["rule"] == "identity":
            step["right"] = f"{last}*{last}" if last else "n+1"
            last = step["name"]
    with pytest.raises(InputError, match="at most"):
        export_certificate(document)

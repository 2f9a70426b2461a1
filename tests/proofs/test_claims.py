"""Every claim: its shape, its verdict, its certificate and its wrong statements."""

import json
import subprocess
import sys

import pytest

import colorball
from colorball.certificates.document import certificate_text, new_certificate
from colorball.certificates.registry import all_claims, find_claims
from colorball.checker import Rejected, check
from colorball.verdict import Verdict

CLAIMS = {claim.name: claim for claim in all_claims()}


@pytest.fixture(scope="module")
def ledger():
    return colorball.verify()


def result_of(ledger, name):
    return next(result for result in ledger.results if result.claim.name == name)


def test_the_registry_finds_the_claims_of_the_issue():
    assert {"lemma-a1", "lemma-a2", "lemma-a2-limit", "lemma-a2-two-balls"} <= CLAIMS.keys()
    assert {"radius-enclosures", "sampling-schemes"} <= CLAIMS.keys()


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_has_all_its_parts(name):
    claim = CLAIMS[name]
    for text in (claim.title, claim.source, claim.statement, claim.latex, claim.method):
        assert text.strip()
    assert claim.assumptions
    assert claim.proof
    assert len(claim.controls) >= 5
    assert len({control.statement for control in claim.controls}) == len(claim.controls)
    # a verdict other than proved needs a reason
    assert claim.expected is Verdict.PROVED or claim.reason


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_comes_out_as_its_file_expects(ledger, name):
    result = result_of(ledger, name)
    assert result.verdict is CLAIMS[name].expected, result.note
    assert result.counterexample is None


@pytest.mark.parametrize("name", CLAIMS)
def test_every_wrong_statement_is_refuted_with_a_counterexample(ledger, name):
    for control in result_of(ledger, name).controls:
        assert control.verdict is Verdict.REFUTED, control.statement
        assert any(character.isdigit() for character in control.counterexample)


@pytest.mark.parametrize("name", CLAIMS)
def test_a_certificate_is_made_the_same_way_twice(ledger, name):
    again = CLAIMS[name].certificate()
    assert certificate_text(again) == certificate_text(result_of(ledger, name).certificate)


@pytest.mark.parametrize("name", CLAIMS)
def test_a_certificate_survives_json(ledger, name):
    text = certificate_text(result_of(ledger, name).certificate)
    assert check(json.dumps(json.loads(text)).encode()) == name


@pytest.mark.parametrize("name", CLAIMS)
def test_a_certificate_without_one_of_its_steps_is_rejected(ledger, name):
    whole = result_of(ledger, name).certificate
    for index in range(len(whole["steps"])):
        steps = whole["steps"][:index] + whole["steps"][index + 1 :]
        shorter = new_certificate(name, whole["statement"], steps, whole["instances"])
        with pytest.raises(Rejected):
            check(certificate_text(shorter).encode())


def test_the_ledger_says_all_is_well(ledger):
    assert ledger.exit_code == 0


def test_claims_come_in_the_order_asked_for_and_once():
    found = find_claims(["lemma-a2", "lemma-a1", "lemma-a2"])
    assert [claim.name for claim in found] == ["lemma-a2", "lemma-a1"]


def test_an_unknown_claim_is_named_before_any_work():
    wanted = "claim: got lemma-b9; valid is one of .*lemma-a1"
    with pytest.raises(colorball.InputError, match=wanted):
        colorball.verify(["lemma-a1", "lemma-b9"])


def test_the_claims_are_found_far_from_the_checkout(tmp_path):
    code = "from colorball.certificates.registry import all_claims; print(len(all_claims()))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert int(run.stdout) == len(CLAIMS)

"""What is sampled can never show as proved."""

from dataclasses import replace
from fractions import Fraction

import pytest

from colorball.certificates import verify as verification
from colorball.certificates.claim import Claim, Control, Sample
from colorball.certificates.registry import all_claims, find_claims
from colorball.certificates.verify import ClaimResult, verify
from colorball.checker import Rejected, is_sampled
from colorball.verdict import Verdict

SAMPLED = [claim.name for claim in all_claims() if claim.expected is Verdict.SAMPLED]
SAMPLE = Sample(lanes=256, false_alarm=Fraction(1, 10**6))


def a_claim(**changes):
    plain = Claim(
        name="sampled-transition",
        title="t",
        source="s",
        statement="s",
        latex="x",
        assumptions=(),
        proof=(),
        method="a test",
        certificate=dict,
        counterexample=lambda: None,
        controls=(Control("wrong", lambda: "1"),),
    )
    return replace(plain, **changes)


def test_there_are_sampled_claims():
    assert len(SAMPLED) >= 7


@pytest.mark.parametrize("claim", all_claims(), ids=lambda claim: claim.name)
def test_the_claim_and_the_checker_agree_on_what_is_sampled(claim):
    assert is_sampled(claim.name) == (claim.sample is not None)
    assert (claim.expected is Verdict.SAMPLED) == (claim.sample is not None)
    assert claim.best is (Verdict.PROVED if claim.sample is None else Verdict.SAMPLED)


def test_an_unknown_claim_is_not_sampled():
    assert not is_sampled("lemma-z")


@pytest.mark.parametrize(
    "changes", [{"sample": SAMPLE}, {"expected": Verdict.SAMPLED}], ids=["sample", "expected"]
)
def test_a_claim_cannot_be_half_sampled(changes):
    with pytest.raises(ValueError, match="if and only if it has a sample"):
        a_claim(**changes)


def test_a_result_cannot_call_a_sampled_claim_proved():
    claim = a_claim(sample=SAMPLE, expected=Verdict.SAMPLED)
    with pytest.raises(ValueError, match="cannot be proved"):
        ClaimResult(claim, Verdict.PROVED, 0.0, {}, True, None, "", ())


@pytest.mark.parametrize(
    ("accepted", "counterexample", "verdict"),
    [
        (True, None, Verdict.SAMPLED),
        (False, None, Verdict.UNDECIDED),
        (True, "x = 1", Verdict.REFUTED),
        (False, "x = 1", Verdict.REFUTED),
    ],
)
def test_the_verdict_of_a_sampled_claim(monkeypatch, accepted, counterexample, verdict):
    def checked(_text):
        if accepted:
            return "sampled-transition"
        raise Rejected("no")

    claim = a_claim(sample=SAMPLE, expected=Verdict.SAMPLED, counterexample=lambda: counterexample)
    monkeypatch.setattr(verification, "check", checked)
    monkeypatch.setattr(verification, "find_claims", lambda _names: (claim,))
    (result,) = verify().results
    assert result.verdict is verdict
    assert verify().exit_code == {"sampled": 0, "undecided": 3, "refuted": 1}[str(verdict)]


@pytest.mark.parametrize("says_sampled", [True, False])
def test_if_claim_and_checker_do_not_agree_it_is_undecided(monkeypatch, says_sampled):
    claim = a_claim() if says_sampled else a_claim(sample=SAMPLE, expected=Verdict.SAMPLED)
    monkeypatch.setattr(verification, "check", lambda _text: claim.name)
    monkeypatch.setattr(verification, "is_sampled", lambda _name: says_sampled)
    monkeypatch.setattr(verification, "find_claims", lambda _names: (claim,))
    (result,) = verify().results
    assert result.verdict is Verdict.UNDECIDED
    assert "do not agree" in result.note


def test_the_ledger_says_lanes_and_confidence():
    claim = find_claims(["sampled-transition"])[0]
    assert claim.evidence == "Clopper-Pearson intervals; 6,144 lanes, 99.9999 % confidence"


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        ("1/1000000", "99.9999 %"),
        ("1/20", "95 %"),
        ("1/3", "66.666666 %"),
        ("1/1000000000", "99.999999 %"),  # rounded down
        ("999/1000", "0.1 %"),
    ],
)
def test_confidence_is_rounded_down(rate, words):
    assert Sample(1, Fraction(rate)).confidence == words

"""No certificate, however it is made, crashes the checker or keeps it busy for long."""

import copy
import subprocess
import sys

import pytest

from colorball.certificates.document import certificate_text, new_certificate
from colorball.certificates.registry import find_claims

SECONDS = 5
SCRIPT = """
import sys
from colorball.checker import NotACertificate, Rejected, check
try:
    check(sys.stdin.buffer.read())
except (NotACertificate, Rejected) as reason:
    print(reason)
"""
EXPRESSIONS = {
    "many terms": "n" + "+n" * 1_500,
    "many factors": "n" + "*n" * 1_500,
    "many quotients": "n" + "/n" * 1_500,
    "many powers of sums": "+".join(["(n+k+j)^64"] * 200),
    "tower": "((((9^64)^64)^64)^64)",
    "higher tower": "(((((9^64)^64)^64)^64)^64)^64",
    "tower of beta": "beta^(((((9^64)^64)^64)^64)^64)",
    "products of sums": "*".join(["(n+k+j+i+q+t+l+1)"] * 60),
    "two lines": "n\n+n",
}
NUMBERS = ["1e99999999", "1e-99999999", "1E9999999", "9" * 3_999, "1/0", "nan", "١"]


@pytest.fixture(scope="module")
def certificate():
    return find_claims(["lemma-a1"])[0].certificate()


def reason_of(certificate):
    parts = [certificate[field] for field in ("claim", "statement", "steps", "instances")]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=certificate_text(new_certificate(*parts)).encode(),
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    return done.stdout.decode().rstrip("\n")


@pytest.mark.parametrize("field", ["antidifference", "start"])
@pytest.mark.parametrize("text", EXPRESSIONS.values(), ids=EXPRESSIONS)
def test_hostile_expressions_are_rejected_in_one_line(certificate, text, field):
    hostile = copy.deepcopy(certificate)
    hostile["steps"][1][field] = text
    reason = reason_of(hostile)
    assert reason.startswith("step newest_weight: ")
    assert "\n" not in reason


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("field", ["beta", "expectation", "labels"])
def test_hostile_numbers_are_rejected(certificate, number, field):
    hostile = copy.deepcopy(certificate)
    hostile["instances"][0][field] = [number] if field == "labels" else number
    assert reason_of(hostile)


@pytest.mark.parametrize("epochs", [0, -1, 10**9, 10**3000, True, None, "2", [2]])
def test_hostile_numbers_of_epochs_are_rejected(certificate, epochs):
    hostile = copy.deepcopy(certificate)
    hostile["instances"][0]["epochs"] = epochs
    assert reason_of(hostile)


@pytest.mark.parametrize("swap", [None, [], "x", {}, {"first": ["second"]}, {"first": {}}])
def test_hostile_swaps_are_rejected(certificate, swap):
    hostile = copy.deepcopy(certificate)
    complete = {"first": "second", "second": "first", "other": "other"}
    hostile["steps"][0]["swap"] = {**complete, **swap} if swap and "first" in swap else swap
    assert reason_of(hostile)

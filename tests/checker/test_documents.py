"""What is no certificate is told apart at once, in one line, whatever it is."""

import json
import time

import pytest

from colorball.certificates.document import certificate_text
from colorball.certificates.registry import find_claims
from colorball.checker import NotACertificate, check


@pytest.fixture(scope="module")
def certificate():
    return find_claims(["lemma-a1"])[0].certificate()


@pytest.fixture(scope="module")
def good(certificate):
    return certificate_text(certificate).encode()


def refuse(data):
    start = time.perf_counter()
    with pytest.raises(NotACertificate) as refusal:
        check(data)
    assert time.perf_counter() - start < 2
    message = str(refusal.value)
    assert message
    assert "\n" not in message
    assert len(message) < 300


def with_value(good, text):
    """The certificate with raw JSON in place of its version."""
    assert good.count(b'"version": 1') == 1
    return good.replace(b'"version": 1', b'"version": ' + text)


@pytest.mark.parametrize(
    "data",
    [b"", b" ", b"{}", b"[]", b"null", b"1", b'"text"', b"\xff\xfe", b"\xef\xbb\xbf{}",
     b"{" * 10**5, b"[" * 10**6, b'{"a":' * 10**5, b"not json",
     b'{"format": "other"}', b"\x00" * 100],
    ids=lambda data: data[:8].hex(),
)  # fmt: skip
def test_other_files_are_refused(data):
    refuse(data)


def test_a_truncated_certificate_is_refused_wherever_it_ends(good):
    for end in range(0, len(good.rstrip()), 97):
        refuse(good[:end])


def test_a_huge_file_is_refused_unread():
    refuse(b"[" + b"1," * 3_000_000 + b"1]")


@pytest.mark.parametrize(
    "text",
    [b"2", b"0", b"-1", b"true", b"null", b'"1"', b"[1]", b"1.0", b"1e0", b"NaN", b"Infinity",
     b"-Infinity", b"9" * 1_000_000, b"-" + b"9" * 1_000_000, b"9" * 4301, b"1e" + b"9" * 20],
    ids=lambda text: text[:12].decode(),
)  # fmt: skip
def test_another_version_is_refused(good, text):
    refuse(with_value(good, text))


@pytest.mark.parametrize("depth", [100, 900, 1_000, 5_000, 100_000])
def test_deep_nesting_is_refused(good, depth):
    refuse(with_value(good, b"[" * depth + b"]" * depth))
    refuse(with_value(good, b'{"a":' * depth + b"1" + b"}" * depth))


def test_a_field_that_stands_twice_is_refused(good):
    refuse(good.replace(b'"version": 1', b'"version": 1, "version": 1'))
    refuse(good.replace(b'"rule": "sum"', b'"rule": "sum", "rule": "sum"', 1))


@pytest.mark.parametrize("field", ["format", "version", "claim", "statement", "steps", "digest"])
def test_every_outer_field_is_needed(certificate, field):
    refuse(json.dumps({k: v for k, v in certificate.items() if k != field}).encode())


def test_other_outer_fields_are_refused(certificate):
    refuse(json.dumps({**certificate, "note": ""}).encode())
    refuse(json.dumps({**certificate, "x\ny" * 50: ""}).encode())


@pytest.mark.parametrize("claim", [None, 1, [], {}, "", "lemma-z", "lemma-a1 ", "x\n" * 500])
def test_an_unknown_claim_is_refused(certificate, claim):
    refuse(json.dumps({**certificate, "claim": claim}).encode())


@pytest.mark.parametrize("place", ["claim", "digest", "statement"])
def test_long_texts_are_refused(certificate, place):
    refuse(json.dumps({**certificate, place: "x" * 4_001}).encode())

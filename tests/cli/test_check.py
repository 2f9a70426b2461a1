import json
import os
import subprocess
import sys

import pytest

from colorball.certificates.document import certificate_text
from colorball.certificates.registry import find_claims
from colorball.checker.document import digest


@pytest.fixture(scope="module")
def certificate():
    (claim,) = find_claims(["lemma-a1"])
    return claim.certificate()


@pytest.fixture
def good(tmp_path, certificate):
    path = tmp_path / "good.json"
    path.write_text(certificate_text(certificate))
    return str(path)


@pytest.fixture
def wrong(tmp_path, certificate):
    """A certificate in shape, whose content does not hold."""
    changed = json.loads(certificate_text(certificate))
    changed["steps"] = changed["steps"][:-1]
    changed["digest"] = digest(changed)
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(changed))
    return str(path)


@pytest.fixture
def other(tmp_path):
    path = tmp_path / "other.json"
    path.write_text("{}")
    return str(path)


def test_one_that_holds(run, good):
    result = run("check", good)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{good}: holds: lemma-a1\n"


def test_one_that_does_not_hold(run, wrong):
    result = run("check", wrong)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"colorball: error: {wrong}: does not hold: ")
    assert result.stderr.count("\n") == 1


def test_one_that_is_none(run, other):
    result = run("check", other)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"colorball: error: {other}: not a certificate: ")


def test_the_worst_counts(run, good, wrong, other):
    assert run("check", good, good).exit_code == 0
    assert run("check", wrong, good).exit_code == 1
    assert run("check", other, wrong, good).exit_code == 2
    assert run("check", good, wrong, other).exit_code == 2


def test_json_holds_every_file_and_stdout_nothing_else(run, good, wrong, other):
    result = run("check", good, wrong, other, "--json", "-")
    document = json.loads(result.stdout)
    assert document["holds"] is False
    outcomes = [file["outcome"] for file in document["files"]]
    assert outcomes == ["holds", "does not hold", "not a certificate"]


def make_sparse(path):
    with path.open("wb") as file:
        file.truncate(10**12)


def make_loop(path):
    path.symlink_to(path)


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo, make_sparse, make_loop, lambda _path: None])
def test_what_is_no_file_of_a_possible_size(run, tmp_path, make):
    path = tmp_path / "odd"
    make(path)
    result = run("check", str(path))
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert any(words in result.stderr for words in ("regular file", "too many", "cannot be read"))


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 5000, "/dev/zero"])
def test_odd_names(run, name):
    result = run("check", name)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "text",
    [b"", b"\xff\xfe", b"[" * 100_000, b'{"a": NaN}', b"1" * 1_000_000, b"null", b'"\\ud800"'],
)
def test_odd_contents(run, tmp_path, text):
    path = tmp_path / "odd.json"
    path.write_bytes(text)
    result = run("check", str(path))
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_every_truncation_is_no_certificate(run, tmp_path, certificate):
    text = certificate_text(certificate)
    path = tmp_path / "cut.json"
    for length in range(0, len(text) - 2, len(text) // 20):
        path.write_text(text[:length])
        assert run("check", str(path)).exit_code == 2


def test_it_imports_nothing_that_proves(good):
    program = (
        "import sys\n"
        "from colorball.cli.main import main\n"
        f"sys.argv = ['colorball', 'check', {good!r}, '--json', '-']\n"
        "try: main()\n"
        "finally: print(sorted({'sympy', 'numpy', 'flint', 'mpmath', 'rich'} & set(sys.modules)),"
        " file=sys.stderr)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stderr == "[]\n"
    assert json.loads(result.stdout)["holds"] is True


def test_a_record_of_what_was_sampled_is_called_no_proof(run, tmp_path):
    (claim,) = find_claims(["sampled-transition"])
    path = tmp_path / "sampled.json"
    path.write_text(certificate_text(claim.certificate()))
    result = run("check", str(path))
    assert result.exit_code == 0
    words = "the record holds (sampled, no proof): sampled-transition"
    assert result.stdout == f"{path}: {words}\n"
    (file,) = json.loads(run("check", str(path), "--json", "-").stdout)["files"]
    assert (file["outcome"], file["sampled"]) == ("holds", True)

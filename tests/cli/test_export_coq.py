import json

import pytest

from colorball.certificates.document import certificate_text
from colorball.certificates.registry import find_claims
from colorball.coq.export import export_certificate


@pytest.fixture(scope="module")
def certificate():
    (claim,) = find_claims(["lemma-a2-two-balls"])
    return claim.certificate()


@pytest.fixture
def file(tmp_path, certificate):
    path = tmp_path / "certificate.json"
    path.write_text(certificate_text(certificate))
    return str(path)


def test_standard_output_is_the_coq_file_alone(run, file, certificate):
    text = export_certificate(certificate).text
    for arguments in ((file,), (file, "--out", "-")):
        result = run("export-coq", *arguments)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == text


def test_a_file_and_what_is_in_it(run, file, certificate, tmp_path):
    out = tmp_path / "two_balls.v"
    result = run("export-coq", file, "--out", str(out))
    assert (result.exit_code, result.stderr) == (0, "")
    count = len(export_certificate(certificate).theorems)
    assert result.stdout == f"{out}: {count} theorems, 0 steps not exported\n"
    assert out.read_text() == export_certificate(certificate).text


def test_a_wrong_certificate_is_written_all_the_same(run, certificate, tmp_path):
    document = json.loads(certificate_text(certificate))
    document["steps"][1]["value"] = "0"
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(document))
    result = run("export-coq", str(path))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "rest (beta" not in result.stdout  # it now depends on nothing
    assert "Definition rest : R :=" in result.stdout


@pytest.mark.parametrize("content", ["", "{}", "[]", "\xff", '{"format": "colorball-certificate"'])
def test_what_is_no_certificate_is_one_line(run, tmp_path, content):
    path = tmp_path / "other.json"
    path.write_bytes(content.encode("latin-1"))
    result = run("export-coq", str(path), "--out", str(tmp_path / "out.v"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"colorball: error: {path}: not a certificate: ")
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "out.v").exists()


def test_a_formula_that_cannot_be_read_is_one_line(run, certificate, tmp_path):
    document = json.loads(certificate_text(certificate))
    document["steps"][1]["value"] = "beta^("
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(document))
    result = run("export-coq", str(path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("colorball: error: certificate: got beta^(; valid is a formula")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["no/such.json", ".", "\0"])
def test_a_file_that_cannot_be_read(run, name):
    result = run("export-coq", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("out", ["", ".", "no/such/folder/out.v"])
def test_a_place_that_cannot_be_written(run, file, out):
    result = run("export-coq", file, "--out", out)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--out" in result.stderr or "cannot write" in result.stderr

import json

import pytest

from colorball.certificates import verify as verification
from colorball.errors import InputError
from colorball.verdict import Verdict


@pytest.mark.parametrize(
    ("verdict", "control", "code"),
    [
        (Verdict.PROVED, Verdict.REFUTED, 0),
        (Verdict.REFUTED, Verdict.REFUTED, 1),
        (Verdict.PROVED, Verdict.UNDECIDED, 1),
        (Verdict.UNDECIDED, Verdict.REFUTED, 3),
        (Verdict.UNDECIDED, Verdict.UNDECIDED, 1),
    ],
)
@pytest.mark.parametrize("json_arguments", [[], ["--json", "-"]])
def test_exit_codes(run, pretend, verdict, control, code, json_arguments):
    pretend(verdict, control)
    result = run("verify", *json_arguments)
    assert result.exit_code == code
    assert "lemma-a1" in result.stdout


def test_the_contracts_json(run):
    result = run("verify", "lemma-a1", "--json", "-")
    assert (result.exit_code, result.stderr) == (0, "")
    (claim,) = json.loads(result.stdout)["claims"]
    assert claim["name"] == "lemma-a1"
    assert claim["verdict"] == "proved"
    assert claim["certificate"]["claim"] == "lemma-a1"
    assert {"statement", "method", "seconds"} <= set(claim)
    assert len(claim["controls"]) >= 5
    for control in claim["controls"]:
        assert control["verdict"] == "refuted"
        assert control["counterexample"]


def test_the_certificate_in_the_json_passes_the_checker(run, tmp_path):
    document = json.loads(run("verify", "lemma-a1", "--json", "-").stdout)
    path = tmp_path / "certificate.json"
    path.write_text(json.dumps(document["claims"][0]["certificate"]))
    assert run("check", str(path)).exit_code == 0


def test_people_get_the_ledger_and_why_it_is_not_as_expected(run, pretend):
    pretend(Verdict.UNDECIDED)
    result = run("verify")
    assert "undecided" in result.stdout
    assert "a note" in result.stdout


def test_out_gets_certificates_and_the_ledger(run, tmp_path):
    directory = tmp_path / "deep" / "out"
    result = run("verify", "lemma-a1", "--out", str(directory))
    assert result.exit_code == 0
    assert json.loads((directory / "ledger.json").read_text())["claims"][0]["name"] == "lemma-a1"
    certificates = [str(path) for path in directory.rglob("*lemma-a1*.json")]
    assert certificates
    assert run("check", *certificates).exit_code == 0


@pytest.fixture
def no_work(monkeypatch):
    def fail(*_arguments, **_options):
        pytest.fail("work was done before the bad usage was found")

    monkeypatch.setattr(verification, "verify", fail)


@pytest.mark.usefixtures("no_work")
class TestBadUsageComesBeforeWork:
    def test_an_unknown_claim(self, run, tmp_path):
        directory = tmp_path / "out"
        result = run("verify", "lemma-a1", "lemma-z9", "--out", str(directory))
        assert result.exit_code == 2
        assert result.stderr.startswith("colorball: error: claim: got lemma-z9; valid is one of ")
        assert "lemma-a1" in result.stderr
        assert not directory.exists()

    @pytest.mark.parametrize("under", ["", "deeper/still"])
    def test_an_out_that_is_a_file(self, run, tmp_path, under):
        (tmp_path / "file").write_text("mine")
        result = run("verify", "--out", str(tmp_path / "file" / under))
        assert result.exit_code == 2
        assert result.stderr.count("\n") == 1
        assert (tmp_path / "file").read_text() == "mine"

    @pytest.mark.parametrize("name", ["", "/proc/out", "a\0b", "/dev/null"])
    def test_an_out_that_cannot_be_made(self, run, name):
        assert run("verify", "--out", name).exit_code == 2

    def test_a_json_file_that_cannot_be_written(self, run, tmp_path):
        for target in (tmp_path, tmp_path / "missing" / "x.json"):
            result = run("verify", "--json", str(target))
            assert result.exit_code == 2
            assert result.stderr.count("\n") == 1


def test_an_input_error_from_deep_inside_is_one_line(run, monkeypatch):
    def fail(*_arguments, **_options):
        raise InputError("claim", "x\ny", "something else")

    monkeypatch.setattr(verification, "verify", fail)
    result = run("verify")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)

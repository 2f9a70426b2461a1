"""``--json FILE``: whole or not at all, and refused before any work if it cannot be."""

import json
import os
import stat

import pytest

COMMANDS = {
    "expect": ["expect", "--labels", "1,2", "--epochs", "3", "--beta", "1/2"],
    "radius": ["radius", "--labels", "1,2", "--epochs", "3", "--beta", "1/2"],
    "enumerate": ["enumerate", "--labels", "c0,c1", "--epochs", "2"],
    "drift": ["drift", "--n", "3", "--beta1", "1/5", "--beta2", "3/10"],
    "boundary": ["boundary", "--n", "3", "--beta1", "1/5"],
    "classify": ["classify", "--n", "3", "--beta1", "1/5", "--beta2", "3/10"],
    "simulate": ["simulate", "--n", "3", "--epochs", "2", "--engine", "reference"],
    "verify": ["verify", "lemma-a1"],
}
EXPECT = COMMANDS["expect"]


@pytest.mark.parametrize("command", COMMANDS)
def test_standard_output_holds_the_json_alone(run, command):
    result = run(*COMMANDS[command], "--json", "-")
    assert json.loads(result.stdout)
    assert result.stderr == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_holds_the_same_and_people_still_get_their_answer(run, tmp_path, command):
    path = tmp_path / "result.json"
    result = run(*COMMANDS[command], "--json", str(path))
    assert result.stdout == run(*COMMANDS[command]).stdout or command == "verify"  # has seconds
    assert set(json.loads(path.read_text())) == set(
        json.loads(run(*COMMANDS[command], "--json", "-").stdout)
    )
    assert [path.name for path in tmp_path.iterdir()] == ["result.json"]


def test_it_replaces_a_file_and_follows_a_link(run, tmp_path):
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    link.symlink_to(real)
    run(*EXPECT, "--json", str(link))
    assert json.loads(real.read_text())
    assert link.is_symlink()


def test_others_may_read_it_if_the_umask_lets_them(run, tmp_path):
    before = os.umask(0o022)
    try:
        run(*EXPECT, "--json", str(tmp_path / "x.json"))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x.json").stat().st_mode) == 0o644


def test_a_failing_write_leaves_the_old_file_and_nothing_else(run, tmp_path, monkeypatch):
    path = tmp_path / "x.json"
    path.write_text("old")

    def fail(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    result = run(*EXPECT, "--json", str(path))
    assert result.exit_code == 2
    assert result.stderr == "colorball: error: No space left on device\n"
    assert path.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]


def test_a_bad_input_leaves_no_file(run, tmp_path):
    result = run(*EXPECT[:-1], "2", "--json", str(tmp_path / "x.json"))
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_to_and_not_replaced(run):
    assert run(*EXPECT, "--json", "/dev/null").exit_code == 0
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)  # noqa: PTH116


@pytest.mark.parametrize("name", ["", "/", "/proc/x", "/dev/null/x", "a\0b", "x" * 300, "no/where"])
def test_impossible_files(run, name):
    result = run(*EXPECT, "--json", name)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "--json" in result.stderr


def test_a_link_that_goes_round(run, tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert run(*EXPECT, "--json", str(tmp_path / "loop")).exit_code == 2


def test_a_full_disk(run):
    result = run(*EXPECT, "--json", "/dev/full")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)

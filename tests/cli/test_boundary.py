import csv
import json
import os
import signal
import subprocess
import sys
import time
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from colorball.phase.drift import drift

SMALL = ["boundary", "--n", "3", "--digits", "3", "--curve", "--points", "9"]


def answer(run, *arguments):
    result = run("boundary", *arguments, "--json", "-")
    return json.loads(result.stdout), result.exit_code


def assert_narrow_around(edge, value, digits):
    lower, upper = Fraction(edge["lower"]), Fraction(edge["upper"])
    assert lower <= Fraction(value) <= upper
    assert upper - lower <= Fraction(3, 10**digits)


def test_near_one_there_are_two_edges(run):
    document, code = answer(run, "--n", "10", "--beta1", "9/10", "--digits", "6")
    first, second = document["edges"]
    assert (first["side"], second["side"]) == ("divergence-above", "divergence-below")
    assert_narrow_around(first, "0.0384497988", 6)
    assert_narrow_around(second, "0.8648448637", 6)
    assert document["complete"] is True
    assert document["complete_up_to"] == "1"
    assert (document["verdict"], code) == ("proved", 0)


def test_people_get_a_line_for_each_edge(run):
    case = ("--n", "5", "--beta1", "1/2")
    (edge,) = answer(run, *case)[0]["edges"]
    result = run("boundary", *case)
    assert result.stdout == (
        f"[{edge['lower']}, {edge['upper']}] divergence-below\ncomplete: no others in [0, 1)\n"
    )
    assert result.stderr == ""  # no bar where nobody watches


def test_no_edge_at_all(run):
    document, code = answer(run, "--n", "3", "--beta1", "9/10")
    assert (document["edges"], document["complete"], code) == ([], True, 0)
    assert run("boundary", "--n", "3", "--beta1", "9/10").stdout == (
        "complete: no edges in [0, 1)\n"
    )


def test_when_time_is_over_it_says_how_far_it_came(run):
    case = ("--n", "5", "--beta1", "1/2", "--time-limit", "0.000001")
    document, code = answer(run, *case)
    assert document["complete"] is False
    assert Fraction(document["complete_up_to"]) < Fraction("0.783")
    assert (document["edges"], document["verdict"], code) == ([], "undecided", 3)
    assert "undecided above" in run("boundary", *case).stdout


@pytest.mark.parametrize("sampling", ["with-replacement", "cyclic"])
def test_other_schemes_change_sign_where_they_say(run, sampling):
    document, _ = answer(run, "--n", "4", "--beta1", "0.3", "--sampling", sampling)
    assert document["edges"]
    for edge in document["edges"]:
        below, above = (
            drift(4, "0.3", edge[end], sampling=sampling).sign for end in ("lower", "upper")
        )
        assert {below, above} == {"negative", "positive"}
        assert (below == "negative") == (edge["side"] == "divergence-below")


def test_the_traced_curve(run, tmp_path):
    result = run(*SMALL, "--out", str(tmp_path), "--json", str(tmp_path / "copy.json"))
    assert result.exit_code == 0
    assert "area below the curve in [0." in result.stdout
    document = json.loads((tmp_path / "curve.json").read_text())
    assert json.loads((tmp_path / "copy.json").read_text()) == document
    assert document["verdict"] == document["area"]["verdict"] == "proved"
    picture = ElementTree.parse(tmp_path / "curve.svg")
    assert "D < 0 to the left" in "".join(picture.getroot().itertext())
    with (tmp_path / "curve.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(document["points"]) == 9
    for row in rows[:-1]:  # each box holds the curve: the signs at its ends differ
        assert row["beta2_lower"] == row["beta2_upper"]
        left, right = (row["beta1_lower"], row["beta1_upper"])
        assert drift(3, left, row["beta2_lower"], digits=9).upper <= 0
        assert drift(3, right, row["beta2_lower"], digits=9).lower >= 0


def test_finished_pieces_are_kept_and_damaged_ones_made_again(run, tmp_path):
    first = run(*SMALL, "--out", str(tmp_path)).stdout
    pieces = sorted((tmp_path / "pieces").iterdir())
    text = pieces[0].read_text()
    times = [path.stat().st_mtime_ns for path in pieces]
    pieces[0].write_text(text[: len(text) // 2])
    (tmp_path / "curve.csv").unlink()
    assert run(*SMALL, "--out", str(tmp_path)).stdout == first
    assert pieces[0].read_text() == text
    assert [path.stat().st_mtime_ns for path in pieces][1:] == times[1:]
    assert (tmp_path / "curve.csv").exists()


def test_another_curves_folder_is_refused(run, tmp_path):
    run(*SMALL, "--out", str(tmp_path), "--no-area")
    assert "to the left" not in (tmp_path / "curve.svg").read_text()  # it was not proved
    before = (tmp_path / "curve.json").read_text()
    for option, value in (("--n", "4"), ("--digits", "4")):
        result = run(*SMALL, option, value, "--out", str(tmp_path))
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        assert "n = 3 with 3 digits" in result.stderr
    assert (tmp_path / "curve.json").read_text() == before


def test_pieces_without_the_proof_for_the_area_do_not_do_for_it(run, tmp_path):
    plain = run(*SMALL, "--out", str(tmp_path), "--no-area")
    assert plain.exit_code == 0  # it was not asked for
    assert json.loads((tmp_path / "curve.json").read_text())["verdict"] == "undecided"
    assert run(*SMALL, "--out", str(tmp_path)).exit_code == 0
    assert json.loads((tmp_path / "curve.json").read_text())["verdict"] == "proved"


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_work_leaves_no_worker_and_whole_pieces(tmp_path, end):
    arguments = ["boundary", "--n", "6", "--digits", "3", "--curve", "--out", str(tmp_path)]
    process = subprocess.Popen(
        [sys.executable, "-m", "colorball", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a group of its own, which Ctrl-C is sent to
    )
    while process.poll() is None and not list(tmp_path.glob("pieces/*.json")):
        time.sleep(0.01)
    if end is signal.SIGINT:
        os.killpg(process.pid, end)
    else:
        process.kill()
    out, err = process.communicate(timeout=20)  # workers hold the pipes: it waits for the last one
    if process.returncode == 0:
        pytest.skip("it was done before it could be interrupted")
    assert out == ""
    if end is signal.SIGINT:
        assert (process.returncode, err) == (130, "colorball: error: interrupted\n")
    pieces = list(tmp_path.glob("pieces/*.json"))
    assert pieces
    for path in pieces:
        assert json.loads(path.read_text())["n"] == 6


@pytest.mark.parametrize(
    "arguments",
    [
        ["--n", "10"],
        ["--n", "10", "--curve"],
        ["--n", "10", "--beta1", "0", "--curve", "--out", "x"],
        ["--n", "10", "--curve", "--out", "x", "--time-limit", "1"],
        ["--n", "10", "--curve", "--out", "x", "--sampling", "cyclic"],
        ["--n", "10", "--curve", "--out", "x", "--points", "1"],
        ["--n", "2", "--curve", "--out", "x"],
        ["--n", "10", "--curve", "--out", ""],
        ["--n", "10", "--curve", "--out", "/proc/x"],
        ["--n", "10", "--beta1", "0", "--out", "x"],
        ["--n", "10", "--beta1", "0", "--points", "5"],
        ["--n", "10", "--beta1", "0", "--no-area"],
    ],
)
def test_options_that_do_not_go_together(run, arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("boundary", *arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []

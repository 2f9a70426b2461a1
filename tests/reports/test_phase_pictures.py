"""Pictures from data; that the committed ones are up to date is in test_balls_picture.py."""

import runpy
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import pytest

from colorball.reports import figure_parts
from colorball.reports.figure_parts import compute_parts, panel_parts, read_panel
from colorball.reports.phase_curves import Request, panel_curve
from colorball.reports.phase_panel import phase_panels
from colorball.reports.plotting import MissingMatplotlibError, require_matplotlib

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def script():
    return runpy.run_path(str(ROOT / "scripts" / "figures.py"))


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(DOCS / "data", tmp_path / "data")
    return tmp_path


def test_reused_data_give_the_committed_pictures(script, folder):
    assert script["main"](["--reuse-data", "--n", "10", "50", "100", "--out", str(folder)]) == 0
    drawn = {path.name for path in (folder / "images").iterdir()}
    assert drawn == {path.name for path in (DOCS / "images").iterdir()}
    for path in (folder / "images").glob("*.svg"):
        assert path.read_bytes() == (DOCS / "images" / path.name).read_bytes(), path.name
    for path in (DOCS / "images").glob("*.png"):
        assert path.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_changed_number_changes_the_picture(script, folder):
    path = folder / "data" / "phase-n10.json"
    text = path.read_text("utf-8")
    before = script["panel_picture"](folder / "data", [10]).svg
    start = text.index('["', text.index('"boundary"')) + 2
    assert text[start : start + 3] == "0.8"
    # box and bounds alike: the whole box goes left
    box = text[start : text.index("]", start)]
    path.write_text(text.replace(box, box.replace("0.8", "0.2", 2), 1), "utf-8")
    assert script["panel_picture"](folder / "data", [10]).svg != before


@pytest.mark.parametrize("name", ["phase-n10", "phase-panels", "phase-law"])
def test_pictures_say_what_they_are_and_not_when(name):
    text = (DOCS / "images" / f"{name}.svg").read_text("utf-8")
    root = ElementTree.fromstring(text)
    assert root.tag == f"{SVG}svg"
    assert "<dc:title>" in text
    assert "<dc:date>" not in text
    assert len(text) < 800_000


def test_missing_data_are_an_error_and_nothing_is_drawn(script, tmp_path, capsys):
    assert script["main"](["--reuse-data", "--n", "10", "--out", str(tmp_path)]) == 2
    assert "phase-n10.json" in capsys.readouterr().err
    assert not (tmp_path / "images").exists()


@pytest.mark.parametrize(
    "words", [["--n", "2"], ["--constant", "0"], ["--constant", "x"], ["--n", "5000"]]
)
def test_bad_input_is_refused_before_any_work(script, words, tmp_path, capsys):
    assert script["main"]([*words, "--out", str(tmp_path)]) == 2
    assert "valid is" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", [["--points", "1"], ["--jobs", "0"], ["--n"], ["--what"]])
def test_bad_options(script, words):
    with pytest.raises(SystemExit, match="2"):
        script["main"](words)


def test_without_matplotlib_it_says_what_to_install(monkeypatch, script, tmp_path, capsys):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingMatplotlibError, match=r"pip install 'colorball\[figures\]'"):
        require_matplotlib()
    assert script["main"](["--out", str(tmp_path)]) == 2
    assert "pip install" in capsys.readouterr().err


class _KilledError(Exception):
    pass


def test_a_run_that_is_cut_short_goes_on_where_it_was(tmp_path, monkeypatch):
    request = Request(13, points=3)  # too large to be traced
    parts = panel_parts(request)
    said = []

    def say(text):
        said.append(text)
        if "sure-1" in text:
            raise _KilledError

    with pytest.raises(_KilledError):
        compute_parts(parts, tmp_path, 1, say)
    kept = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert 0 < len(kept) < len(parts)

    started = []

    class Watched(ProcessPoolExecutor):
        def submit(self, function, *arguments):
            started.append(function)
            return super().submit(function, *arguments)

    monkeypatch.setattr(figure_parts, "ProcessPoolExecutor", Watched)
    compute_parts(parts, tmp_path, 1, said.append)
    assert len(started) == len(parts) - len(kept)
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in kept} == kept
    panel = read_panel(request, tmp_path)
    assert panel.curve("sure-2") == panel_curve(request, "sure-2")
    assert panel.traced is None
    assert "svg" in phase_panels([panel]).svg


def test_other_requests_do_not_reuse_each_others_parts():
    names = [
        set(panel_parts(request))
        for request in (Request(13), Request(14), Request(13, points=70), Request(13, constant=2))
    ]
    assert sum(len(each) for each in names) == len(set.union(*names))

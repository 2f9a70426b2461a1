import json
import shlex
import signal
import subprocess
import sys
import time

import pytest

pytest.importorskip("xarray", reason="xarray is in the extra simulate")
pytest.importorskip("h5netcdf", reason="h5netcdf is in the extra simulate")
pytest.importorskip("h5py", reason="h5py is in the extra simulate")

from colorball.sweeps.folder import open_sweep

GRID = ["--n", "10", "--beta1", "0:0.9:4", "--beta2", "1/2,0.99", "--epochs", "5", "--seeds", "3"]


def test_flags(run, tmp_path):
    folder = tmp_path / "a"
    result = run("sweep", *GRID, "--out", str(folder))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "24 trajectories (beta1 4 x beta2 2 x seed 3)",
        f"written to {folder / 'sweep.nc'}",
    ]
    found = open_sweep(folder)
    assert found.beta1.values.tolist() == [0.0, 0.3, 0.6, 0.9]
    assert found.x.shape == (4, 2, 3)


def test_a_file_gives_the_same(run, tmp_path):
    config = tmp_path / "grid.toml"
    config.write_text(
        "n = 10\nbeta1 = {start = 0, stop = 0.9, count = 4}\nbeta2 = [0.5, 0.99]\n"
        "epochs = 5\nseeds = 4\n"
    )
    run("sweep", *GRID, "--out", str(tmp_path / "a"))
    result = run("sweep", str(config), "--seeds", "3", "--out", str(tmp_path / "b"))
    assert result.exit_code == 0
    one, other = open_sweep(tmp_path / "a"), open_sweep(tmp_path / "b")
    assert one.equals(other)
    assert one.attrs["key"] == other.attrs["key"]


def test_json(run, tmp_path):
    arguments = ["sweep", *GRID, "--out", str(tmp_path / "a"), "--json", "-"]
    document = json.loads(run(*arguments).stdout)
    assert document["shape"] == [4, 2, 3]
    assert document["lanes"] == sum(document["status"].values()) == 24
    assert document["lanes_found"] == 0
    assert json.loads(run(*arguments).stdout)["lanes_found"] == 24


def test_the_command_in_the_file_makes_it_again(run, tmp_path, monkeypatch):
    more = ["--step", "1/3,", "--start=-1/2", "--window", ",2", "--library", "pytorch"]
    run("sweep", *GRID, *more, "--out", str(tmp_path / "a"))
    found = open_sweep(tmp_path / "a")
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    program, *words = shlex.split(found.attrs["command"])
    assert program == "colorball"
    assert run(*words).exit_code == 0
    again = open_sweep("a")
    assert again.equals(found)
    assert again.sizes == found.sizes
    assert [again.attrs[name] for name in ("key", "command")] == [
        found.attrs[name] for name in ("key", "command")
    ]


def test_goes_on_where_it_was(run, tmp_path):
    arguments = ["sweep", *GRID, "--out", str(tmp_path), "--chunk", "7"]
    run(*arguments)
    whole = open_sweep(tmp_path)
    for path in sorted((tmp_path / "parts").iterdir())[1:3]:
        path.unlink()
    assert (
        "24 trajectories (beta1 4 x beta2 2 x seed 3), 10 of them found" in run(*arguments).stdout
    )
    assert open_sweep(tmp_path).identical(whole)


def test_ctrl_c_keeps_the_finished_parts(tmp_path):
    case = ["--n", "10", "--beta1", "0:0.9:40", "--beta2", "0.5:0.99:40", "--epochs", "300"]
    command = [sys.executable, "-m", "colorball", "sweep", *case, "--seeds", "8"]
    command += ["--out", str(tmp_path / "a"), "--engine", "reference", "--chunk", "200"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while len(list((tmp_path / "a").glob("parts/*.npz"))) < 2:
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.count("\n")) == (130, "", 1)
    assert "interrupted; the same command goes on" in err
    found = open_sweep(tmp_path / "a")
    assert 400 <= int(found.done.sum()) < 12_800
    assert not list((tmp_path / "a").rglob("*.part"))


def test_another_run_and_foreign_files(run, tmp_path):
    run("sweep", *GRID, "--out", str(tmp_path / "a"))
    before = open_sweep(tmp_path / "a")
    result = run("sweep", *GRID, "--seed", "7", "--out", str(tmp_path / "a"))
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "holds another, with other seed" in result.stderr
    assert open_sweep(tmp_path / "a").identical(before)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "mine.txt").write_text("")
    result = run("sweep", *GRID, "--out", str(tmp_path / "b"))
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "mine.txt" in result.stderr


def test_failed_lanes_are_told(run, tmp_path):
    case = ["--problem", "toy-shared", "--start", "0", "--epochs", "3", "--seeds", "4"]
    text = run("sweep", *case, "--out", str(tmp_path / "a")).stdout
    assert "stopped before the end: 4 zero-v\n" in text


@pytest.mark.parametrize(
    "extra",
    [
        ["--beta1", "0:1:3"],
        ["--beta1", "0:0.9:1"],
        ["--beta1", "0,0"],
        ["--beta1", ""],
        ["--n", "2,10"],
        ["--step", "0,1"],
        ["--chunk", "0"],
        ["--out", ""],
        ["--out", "a\0b"],
        ["--out", "x" * 300],
        ["--out", "/dev/null/a"],
        ["--out", "/proc/a"],
        ["nothing.toml"],
        [""],
        ["a\0b"],
        ["/"],
    ],
)
def test_bad_input(run, tmp_path, monkeypatch, extra):
    monkeypatch.chdir(tmp_path)
    result = run("sweep", *GRID, "--out", "a", *extra)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_key_in_a_file(run, tmp_path):
    (tmp_path / "c.toml").write_text("beta_1 = 0.9\n")
    result = run("sweep", str(tmp_path / "c.toml"), "--out", str(tmp_path / "a"))
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "beta_1" in result.stderr
    assert "beta1 is the nearest" in result.stderr
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("missing", ["xarray", "h5netcdf", "h5py"])
def test_without_xarray_it_says_what_to_install(run, tmp_path, monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    result = run("sweep", *GRID, "--out", str(tmp_path / "a"))
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "pip install 'colorball[simulate]'" in result.stderr
    assert not (tmp_path / "a").exists()


def test_without_out(run):
    result = run("sweep", *GRID)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "--out" in result.stderr

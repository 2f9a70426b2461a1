import json
import sys

import numpy as np
import pytest

from colorball.errors import InputError
from colorball.simulation.labelled import MissingXarrayError
from colorball.sweeps.folder import open_sweep
from colorball.sweeps.run import run_sweep
from colorball.sweeps.settings import plan_of


def test_what_is_in_it(settings, tmp_path):
    found = run_sweep(settings, tmp_path / "deep" / "a", chunk=30)
    folder = tmp_path / "deep" / "a"
    assert {path.name for path in folder.iterdir()} == {"sweep.json", "parts", "sweep.nc"}
    assert found.path == folder / "sweep.nc"
    document = json.loads((folder / "sweep.json").read_text())
    assert document["plan"] == plan_of(settings).as_json()
    assert document["settings"] == settings
    assert len(document["key"]) == len(document["data"]) == 64


def test_the_dataset_is_labelled_and_says_how_to_make_it_again(settings, tmp_path):
    import xarray

    run_sweep(settings, tmp_path / "a")
    found = open_sweep(tmp_path / "a")
    assert dict(found.sizes) == {"n": 2, "beta1": 3, "beta2": 2, "seed": 5, "epoch": 4}
    assert found.beta1.values.tolist() == [0.0, 0.5, 0.9]
    assert found.epoch.values.tolist() == [0, 4, 8, 12]
    assert found.trajectory_x.dims == ("epoch", "n", "beta1", "beta2", "seed")
    np.testing.assert_array_equal(found.trajectory_x.isel(epoch=-1), found.x)
    for name in found.variables:
        assert found[name].attrs["long_name"], name
        assert found[name].attrs["units"] == "1", name
    assert json.loads(found.attrs["plan"]) == plan_of(settings).as_json()
    assert json.loads(found.attrs["settings"]) == settings
    assert found.attrs["seed"] == "0"
    assert set(json.loads(found.attrs["versions"])) == {"colorball", "numpy", "numba"}
    plain = xarray.load_dataset(tmp_path / "a" / "sweep.nc", engine="h5netcdf")
    assert plain.equals(found.drop_vars("done"))
    assert plain.attrs == found.attrs


def test_partial_results_can_be_read(settings, interrupted_after, tmp_path):
    interrupted_after(2, settings, tmp_path, 17)
    found = open_sweep(tmp_path)
    done = found.done.values
    assert done.sum() == 34
    assert np.isnan(found.x.values[~done]).all()
    assert np.isfinite(found.x.values[done]).all()
    assert (found.status.values[~done] == 0).all()
    interrupted_after(0, {**settings, "seed": 3}, tmp_path / "b", 17)
    assert not open_sweep(tmp_path / "b").done.any()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"epochs": 13}, "epochs"),
        ({"beta1": ["0", "1/2"]}, "beta1"),
        ({"seed": 1}, "seed"),
        ({"bias_correction": True}, "options"),
        ({"problem": "toy-apart"}, "problem"),
        ({"common_noise": True}, "common_noise"),
        ({"start": "-0.8"}, "start"),
    ],
)
def test_a_folder_of_another_sweep_is_refused_and_stays(settings, tmp_path, contents, change, what):
    run_sweep(settings, tmp_path, chunk=30)
    before = contents(tmp_path)
    with pytest.raises(InputError, match=f"holds another, with other .*{what}"):
        run_sweep({**settings, **change}, tmp_path)
    assert contents(tmp_path) == before


def test_parameters_of_the_problem_make_another_sweep(settings, tmp_path):
    settings = {**settings, "problem": "toy-apart"}
    run_sweep({**settings, "parameters": {"apart": "1/2"}}, tmp_path)
    with pytest.raises(InputError, match="with other parameters"):
        run_sweep({**settings, "parameters": {"apart": "1/3"}}, tmp_path)


def test_the_same_numbers_in_another_form_are_the_same_sweep(settings, tmp_path):
    run_sweep(settings, tmp_path)
    again = {**settings, "beta1": ["0", "0.5", "9/10"], "step": "0.5"}
    assert run_sweep(again, tmp_path).found == 60


def test_another_version_is_another_sweep(settings, tmp_path, monkeypatch, contents):
    from colorball.sweeps import folder

    run_sweep(settings, tmp_path, chunk=30)
    before = contents(tmp_path)
    monkeypatch.setattr(folder, "version", lambda _name: "99")
    with pytest.raises(InputError, match=r"with other version \(0\."):
        run_sweep(settings, tmp_path)
    assert contents(tmp_path) == before
    assert open_sweep(tmp_path).done.all()  # reading it is no harm


def test_a_folder_with_foreign_files_is_refused_and_stays(settings, tmp_path, contents):
    (tmp_path / "notes.txt").write_text("mine")
    before = contents(tmp_path)
    with pytest.raises(InputError, match=r"holds notes.txt and no sweep.json"):
        run_sweep(settings, tmp_path)
    assert contents(tmp_path) == before


def test_a_users_file_beside_the_sweep_is_no_harm(settings, tmp_path):
    run_sweep(settings, tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "parts" / "notes.txt").write_text("mine")
    assert run_sweep(settings, tmp_path).found == 60
    assert (tmp_path / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "{}", '{"format": "x"}', "[" * 9999])
def test_a_sweep_json_that_is_none(settings, tmp_path, content, contents):
    (tmp_path / "sweep.json").write_text(content)
    before = contents(tmp_path)
    for act in (lambda: run_sweep(settings, tmp_path), lambda: open_sweep(tmp_path)):
        with pytest.raises(InputError, match="a whole file of the format"):
            act()
    assert contents(tmp_path) == before


def test_a_sweep_json_that_was_changed_by_hand(settings, tmp_path):
    run_sweep(settings, tmp_path)
    path = tmp_path / "sweep.json"
    path.write_text(path.read_text().replace('"epochs": 12', '"epochs": 11'))
    with pytest.raises(InputError):
        open_sweep(tmp_path)


def test_folders_that_are_none(settings, tmp_path):
    with pytest.raises(InputError, match=r"has a sweep\.json"):
        open_sweep(tmp_path / "nothing")
    with pytest.raises(InputError, match=r"has a sweep\.json"):
        open_sweep(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"has a sweep\.json"):
        open_sweep(tmp_path / "file")
    with pytest.raises(OSError, match="file"):
        run_sweep(settings, tmp_path / "file")
    with pytest.raises(InputError):
        run_sweep(settings, tmp_path / "a\0b")


def test_bad_settings_leave_no_folder(settings, tmp_path):
    for bad in ({"beta1": "1"}, {"seeds": 0}, {"rule": "adan"}):
        with pytest.raises(InputError):
            run_sweep({**settings, **bad}, tmp_path / "a")
    with pytest.raises(InputError):
        run_sweep(settings, tmp_path / "a", chunk=0)
    assert not (tmp_path / "a").exists()


def test_a_damaged_dataset_is_read_from_the_parts(settings, tmp_path):
    run_sweep(settings, tmp_path)
    good = open_sweep(tmp_path)
    path = tmp_path / "sweep.nc"
    content = path.read_bytes()
    place = content.index(good.x.values.tobytes())
    for damaged in (
        b"",
        content[:-1],
        content[:100],
        content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :],
    ):
        path.write_bytes(damaged)
        assert open_sweep(tmp_path).identical(good)
    run_sweep(settings, tmp_path)  # makes it again
    assert path.read_bytes() != damaged
    assert open_sweep(tmp_path).identical(good)


@pytest.mark.parametrize("missing", ["xarray", "h5netcdf", "h5py"])
def test_without_xarray_it_says_what_to_install(monkeypatch, settings, tmp_path, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    for act in (lambda: run_sweep(settings, tmp_path / "a"), lambda: open_sweep(tmp_path)):
        with pytest.raises(MissingXarrayError, match=r"pip install 'colorball\[simulate\]'"):
            act()
    assert not (tmp_path / "a").exists()

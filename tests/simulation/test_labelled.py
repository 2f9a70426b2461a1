import json
import sys

import numpy as np
import pytest

from colorball.simulation.labelled import MissingXarrayError
from colorball.simulation.simulate import simulate
from colorball.simulation.sweep import sweep

GRID = {"n": 10, "beta1": ["0", "9/10"], "beta2": ["1/2"], "epochs": 6, "seeds": 3, "record": 2}


def test_a_sweep_in_memory_has_the_labels_and_numbers_of_its_arrays():
    pytest.importorskip("xarray", reason="xarray is in the extra simulate")
    result = sweep(**GRID, engine="reference")
    found = result.to_xarray()
    assert dict(found.sizes) == {"beta1": 2, "beta2": 1, "seed": 3, "epoch": 4}
    for name, values in result.observables.items():
        assert found[name].dims == ("beta1", "beta2", "seed")
        np.testing.assert_array_equal(found[name].values, values)
    for name, values in result.trajectories.items():
        assert found[f"trajectory_{name}"].dims == ("epoch", "beta1", "beta2", "seed")
        np.testing.assert_array_equal(found[f"trajectory_{name}"].values, values)
    assert found.attrs["command"] == result.command
    assert found.attrs["verdict"] == "sampled"
    assert json.loads(found.attrs["plan"]) == result.plan.as_json()
    for name in found.variables:
        assert found[name].attrs["long_name"], name


def test_on_disk_it_is_the_same(tmp_path):
    for name in ("xarray", "h5netcdf", "h5py"):
        pytest.importorskip(name, reason=f"{name} is in the extra simulate")
    from colorball.sweeps.folder import open_sweep
    from colorball.sweeps.run import run_sweep
    from colorball.sweeps.settings import read_settings

    run_sweep(read_settings(GRID), tmp_path, chunk=4)
    assert open_sweep(tmp_path).drop_vars("done").equals(sweep(**GRID).to_xarray())


def test_a_vector_problem():
    pytest.importorskip("xarray", reason="xarray is in the extra simulate")
    pytest.importorskip("sklearn", reason="scikit-learn is in the extra simulate")
    result = simulate(
        "digits-logistic", n=5, epochs=2, seeds=2, epsilon="1/1000", record=1, engine="reference"
    )
    found = result.to_xarray()
    assert {"norm", "trajectory_norm"} <= set(found.data_vars)
    assert dict(found.sizes) == {"seed": 2, "epoch": 3}


def test_the_summary_is_that_of_all_lanes():
    found = sweep(**GRID, engine="reference").summary()
    assert found["lanes"] == 6
    assert found["observables"]["x"]["finite"] == 6


def test_without_xarray_it_says_what_to_install(monkeypatch):
    result = simulate(n=3, epochs=1, seeds=1, engine="reference")
    monkeypatch.setitem(sys.modules, "xarray", None)
    with pytest.raises(MissingXarrayError, match=r"pip install 'colorball\[simulate\]'"):
        result.to_xarray()

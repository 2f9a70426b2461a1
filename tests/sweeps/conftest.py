from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("xarray", reason="xarray is in the extra simulate")
pytest.importorskip("h5netcdf", reason="h5netcdf is in the extra simulate")
pytest.importorskip("h5py", reason="h5py is in the extra simulate")


class _KilledError(BaseException):
    """As KeyboardInterrupt: no `except Exception` stops it."""


@pytest.fixture
def settings():
    """A grid of 2 x 3 x 2 points with 5 seeds: 60 lanes, of which some leave the window."""
    from colorball.sweeps.settings import read_settings

    return read_settings(
        {
            "n": [3, 10],
            "beta1": ["0", "1/2", "0.9"],
            "beta2": ["1/2", "0.99"],
            "epochs": 12,
            "seeds": 5,
            "start": "-0.9",
            "step": "1/2",
            "record": 4,
            "engine": "reference",
        }
    )


@pytest.fixture
def contents():
    """All files of a folder with their bytes, to see that nothing changed."""

    def read(folder: Path) -> dict[str, bytes]:
        paths = [path for path in folder.rglob("*") if path.is_file()]
        return {str(path.relative_to(folder)): path.read_bytes() for path in paths}

    return read


@pytest.fixture
def same():
    """Whether two Datasets hold the same bits, names and coordinates."""

    def compare(one, other) -> bool:
        names = set(one.variables) == set(other.variables)
        return names and all(
            one[name].dims == other[name].dims
            and one[name].dtype == other[name].dtype
            and np.ascontiguousarray(one[name].values).tobytes()
            == np.ascontiguousarray(other[name].values).tobytes()
            for name in one.variables
        )

    return compare


@pytest.fixture
def interrupted_after():
    """Runs until some parts are there; the next one is begun and never finished."""
    from colorball.simulation.run import run_lanes
    from colorball.sweeps import chunks
    from colorball.sweeps.run import run_sweep

    def interrupted(parts: int, settings: dict, folder: Path, chunk: int) -> None:
        done = 0

        def run(plan, first, last):
            nonlocal done
            if done == parts:
                raise _KilledError
            done += 1
            return run_lanes(plan, first, last)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(chunks, "run_lanes", run)
            with pytest.raises(_KilledError):
                run_sweep(settings, folder, chunk=chunk)

    return interrupted

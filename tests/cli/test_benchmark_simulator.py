"""`scripts/benchmark simulator`: its peers do the same work, in turns. Nothing is timed."""

import importlib
from pathlib import Path

import numpy as np
import pytest

FOLDER = Path(__file__).parents[2] / "scripts" / "benchmarks"

pytest.importorskip("numba", reason="the peers need colorball[simulate]")


@pytest.fixture
def module(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module


def outcomes(module, folder, common_noise, *names):
    contest, work = module("contest"), module("peers.work")
    grid = module("grid").grid(4, (2, 32), 2, 10, seed=3, common_noise=common_noise)
    work.save(grid, folder / "work.npz")
    contestants = [contest.Contestant(*name, title="-".join(name)) for name in names]
    found = contest.contest(contestants, folder / "work.npz", folder, rounds=2)
    return {outcome.contestant.title: outcome for outcome in found}


OWN = [("numpy_loop", "plain"), ("numpy_loop", "in-place"), ("numba_loops", "lanes")]
COMMON = [("ours", "auto"), ("numpy_loop", "plain"), ("numba_loops", "blocks-64")]


@pytest.mark.parametrize(("common_noise", "names"), [(False, OWN), (True, COMMON)])
def test_every_way_gets_the_same_x(module, tmp_path, common_noise, names):
    names = [("ours", "reference"), *names, ("jax_loop", "default")]  # JAX may be missing
    found = outcomes(module, tmp_path, common_noise, *names)
    reference = found.pop("ours-reference").x
    assert len(found) >= 3
    assert len(np.unique(reference)) > 100  # lanes that all end alike would show nothing
    for outcome in found.values():
        np.testing.assert_allclose(outcome.x, reference, rtol=0, atol=1e-12)
        assert outcome.seconds >= outcome.quickest > 0
        assert outcome.busy > 0


def test_what_is_not_installed_is_left_out(module, tmp_path, capsys):
    found = outcomes(module, tmp_path, False, ("no_such_library", "any"), ("numpy_loop", "plain"))
    assert list(found) == ["numpy_loop-plain"]
    assert "left out: no_such_library-any: missing: No module named" in capsys.readouterr().err


def test_what_is_measured_cannot_be_left_out(module, tmp_path):
    contest = module("contest")
    ours = contest.Contestant("no_such_library", "any", "ours", is_ours=True)
    with pytest.raises(SystemExit, match="ours: missing"):
        contest.contest([ours], tmp_path / "none.npz", tmp_path, rounds=1)


def test_results_that_differ_stop_the_benchmark(module):
    contest, simulator = module("contest"), module("simulator")
    one, other = (
        contest.Outcome(
            contest.Contestant("ours", "auto", title), 1.0, 0.9, 1.0, np.array([1.0, x])
        )
        for title, x in (("one", 2.0), ("other", 2.1))
    )
    assert simulator._apart(one, other, 0.2) == pytest.approx(0.1)
    with pytest.raises(SystemExit, match="one and other disagree by"):
        simulator._apart(one, other, 1e-9)


def test_a_fresh_process_shows_its_numbers(module):
    program = "import json, sys; print(json.dumps([float(sys.argv[1]), 2]))"
    assert module("fresh")._python(program, "1") == [1.0, 2]

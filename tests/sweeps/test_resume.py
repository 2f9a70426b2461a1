"""Interrupted and gone on with, in parts of any size, a sweep is the same to the last bit."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from colorball.simulation.run import run_lanes
from colorball.sweeps import chunks
from colorball.sweeps.folder import open_sweep
from colorball.sweeps.parts import Span, missing_spans, stored_spans
from colorball.sweeps.run import run_sweep
from colorball.sweeps.settings import plan_of


@pytest.fixture
def whole(settings, tmp_path):
    run_sweep(settings, tmp_path / "whole", chunk=60)
    return open_sweep(tmp_path / "whole")


def test_it_is_what_the_engine_gives(settings, whole):
    plan = plan_of(settings)
    lanes = run_lanes(plan, 0, plan.lanes)
    assert set(lanes) | {"done"} == set(whole.data_vars)
    for name, values in lanes.items():
        found = whole[name].values
        assert found.shape == (*values.shape[:-1], 2, 3, 2, 5)
        np.testing.assert_array_equal(found.reshape(values.shape), values)
    assert whole.first_exit.values.any()  # the example is not a trivial one
    assert np.unique(whole.x).size > 30


@hypothesis_settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_interruptions_and_any_sizes(
    settings, interrupted_after, whole, same, tmp_path_factory, data
):
    folder = tmp_path_factory.mktemp("parts")
    reached = 0
    while data.draw(st.booleans()) and reached < 59:
        chunk = data.draw(st.integers(1, 40))
        parts = data.draw(st.integers(0, (59 - reached) // chunk))
        interrupted_after(parts, settings, folder, chunk)
        reached += parts * chunk
        assert int(open_sweep(folder).done.sum()) == reached
    found = run_sweep(settings, folder, chunk=data.draw(st.integers(1, 70)))
    assert found.found == reached
    assert same(open_sweep(folder), whole)


def test_the_size_that_is_found_while_running(settings, whole, same, tmp_path, monkeypatch):
    monkeypatch.setattr(chunks, "_FIRST_SCALAR", 7)
    run_sweep(settings, tmp_path / "a")
    spans = stored_spans(tmp_path / "a" / "parts", 60)
    assert [span.last - span.first for span in spans] == [7, 14, 28, 11]
    assert same(open_sweep(tmp_path / "a"), whole)


def test_the_compiled_engine(settings, whole, same, tmp_path):
    pytest.importorskip("numba", reason="numba is in the extra simulate")
    run_sweep({**settings, "engine": "compiled"}, tmp_path / "a", chunk=13)
    found = open_sweep(tmp_path / "a")
    assert found.attrs["engine"] == "compiled"
    assert same(found, whole)


@pytest.mark.parametrize("engine", ["reference", "auto"])
def test_common_noise_does_not_depend_on_the_parts(settings, same, tmp_path, engine):
    settings = {**settings, "common_noise": True, "engine": engine, "record": 0}
    run_sweep(settings, tmp_path / "a", chunk=60)
    run_sweep(settings, tmp_path / "b", chunk=7)
    one = open_sweep(tmp_path / "a")
    assert same(one, open_sweep(tmp_path / "b"))
    assert float(one.x.std("seed").min()) > 0


def test_a_damaged_part_is_run_again(settings, whole, same, tmp_path):
    folder = tmp_path / "a"
    run_sweep(settings, folder, chunk=20)
    part = folder / "parts" / Span(20, 40).file_name
    content = part.read_bytes()
    middle = content.index(whole.x.values.ravel()[20:40].tobytes()) + 8
    for damaged in (
        b"",
        b"PK",
        content[:-30],
        content[: len(content) // 2],
        content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        (folder / "parts" / Span(0, 20).file_name).read_bytes()[:-1],
        bytes(len(content)),
    ):
        part.write_bytes(damaged)
        (folder / "sweep.nc").unlink()
        partial = open_sweep(folder)
        assert int(partial.done.sum()) == 40
        found = run_sweep(settings, folder, chunk=9)
        assert found.found == 40
        assert same(open_sweep(folder), whole)
        for again in (folder / "parts").glob("*.npz"):
            if again.name not in (Span(0, 20).file_name, Span(40, 60).file_name):
                again.unlink()


def test_no_flipped_byte_of_a_part_changes_a_number(settings, whole, same, tmp_path):
    folder = tmp_path / "a"
    run_sweep(settings, folder, chunk=60)
    (folder / "sweep.nc").unlink()
    part = folder / "parts" / Span(0, 60).file_name
    content = part.read_bytes()
    for place in range(0, len(content), 97):
        part.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        found = open_sweep(folder)
        assert same(found, whole) or not found.done.any(), place


def test_a_part_of_another_sweep_is_run_again(settings, whole, same, tmp_path):
    run_sweep(settings, tmp_path / "a", chunk=60)
    run_sweep({**settings, "seed": 1}, tmp_path / "b", chunk=60)
    name = Span(0, 60).file_name
    (tmp_path / "a/parts" / name).write_bytes((tmp_path / "b/parts" / name).read_bytes())
    assert run_sweep(settings, tmp_path / "a", chunk=60).found == 0
    assert same(open_sweep(tmp_path / "a"), whole)


def test_a_finished_sweep_is_found_whole(settings, tmp_path, monkeypatch):
    run_sweep(settings, tmp_path / "a", chunk=20)
    monkeypatch.setattr(chunks, "run_lanes", None)  # nothing is run again
    calls = []
    found = run_sweep(settings, tmp_path / "a", progress=lambda *call: calls.append(call))
    assert (found.found, calls) == (60, [(60, 60)])


def test_progress_counts_lanes(settings, interrupted_after, tmp_path):
    interrupted_after(1, settings, tmp_path, 25)
    calls = []
    run_sweep(settings, tmp_path, chunk=20, progress=lambda *call: calls.append(call))
    assert calls == [(25, 60), (45, 60), (60, 60)]


def test_a_full_disk_leaves_the_parts_before_it(settings, tmp_path, monkeypatch):
    written = []

    def write(folder, span, arrays, key):
        if written:
            raise OSError(28, "No space left on device")
        written.append(write_part(folder, span, arrays, key))

    from colorball.sweeps import run
    from colorball.sweeps.parts import write_part

    monkeypatch.setattr(run, "write_part", write)
    with pytest.raises(OSError, match="No space"):
        run_sweep(settings, tmp_path, chunk=20)
    assert int(open_sweep(tmp_path).done.sum()) == 20


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=6))
def test_missing_spans_are_the_complement(pairs):
    done = [Span(first, first + length) for first, length in pairs if first + length <= 40]
    missing = missing_spans(done, 40)
    there = {lane for span in done for lane in range(*span)}
    rest = [lane for span in missing for lane in range(*span)]
    assert sorted(there | set(rest)) == list(range(40))
    assert not there & set(rest)
    assert len(rest) == len(set(rest))

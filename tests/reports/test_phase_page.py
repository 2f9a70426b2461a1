"""The numbers on the page of the phase boundary are those of the data."""

from pathlib import Path

from colorball.phase.drift import drift
from colorball.reports.phase_data import panel_from_json
from colorball.reports.phase_law_data import law_from_json
from colorball.reports.phase_tables import ends_table, law_table

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "phase.md").read_text("utf-8")


def panel(n):
    return panel_from_json((DOCS / "data" / f"phase-n{n}.json").read_text("utf-8"))


def test_the_table_of_ends():
    assert f"\n{ends_table([panel(n) for n in (10, 50, 100)])}\n" in PAGE


def test_the_table_of_the_law():
    points = law_from_json((DOCS / "data" / "phase-law.json").read_text("utf-8"))
    assert f"\n{law_table(points, (10, 100, 1000))}\n" in PAGE


def test_the_area_and_the_turning_point():
    traced = panel(10).traced
    (turn,) = traced.turning_points
    for bounds in (traced.area, turn.beta1, turn.beta2):
        low, high = (float(end) for end in bounds)
        assert f"[{low:.9f}, {high:.9f}]" in PAGE


def test_the_defaults_of_the_libraries():
    signs = {n: drift(n, "0.9", "0.999", digits=6).sign for n in (10, 50, 71, 72, 100)}
    assert signs == {
        10: "positive",
        50: "positive",
        71: "positive",
        72: "negative",
        100: "negative",
    }
    for sentence in (
        "attraction for $n = 10$ and\n$n = 50$, and in the region of divergence for $n = 100$",
        "positive for\n$n = 71$, negative for $n = 72$",
    ):
        assert sentence in PAGE

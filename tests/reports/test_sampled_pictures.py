"""Sampled data and their pictures; that the committed ones are drawn from the committed data is in
test_phase_pictures.py."""

from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorball.reports import simulation_parts
from colorball.reports.function_two_heat_data import function_two_table
from colorball.reports.gallery_data import shared_least_squares
from colorball.reports.heat_cells import Levels, cell_edges, level_runs
from colorball.reports.heat_grid import decade_centres, depth, grid_of, square_centres
from colorball.reports.sampled_table import (
    SampledTable,
    joined_tables,
    sampled_table,
    table_csv,
    table_from_csv,
)
from colorball.reports.toy_data import thinned, toy_table
from colorball.reports.toy_picture import toy_picture
from colorball.verdict import Verdict

DOCS = Path(__file__).parents[2] / "docs"
NAMES = ["gallery", "toy", *sorted(path.stem for path in (DOCS / "data").glob("*heat*.csv"))]
words = st.text("abcdefgh 0123456789.-", min_size=1, max_size=8).map(str.strip).filter(bool)


@pytest.mark.parametrize("name", NAMES)
def test_every_committed_table_says_that_it_is_sampled_and_how(name):
    table = table_from_csv((DOCS / "data" / f"{name}.csv").read_text("utf-8"))
    assert table.verdict is Verdict.SAMPLED
    assert "shows" in table.about
    assert len(table.about) > 2
    assert table_csv(table) == (DOCS / "data" / f"{name}.csv").read_text("utf-8")


def test_the_heat_map_comes_out_again():
    """All 16,384 trajectories of the picture's upper left panel."""
    name = "function-2-heat-n10-square"
    committed = table_from_csv((DOCS / "data" / f"{name}.csv").read_text("utf-8"))
    made = function_two_table(10, "square")
    assert made.about == committed.about
    assert made.texts("beta1") == committed.texts("beta1")
    assert made.texts("beta2") == committed.texts("beta2")
    column = committed.columns[-1]
    # five digits are kept; the engines for common noise may differ in the last of them
    np.testing.assert_allclose(made.numbers(column), committed.numbers(column), rtol=1e-4)


def test_the_heat_map_has_large_errors_on_the_side_of_divergence_alone():
    table = table_from_csv((DOCS / "data" / "function-2-heat-n10-square.csv").read_text("utf-8"))
    errors, betas1, betas2 = grid_of(table, table.columns[-1])
    left = [k for k, beta in enumerate(betas1) if beta < Fraction(1, 2)]
    low = [k for k, beta in enumerate(betas2) if Fraction(1, 10) < beta < Fraction(9, 10)]
    high = [k for k, beta in enumerate(betas2) if beta > Fraction(97, 100)]
    assert errors[np.ix_(low, left)].min() > 10
    assert errors[np.ix_(high, left)].max() < 1


def test_a_small_toy_table_and_its_picture():
    tables = [toy_table(p, epochs=40, seeds=4, betas=["0.5"]) for p in ("toy-apart", "toy-shared")]
    table = joined_tables(tables)
    assert set(table.texts("rule")) == {"adam", "sgd"}
    low, high = table.numbers("low"), table.numbers("high")
    assert (low <= table.numbers("median")).all()
    assert (table.numbers("median") <= high).all()
    apart = table.where(problem="toy-apart", rule="adam", beta2="0.5")
    assert apart.texts("epoch") == [str(epoch) for epoch in thinned(40, 60)]


def test_the_toy_picture_says_what_it_is():
    picture = toy_picture(table_from_csv((DOCS / "data" / "toy.csv").read_text("utf-8")))
    root = ElementTree.fromstring(picture.svg)
    assert root.tag.endswith("svg")
    assert picture.svg == (DOCS / "images" / "toy.svg").read_text("utf-8")


@given(
    st.dictionaries(words, words, max_size=3),
    st.integers(1, 4).flatmap(
        lambda k: st.lists(st.lists(words, min_size=k, max_size=k), min_size=2, max_size=5)
    ),
)
def test_tables_come_back_from_csv(about, rows):
    about.pop("kind", None)
    table = SampledTable(about, tuple(rows[0]), tuple(map(tuple, rows[1:])))
    assert table_from_csv(table_csv(table)) == table


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x,y\n1,2\n",
        "# kind: colorball sampled data\n# verdict: proved\nx\n1\n",
        "# kind: something else\n# verdict: sampled\nx\n1\n",
        "# kind: colorball sampled data\n# verdict: sampled\nx,y\n1\n",
        "# kind: colorball sampled data\n# verdict: sampled\nx,y\n",
    ],
)
def test_what_is_no_table_is_refused(text):
    with pytest.raises(ValueError, match="not a table of sampled data"):
        table_from_csv(text)


def test_parts_of_different_runs_are_not_joined():
    one, other = (sampled_table({"seeds": s}, ["x"], [(1,)]) for s in ("3", "4"))
    with pytest.raises(ValueError, match="not about the same"):
        joined_tables([one, other])


def test_a_grid_with_a_hole_is_refused():
    rows = [("0.1", "0.1", 1.0), ("0.1", "0.2", 2.0), ("0.2", "0.1", 3.0)]
    with pytest.raises(ValueError, match="one for each beta1 and beta2"):
        grid_of(sampled_table({}, ["beta1", "beta2", "z"], rows), "z")


def test_grids_are_ascending_and_exact():
    assert [Fraction(b) for b in square_centres(8)] == [Fraction(2 * k + 1, 16) for k in range(8)]
    betas = [Fraction(b) for b in decade_centres(16, 4)]
    assert betas == sorted(betas)
    np.testing.assert_allclose([depth(b) for b in betas], (np.arange(16) + 0.5) / 4, rtol=1e-3)


@given(st.lists(st.integers(-1, 3), min_size=1, max_size=20))
def test_runs_cover_the_row(row):
    seen = []
    for level, start, stop in level_runs(np.array(row)):
        assert start == len(seen)
        seen += [level] * (stop - start)
    assert seen == row


def test_levels_and_edges():
    levels = Levels(-1.0, 1.0, 4, "viridis")
    assert levels.of(np.array([-np.inf, -1.0, 0.0, 0.99, np.inf, np.nan])).tolist() == [
        0, 0, 2, 3, 3, -1,
    ]  # fmt: skip
    assert cell_edges(np.array([1.0, 2.0])).tolist() == [0.5, 1.5, 2.5]


def test_least_squares_that_share_a_minimizer():
    problem = shared_least_squares(6, 4)
    assert problem.totals(np.ones((1, 4))).tolist() == [0.0]
    for part in range(6):
        assert not problem.gradients(np.array([part]), np.ones((1, 4))).any()


def test_every_file_has_its_parts():
    parts = simulation_parts.simulation_parts()
    files = simulation_parts.SIMULATION_FILES
    assert set(parts) == {f"{name}.csv" for names in files.values() for name in names}
    assert set(files) == {f"{name}.csv" for name in NAMES}

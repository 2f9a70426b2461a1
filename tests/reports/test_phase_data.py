"""The committed data of the phase boundary: read, and certified once more at some points."""

import csv
import json
import random
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from colorball.balls.sampling import Sampling
from colorball.phase.drift import drift
from colorball.phase.law import law
from colorball.phase.sure import sure_sign
from colorball.phase.theorem_one import in_theorem_one
from colorball.reports.phase_curves import CURVE_NAMES, LOOK_BACKS
from colorball.reports.phase_data import panel_csv, panel_from_json, panel_json
from colorball.reports.phase_law_data import (
    LAW_BETAS,
    LAW_PARTS,
    LAW_SCHEMES,
    law_csv,
    law_from_json,
    law_json,
)
from colorball.reports.phase_traced import LARGEST_TRACED
from colorball.verdict import Verdict

DATA = Path(__file__).parents[2] / "docs" / "data"
PARTS = (10, 50, 100)
MOST_BYTES = 200_000


def panel(n):
    return panel_from_json((DATA / f"phase-n{n}.json").read_text("utf-8"))


def law_points():
    return law_from_json((DATA / "phase-law.json").read_text("utf-8"))


def sample(things, count, seed):
    return random.Random(seed).sample(list(things), count)


@pytest.mark.parametrize("n", PARTS)
def test_the_file_is_what_is_written(n):
    text = (DATA / f"phase-n{n}.json").read_text("utf-8")
    found = panel_from_json(text)
    assert found.request.n == n
    assert panel_json(found) == text
    assert (DATA / f"phase-n{n}.csv").read_text("utf-8") == panel_csv(found)
    assert all(file.stat().st_size <= MOST_BYTES for file in DATA.iterdir())


@pytest.mark.parametrize("n", PARTS)
def test_every_curve_is_certified_and_in_order(n):
    for name in CURVE_NAMES:
        curve = panel(n).curve(name)
        assert curve.verdict is Verdict.PROVED, name
        axis = "beta1" if name == "theorem-1" else "beta2"
        places = [getattr(box, axis)[0] for box in curve.boxes]
        assert all(a < b for a, b in pairwise(places))
        assert len(places) >= panel(n).request.points // 2
        digits = {"boundary": 9, "theorem-1": 19, "sqrt-beta-2": 100}.get(name, 6)
        *inner, end = curve.boxes
        for box in inner:
            (left, right), (bottom, top) = box.beta1, box.beta2
            assert max(right - left, top - bottom) <= Fraction(1, 10**digits)
        assert max(end.beta1[1] - end.beta1[0], end.beta2[1] - end.beta2[0]) <= Fraction(1, 10**9)


@pytest.mark.parametrize(("n", "count"), [(10, 12), (50, 4), (100, 3)])
def test_the_drift_changes_sign_at_the_boundary(n, count):
    boxes = panel(n).curve("boundary").boxes
    for box in [boxes[0], *sample(boxes[1:-1], count, n)]:
        assert box.beta2[0] == box.beta2[1]
        assert drift(n, box.beta1[0], box.beta2[0], digits=13).sign == "negative"
        assert drift(n, box.beta1[1], box.beta2[0], digits=13).sign == "positive"
    end = boxes[-1]
    assert end.beta1 == (0, 0)
    assert drift(n, 0, end.beta2[0], digits=20).sign == "negative"
    assert drift(n, 0, end.beta2[1], digits=20).sign == "positive"


@pytest.mark.parametrize("n", PARTS)
@pytest.mark.parametrize("epochs", LOOK_BACKS)
def test_the_condition_for_sure_divergence_turns_at_its_edge(n, epochs):
    boxes = panel(n).curve(f"sure-{epochs}").boxes
    for box in [*sample(boxes[:-1], 3, n), boxes[-1]]:
        inside = sure_sign(n, box.beta1[0], box.beta2[0], epochs=epochs)
        outside = sure_sign(n, box.beta1[1], box.beta2[1], epochs=epochs)
        assert inside.verdict is Verdict.PROVED
        assert outside.verdict is Verdict.REFUTED


@pytest.mark.parametrize("n", PARTS)
def test_regions_are_nested(n):
    """The sure regions end below the boundary's end, and lie to the left of it at beta_2 = 0."""
    names = [*(f"sure-{k}" for k in LOOK_BACKS), "boundary"]
    curves = [panel(n).curve(name).boxes for name in names]
    tops = [boxes[-1].beta2[1] for boxes in curves]
    starts = [boxes[0].beta1[0] for boxes in curves]
    assert tops == sorted(tops)
    assert starts == sorted(starts)


@pytest.mark.parametrize("n", PARTS)
def test_theorem_1_and_the_root_exactly(n):
    found = panel(n)
    for box in found.curve("theorem-1").boxes:
        low, high = box.beta2
        assert not (1 - low) ** 2 * n**7 <= (found.request.constant * (1 - box.beta1[0] ** n)) ** 2
        if box.beta1[0] ** 2 < high < 1:
            assert in_theorem_one(n, box.beta1[0], high, found.request.constant)
    for box in found.curve("sqrt-beta-2").boxes:
        assert box.beta1[0] ** 2 == box.beta2[0] == box.beta2[1]


@pytest.mark.parametrize("n", PARTS)
def test_the_traced_curve_agrees_with_the_points(n):
    traced = panel(n).traced
    assert (traced is not None) == (n <= LARGEST_TRACED)
    if traced is None:
        return
    assert traced.verdict is Verdict.PROVED
    boxes = panel(n).curve("boundary").boxes
    trapezoids = sum(
        (a.beta1[0] + b.beta1[0]) / 2 * (b.beta2[0] - a.beta2[0]) for a, b in pairwise(boxes)
    )
    assert abs(float(trapezoids - traced.area[0])) < 2e-3
    (turn,) = traced.turning_points
    assert max(box.beta1[0] for box in boxes) <= turn.beta1[1]


def test_the_law_is_all_there():
    text = (DATA / "phase-law.json").read_text("utf-8")
    points = law_points()
    assert law_json(points) == text
    assert (DATA / "phase-law.csv").read_text("utf-8") == law_csv(points)
    expected = {(s, b, n) for s in LAW_SCHEMES for b in LAW_BETAS for n in LAW_PARTS}
    assert {(point.sampling, point.beta1, point.n) for point in points} == expected
    assert len(points) == len(expected)


def test_the_laws_edges_are_within_its_proved_bounds():
    checked = 0
    for point in law_points():
        proved = law(point.n, point.beta1, point.sampling)
        assert point.lower < proved.upper
        if proved.lower is not None:
            assert proved.lower < point.upper
            checked += 1
    assert checked > len(law_points()) // 2


def test_the_laws_edges_are_certified():
    for point in sample([p for p in law_points() if p.n <= 200], 6, 1):
        betas = (point.lower, point.upper)
        found = [
            drift(point.n, point.beta1, b, sampling=point.sampling, digits=18).sign for b in betas
        ]
        assert found == ["negative", "positive"]


def test_the_csv_says_what_is_scaled():
    with (DATA / "phase-law.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            n, low = int(row["n"]), Fraction(row["beta2_lower"])
            assert Fraction(row["scaled_upper"]) == n * n * (1 - low)
            assert Sampling(row["sampling"]) in LAW_SCHEMES


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "something"},
        {"curves": []},
        {"curves": [{"name": "boundary"}]},
        {"n": None},
        {"constant": "1/0"},
        {"traced": {}},
    ],
)
def test_other_files_are_refused(change):
    document = json.loads((DATA / "phase-n10.json").read_text("utf-8")) | change
    with pytest.raises(ValueError, match="not the data of a phase panel"):
        panel_from_json(json.dumps(document))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kind": "colorball phase law"}'])
def test_other_files_are_no_law(text):
    with pytest.raises(ValueError, match="not the data of the law"):
        law_from_json(text)

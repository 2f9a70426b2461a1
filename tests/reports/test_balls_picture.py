import math
import runpy
from pathlib import Path
from xml.etree import ElementTree

import pytest

from colorball.balls.cancellation import cancellation
from colorball.errors import InputError
from colorball.reports.balls_picture import balls_picture

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"


def texts(picture):
    root = ElementTree.fromstring(picture)
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


def test_the_committed_figure_is_what_the_code_draws():
    figures = runpy.run_path(str(ROOT / "scripts" / "figures.py"))["FIGURES"]
    images = ROOT / "docs" / "images"
    assert set(figures) == {path.name for path in images.glob("*.svg")}
    # the others, which take longer, are drawn in test_phase_pictures.py
    name = "cancellation.svg"
    committed = (images / name).read_text("utf-8")
    assert committed == figures[name](), f"{name} is out of date: run scripts/figures"


@pytest.mark.parametrize("n", [1, 2, 3, 4])
@pytest.mark.parametrize("epochs", [1, 3, "k"])
def test_the_picture_is_valid_and_inside_its_frame(n, epochs):
    root = ElementTree.fromstring(balls_picture(n, epochs))
    assert root.tag == f"{SVG}svg"
    width, height = float(root.get("width")), float(root.get("height"))
    assert root.get("viewBox") == f"0 0 {width:g} {height:g}"
    for shape in root.iter(f"{SVG}rect"):
        left, top = float(shape.get("x")), float(shape.get("y"))
        assert left >= 0
        assert left + float(shape.get("width")) <= width
        assert top >= 0
        assert top + float(shape.get("height")) <= height
    for ball in root.iter(f"{SVG}circle"):
        x, y, radius = (float(ball.get(key)) for key in ("cx", "cy", "r"))
        assert radius <= x <= width - radius
        assert radius <= y <= height - radius


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_balls_do_not_overlap(n):
    root = ElementTree.fromstring(balls_picture(n, "k"))
    circles = [
        tuple(float(ball.get(key)) for key in ("cx", "cy", "r"))
        for ball in root.iter(f"{SVG}circle")
    ]
    for index, (x, y, radius) in enumerate(circles):
        for other_x, other_y, other_radius in circles[index + 1 :]:
            assert math.hypot(x - other_x, y - other_y) >= radius + other_radius


@pytest.mark.parametrize("n", [2, 3, 4])
def test_every_draw_of_every_order_is_one_ball(n):
    root = ElementTree.fromstring(balls_picture(n, "k", steps=2))
    balls = [b for b in root.iter(f"{SVG}circle") if b.get("stroke") != "none"]
    newest, older = n * (n + 1) // 2, n * n  # draws in all momenta of one order
    assert len(balls) == n + math.factorial(n) * (newest + older)


def test_the_rows_of_the_talk():
    shown = texts(balls_picture(2, "k", steps=2))
    first, end = shown.index("+ epoch k"), shown.index("Step 2: expectation over epoch k−1")
    second = shown.index("+ epoch k−1")
    # the digits after beta are raised; "= left" stands between what is drawn and what is left
    drawn = [text for text in shown[first:end] if text.startswith("+")]
    assert drawn == ["+ epoch k", "+2", "+β"]
    left = [text for text in shown[first:end] if text.startswith("−")]
    assert left == ["−2", "−β", "−2β2", "−2β3", "−2β4"]
    drawn = [text for text in shown[second:] if text.startswith("+")]
    assert drawn[:4] == ["+ epoch k−1", "+β", "+2β2", "+β3"]


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_what_stands_out_is_the_remainder(n):
    """White text on the dark tiles, step by step, against the mathematics."""
    root = ElementTree.fromstring(balls_picture(n, 3))
    dark = [
        "".join(element.itertext())
        for element in root.iter(f"{SVG}text")
        if element.get("fill") == "#ffffff" and element.get("font-size") == "16.5"
    ]
    expected = []
    for step in cancellation(n, 3):
        for power in range(n * step.age, n * (step.age + 1)):
            if coefficient := step.remainder[power]:
                size = "" if coefficient == -1 else str(-coefficient)
                base = "β" if power == 1 else f"β{power}"
                expected.append(f"−{size}{base}")
    assert dark == [*expected, "−β3"]  # the last one is the legend's


def test_an_integer_number_of_epochs_ends():
    assert "…" not in texts(balls_picture(2, 3))
    assert "…" in texts(balls_picture(2, 3, steps=2))
    assert "…" in texts(balls_picture(2, "k"))
    assert "Step 3: expectation over epoch 1" in texts(balls_picture(2, 3))


def test_a_screen_reader_gets_the_numbers():
    root = ElementTree.fromstring(balls_picture(2, "k", steps=1))
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Repeated cancellation with 2 balls"
    assert "k: (2 + beta)" in root.find(f"{SVG}desc").text
    assert "-beta - 2 beta^2 - 2 beta^3 ..." in root.find(f"{SVG}desc").text


@pytest.mark.parametrize(
    "arguments",
    [
        {"n": 0},
        {"n": 5},
        {"n": True},
        {"n": "2"},
        {"epochs": 0},
        {"epochs": 10**9},
        {"epochs": "3.5"},
        {"steps": 0},
        {"steps": 5},
        {"epochs": 3, "steps": 4},
        {"steps": True},
    ],
)
def test_what_cannot_be_drawn_is_refused(arguments):
    with pytest.raises(InputError):
        balls_picture(**arguments)

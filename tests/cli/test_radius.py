import json
from fractions import Fraction

import pytest

CASE = ["--labels", "3,-1", "--epochs", "5", "--beta", "9/10"]


def test_the_contracts_value(run):
    document = json.loads(run("radius", *CASE, "--json", "-").stdout)
    assert document["lower"] == "1.360609484104"
    assert document["upper"] == "1.360609484105"
    assert document["verdict"] == "proved"
    assert Fraction(document["width"]) >= Fraction(document["upper"]) - Fraction(document["lower"])
    assert document["filtration"] == "predictable"


def test_people_get_an_interval(run):
    assert run("radius", *CASE).stdout == "[1.360609484104, 1.360609484105]\n"


def test_digits(run):
    document = json.loads(run("radius", *CASE, "--digits", "3", "--json", "-").stdout)
    assert (document["lower"], document["upper"]) == ("1.360", "1.361")


def test_the_readings_differ_and_each_has_its_interval(run):
    radii = {
        reading: json.loads(run("radius", *CASE, "--filtration", reading, "--json", "-").stdout)
        for reading in ("predictable", "adapted")
    }
    assert Fraction(radii["predictable"]["upper"]) < Fraction(radii["adapted"]["lower"])


@pytest.mark.parametrize("labels", ["3,-1", "1,2,-5,0,7,7,7,7,7,7,7,7,7,7,7,7,8,9,10,11"])
def test_the_bound_is_above_zero_and_quick_for_any_n(run, labels):
    case = ["--labels", labels, "--epochs", "1000", "--beta", "9/10", "--bound", "--json", "-"]
    document = json.loads(run("radius", *case).stdout)
    assert document["lower"] == "0.000000000000"
    assert document["method"] == "cauchy-schwarz"
    assert document["verdict"] == "proved"
    assert Fraction(document["upper"]) > 0


def test_the_bound_is_above_the_radius(run):
    bound = json.loads(run("radius", *CASE, "--bound", "--json", "-").stdout)
    radius = json.loads(run("radius", *CASE, "--json", "-").stdout)
    assert Fraction(radius["upper"]) <= Fraction(bound["upper"])

"""`scripts/benchmark`: that it starts, and that its peers compute the same things."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
import sympy

from colorball.balls.enumeration import enumerated_total
from colorball.balls.sampling import Sampling
from colorball.phase.boundary import boundary
from colorball.phase.drift import drift
from colorball.weighted.radius import radius

FOLDER = Path(__file__).parents[2] / "scripts" / "benchmarks"


@pytest.fixture
def module(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module


def test_it_starts():
    command = [sys.executable, str(FOLDER), "--help"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "{lemmas|phase|simulator}" in result.stdout


def test_the_sympy_loop_gets_the_same_sum(module):
    total, _ = enumerated_total(2, 2, Sampling.RESHUFFLE)
    beta, labels = sympy.Symbol("beta"), sympy.symbols("c0:2")
    ours = sum(
        int(total[ball, power]) * labels[ball] * beta**power
        for ball in range(2)
        for power in range(4)
    )
    assert sympy.expand(ours - module("sympy_loop").sympy_total(2, 2)) == 0


def test_monte_carlo_estimates_the_same_radius(module):
    estimate, width = module("monte_carlo").radius_interval([3.0, -1.0], 5, 0.9, 20_000)
    assert abs(estimate - float(radius("3,-1", 5, "9/10").lower)) < width


def test_the_plain_drift_is_the_same(module):
    value = module("plain_drift").mpmath_drift(3, "0.2", "0.3", 8)
    assert abs(float(value) - float(drift(3, "0.2", "0.3").lower)) < 1e-8


def test_plain_bisection_finds_the_same_edges(module):
    found = module("plain_drift").float_edges(5, 0.5, points=40)
    edges = boundary(5, "0.5").edges
    assert found == pytest.approx([float(edge.lower) for edge in edges], abs=1e-8)


def test_measuring_alternates_and_scales(module):
    row, turns = module("row"), []
    peer = row.Peer("peer", lambda: turns.append("peer"), scale=1000, repeats=2)
    result = row.measured("name", lambda: turns.append("ours"), "< 1 s", peer, repeats=3)
    assert turns == ["ours", "peer", "ours", "peer", "ours"]
    assert result.as_json()["ratio"] == pytest.approx(result.peer / result.ours)

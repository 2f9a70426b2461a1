"""`scripts/benchmark`: that it starts, and that its peers compute the same things."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
import sympy

from colorball.balls.enumeration import enumerated_total
from colorball.balls.sampling import Sampling
from colorball.weighted.radius import radius

FOLDER = Path(__file__).parents[2] / "scripts" / "benchmarks"


@pytest.fixture
def module(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module


def test_it_starts():
    command = [sys.executable, str(FOLDER), "--help"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "lemmas" in result.stdout


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


def test_measuring_alternates_and_scales(module):
    row, turns = module("row"), []
    peer = row.Peer("peer", lambda: turns.append("peer"), scale=1000, repeats=2)
    result = row.measured("name", lambda: turns.append("ours"), "< 1 s", peer, repeats=3)
    assert turns == ["ours", "peer", "ours", "peer", "ours"]
    assert result.as_json()["ratio"] == pytest.approx(result.peer / result.ours)

"""Edges along beta_2: exactly the sign changes that a float scan sees, each isolated."""

import itertools
import time
from fractions import Fraction

import numpy as np
import pytest
from flint import fmpq
from hypothesis import example, given, settings
from hypothesis import strategies as st

from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.exact.rational import to_flint
from colorball.phase.boundary import Side, boundary
from colorball.phase.drift import drift
from colorball.phase.edges import edges_between
from colorball.verdict import Verdict

few = settings(max_examples=max(6, settings().max_examples // 16))
schemes = st.sampled_from(["reshuffle", "with-replacement", "cyclic"])
betas = st.fractions(0, Fraction(99, 100), max_denominator=100)


def signs_by_drift(n, beta1, beta2, sampling):
    return {"negative": -1, "positive": 1}[
        drift(n, beta1, beta2, sampling=sampling, digits=4 + n.bit_length()).sign
    ]


@few
@given(st.sampled_from([3, 4, 5]), betas)
@example(4, Fraction(0))
@example(10, Fraction(9, 10))
def test_edges_are_what_a_scan_sees(float_drift, n, beta1):
    found = boundary(n, beta1, digits=6)
    assert found.verdict is Verdict.PROVED
    grid = np.linspace(0, 0.97, 50)
    values = np.array([float_drift(n, float(beta1), beta2) for beta2 in grid])
    seen = [
        (grid[k], grid[k + 1], values[k] < 0)
        for k in range(len(grid) - 1)
        if (values[k] < 0) != (values[k + 1] < 0)
    ]
    # two edges may be so near that the scan passes over both, so only those are all seen
    assert len(seen) <= len(found.edges)
    assert (len(found.edges) - len(seen)) % 2 == 0
    for left, right, rising in seen:
        inside = [e for e in found.edges if e.upper >= left and e.lower <= right]
        assert len(inside) % 2 == 1
        assert inside[0].side is (Side.BELOW if rising else Side.ABOVE)
    for k, beta2 in enumerate(grid):  # the sign on both sides of every edge
        above = [e for e in found.edges if e.upper <= beta2]
        if any(e.lower <= beta2 <= e.upper for e in found.edges):
            continue
        starts_negative = (found.edges[0].side is Side.BELOW) if found.edges else values[0] < 0
        assert (values[k] < 0) == (starts_negative == (len(above) % 2 == 0))


@few
@given(st.sampled_from([3, 5, 12]), betas, schemes, st.integers(1, 20))
def test_the_sign_changes_in_each_edge(n, beta1, scheme, digits):
    found = boundary(n, beta1, sampling=scheme, digits=digits)
    assert found.complete
    for edge in found.edges:
        assert 0 < edge.upper - edge.lower <= Fraction(2, 10**digits)
        before, after = (
            drift(n, beta1, end, sampling=scheme, digits=digits + 8).sign
            for end in (edge.lower, edge.upper)
        )
        expected = ("negative", "positive")
        assert (before, after) == (expected if edge.side is Side.BELOW else expected[::-1])
    sides = [edge.side for edge in found.edges]
    assert all(a is not b for a, b in itertools.pairwise(sides))
    assert not sides or sides[-1] is Side.BELOW


@pytest.mark.parametrize(
    ("n", "beta1", "edges"),
    [
        (10, "0", ["0.958117"]),
        (10, "0.5", ["0.950165"]),
        (10, "0.9", ["0.0384498", "0.864844864"]),
        (30, "0.5", ["0.995172"]),
    ],
)
def test_known_edges(n, beta1, edges):
    found = boundary(n, beta1, digits=8)
    assert len(found.edges) == len(edges)
    for edge, value in zip(found.edges, edges, strict=True):
        rounded = Fraction(1, 2 * 10 ** len(value.partition(".")[2]))
        assert abs(edge.lower - Fraction(value)) <= rounded + Fraction(2, 10**8)


def test_two_edges_on_the_two_sides_of_divergence(float_drift):
    found = boundary(10, "0.95", digits=8)
    assert [edge.side for edge in found.edges] == [Side.ABOVE, Side.BELOW]
    lower, upper = found.edges
    assert float_drift(10, 0.95, float(lower.lower) - 1e-3) > 0
    assert float_drift(10, 0.95, float(lower.upper) + 1e-3) < 0
    assert float_drift(10, 0.95, float(upper.lower) - 1e-3) < 0
    assert float_drift(10, 0.95, float(upper.upper) + 1e-3) > 0


def test_no_edge_at_all():
    found = boundary(3, "0.99", digits=5)
    assert (found.edges, found.complete) == ((), True)
    assert signs_by_drift(3, "0.99", "0.1", "reshuffle") == 1


def test_ranges_are_taken_as_they_are():
    """Only what lies between the bounds; each edge once when the range is cut elsewhere."""
    beta1, scheme = fmpq(9, 10), Sampling.RESHUFFLE
    for cut in (fmpq(1, 10), fmpq(865, 1000)):
        below, reached = edges_between(10, beta1, scheme, fmpq(0), cut, 3)
        above, end = edges_between(10, beta1, scheme, cut, fmpq(49, 50), 3)
        assert (reached, end) == (cut, fmpq(49, 50))
        assert [edge.rising for edge in (*below, *above)] == [False, True]


def test_a_range_that_ends_next_to_an_edge():
    """The zero is within 1e-12 of the end, and still on the right side of it."""
    beta1 = fmpq(0)
    edges, _ = edges_between(3, beta1, Sampling.RESHUFFLE, fmpq(0), fmpq(7, 9), 12)
    (edge,) = edges
    for end in (edge.lower, edge.upper):
        found, reached = edges_between(3, beta1, Sampling.RESHUFFLE, fmpq(0), end, 12)
        assert reached == end
        assert len(found) == (1 if end == edge.upper else 0)


def test_out_of_time_keeps_what_is_certain():
    start = time.monotonic()
    found = boundary(60, "0.9", digits=30, time_limit=0.3)
    assert time.monotonic() - start < 5
    assert found.verdict is Verdict.UNDECIDED
    assert found.complete_up_to < 1
    assert all(edge.upper <= found.complete_up_to for edge in found.edges)
    assert r"\beta_2 <" in found.latex()


def test_progress_counts_the_pieces():
    calls = []
    boundary(5, "0.5", digits=3, progress=lambda done, of: calls.append((done, of)))
    assert calls[0][0] == 0
    assert [done for done, _ in calls] == list(range(calls[-1][1] + 1))


@pytest.mark.parametrize("change", [{"n": 2}, {"beta1": 1}, {"digits": 0}, {"time_limit": 0}])
def test_bad_arguments(change):
    arguments = {"n": 5, "beta1": 0} | change
    with pytest.raises(InputError):
        boundary(**arguments)


def test_decimals_are_the_edges_rounded_outwards():
    found = boundary(5, "1/2", digits=9)
    ((low, high),) = found.decimals()
    (edge,) = found.edges
    assert Fraction(low) <= edge.lower < edge.upper <= Fraction(high)
    assert to_flint(edge.lower) < to_flint(edge.upper)
    assert low in found.latex()
    assert high in found.latex()

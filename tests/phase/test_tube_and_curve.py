"""The boundary as a curve: tubes hold it, wrong tubes are refused, area and points agree."""

import itertools
import json
from fractions import Fraction

import numpy as np
import pytest
from flint import arb, arb_poly, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.exact.precision import working_precision
from colorball.exact.rational import from_flint
from colorball.phase import tube as tube_module
from colorball.phase.curve import Section, plan_curve, trace_section
from colorball.phase.drift import drift_ball
from colorball.phase.interpolant import Interpolant
from colorball.phase.piece import Piece, pieces
from colorball.phase.signs import is_positive
from colorball.phase.traced import Curve
from colorball.phase.tube import Tube, grows_with_beta1, tube
from colorball.verdict import Verdict

few = settings(max_examples=settings().max_examples // 4)
PARTS = 3
DIGITS = 6


@pytest.fixture(scope="module")
def plan():
    return plan_curve(PARTS, DIGITS)


@pytest.fixture(scope="module")
def sections(plan):
    return [trace_section(plan, piece) for piece in plan.pieces]


@pytest.fixture(scope="module")
def curve(plan, sections):
    return Curve.assemble(plan, sections)


@pytest.fixture(scope="module")
def piece():
    return pieces(PARTS, Sampling.RESHUFFLE, fmpq(1, 10), fmpq(3, 10))[0]


def number(value):
    return float(from_flint(value))


def boundary_in_floats(float_drift, n, beta2):
    """b by bisection: D < 0 below it, D > 0 above."""
    low, high = 0.0, 0.99
    for _ in range(45):
        middle = (low + high) / 2
        low, high = (middle, high) if float_drift(n, middle, beta2) < 0 else (low, middle)
    return low


def test_a_tube_holds_the_boundary(float_drift, piece):
    found = tube(PARTS, piece, DIGITS)
    assert found is not None
    assert found.radius == fmpq(1, 4 * 10**DIGITS)
    for k in range(9):
        beta2 = piece.lower + (piece.upper - piece.lower) * fmpq(k, 8)
        low, high = found.at(beta2)
        assert high - low == 2 * found.radius
        b = boundary_in_floats(float_drift, PARTS, number(beta2))
        assert number(low) < b < number(high)


@few
@given(st.integers(0, 10**6))
def test_the_signs_on_both_sides_of_a_tube(curve, k):
    beta2 = curve.plan.end_lower * fmpq(k, 10**6)
    low, high = curve.at(beta2)
    below = drift_ball(PARTS, max(low, fmpq(0)), beta2, Sampling.RESHUFFLE, 40)
    above = drift_ball(PARTS, high, beta2, Sampling.RESHUFFLE, 40)
    assert above > 0
    assert below < 0 or low < 0


@pytest.mark.parametrize("off", [3, -3, 1000])
def test_a_tube_beside_the_boundary_is_refused(monkeypatch, piece, off):
    """Its path is moved by a few radii: then D has the same sign on both its sides."""
    right = tube_module._root
    shift = off * fmpq(1, 4 * 10**DIGITS)
    monkeypatch.setattr(tube_module, "_root", lambda profile: right(profile) + arb(shift))
    assert tube(PARTS, piece, DIGITS) is None


def test_a_tube_of_a_wrong_shape_is_refused(monkeypatch, piece):
    """The right place on average only."""
    monkeypatch.setattr(tube_module, "_root", lambda _: arb("0.45"))
    assert tube(PARTS, piece, DIGITS) is None


def test_no_tube_where_there_is_no_boundary():
    """Beyond the curve's end D is positive for all beta_1 >= 0."""
    for each in pieces(PARTS, Sampling.RESHUFFLE, fmpq(65, 100), fmpq(7, 10)):
        assert tube(PARTS, each, DIGITS) is None


def test_a_bound_too_large_is_not_used(monkeypatch, piece):
    """Without a bound on an ellipse there is no tube."""
    monkeypatch.setattr(tube_module, "path_bound", lambda *_: None)
    assert tube(PARTS, piece, DIGITS) is None


def test_positive_needs_more_than_its_error():
    one = fmpq(1)
    for polynomial, error, positive in (
        ([1], 0.5, True),
        ([1], 1, False),
        ([1], 2, False),
        ([0.3, 0, 1], 0.29, True),
        ([0.3, 0, 1], 0.31, False),
        ([0.5, 1], 0, False),
        ([-1], 0, False),
        ([arb.nan()], 0, False),
    ):
        function = Interpolant(-one, one, arb_poly(polynomial), arb(error), arb(0))
        assert is_positive(function) is positive


def test_growth_turned_round_is_refused(monkeypatch, piece):
    right = tube_module.profile

    def turned(n, beta2, bits):
        found = right(n, beta2, bits)
        return type(found)(n, beta2, -found.base, tuple(-share for share in found.shares))

    assert grows_with_beta1(PARTS, piece)
    monkeypatch.setattr(tube_module, "profile", turned)
    assert not grows_with_beta1(PARTS, piece)


def test_growth_agrees_with_differences(float_drift, sections):
    assert all(section.grows for section in sections)
    for beta2 in np.linspace(0, 0.8, 9):
        values = [float_drift(PARTS, beta1, beta2) for beta1 in np.linspace(0, 0.99, 30)]
        assert all(a < b for a, b in itertools.pairwise(values))


def test_the_plan_ends_where_the_drift_changes_sign(plan):
    ends = (plan.end_lower, plan.end_upper)
    low, high = (drift_ball(PARTS, fmpq(0), end, Sampling.RESHUFFLE, 60) for end in ends)
    assert low < 0 < high
    assert plan.pieces[0].lower == 0
    for before, after in zip(plan.pieces, plan.pieces[1:], strict=False):
        assert before.upper == after.lower
    assert any(each.upper == plan.end_lower for each in plan.pieces)


def test_area_is_that_of_a_sum(float_drift, curve):
    grid = np.linspace(0, number(curve.plan.end_lower), 65)
    values = np.array([boundary_in_floats(float_drift, PARTS, beta2) for beta2 in grid])
    weights = np.tile([2.0, 4.0], 32)
    weights[0] = 1
    simpson = (np.append(weights, 1) * values).sum() * (grid[1] - grid[0]) / 3
    area = curve.area
    assert area.verdict is Verdict.PROVED
    assert area.upper - area.lower <= Fraction(4, 10**DIGITS)
    assert float(area.lower) - 2e-6 < simpson < float(area.upper) + 2e-6


def test_area_is_undecided_without_growth(plan, sections):
    unsure = [Section(s.lower, s.upper, s.tubes, False) for s in sections[:1]]
    assert Curve.assemble(plan, unsure + sections[1:]).area.verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("count", [2, 3, 17])
def test_points_lie_on_the_curve(float_drift, curve, count):
    points = curve.points(count)
    assert len(points) == count
    assert points[0].beta2 == (0, 0)
    assert points[-1].beta1 == (0, 0)
    assert points[-1].beta2[0] <= from_flint(curve.plan.end_lower)
    assert points[-1].beta2[1] >= from_flint(curve.plan.end_upper)
    for box in points[:-1]:
        low, high = box.beta1
        assert 0 <= low < high <= low + Fraction(3, 10**DIGITS)
        b = boundary_in_floats(float_drift, PARTS, float(box.beta2[0]))
        assert float(low) < b < float(high)
    heights = [box.beta2[0] for box in points]
    assert heights == sorted(set(heights))


def test_turning_points_are_where_b_is_largest(float_drift, curve):
    (box,) = curve.turning_points
    grid = np.linspace(float(box.beta2[0]) - 0.05, float(box.beta2[1]) + 0.05, 21)
    values = [boundary_in_floats(float_drift, PARTS, beta2) for beta2 in grid]
    middle = (float(box.beta2[0]) + float(box.beta2[1])) / 2
    top = boundary_in_floats(float_drift, PARTS, middle)
    assert max(values[0], values[-1]) < float(box.beta1[0])
    assert float(box.beta1[0]) <= max(top, *values) + 1e-9
    assert max(top, *values) <= float(box.beta1[1])


def test_at_the_beginning_it_is_algebraic(curve):
    """At beta_2 = 0: D = 1 - (1 - 1/n) E[m at the big step], so b is a root of a polynomial."""
    low, high = (from_flint(bound) for bound in curve.at(fmpq(0)))

    def exact(beta1):
        window = sum(beta1 ** (PARTS + p - q) for p in range(PARTS) for q in range(PARTS))
        older = window / PARTS**2 / (1 - beta1**PARTS)
        return 1 - Fraction(PARTS - 1, PARTS) * (-1 + (1 - beta1) * (PARTS + 1) * (1 + older))

    assert exact(low) < 0 < exact(high)


def test_sections_survive_a_file(plan, sections, curve):
    written = [json.loads(json.dumps(section.as_json())) for section in reversed(sections)]
    again = Curve.assemble(plan, [Section.from_json(document) for document in written])
    assert again.sections == curve.sections
    assert again.area == curve.area


def test_sections_that_do_not_fit_are_refused(plan, sections):
    first = sections[0]
    with pytest.raises(ValueError, match="plan"):
        Curve.assemble(plan, sections[1:])
    with pytest.raises(ValueError, match="plan"):
        Curve.assemble(plan, [*sections, first])
    with pytest.raises(ValueError, match="gap"):
        Curve.assemble(plan, [Section(first.lower, first.upper, (), True), *sections[1:]])
    (each, *others) = first.tubes
    shorter = Tube(each.lower, (each.lower + each.upper) / 2, each.coefficients, each.radius)
    with pytest.raises(ValueError, match="gap"):
        Curve.assemble(
            plan, [Section(first.lower, first.upper, (shorter, *others), True), *sections[1:]]
        )


@pytest.mark.parametrize(
    "change",
    [{"grows": "yes"}, {"lower": 0.5}, {"lower": "x"}, {"tubes": None}, {"tubes": [{}]}],
)
def test_files_of_something_else_are_refused(sections, change):
    document = sections[0].as_json() | change
    with pytest.raises((KeyError, TypeError, ValueError)):
        Section.from_json(document)


def test_bad_arguments():
    with pytest.raises(InputError):
        plan_curve(2)
    with pytest.raises(InputError):
        plan_curve(5, 0)


def test_a_piece_without_room_is_not_a_tube(piece):
    """A least Re v that is far too small makes every bound too large."""
    with working_precision(64):
        poor = Piece(piece.ellipse, arb(2) ** -60)
    assert tube(PARTS, poor, DIGITS) is None

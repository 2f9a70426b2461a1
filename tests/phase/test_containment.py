"""The region of divergence grows from one n to the next, where that is certified."""

import dataclasses

import pytest
from flint import fmpq

from colorball.phase.containment import region_grows
from colorball.phase.curve import plan_curve, trace_section
from colorball.phase.traced import Curve
from colorball.verdict import Verdict


@pytest.fixture(scope="module")
def curve():
    plan = plan_curve(3, 4)
    return Curve.assemble(plan, [trace_section(plan, piece) for piece in plan.pieces])


@pytest.mark.parametrize("larger", [4, 6])
def test_the_region_for_three_parts_lies_in_that_for_more(curve, larger):
    assert region_grows(curve, larger) is Verdict.PROVED


def test_a_region_that_is_too_large_is_not_contained(curve):
    """The curve for n = 3, moved to larger beta_1, crosses that for n = 4."""
    wider = [
        dataclasses.replace(
            section,
            tubes=tuple(
                dataclasses.replace(
                    tube,
                    coefficients=(tube.coefficients[0] + fmpq(4, 10), *tube.coefficients[1:]),
                )
                for tube in section.tubes
            ),
        )
        for section in curve.sections
    ]
    assert region_grows(Curve(curve.plan, tuple(wider)), 4) is Verdict.UNDECIDED


def test_what_was_not_shown_to_be_the_only_curve_proves_nothing(curve):
    doubtful = [dataclasses.replace(section, grows=False) for section in curve.sections]
    assert region_grows(Curve(curve.plan, tuple(doubtful)), 4) is Verdict.UNDECIDED


def test_the_other_n_must_be_larger(curve):
    with pytest.raises(ValueError, match="3 is not larger than 3"):
        region_grows(curve, 3)

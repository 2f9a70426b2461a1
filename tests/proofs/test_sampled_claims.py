"""Sampled claims: what they say of their lanes is what the record has."""

import copy
import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from colorball.certificates.document import certificate_text, new_certificate
from colorball.certificates.drift_experiment import UNIT, DriftRun
from colorball.certificates.registry import all_claims
from colorball.checker import Rejected, check
from colorball.errors import InputError
from colorball.phase.drift import drift
from colorball.simulation.plan import make_plan
from colorball.simulation.run import run_lanes

CLAIMS = {claim.name: claim for claim in all_claims() if claim.sample is not None}


@pytest.fixture(scope="module", params=CLAIMS)
def claim(request):
    return CLAIMS[request.param]


def records_of(certificate):
    for step in certificate["steps"]:
        for record in step["samples"] if "samples" in step else [step["sample"]]:
            yield Fraction(step["risk"]), record


def remade(certificate, steps):
    return certificate_text(
        new_certificate(certificate["claim"], certificate["statement"], steps, ())
    ).encode()


def test_lanes_are_counted_once_and_risks_added(claim, certificates):
    found = list(records_of(certificates[claim.name]))
    assert sum({record["seed"]: record["lanes"] for _, record in found}.values()) == (
        claim.sample.lanes
    )
    assert sum(risk for risk, _ in found) == claim.sample.false_alarm
    assert claim.sample.false_alarm <= Fraction(1, 10**6)


def test_a_forged_block_that_is_run_again_is_found(claim, certificates):
    """Every record is forged in all of its blocks at once, so that the choice does not matter."""
    certificate = certificates[claim.name]
    steps = copy.deepcopy(certificate["steps"])
    record = steps[0]["samples"][0] if "samples" in steps[0] else steps[0]["sample"]
    # neighbours trade one unit: the totals, and so the interval, stay as they are
    half = len(record["sums"]) // 2
    record["sums"] = [s + (1 if i < half else -1) for i, s in enumerate(record["sums"])]
    with pytest.raises(Rejected, match="run again"):
        check(remade(certificate, steps))


def test_a_record_of_other_sums_has_another_interval(claim, certificates):
    certificate = certificates[claim.name]
    steps = copy.deepcopy(certificate["steps"])
    record = steps[0]["samples"][0] if "samples" in steps[0] else steps[0]["sample"]
    record["sums"][0] += 1
    with pytest.raises(Rejected, match="total"):
        check(remade(certificate, steps))


def test_a_wider_claim_is_not_the_claim(claim, certificates):
    certificate = certificates[claim.name]
    steps = copy.deepcopy(certificate["steps"])
    steps[0]["allowed"][1] = "1000"
    with pytest.raises(Rejected, match="allow"):
        check(remade(certificate, steps))


@pytest.mark.parametrize("seed", [101, 102, 103])
def test_the_verdict_does_not_hang_on_the_seed(seed):
    run = DriftRun(10, "3/10", "7/10", 8, 8, "reshuffle", 2**14, seed)
    interval = run.experiment().mean(UNIT, run.bias, Fraction(1, 10**6))
    exact = drift(10, "3/10", "7/10", digits=6)
    assert interval.lower <= exact.lower
    assert exact.upper <= interval.upper
    assert interval.upper - interval.lower < Fraction("0.15")


def test_the_bias_bound_holds_against_a_run_from_far_back():
    """The same last epochs, begun 8 or 24 epochs before: the paths differ by less than the bound.

    A lane's orders depend on the epoch's number, so both runs see the same ones; the longer one has
    only its state of the longer past.
    """
    run = DriftRun(4, "1/2", "3/4", 4, 4, "reshuffle", 256, 5)
    plan = {
        "n": 4, "beta1": "1/2", "beta2": "3/4", "step": "1/16", "schedule": "constant",
        "start": 2**16, "epochs": 8, "seeds": 256, "seed": 5, "record": 4,
        "engine": "reference",
    }  # fmt: skip
    cold = run_lanes(make_plan("function-2", **plan), 0, 256)["trajectory_x"]
    # start_v = n^2, the largest v there is: the worst stationary past
    warm = make_plan("function-2", **plan)
    warm = replace(warm, numbers=warm.numbers._replace(start_v=16.0))
    other = run_lanes(warm, 0, 256)["trajectory_x"]
    moved = [(path[1] - path[2]) * 16 / 4 for path in (cold, other)]
    gap = np.abs(moved[0] - moved[1]).max()
    assert 0 < gap <= float(run.bias)


@pytest.mark.parametrize("burn", [4, 12])
def test_a_measurement_must_begin_at_a_record(burn):
    run = DriftRun(10, "3/10", "7/10", burn, 8, "reshuffle", 256, 1)
    with pytest.raises(InputError, match="multiple of 8"):
        run.experiment()


def test_a_measurement_that_comes_too_early_has_no_bound():
    run = DriftRun(10, "3/10", "999/1000", 8, 8, "reshuffle", 256, 1)
    with pytest.raises(InputError, match="more epochs"):
        _ = run.bias


def test_the_engines_make_the_same_record():
    pytest.importorskip("numba")
    records = []
    for engine in ("reference", "compiled"):
        plan = make_plan(
            "function-2", n=10, beta1="9/10", beta2="19/20", step=1, start=1, epochs=30,
            seeds=512, seed=3, engine=engine,
        )  # fmt: skip
        records.append(run_lanes(plan, 0, 512)["x"])
    assert np.array_equal(*records)


def test_a_command_of_a_record_runs_the_same_lanes():
    """The mean of x over the lanes of one record, by the command that the record names."""
    from click.testing import CliRunner

    from colorball.cli.main import cli

    certificate = CLAIMS["sampled-transition"].certificate()
    record = certificate["steps"][0]["sample"]
    words = record["experiment"].split()
    assert words[:2] == ["colorball", "simulate"]
    result = CliRunner().invoke(cli, [*words[1:], "--json", "-"], catch_exceptions=False)
    assert result.exit_code == 0
    diverged = json.loads(result.stdout)["diverged"]
    assert diverged["count"] == record["total"]

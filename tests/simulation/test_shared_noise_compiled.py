from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import pytest

from colorball.problems.odd_sum import OddSum
from colorball.problems.problem import Constants, OddPart
from colorball.rules.catalog import rule
from colorball.rules.rule import Betas, Clock, Flags, Numbers, State
from colorball.simulation.engine import Engine
from colorball.simulation.group import groups
from colorball.simulation.observables import new_lanes, observables_of
from colorball.simulation.plan import make_plan
from colorball.simulation.reference import run_reference
from colorball.simulation.run import run_lanes
from colorball.simulation.shared_noise import run_shared_noise, shares_noise

numba = pytest.importorskip("numba")
shared_noise = pytest.importorskip("colorball.simulation.compiled.shared_noise")


def test_the_functions_on_tiles():
    from colorball.simulation.compiled import tile

    @numba.njit
    def run(x, a, b, limits, index):
        first = tile.load(x, index)
        near = tile.some_below(first, a, 1, b, 2, limits, 3)
        second = tile.without_product(first, a, 1, b, 2)
        way = tile.doubtful(first, a, 1, b, 2, limits, 3, tile.least(second, first))
        tile.store(x, index, tile.cast_out(second, way, limits, 3))
        return near

    rng = np.random.default_rng(1)
    shape = (tile.HEIGHT, tile.WIDTH)
    x, a, b = rng.normal(size=200), rng.normal(size=1 + shape[0]), rng.normal(size=2 + shape[1])
    product = np.outer(a[1:], b[2:])
    for limit in (-100.0, -1.0, 100.0, np.nan):
        limits, found = np.full(3 + shape[1], limit), x.copy()
        near = run(found, a, b, limits, 25)
        start = x[25 : 25 + product.size].reshape(shape)
        moved = start - product
        assert near == (not (moved >= limit).all())
        stays = (moved >= limit) | (np.minimum(moved, start) >= limit)
        expected = x.copy()
        expected[25 : 25 + product.size] = np.where(stays, moved, np.inf).ravel()
        np.testing.assert_allclose(found, expected, rtol=1e-14, atol=1e-14)


def test_a_lane_that_its_own_bound_holds_on_the_piece_is_not_looked_at_for_its_neighbours():
    from colorball.simulation.compiled import tile

    @numba.njit
    def run(x, way, a, b, limits):
        first = tile.load(x, 0)
        doubtful = tile.doubtful(first, a, 0, b, 0, limits, 0, tile.load(way, 0))
        tile.store(x, 0, tile.cast_out(first, doubtful, limits, 0))

    size = tile.HEIGHT * tile.WIDTH
    a, b, limits = np.ones(tile.HEIGHT), np.ones(tile.WIDTH), np.zeros(tile.WIDTH)
    x = np.where(np.arange(size) % 2 == 0, 1.0, 0.5)  # the bound 0 holds for the even ones
    run(x, np.full(size, -1.0), a, b, limits)
    np.testing.assert_array_equal(x, np.where(np.arange(size) % 2 == 0, 1.0, np.inf))


def constant(x, p, q):  # noqa: ARG001
    return p + 0.0 * x


def flat(x, p, q):  # noqa: ARG001
    return 0.0 * x


def total(x, numbers):
    return numbers[0] * x


def slope(x, numbers):
    return numbers[0] + 0.0 * x


@dataclass(frozen=True)
class Line(OddSum):
    """A line, with a linear piece that ends at 0 although nothing happens there."""

    @property
    def linear_from(self):
        return 0.0


def line(odd, others, n):
    form = OddPart(
        constant, total, slope, flat, (odd, 0.0), (others, 0.0),
        (odd + (n - 1) * others, 0.0, 0.0, 0.0),
    )  # fmt: skip
    exact = [(Fraction(value), Fraction(0)) for value in (odd, others)]
    return Line("line", n, *exact, constant, form, Constants(), np.float64(1.0))


@pytest.mark.parametrize("size", [1.0, 2.0**-60, 2.0**60])
def test_gradients_whose_squares_the_quick_inverse_root_is_not_made_for(size):
    beta = [Fraction(i, 10) for i in range(10)]
    plan = make_plan(
        line(4.0 * size, -size, 4), beta1=beta, beta2=beta, seeds=2, epochs=30, common_noise=True,
        engine="reference",
    )  # fmt: skip
    assert shares_noise(plan)
    expected, found, again = new_lanes(plan, plan.lanes), new_lanes(plan, plan.lanes), []
    (group,) = groups(plan, 0, plan.lanes)
    run_reference(plan, group, expected)
    run_shared_noise(plan, 0, plan.lanes, found, lambda *_: again.append(True))
    assert not again
    expected, found = observables_of(plan, expected), observables_of(plan, found)
    for name, values in expected.items():
        np.testing.assert_allclose(found[name], values, rtol=1e-11, atol=1e-11, err_msg=name)


@pytest.mark.parametrize("few", [0, 20, 128, 10**6])
@pytest.mark.parametrize(
    "options",
    [
        {"start": "-9/10"},
        {"start": "-1/2", "step": "1/2", "n": 10},
        {"start": "-9/10", "record": 7, "seeds": 1},
        {"start": -1, "step": "1/2", "sampling": "with-replacement"},
    ],
    ids=str,
)
def test_it_does_not_matter_who_runs_a_lane_again(options, few, monkeypatch, same_bits):
    monkeypatch.setattr(shared_noise, "_FEW", few)
    beta = [Fraction(i, 12) for i in range(12)]
    plan = make_plan(**{
        "n": 5, "beta1": beta, "beta2": beta, "seeds": 3, "epochs": 60, "common_noise": True,
        **options,
    })  # fmt: skip
    plain = run_lanes(replace(plan, engine=Engine.COMPILED), 0, plan.lanes)
    left = plain["first_exit"] > 0
    assert left.any()
    assert not left.all()
    found = run_lanes(plan, 0, plan.lanes)
    for first, last in ((0, plan.lanes), (7, plan.lanes - 50)):
        part, chosen = run_lanes(plan, first, last), left[first:last]
        same_bits(part, {name: values[..., first:last] for name, values in found.items()})
        same_bits(
            {name: values[..., chosen] for name, values in part.items()},
            {name: values[..., first:last][..., chosen] for name, values in plain.items()},
        )


@pytest.mark.parametrize("name", ["adam", "amsgrad"])
@pytest.mark.parametrize(
    "flags",
    [
        Flags(),
        Flags(bias_correction=True),
        *(Flags(bias_correction=True, epsilon=place) for place in (1, 2, 3)),
        Flags(zero_if_zero=True, first_gradient=True),
    ],
)
def test_the_step_of_a_separable_rule_is_a_product(name, flags):
    chosen = rule(name)
    assert chosen.separable
    rng = np.random.default_rng(2)
    m, v, w, g, beta1, beta2 = rng.random((6, 50)) + 0.1
    beta1, beta2, numbers, clock = beta1 / 2, beta2 / 2, Numbers(epsilon=0.25), Clock(0.5, 3.0)
    powers = (beta1**3, beta2**3) if flags.bias_correction else (0.0, 0.0)
    betas = Betas(beta1, 1 - beta1, beta2, 1 - beta2, *powers)
    step, _ = chosen.update(0.0, g, 0.0, State(m, v, w), betas, clock, flags, numbers)
    held_v, held_m = (
        betas._replace(beta2=1.0, rest2=0.0, power2=0.0),
        betas._replace(beta1=1.0, rest1=0.0, power1=0.0),
    )
    top = flags._replace(epsilon=0, zero_if_zero=False)
    a, _ = chosen.update(0.0, g, 0.0, State(m, 1.0, 1.0), held_v, clock, top, numbers)
    bottom, one = flags._replace(first_gradient=False), clock._replace(step=1.0)
    b, _ = chosen.update(0.0, g, 0.0, State(1.0, v, w), held_m, one, bottom, numbers)
    np.testing.assert_allclose(-step, a * b, rtol=1e-14)


def test_no_other_rule_claims_to_be_separable():
    from colorball.rules.catalog import RULE_NAMES

    assert {name for name in RULE_NAMES if rule(name).separable} == {"adam", "amsgrad"}

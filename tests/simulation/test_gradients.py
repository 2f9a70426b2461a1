"""What the reference engine draws and asks for, against one lane at a time."""

import numpy as np
import pytest

from colorball.balls.sampling import Sampling
from colorball.problems.catalog import problem as named_problem
from colorball.problems.finite_sum import finite_sum
from colorball.simulation.drawn import by_iteration, drawn_orders
from colorball.simulation.gradients import curvature_filler, gradient_filler
from colorball.simulation.group import groups
from colorball.simulation.plan import make_plan
from colorball.simulation.sampler import orders

LANES = 40


def parts_of(problem, lanes_or_parts, lanes):
    """The part of each lane, from what ``by_iteration`` has for an iteration."""
    if problem.odd_part is None:
        return lanes_or_parts
    parts = np.ones(lanes, dtype=np.intp)  # all others are alike
    parts[lanes_or_parts] = 0
    return parts


@pytest.mark.parametrize("n", [3, 10, 255, 256, 257])
@pytest.mark.parametrize("sampling", Sampling)
@pytest.mark.parametrize("odd", [True, False])
def test_orders_are_those_of_the_sampler(n, sampling, odd):
    problem = named_problem("function-2", n)
    if not odd:
        problem = finite_sum(lambda _part, x: x, lambda x: x, n=n, start=1.0)
    plan = make_plan(problem, sampling=str(sampling), epochs=6, seeds=LANES, engine="reference")
    (group,) = groups(plan, 0, LANES)
    kept = np.arange(1, LANES, 3)
    expected = orders(sampling, n, plan.seed, group.streams, plan.epochs)
    for found, right in zip(drawn_orders(plan, group), expected, strict=True):
        for lanes in (slice(None), kept):
            each = by_iteration(problem, found[..., lanes])
            assert len(each) == n
            for part, parts in zip(each, right[:, lanes], strict=True):
                seen = parts_of(problem, part, parts.size)
                np.testing.assert_array_equal(seen == 0, parts == 0)
                if not odd:
                    np.testing.assert_array_equal(seen, parts)


@pytest.mark.parametrize("name", ["function-2", "toy-apart", "toy-shared", "reddi"])
@pytest.mark.parametrize("bent", [0, 1, 4, 6, 39, 40], ids="{} below the edge".format)
@pytest.mark.parametrize("odd", [0, 1, 13, 40], ids="{} with part 0".format)
def test_gradients_are_the_problems(name, bent, odd):
    problem = named_problem(name, 5)
    random = np.random.default_rng(bent + 100 * odd)
    x = np.concatenate([random.uniform(-9, -1.01, bent), random.uniform(-1, 9, LANES - bent)])
    x[-1] = -1.0 if bent < LANES else x[-1]
    random.shuffle(x)
    lanes = np.sort(random.choice(LANES, odd, replace=False))
    parts = parts_of(problem, lanes, LANES)
    for filler, expected in (
        (gradient_filler, problem.gradients),
        (curvature_filler, problem.curvatures),
    ):
        out = np.full(LANES, np.nan)
        filler(problem)(lanes, x, out)
        np.testing.assert_array_equal(out, expected(parts, x))


def test_gradients_of_a_users_function():
    problem = finite_sum(lambda part, x: part * x, lambda x: x, n=5, start=1.0)
    x, part = np.arange(1.0, 6.0), np.arange(5)
    out = np.full(5, np.nan)
    gradient_filler(problem)(part, x, out)
    np.testing.assert_array_equal(out, part * x)

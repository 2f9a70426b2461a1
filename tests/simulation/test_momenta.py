"""The momenta of an epoch, against the simulator and against Lemma A.1."""

from fractions import Fraction

import numpy as np

from colorball.balls.sampling import Sampling
from colorball.checker.brute_force import mean_sum
from colorball.problems.toy_pair import toy_apart
from colorball.simulation.momenta import momenta
from colorball.simulation.plan import make_plan
from colorball.simulation.run import run_lanes
from colorball.simulation.sampler import places


def test_x_is_that_of_the_simulator():
    sums = momenta(toy_apart(4), (0.5, 0.75), 0.25, 2.0, [1, 6], 16, 3)
    plan = make_plan(
        "toy-apart", n=4, beta1="1/2", beta2="3/4", step="1/4", start=2, epochs=6, seeds=16,
        seed=3, record=1, engine="reference",
    )  # fmt: skip
    x = run_lanes(plan, 0, 16)["trajectory_x"]
    assert np.array_equal(sums[1].gradient, 7.0 * x[0])
    assert np.array_equal(sums[6].gradient, 7.0 * x[5])


def test_the_twin_is_a_color_ball_model():
    """Over all orders of two epochs the twin's momenta have the mean of Lemma A.1: here 0."""
    problem = toy_apart(3, 2)
    labels = [problem.gradient(part, 0) for part in range(3)]
    assert sum(labels) == 0
    assert mean_sum(labels, 2, Fraction(1, 2), "reshuffle") == 0
    fixed = momenta(problem, (0.5, 0.75), 0.25, 1.0, [2], 4096, 1)[2].fixed
    stream = np.arange(4096, dtype=np.uint64)
    seen = {}
    for lane, pair in enumerate(zip(*places(Sampling.RESHUFFLE, 3, 1, stream, 2), strict=True)):
        seen[tuple(int(place) for place in pair)] = fixed[lane]
    assert len(seen) == 9
    assert abs(sum(seen.values())) < 1e-12

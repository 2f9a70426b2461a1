"""S and r_k S of simulated draws against the definition, in fractions."""

from fractions import Fraction

import numpy as np
import pytest

from colorball.balls.expectation import expectation
from colorball.balls.sampling import Sampling
from colorball.checker.brute_force import all_sums
from colorball.errors import InputError
from colorball.simulation.ball_draws import ROOT_BITS, BallDraws, ball_sums, weighted_sums
from colorball.simulation.sampler import orders
from colorball.weighted.radius import radius

SCHEMES = [Sampling.RESHUFFLE, Sampling.WITH_REPLACEMENT, Sampling.SHUFFLE_ONCE]


def drawn(draws):
    """The orders of each lane, as the checker's enumeration writes them."""
    lanes = np.arange(draws.lanes, dtype=np.uint64)
    n = len(draws.labels)
    epochs = [o.copy() for o in orders(draws.sampling, n, draws.seed, lanes, draws.epochs)]
    return [
        tuple(tuple(int(part) for part in order[:, lane]) for order in epochs)
        for lane in range(draws.lanes)
    ]


@pytest.mark.parametrize("sampling", SCHEMES, ids=str)
@pytest.mark.parametrize(
    ("labels", "epochs", "beta"), [((3, -1), 3, Fraction(2, 3)), ((1, 2, 6), 2, Fraction(4, 5))]
)
def test_every_lane_has_its_sum(labels, epochs, beta, sampling):
    draws = BallDraws(labels, epochs, beta, sampling, seed=5, lanes=64)
    fractions = [Fraction(label) for label in labels]
    exact = dict(all_sums(fractions, epochs, beta, str(sampling)))
    expected = [exact[each] * draws.scale for each in drawn(draws)]
    found = ball_sums(draws)
    assert [int(value) for value in found] == expected
    low, high = draws.bounds
    assert low <= found.min() <= found.max() <= high


def test_the_signs_are_those_that_attain_the_radius():
    """All orders once, weighted alike: the mean is the radius, up to the rounding of the roots."""
    labels, epochs, beta = (3, -1), 3, Fraction(9, 10)
    draws = BallDraws(labels, epochs, beta, Sampling.RESHUFFLE, seed=2, lanes=512)
    mean = Fraction(str(expectation(list(labels), epochs, beta)))
    values = dict(zip(drawn(draws), weighted_sums(draws, mean).tolist(), strict=True))
    assert len(values) == 2**epochs  # every order was drawn
    average = Fraction(sum(values.values()), len(values) * draws.scale * 2**ROOT_BITS)
    tight = radius(list(labels), epochs, beta)
    rounding = Fraction(epochs * max(map(abs, draws.bounds)), draws.scale * 2**ROOT_BITS)
    assert tight.lower - rounding <= average <= tight.upper + rounding


def test_sums_that_do_not_fit_are_refused():
    with pytest.raises(InputError, match="epochs"):
        ball_sums(BallDraws((1, 2, 6), 8, Fraction(9, 10), Sampling.RESHUFFLE, 0, 4))


def test_the_radius_is_for_reshuffling():
    draws = BallDraws((1, 2), 1, Fraction(1, 2), Sampling.SHUFFLE_ONCE, 0, 4)
    with pytest.raises(InputError, match="sampling"):
        weighted_sums(draws, Fraction(0))

import itertools

import numpy as np
import pytest

from colorball.balls.sampling import Sampling
from colorball.simulation.sampler import below, orders, places

LANES = np.array([0, 1, 2, 95, 96, 2**32 - 1, 2**32, 2**40 - 1], dtype=np.uint64)
PLACED = [scheme for scheme in Sampling if scheme is not Sampling.WITH_REPLACEMENT]
SIZES = [1, 2, 3, 10, 97]


def all_orders(scheme, n, seed=3, lanes=LANES, epochs=11):
    """Shape ``(epochs, n, lanes)``."""
    return np.stack([each.copy() for each in orders(scheme, n, seed, lanes, epochs)])


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("scheme", PLACED)
def test_each_epoch_is_a_permutation(scheme, n):
    found = np.sort(all_orders(scheme, n), axis=1)
    assert (found == np.arange(n)[:, np.newaxis]).all()


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("scheme", PLACED)
def test_places_are_those_of_part_0(scheme, n):
    found = np.stack(list(places(scheme, n, 3, LANES, 11)))
    np.testing.assert_array_equal(found, np.argmin(all_orders(scheme, n), axis=1))


def test_cyclic_is_in_order():
    found = all_orders(Sampling.CYCLIC, 5)
    assert (found == np.arange(5)[:, np.newaxis]).all()


def test_shuffle_once_repeats_one_order_and_lanes_differ():
    found = all_orders(Sampling.SHUFFLE_ONCE, 97)
    assert (found == found[0]).all()
    assert len({tuple(order) for order in found[0].T}) == LANES.size
    first = all_orders(Sampling.RESHUFFLE, 97)[0]
    np.testing.assert_array_equal(found[0], first)  # it is the first of reshuffling


@pytest.mark.parametrize("scheme", [Sampling.RESHUFFLE, Sampling.WITH_REPLACEMENT])
def test_epochs_lanes_and_seeds_differ(scheme):
    found = [all_orders(scheme, 97, seed) for seed in (3, 4, 3 + 2**32)]
    seen = {tuple(order) for each in found for epoch in each for order in epoch.T}
    assert len(seen) == 3 * 11 * LANES.size


@pytest.mark.parametrize("scheme", Sampling)
def test_a_lane_does_not_depend_on_the_others(scheme):
    whole = all_orders(scheme, 7)
    for i in range(LANES.size):
        part = all_orders(scheme, 7, lanes=LANES[i : i + 1])
        np.testing.assert_array_equal(part[..., 0], whole[..., i])


@pytest.mark.parametrize("scheme", Sampling)
def test_one_part(scheme):
    assert (all_orders(scheme, 1) == 0).all()


def test_with_replacement_parts_repeat():
    found = all_orders(Sampling.WITH_REPLACEMENT, 10)
    assert found.min() == 0
    assert found.max() == 9
    assert any(len(set(order)) < 10 for epoch in found for order in epoch.T)


def test_below_reaches_both_ends_and_no_further():
    ends = np.array([0, 2**32 - 1], dtype=np.uint64)
    for count in (1, 2, 3, 100_000, 2**31):
        np.testing.assert_array_equal(below(ends, count), [0, count - 1])


# Chi-square at a level of 10^-6 each: so often they would fail if the draws were truly uniform and
# the seeds new. The seeds are fixed, so they do not flicker.
CRITICAL = {23: 70.55, 9: 44.81, 99: 180.79}  # degrees of freedom: 1 - 10^-6 quantile


def chi_square(counts):
    expected = counts.sum() / counts.size
    return ((counts - expected) ** 2).sum() / expected


def test_the_critical_values_are_right():
    stats = pytest.importorskip("scipy.stats", reason="SciPy is an extra: colorball[simulate]")
    for freedom, value in CRITICAL.items():
        assert stats.chi2.isf(1e-6, freedom) == pytest.approx(value, abs=0.006)


def test_all_orders_of_four_are_equally_likely():
    lanes = np.arange(5000, dtype=np.uint64)
    found = all_orders(Sampling.RESHUFFLE, 4, lanes=lanes, epochs=8)
    codes = np.tensordot(found, 4 ** np.arange(4), axes=(1, 0)).ravel()
    kinds = [sum(part * 4**i for i, part in enumerate(p)) for p in itertools.permutations(range(4))]
    counts = np.array([(codes == kind).sum() for kind in kinds])
    assert counts.sum() == codes.size
    assert chi_square(counts) < CRITICAL[23]


def test_places_are_uniform_and_neighbours_independent():
    lanes = np.arange(4000, dtype=np.uint64)
    found = np.stack(list(places(Sampling.RESHUFFLE, 10, 7, lanes, 20)))
    assert chi_square(np.bincount(found.ravel(), minlength=10)) < CRITICAL[9]
    for first, second in ((found[::2], found[1::2]), (found[:, ::2], found[:, 1::2])):
        pairs = np.bincount((10 * first + second).ravel(), minlength=100)
        assert chi_square(pairs) < CRITICAL[99]


def test_draws_with_replacement_are_uniform():
    found = all_orders(
        Sampling.WITH_REPLACEMENT, 10, lanes=np.arange(1000, dtype=np.uint64), epochs=8
    )
    for place in range(10):
        counts = np.bincount(found[:, place].ravel(), minlength=10)
        assert chi_square(counts) < CRITICAL[9]
    pairs = np.bincount((10 * found[:, ::2] + found[:, 1::2]).ravel(), minlength=100)
    assert chi_square(pairs) < CRITICAL[99]

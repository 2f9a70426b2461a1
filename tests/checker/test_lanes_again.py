"""The checker's own random numbers, orders and Adam, against the simulator's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorball.balls.sampling import Sampling
from colorball.checker import adam_lane as lanes
from colorball.checker.failures import Rejected
from colorball.checker.philox import odd_orders, orders, philox
from colorball.simulation import sampler
from colorball.simulation.plan import make_plan
from colorball.simulation.run import run_lanes

SCHEMES = ["reshuffle", "with-replacement", "shuffle-once"]


def test_philox_gives_the_published_words():
    """Known answers of Random123, kat_vectors."""
    assert philox((0, 0, 0, 0), 0) == (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)
    ones = 0xFFFFFFFF
    assert philox((ones,) * 4, ones << 32 | ones) == (
        0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD,
    )  # fmt: skip
    counter = (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344)
    assert philox(counter, 0x299F31D0 << 32 | 0xA4093822) == (
        0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1,
    )  # fmt: skip


@pytest.mark.parametrize("scheme", SCHEMES)
@given(
    seed=st.integers(0, 2**64 - 1),
    lane=st.integers(0, 2**40 - 1),
    n=st.integers(2, 9),
    epochs=st.integers(1, 10),
)
def test_orders_are_the_simulators(scheme, seed, lane, n, epochs):
    stream = np.array([lane], dtype=np.uint64)
    theirs = list(sampler.orders(Sampling.parse(scheme), n, seed, stream, epochs))
    expected = [[int(part) for part in order[:, 0]] for order in theirs]
    assert list(orders(seed, lane, n, epochs, scheme)) == expected
    odd = list(odd_orders(seed, lane, n, epochs, scheme))
    assert [[part == 0 for part in order] for order in odd] == [
        [part == 0 for part in order] for order in expected
    ]


def test_another_scheme_is_not_known():
    with pytest.raises(Rejected, match="scheme"):
        next(orders(0, 0, 3, 1, "cyclic"))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("problem", ["function-2", "toy-apart", "toy-shared"])
def test_lanes_come_out_to_the_last_bit(problem, scheme):
    n, b1, b2, step, start, epochs = 5, 0.9, 0.75, 0.5, 3.0, 25
    lane = {
        "function-2": lanes.function_two(n, b1, b2, step, True, start),
        "toy-apart": lanes.toy_apart(n, b1, b2, step, start),
        "toy-shared": lanes.toy_shared(n, b1, b2, step, start),
    }[problem]
    plan = make_plan(
        problem, n=n, beta1="9/10", beta2="3/4", step="1/2", start=3, sampling=scheme,
        epochs=epochs, seeds=4, seed=9, record=1, engine="reference",
    )  # fmt: skip
    path = run_lanes(plan, 0, 4)["trajectory_x"]
    for number in range(4):
        mine = [x for x, _ in lanes.adam_lane(lane, odd_orders(9, number, n, epochs, scheme))]
        assert mine == path[1:, number].tolist()

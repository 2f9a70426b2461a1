import numpy as np
import pytest

from colorball.simulation.philox import philox, words
from colorball.simulation.sampler import below

# Random123's kat_vectors: the lines "philox4x32 10".
KNOWN = [
    ("0 0 0 0", "0 0", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    (
        "ffffffff ffffffff ffffffff ffffffff",
        "ffffffff ffffffff",
        "408f276d 41c83b0e a20bc7c6 6d5451fd",
    ),
    (
        "243f6a88 85a308d3 13198a2e 03707344",
        "a4093822 299f31d0",
        "d16cfe09 94fdcceb 5001e420 24126ea1",
    ),
]


@pytest.mark.parametrize(("counter", "key", "expected"), KNOWN)
def test_known_answers(counter, key, expected):
    counter = tuple(np.array([int(word, 16)], dtype=np.uint64) for word in counter.split())
    low, high = (int(word, 16) for word in key.split())
    found = philox(counter, low + (high << 32))
    assert [int(word[0]) for word in found] == [int(word, 16) for word in expected.split()]


def test_the_counter_is_quartet_draw_and_lane():
    lane = (7 << 32) + 5
    counter = tuple(np.array([word], dtype=np.uint64) for word in (2**31 - 1, 99_999, 5, 7))
    expected = philox(counter, 2**64 - 1)
    found = words(2**64 - 1, np.array([lane], dtype=np.uint64), 2**31 - 1, 99_999)
    np.testing.assert_array_equal(found, expected)


def test_words_have_32_bits_and_differ():
    lanes = np.concatenate([np.arange(500), (1 << 32) + np.arange(500)]).astype(np.uint64)
    seen = np.concatenate(
        [words(seed, lanes, quartet, draw).ravel() for seed in (0, 1, 2**32) for quartet in (0, 1)
         for draw in (0, 1)]
    )  # fmt: skip
    assert seen.max() < 2**32
    # 48,000 words: n^2/2^33 = 0.27 pairs are expected to be equal; fixed seeds, so no flicker
    assert np.unique(seen).size >= seen.size - 3


def test_the_places_in_the_compiled_engine_are_those_of_the_sampler():
    numba = pytest.importorskip("numba", reason="numba is an extra: colorball[simulate]")
    from colorball.simulation.compiled.epoch import BLOCK
    from colorball.simulation.compiled.orders import fill_places
    from colorball.simulation.compiled.wide_philox import round_keys

    @numba.njit
    def fill(place, streams, keys, quartet, n):
        fill_places(place, place, place, streams, keys, quartet, n)

    random = np.random.default_rng(1)
    ends = [2, 2**31, 2**32, 2**33, 2**63, 2**64 - 1]
    cases = [
        (
            int(random.integers(ends[random.integers(6)], dtype=np.uint64)),
            int(random.integers(2**40 if random.integers(2) else 2**32 - 16)),
            int(random.integers(2**31 - 4, 2**31) if random.integers(2) else 0),
            int(random.integers(1, 100_000)),
        )
        for _ in range(60)
    ]
    far = (2**64 - 1, 2**40 - BLOCK, 2**31 - 1, 100_000)
    for seed, first, quartet, count in ((0, 0, 0, 1), (2**33, 2**32 - 3, 7, 10), far, *cases):
        streams = (first + np.arange(BLOCK)).astype(np.uint64)
        place = np.zeros(4 * BLOCK, dtype=np.int64)
        fill(place, streams, round_keys(seed), quartet, count)
        expected = below(words(seed, streams, quartet, 0), count)
        np.testing.assert_array_equal(place.reshape(4, BLOCK), expected)

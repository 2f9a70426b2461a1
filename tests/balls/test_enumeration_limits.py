"""Enumeration visits every sequence, and refuses at once what it cannot finish."""

import itertools
import math
import time

import numpy as np
import pytest
import sympy

from colorball.balls import enumeration
from colorball.balls.cancellation import cancellation
from colorball.balls.enumeration import enumerated_total, require_enumerable, sequence_sums
from colorball.balls.expectation import expectation
from colorball.balls.model import ColorBalls
from colorball.balls.orders import order_count, orders, sequence_count, sequences
from colorball.balls.sampling import Sampling
from colorball.balls.weights import epoch_weights, position_weights, total_weight
from colorball.errors import InputError

HUGE = [
    (n, k, sampling)
    for n, k in [
        *[(10**6, 1), (10**6, 10**9), (2, 10**9), (1, 10**9), (13, 1), (5, 5)],
        *[(10**4, 10**4), (9, 10**5), (2, 10**4000)],
    ]
    for sampling in Sampling
    if not (n == 5 and sampling in (Sampling.SHUFFLE_ONCE, Sampling.CYCLIC))  # few sequences
    if not (n in (9, 13) and sampling is Sampling.CYCLIC)  # a single one
]


@pytest.mark.parametrize("sampling", list(Sampling))
@pytest.mark.parametrize(("n", "k"), [(1, 1), (1, 3), (2, 3), (3, 2)])
def test_orders_and_sequences_are_all_there_once(n, k, sampling):
    per_epoch = list(orders(n, sampling))
    every = list(sequences(n, k, sampling))
    expected = {
        Sampling.RESHUFFLE: (math.factorial(n), math.factorial(n) ** k),
        Sampling.WITH_REPLACEMENT: (n**n, n ** (n * k)),
        Sampling.SHUFFLE_ONCE: (math.factorial(n), math.factorial(n)),
        Sampling.CYCLIC: (1, 1),
    }[sampling]
    assert (len(set(per_epoch)), len(set(every))) == expected
    assert (len(per_epoch), len(every)) == expected
    assert (order_count(n, sampling), sequence_count(n, k, sampling)) == expected
    assert require_enumerable(n, k, sampling) == expected[1]
    assert all(len(s) == k and set(s) <= set(per_epoch) for s in every)


@pytest.mark.parametrize("sampling", list(Sampling))
@pytest.mark.parametrize(("n", "k"), [(1, 1), (1, 4), (2, 3), (3, 2), (4, 1)])
def test_sums_are_those_of_the_sequences(monkeypatch, n, k, sampling):
    """In any chunks: coefficient [i, p] of a sequence counts c_i beta^p in S."""
    expected = []
    for sequence in sequences(n, k, sampling):
        array = np.full((n, n * k), -1)
        for i, (j, q) in itertools.product(range(n), itertools.product(range(1, k + 1), range(n))):
            age = n * (k - j) + i - q
            if age >= 0:
                array[sequence[j - 1][q], age] += 1
        expected.append(array.tolist())
    for size in (2**26, 1000, 1):
        monkeypatch.setattr(enumeration, "_CHUNK_BYTES", max(size, n * n * k))
        found = [array.tolist() for chunk in sequence_sums(n, k, sampling) for array in chunk]
        assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(("n", "k"), [(1, 1), (1, 5), (2, 1), (3, 4), (5, 2)])
def test_weights_add_up_over_epochs_and_positions(n, k):
    each = np.array([epoch_weights(n, k, epoch) for epoch in range(1, k + 1)])
    assert (position_weights(n, k) == each.sum(axis=0)).all()
    assert (total_weight(n, k) == each.sum(axis=(0, 1))).all()


@pytest.mark.parametrize(("n", "k", "sampling"), HUGE)
def test_too_many_sequences_are_refused_at_once(n, k, sampling):
    start = time.perf_counter()
    with pytest.raises(InputError, match="colorball expect") as refusal:
        enumerated_total(n, k, sampling)
    assert time.perf_counter() - start < 0.5
    assert len(str(refusal.value)) < 300


def test_the_refusal_says_how_many_sequences():
    with pytest.raises(InputError, match="n = 4, k = 6: 191102976 sequences"):
        expectation("1,2,3,4", 6, "1/2", method="enumeration")
    with pytest.raises(InputError, match=r"n = 2, k = 1000: 2\^1000 sequences"):
        expectation("1,2", 1000, "1/2", method="enumeration")


def test_a_model_refuses_as_soon_as_it_is_asked():
    model = ColorBalls.of("a,b,c,d", epochs=50)
    assert len(list(model.orders())) == 24
    with pytest.raises(InputError, match="sequences"):
        model.sequences()
    with pytest.raises(InputError, match="orders"):
        ColorBalls.of(range(10**5), epochs=1).orders()


@pytest.mark.parametrize(
    ("n", "k"), [(10**6, 10**9), (2, 10**9), (10**6, sympy.Symbol("k")), (500, 500)]
)
@pytest.mark.parametrize("sampling", list(Sampling))
def test_a_huge_table_of_cancellation_is_refused_when_asked_for(n, k, sampling):
    start = time.perf_counter()
    with pytest.raises(InputError, match="colorball expect"):
        cancellation(n, k, sampling)
    assert time.perf_counter() - start < 0.5

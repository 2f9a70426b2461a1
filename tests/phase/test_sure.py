"""The condition for sure divergence: against enumeration, and by its own laws."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

import colorball
from colorball.exact.precision import working_precision
from colorball.phase.sure import sure_bound, sure_sign
from colorball.phase.sure_float import sure_bound_float
from colorball.phase.sure_sequence import displacement, nonnegative_sequence
from colorball.verdict import Verdict

BETAS = st.one_of(st.just(Fraction(0)), st.fractions(0, Fraction(97, 100), max_denominator=100))


def by_letter(n, b1, b2, sequence, epochs=None):
    """The definition, term by term in floats; ``epochs`` of look-back, or the last one repeated."""
    a, c = (1 - b1) * (n + 1), (1 - b2) * (n * n - 1)
    w1, w2 = (sum(b ** (n * j - p) for j, p in enumerate(sequence[1:], 1)) for b in (b1, b2))
    k = len(sequence)
    late = [b ** (n * (k - 1) + 1) / (1 - b**n) for b in (b1, b2)]
    if epochs is None:
        rest = [b ** (n * k - sequence[-1]) / (1 - b**n) for b in (b1, b2)]
        least, most, w1 = w2 + rest[1], w2 + rest[1], w1 + rest[0]
    else:
        least, most, w1 = w2 + b2 ** (n * k) / (1 - b2**n), w2 + late[1], w1 + late[0]
    total = 0.0
    for i in range(n):
        new1, new2 = (b ** (i - sequence[0]) if i >= sequence[0] else 0.0 for b in (b1, b2))
        numerator = -1 + a * (new1 + b1**i * w1)
        total += numerator / math.sqrt(1 + c * (new2 + b2**i * (least if numerator >= 0 else most)))
    return total


def largest(n, b1, b2, epochs):
    paths = itertools.product(range(n), repeat=epochs)
    return max(by_letter(n, float(b1), float(b2), path, epochs) for path in paths)


@given(st.integers(3, 6), BETAS, BETAS, st.integers(1, 3))
def test_the_maximum_is_that_of_all_sequences(n, b1, b2, epochs):
    found = sure_bound(n, b1, b2, epochs=epochs)
    wanted = largest(n, b1, b2, epochs)
    assert found.upper - found.lower <= Fraction(1, 10**9)
    assert float(found.lower) - 1e-9 <= wanted <= float(found.upper) + 1e-9
    assert by_letter(n, float(b1), float(b2), found.sequence, epochs) == pytest.approx(wanted)


@given(st.integers(3, 12), BETAS, BETAS, st.integers(1, 4), st.data())
def test_no_actual_sequence_moves_further_than_the_bound(n, b1, b2, epochs, data):
    sequence = data.draw(st.lists(st.integers(0, n - 1), min_size=1, max_size=6))
    bound = sure_bound(n, b1, b2, epochs=epochs)
    assert by_letter(n, float(b1), float(b2), sequence) <= float(bound.upper) + 1e-9


@given(st.integers(3, 12), BETAS, BETAS, st.lists(st.integers(0, 2), min_size=1, max_size=5))
def test_a_displacement_is_the_definitions(n, b1, b2, sequence):
    with working_precision(96):
        moved = displacement(
            n, fmpq(*b1.as_integer_ratio()), fmpq(*b2.as_integer_ratio()), sequence
        )
    assert float(moved) == pytest.approx(by_letter(n, float(b1), float(b2), sequence), abs=1e-9)


@given(st.integers(3, 15), BETAS, BETAS, st.integers(1, 4))
def test_one_more_epoch_can_only_lower_the_bound(n, b1, b2, epochs):
    less, more = (sure_bound(n, b1, b2, epochs=k) for k in (epochs, epochs + 1))
    assert more.lower <= less.upper
    if less.verdict is Verdict.PROVED:
        assert more.verdict is Verdict.PROVED


@given(st.integers(3, 25), BETAS, BETAS, st.integers(1, 4))
def test_certified_and_floating_point_agree(n, b1, b2, epochs):
    certified = sure_bound(n, b1, b2, epochs=epochs)
    fast = float(sure_bound_float(n, float(b1), float(b2), epochs=epochs))
    assert float(certified.lower) - 1e-8 <= fast <= float(certified.upper) + 1e-8


@given(st.integers(3, 20), BETAS, BETAS, st.integers(1, 4))
def test_the_sign_alone_is_the_sign(n, b1, b2, epochs):
    whole, sign = (f(n, b1, b2, epochs=epochs) for f in (sure_bound, sure_sign))
    assert sign.lower <= whole.upper
    assert whole.lower <= sign.upper
    if whole.verdict is not Verdict.UNDECIDED:
        assert sign.verdict is whole.verdict


@given(st.integers(3, 10), BETAS, BETAS)
def test_where_it_holds_no_sequence_is_found_that_goes_left(n, b1, b2):
    if sure_sign(n, b1, b2, epochs=2).verdict is Verdict.PROVED:
        with working_precision(96):
            assert (
                nonnegative_sequence(n, fmpq(*b1.as_integer_ratio()), fmpq(*b2.as_integer_ratio()))
                is None
            )


@pytest.mark.parametrize("n", [3, 5, 10, 100])
def test_without_memory_an_epoch_moves_by_n_minus_2(n):
    bound = sure_bound(n, 0, 0, epochs=2, digits=20)
    assert bound.lower <= 2 - n <= bound.upper
    assert bound.verdict is Verdict.PROVED


def test_more_digits_narrow_the_enclosure():
    wide, narrow = (sure_bound(10, "1/2", "2/5", epochs=2, digits=d) for d in (3, 40))
    assert wide.lower <= narrow.lower <= narrow.upper <= wide.upper
    assert narrow.upper - narrow.lower <= Fraction(1, 10**40)
    assert narrow.latex().startswith(r"\max \bar F_{2}(\frac{1}{2}")


def test_a_hundred_parts_and_three_epochs_near_the_edge():
    holds, fails = (sure_sign(100, x, "0.996", epochs=3) for x in ("0.0194", "0.0195"))
    assert (holds.verdict, fails.verdict) == (Verdict.PROVED, Verdict.REFUTED)
    assert by_letter(100, 0.0195, 0.996, fails.sequence, 3) > 0


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ((2, "1/2", "1/2"), "n: got 2; valid is an integer n >= 3: with one or two parts"),
        ((1001, "1/2", "1/2"), "n: got 1001"),
        ((3, 1, "1/2"), "beta1: got 1"),
        ((3, "1/2", "-1/2"), "beta2: got -1/2"),
    ],
)
def test_bad_arguments_are_named(arguments, wanted):
    with pytest.raises(colorball.InputError, match=wanted):
        sure_bound(*arguments)


@pytest.mark.parametrize("epochs", [0, 51, "x", True, 1.5])
def test_bad_numbers_of_epochs_are_named(epochs):
    with pytest.raises(colorball.InputError, match="epochs"):
        sure_sign(3, "1/2", "1/2", epochs=epochs)


def gradient(n, part, x):
    """Function (2)'s, to the letter."""
    if part == 0:
        return n if x >= -1 else n * (x + 2)
    return -1 if x >= -1 else -(x + 2)


@pytest.mark.parametrize("choose", ["worst", "last", "first", "random"])
def test_adam_itself_diverges_at_the_rate_of_the_margin(choose):
    n, b1, b2, x, m, v = 10, 0.5, 0.4, 30.0, 0.0, 0.0
    margin = -float(sure_bound(n, b1, b2, epochs=2).upper)
    rng = np.random.default_rng(5)
    after = []
    for k in range(1, 400):
        ways = {"worst": 4 if k % 2 else 9, "last": 9, "first": 0, "random": int(rng.integers(n))}
        for i in range(n):
            g = gradient(n, 0 if i == ways[choose] else 1, x)
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            x -= m / math.sqrt(v) / math.sqrt(k)
        after.append(x)
    steps = np.diff(after) * np.sqrt(np.arange(2, 400))
    assert steps[20:].min() >= margin - 1e-9
    assert after[-1] - after[20] >= margin * (math.sqrt(400) - math.sqrt(21))

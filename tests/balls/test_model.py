"""The model's expressions: partial sums, gradients, S, conditional expectations."""

import itertools
from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from colorball.balls.labels import parse_beta, parse_epochs, parse_labels
from colorball.balls.model import ColorBalls
from colorball.balls.sampling import Sampling
from colorball.errors import InputError

A, C = sympy.IndexedBase("a"), sympy.IndexedBase("c")
B = sympy.Symbol("beta", nonnegative=True)
sizes = [(1, 1), (1, 3), (2, 2), (3, 2), (2, 3)]


@pytest.mark.parametrize(("n", "k"), sizes)
def test_partial_sums_add_up_to_the_momenta(n, k):
    model = ColorBalls.of([f"c{i}" for i in range(n)], k)
    for i in range(n):
        momentum = sum(
            B ** (n * (k - j) + i - q) * A[j, q]
            for j in range(1, k + 1)
            for q in range(n)
            if (j, q) <= (k, i)
        )
        assert sympy.expand(sum(model.partial_sum(i, j) for j in range(1, k + 1)) - momentum) == 0


@pytest.mark.parametrize(("n", "k"), sizes)
def test_gradient_sums_add_up_to_the_gradients(n, k):
    model = ColorBalls.of([f"c{i}" for i in range(n)], k)
    for i in range(n):
        powers = sum(B**p for p in range(n * k))
        total = sum(model.gradient_sum(i, j) for j in range(1, k + 1))
        assert sympy.expand(total - sympy.Symbol(f"c{i}") * powers) == 0


@pytest.mark.parametrize(("n", "k"), sizes)
def test_symbolic_n_and_k_become_the_model_with_numbers(n, k):
    general = ColorBalls.symbolic()
    concrete = ColorBalls.of([f"c{i}" for i in range(n)], k)
    numbers = {general.count: n, general.epochs: k}
    names = {C[i]: sympy.Symbol(f"c{i}") for i in range(n)}
    epoch = general.epochs
    for i, j in itertools.product(range(n), range(1, k + 1)):
        sum_at = general.partial_sum(i, epoch if j == k else j).subs(numbers).doit()
        assert sympy.expand(sum_at - concrete.partial_sum(i, j)) == 0
        share = general.gradient_sum(i, epoch if j == k else j).subs(numbers).doit().subs(names)
        assert sympy.expand(share - concrete.gradient_sum(i, j)) == 0


@pytest.mark.parametrize("sampling", list(Sampling))
@pytest.mark.parametrize(("n", "k"), sizes[:4])
def test_the_mean_of_s_over_all_sequences_is_the_expectation(n, k, sampling):
    if sampling is Sampling.WITH_REPLACEMENT and n == 3:
        k = 1
    model = ColorBalls.of([f"c{i}" for i in range(n)], k, sampling=sampling)
    sums = [model.sum_of(sequence) for sequence in model.sequences()]
    assert sympy.expand(sum(sums) / len(sums) - model.expectation().expression) == 0
    assert sympy.expand(model.conditional_expectation(0) - model.expectation().expression) == 0


@settings(max_examples=25)
@given(
    st.lists(st.fractions(-5, 5, max_denominator=6), min_size=1, max_size=3),
    st.integers(1, 3),
    st.fractions(0, Fraction(9, 10), max_denominator=20),
    st.sampled_from([Sampling.RESHUFFLE, Sampling.WITH_REPLACEMENT]),
)
def test_averaging_an_epoch_gives_the_conditional_expectation_before_it(labels, k, beta, sampling):
    model = ColorBalls.of(labels, k, beta, sampling)
    orders = list(model.orders())
    for known in range(1, k + 1):
        later = model.conditional_expectation(known)
        averaged = sympy.Add(
            *(
                later.subs({A[known, q]: model.label(ball) for q, ball in enumerate(order)})
                for order in orders
            )
        ) / len(orders)
        assert sympy.expand(averaged - model.conditional_expectation(known - 1)) == 0


@pytest.mark.parametrize("sampling", list(Sampling))
def test_when_all_is_known_nothing_is_averaged(sampling):
    model = ColorBalls.of("x,y,z", 2, sampling=sampling)
    everything = model.conditional_expectation(2)
    for sequence in itertools.islice(model.sequences(), 12):
        drawn = {
            A[j, q]: model.label(ball)
            for j, order in enumerate(sequence, start=1)
            for q, ball in enumerate(order)
        }
        assert sympy.expand(everything.subs(drawn) - model.sum_of(sequence)) == 0


def test_shuffle_once_is_known_after_its_first_epoch():
    model = ColorBalls.of("x,y", 3, sampling="shuffle-once")
    for sequence in model.sequences():
        drawn = {A[1, q]: model.label(ball) for q, ball in enumerate(sequence[0])}
        known = model.conditional_expectation(1).subs(drawn)
        assert sympy.expand(known - model.sum_of(sequence)) == 0


@pytest.mark.parametrize(
    "ask",
    [
        lambda m: m.partial_sum(2, 1),
        lambda m: m.partial_sum(-1, 1),
        lambda m: m.partial_sum(sympy.Integer(2), 1),
        lambda m: m.partial_sum(0, 0),
        lambda m: m.partial_sum(0, 4),
        lambda m: m.partial_sum(0, sympy.Integer(4)),
        lambda m: m.partial_sum(0, sympy.Rational(1, 2)),
        lambda m: m.gradient_sum(2, 1),
        lambda m: m.gradient_sum(0, 4),
        lambda m: m.label(2),
        lambda m: m.label(-1),
        lambda m: m.conditional_expectation(4),
        lambda m: m.conditional_expectation(-1),
        lambda m: m.conditional_expectation("1"),
        lambda m: m.sum_of([(0, 1)]),
        lambda m: m.sum_of([(0, 1), (0, 1), (0,)]),
        lambda m: m.sum_of([(0, 1), (0, 1), (0, 2)]),
    ],
)
def test_indices_out_of_range_are_refused(ask):
    with pytest.raises(InputError):
        ask(ColorBalls.of("x,y", 3))


@pytest.mark.parametrize(
    "ask",
    [
        lambda m: m.orders(),
        lambda m: m.sequences(),
        lambda m: m.expectation(),
        lambda m: m.conditional_expectation(0),
        lambda m: m.sum_of([]),
    ],
)
def test_a_symbolic_n_cannot_be_enumerated(ask):
    with pytest.raises(InputError, match=r"\An: got n"):
        ask(ColorBalls.symbolic())


def test_arguments_are_parsed_to_numbers_or_names():
    assert parse_labels(" 1 , c_1,-2/3") == (1, sympy.Symbol("c_1"), Fraction(-2, 3))
    assert parse_labels([sympy.Symbol("z"), 2]) == (sympy.Symbol("z"), 2)
    assert parse_epochs("12") == parse_epochs(12) == parse_epochs("24/2") == 12
    assert parse_beta("0.9") == Fraction(9, 10)
    assert parse_beta(0) == 0

"""The repeated cancellation, as the talk tabulates it and as the lemma says."""

import math
from fractions import Fraction

import pytest
import sympy

from colorball.balls.cancellation import cancellation
from colorball.balls.expectation import expectation
from colorball.balls.orders import order_count
from colorball.balls.powers import powers_text
from colorball.balls.sampling import Sampling

SHUFFLED = [s for s in Sampling if s is not Sampling.CYCLIC]


def test_two_balls_give_the_rows_of_the_talk():
    rows = [(s.drawn_text(), s.remainder_text()) for s in cancellation(2, sympy.Symbol("k"))]
    assert rows == [
        ("k: (2 + beta)", "-beta - 2 beta^2 - 2 beta^3 ..."),
        ("k-1: (beta + 2 beta^2 + beta^3)", "-beta^3 - 2 beta^4 - 2 beta^5 ..."),
        ("k-2: (beta^3 + 2 beta^4 + beta^5)", "-beta^5 - 2 beta^6 - 2 beta^7 ..."),
        ("k-3: (beta^5 + 2 beta^6 + beta^7)", "-beta^7 - 2 beta^8 - 2 beta^9 ..."),
    ]


@pytest.mark.parametrize("sampling", SHUFFLED)
@pytest.mark.parametrize(("n", "k"), [(1, 1), (1, 4), (2, 5), (3, 3), (5, 4), (7, 1)])
def test_each_step_leaves_the_moment_at_the_highest_powers(n, k, sampling):
    orders = order_count(n, sampling)
    steps = list(cancellation(n, k, sampling))
    assert [(s.age, s.epoch) for s in steps] == [(age, k - age) for age in range(k)]
    for step in steps:
        first = n * step.age
        moment = {first + j: -j * orders // n for j in range(1, n)}
        older = dict.fromkeys(range(first + n, n * k), -orders)
        assert step.ball is None
        assert dict(step.share) == moment
        assert dict(step.remainder) == moment | older
        assert not step.endless
    last = sum(Fraction(c) * Fraction(3, 7) ** p for p, c in steps[-1].remainder.items())
    labels = [Fraction(i * i - 3) for i in range(n)]
    mean = expectation(labels, k, Fraction(3, 7), sampling=sampling).value
    assert orders * mean == sum(labels) * last


@pytest.mark.parametrize(("n", "k"), [(1, 2), (2, 3), (4, 2)])
def test_the_cyclic_order_has_its_own_row_for_each_ball(n, k):
    steps = list(cancellation(n, k, Sampling.CYCLIC))
    assert [s.ball for s in steps] == [ball for ball in range(n) for _ in range(k)]
    beta, labels = Fraction(2, 5), [Fraction(2 * i + 1, 3) for i in range(n)]
    last = [s for s in steps if s.age == k - 1]
    total = sum(labels[s.ball] * sum(c * beta**p for p, c in s.remainder.items()) for s in last)
    assert total == expectation(labels, k, beta, sampling="cyclic").value


@pytest.mark.parametrize("sampling", list(Sampling))
def test_a_symbolic_k_gives_the_first_steps_of_any_large_k(sampling):
    n = 3
    endless = list(cancellation(n, sympy.Symbol("k"), sampling))
    finite = [s for s in cancellation(n, 9, sampling) if s.age < 4]
    assert len(endless) == len(finite)
    for general, step in zip(endless, finite, strict=True):
        assert general.endless
        assert (general.age, general.ball) == (step.age, step.ball)
        assert (general.drawn, general.share) == (step.drawn, step.share)
        listed = max(general.remainder)
        assert {p: c for p, c in step.remainder.items() if p <= listed} == general.remainder


def test_coefficients_are_exact_for_many_balls():
    (step,) = cancellation(40, 1)
    assert step.remainder[39] == -39 * math.factorial(39)


@pytest.mark.parametrize(
    ("coefficients", "options", "text"),
    [
        ({}, {}, "0"),
        ({3: 0}, {}, "0"),
        ({}, {"endless": True}, "0 ..."),
        ({1: 1, 0: -1}, {}, "-1 + beta"),
        ({0: 1, 2: -3}, {"variable": "x"}, "1 - 3 x^2"),
        ({0: 1, 1: 1, 2: 1}, {"longest": 2}, "1 + beta ..."),
        ({0: 1, 1: 1}, {"longest": 2}, "1 + beta"),
    ],
)
def test_powers_are_written_in_ascending_order(coefficients, options, text):
    assert powers_text(coefficients, **options) == text

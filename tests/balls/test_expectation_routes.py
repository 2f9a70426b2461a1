"""E[S] by three routes of the library and by the letter of the definition."""

import itertools
from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from colorball.balls.expectation import expectation
from colorball.balls.sampling import Sampling
from colorball.errors import InputError

SCHEMES = list(Sampling)
numbers = st.fractions(-9, 9, max_denominator=12)
betas = st.one_of(st.just(Fraction(0)), st.fractions(0, Fraction(99, 100), max_denominator=100))
small = st.tuples(st.integers(1, 3), st.integers(1, 3)).filter(lambda size: size != (3, 3))


def literal_expectation(labels, k, beta, sampling):
    """The mean of sum_i m_i - sum_i f_i over all draws, as section 1 of the model defines it."""
    n = len(labels)
    orders = list(itertools.permutations(range(n)))
    match sampling:
        case "reshuffle":
            sequences = list(itertools.product(orders, repeat=k))
        case "with-replacement":
            every = list(itertools.product(range(n), repeat=n))
            sequences = list(itertools.product(every, repeat=k))
        case "shuffle-once":
            sequences = [(order,) * k for order in orders]
        case "cyclic":
            sequences = [(tuple(range(n)),) * k]
    total = Fraction(0)
    for sequence in sequences:
        for i in range(n):
            for j in range(1, k + 1):
                for q in range(n if j < k else i + 1):
                    total += beta ** (n * (k - j) + i - q) * labels[sequence[j - 1][q]]
            total -= labels[i] * sum(beta**p for p in range(n * k))
    return total / len(sequences)


@st.composite
def cases(draw):
    n, k = draw(small)
    pool = draw(st.lists(numbers, min_size=1, max_size=n))  # few, so that labels are often equal
    labels = draw(st.lists(st.sampled_from(pool), min_size=n, max_size=n))
    return labels, k, draw(betas), draw(st.sampled_from(SCHEMES))


@settings(max_examples=60)
@given(cases())
def test_every_route_gives_what_the_definition_says(case):
    labels, k, beta, sampling = case
    truth = literal_expectation(labels, k, beta, sampling)
    for method in ("closed-form", "definition", "enumeration"):
        assert expectation(labels, k, beta, sampling=sampling, method=method).value == truth


@given(
    st.lists(numbers, min_size=1, max_size=30),
    st.integers(1, 40),
    betas,
    st.sampled_from(SCHEMES),
)
def test_closed_form_and_definition_agree_at_moderate_size(labels, k, beta, sampling):
    closed = expectation(labels, k, beta, sampling=sampling)
    defined = expectation(labels, k, beta, sampling=sampling, method="definition")
    assert closed.value == defined.value


@given(numbers, numbers, st.integers(1, 50), betas)
def test_two_balls_give_the_formula_of_the_talk(c0, c1, k, beta):
    assert expectation([c0, c1], k, beta).value == beta ** (2 * (k - 1) + 1) * (-c0 / 2 - c1 / 2)


@given(numbers, st.integers(1, 100), betas, st.sampled_from(SCHEMES))
def test_one_ball_leaves_nothing(label, k, beta, sampling):
    assert expectation([label], k, beta, sampling=sampling).value == 0


@given(st.lists(numbers, min_size=1, max_size=12), betas)
def test_one_epoch_leaves_the_moment(labels, beta):
    n, mean = len(labels), sum(labels) / len(labels)
    assert expectation(labels, 1, beta).value == -mean * sum(j * beta**j for j in range(n))


@given(st.lists(numbers, min_size=1, max_size=8), st.integers(1, 6), st.sampled_from(SCHEMES))
def test_beta_to_1_gives_the_limit(labels, k, sampling):
    """``|beta^p - 1| <= p (1 - beta)`` for beta in [0, 1], and every power is below n k."""
    n, eps = len(labels), Fraction(1, 10**30)
    if sampling is Sampling.CYCLIC:
        limit = -sum(q * c for q, c in enumerate(labels))
    else:
        limit = -sum(labels) / n * Fraction(n * (n - 1), 2)
    value = expectation(labels, k, 1 - eps, sampling=sampling).value
    assert abs(value - limit) <= n * n * max(map(abs, labels)) * (n * k) * eps


def test_a_float_beta_is_exact():
    assert expectation([1, 3], 2, 0.9).value == -2 * Fraction(0.9) ** 3


@pytest.mark.parametrize("sampling", SCHEMES)
def test_symbols_stand_for_any_numbers(sampling):
    labels, beta = [Fraction(3, 2), Fraction(-4), Fraction(7, 3)], Fraction(5, 7)
    names, k = [sympy.Symbol(f"c{i}") for i in range(3)], sympy.Symbol("k", integer=True)
    coefficient = sympy.Symbol("beta")
    general = expectation(names, k, coefficient, sampling=sampling).expression
    numbers = {name: sympy.Rational(str(c)) for name, c in zip(names, labels, strict=True)}
    for epochs in (1, 2, 5):
        at = general.subs({**numbers, k: epochs, coefficient: sympy.Rational(str(beta))})
        value = expectation(labels, epochs, beta, sampling=sampling).value
        assert at == sympy.Rational(str(value))


@pytest.mark.parametrize("method", ["definition", "enumeration"])
@pytest.mark.parametrize("sampling", SCHEMES)
def test_symbolic_labels_and_beta_by_the_slow_routes(sampling, method):
    closed = expectation("x,y,x", 2, "b", sampling=sampling).expression
    other = expectation("x,y,x", 2, "b", sampling=sampling, method=method).expression
    assert sympy.expand(closed - other) == 0


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        (("", 1, "1/2"), {}),
        (([], 1, "1/2"), {}),
        ((None, 1, "1/2"), {}),
        ((5, 1, "1/2"), {}),
        (("1,,2", 1, "1/2"), {}),
        (("1,nan?", 1, "1/2"), {}),
        (("1,beta", 1, "1/2"), {}),
        (([1, None], 1, "1/2"), {}),
        (("1,2", 0, "1/2"), {}),
        (("1,2", -3, "1/2"), {}),
        (("1,2", "3/2", "1/2"), {}),
        (("1,2", 1.5, "1/2"), {}),
        (("1,2", True, "1/2"), {}),
        (("1,2", 1, 1), {}),
        (("1,2", 1, "-1/10"), {}),
        (("1,2", 1, float("nan")), {}),
        (("1,2", 1, None), {}),
        (("c0,c1", 1, "c0"), {}),
        (("c0,k", "k", "1/2"), {}),
        (("1,2", "k", "k"), {}),
        (("1,2", 1, "1/2"), {"sampling": "shuffled"}),
        (("1,2", 1, "1/2"), {"method": "guess"}),
        (("1,2", "k", "1/2"), {"method": "definition"}),
        (("1,2", "k", "1/2"), {"method": "enumeration"}),
    ],
)
def test_bad_arguments_are_refused(arguments, options):
    with pytest.raises(InputError):
        expectation(*arguments, **options)

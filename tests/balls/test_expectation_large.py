"""E[S] where it cannot be enumerated: exact, quick, and never written out by accident."""

from fractions import Fraction

import pytest
import sympy

from colorball.balls.expectation import expectation
from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.exact.rational import rational_text

PRIMES = (2**61 - 1, 2**61 - 31, 2**62 - 57)


def expectation_modulo(labels, k, beta, prime):
    """The definition in modular arithmetic: sum over draws of weight times mean, minus all f.

    Draw q of an epoch that is ``age`` epochs old has weight sum_i beta^(n age + i - q) with
    non-negative exponents; the sum over i, then over q, is kept as running sums of powers.
    """
    n = len(labels)
    b = beta.numerator * pow(beta.denominator, -1, prime) % prime
    inverse = pow(b, -1, prime)
    mean = sum(labels) * pow(n, -1, prime) % prime
    newest, partial, power = 0, 0, 1
    for _ in range(n):  # draws n-1, n-2, ..., 0 of the newest epoch: 1, 1 + b, 1 + b + b^2, ...
        partial = (partial + power) % prime
        newest = (newest + partial) % prime
        power = power * b % prime
    epoch_ratio, window = power, partial
    older, shift = 0, 1
    for _ in range(n):
        older = (older + window * shift) % prime
        shift = shift * inverse % prime
    weights, gradients, scale = newest, window, epoch_ratio
    for _ in range(1, k):
        weights = (weights + older * scale) % prime
        gradients = (gradients + window * scale) % prime
        scale = scale * epoch_ratio % prime
    return mean * (weights - n * gradients) % prime


def test_200_balls_and_epochs_as_one_expanded_fraction():
    labels = [Fraction((7 * i) % 31 - 11, 1 + i % 5) for i in range(200)]
    closed = expectation(labels, 200, "9/10")
    assert closed.value == expectation(labels, 200, "9/10", method="definition").value
    text = closed.text()
    assert len(text) > 78_000
    numerator, _, denominator = text.partition("/")
    assert rational_text(closed.value) == f"{numerator}/{denominator}"


@pytest.mark.parametrize("prime", PRIMES)
def test_10000_balls_and_epochs_agree_with_the_definition_modulo_a_prime(prime):
    assert sympy.isprime(prime)
    labels = [(i * i) % 1009 - 300 for i in range(10_000)]
    beta = Fraction(9, 10)
    answer = expectation(labels, 10_000, beta)
    factor, exponent = answer.factor, answer.exponent
    value = factor.numerator * pow(factor.denominator, -1, prime)
    value *= pow(beta.numerator * pow(beta.denominator, -1, prime), exponent, prime)
    assert value % prime == expectation_modulo(labels, 10_000, beta, prime)


def test_10000_balls_and_epochs_are_given_as_a_closed_form():
    answer = expectation(range(10_000), 10_000, "9/10")
    assert answer.text().endswith(" * (9/10)^99990000")
    assert answer.latex().endswith(r" \cdot \left(\frac{9}{10}\right)^{99990000}")
    assert answer.digits() > 10**8


def test_the_number_of_epochs_may_be_astronomical():
    answer = expectation("1,2", 10**3000, "1/2")
    assert answer.text() == f"-3/4 * (1/2)^{2 * 10**3000 - 2}"
    assert answer.is_number
    assert answer.latex()


def test_vanishing_values_are_0_at_any_size():
    assert expectation("1,2", 10**3000, 0).text() == "0"
    assert expectation("1,-1", 10**3000, "9/10").text() == "0"
    assert expectation("7", 10**3000, "9/10").text() == "0"


def test_symbols_have_no_value():
    answer = expectation("c0,1", 3, "1/2")
    assert not answer.is_number
    with pytest.raises(TypeError):
        _ = answer.value
    with pytest.raises(TypeError):
        answer.digits()


@pytest.mark.parametrize("sampling", list(Sampling))
def test_the_definition_is_refused_where_it_is_too_large(sampling):
    with pytest.raises(InputError, match="n k"):
        expectation("1,2", 10**9, "1/2", sampling=sampling, method="definition")


def test_the_cyclic_definition_counts_every_ball():
    with pytest.raises(InputError, match="n k"):
        expectation(range(2000), 2000, "1/2", sampling="cyclic", method="definition")

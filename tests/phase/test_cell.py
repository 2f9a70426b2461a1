"""The series over all older cells: against their product taken one by one."""

import cmath
import math

import pytest
from flint import arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from colorball.phase.cell import RADIUS, Cell, _geometric, series_size

few = settings(max_examples=settings().max_examples // 2)
lengths = st.sampled_from([1, 2, 3, 7, 20])
betas = st.one_of(st.just(0.0), st.floats(0, 0.9).map(lambda x: round(x, 4)))
probabilities = st.sampled_from([1.0, 0.5, 0.125])
taus = st.one_of(st.floats(-0.75, 0.75), st.floats(-1e-3, 1e-3), st.just(0.75), st.just(0.0))


def one_by_one(length, probability, beta1, beta2, tau):
    """``prod phi`` and ``sum beta_1^(length j) psi/phi`` in floats."""
    log, ratio, weight = 0.0, 0.0, 1.0
    for _ in range(4000):
        exponentials = [cmath.exp(-tau * beta2**s) for s in range(length)]
        phi = 1 + probability * (sum(exponentials) / length - 1)
        psi = sum(beta1**s * e for s, e in enumerate(exponentials)) * probability / length
        log, ratio = log + cmath.log(phi), ratio + weight * psi / phi
        tau, weight = tau * beta2**length, weight * beta1**length
        if abs(tau) + weight < 1e-18:
            break
    return cmath.exp(log).real, ratio.real


def cell(length, probability, beta1, beta2, terms, radius=RADIUS):
    return Cell(length, arb(probability), arb(beta1), arb(beta2), arb(radius), terms)


@few
@given(lengths, probabilities, betas, betas, taus, st.integers(1, 40), st.floats(1e-3, 1))
def test_contains_the_product_whatever_is_cut(length, probability, beta1, beta2, tau, terms, share):
    tau = tau * share
    product, ratio = one_by_one(length, probability, beta1, beta2, tau)
    radius = max(0.75 * share, abs(tau), 1e-4) * (1 + 1e-12) if share < 1 else RADIUS
    found = cell(length, probability, beta1, beta2, terms, radius).older(arb(tau))
    slack = 1e-12 * (1 + ratio)
    assert found[0].overlaps(arb(product, 1e-12))
    assert found[1].overlaps(arb(ratio, slack))


@few
@given(lengths, probabilities, betas, betas, taus)
def test_enough_terms_are_narrow(length, probability, beta1, beta2, tau):
    product, ratio = cell(length, probability, beta1, beta2, 60).older(arb(tau))
    assert product.rad() < 1e-9
    assert ratio.rad() < 1e-9 * (1 + abs(ratio))


@few
@given(lengths, probabilities, betas, betas, taus)
def test_a_cell_and_all_older_ones(length, probability, beta1, beta2, tau):
    """The older cells are the same at tau beta_2^length."""
    made = cell(length, probability, beta1, beta2, 50)
    step = arb(beta2) ** length
    now, rest = made.older(arb(tau)), made.older(arb(tau) * step)
    exponentials = [(-arb(tau) * arb(beta2) ** s).exp() for s in range(length)]
    share = arb(probability) / length
    phi = 1 - arb(probability) + share * sum(exponentials, arb(0))
    psi = share * sum((arb(beta1) ** s * e for s, e in enumerate(exponentials)), arb(0))
    assert now[0].overlaps(phi * rest[0])
    assert now[1].overlaps(psi / phi + arb(beta1) ** length * rest[1])


@few
@given(lengths, probabilities, betas, betas)
def test_coefficients_within_cauchys_bounds(length, probability, beta1, beta2):
    made = cell(length, probability, beta1, beta2, 25)
    for r, value in enumerate(made.log_series.coeffs()):
        kappa = float(abs(value).lower()) * (1 - beta2 ** (length * r))
        assert kappa <= 5 * (2 / 3) ** r
    for r, value in enumerate(made.ratio_series.coeffs()):
        chi = float(abs(value).lower()) * (1 - beta1**length * beta2 ** (length * r))
        assert chi <= 300 * (2 / 3) ** r


@given(st.floats(0, 1), st.floats(-1.5, 1.5), st.floats(0, 1))
def test_the_sector_behind_cauchys_bounds(radius, angle, x):
    """The means of e^(-tau x) for |tau| <= 3/2 stay where the bounds 5 and 300 are from."""
    value = cmath.exp(-1.5 * radius * cmath.exp(1j * angle * 2.1) * x)
    least = math.exp(-1.5) * math.cos(1.5)
    assert value.real >= least
    assert abs(value) <= math.exp(1.5)
    assert math.hypot(math.log(least), 1.5) <= 5
    assert math.exp(1.5) / least <= 300


@pytest.mark.parametrize("tau", [0.76, -0.76, 5.0, math.nan])
def test_too_far_for_the_series(tau):
    with pytest.raises(ArithmeticError):
        cell(3, 1.0, 0.5, 0.5, 20).older(arb(tau))


def test_uncertain_whether_near_enough():
    with pytest.raises(ArithmeticError):
        cell(3, 1.0, 0.5, 0.5, 20).older(arb(0.75, 1e-9))
    assert cell(3, 1.0, 0.5, 0.5, 20).older(RADIUS)[0] > 0


def test_beta2_that_may_be_one_gives_nothing_rather_than_something_wrong():
    product, _ = cell(3, 1, 0, 1, 20).older(arb(0.5))
    assert not product.is_finite()


def test_beta1_that_may_be_one_gives_nothing_rather_than_something_wrong():
    made = Cell(3, arb(1), arb(1, 1e-9), arb(0.5), RADIUS, 20)
    assert not made.older(arb(0.5))[1].is_finite()


@given(st.floats(1e-12, 1e3), st.floats(0, 0.999), st.integers(1, 300))
def test_the_size_of_the_series_is_enough(c, beta2, bits):
    radius, terms = series_size(arb(c), arb(beta2), bits)
    assert radius <= RADIUS
    assert radius == RADIUS or radius >= c * bits  # so that all t = c u^2 are reached
    q = 2 * float(radius) / 3
    assert terms * math.log(q) <= -bits * math.log(2) + math.log(1 - beta2)


@given(st.fractions(0, 1, max_denominator=200), st.sampled_from([1, 2, 5, 64, 65, 200]))
def test_geometric_sums(ratio, length):
    exact = sum(ratio**s for s in range(length))
    found = _geometric(arb(fmpq(ratio.numerator, ratio.denominator)), length)
    assert found.overlaps(arb(fmpq(exact.numerator, exact.denominator)))
    assert found.rad() < 1e-9

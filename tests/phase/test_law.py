"""The law for large n: its bounds against certified drifts and edges."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colorball.balls.sampling import Sampling
from colorball.errors import InputError
from colorball.exact.rational import from_flint
from colorball.phase import law_replacement, law_reshuffle
from colorball.phase.drift import drift
from colorball.phase.law import law
from colorball.phase.law_square import drift_below, square_from
from colorball.phase.upper_edge import upper_edge
from colorball.verdict import Verdict

BETAS = st.sampled_from(["0", "1/10", "1/2", "9/10", "99/100"]).map(Fraction)


def scaled_drift(n, beta1, c, sampling):
    """Bounds of sqrt(mu) D, from bounds of sqrt(mu)."""
    found = drift(n, beta1, 1 - c / (n * n - 1), sampling=sampling, digits=9)
    mean = n + 1 - Fraction(1, n)
    root = Fraction(int(float(mean) ** 0.5 * 2**40), 2**40)
    roots = (root - Fraction(1, 2**30), root + Fraction(1, 2**30))
    assert roots[0] ** 2 < mean < roots[1] ** 2
    products = [r * d for r in roots for d in (found.lower, found.upper)]
    return min(products), max(products)


@given(st.integers(30, 60), BETAS, st.fractions(Fraction(1, 100), 5, max_denominator=100))
@settings(max_examples=15, deadline=None)
def test_the_reshuffled_drift_is_within_its_errors(n, beta1, c):
    q = beta1 / (1 - beta1)
    low, high = scaled_drift(n, beta1, c, "reshuffle")
    below, above = law_reshuffle.errors(n, q, c)
    middle = law_reshuffle.two_terms(n, q, c)
    assert middle - below <= high
    assert low <= middle + above
    assert law_reshuffle.uniform_bound(n, c) <= high


@given(
    st.integers(30, 60), BETAS, st.fractions(Fraction(1, 100), Fraction(5, 2), max_denominator=100)
)
@settings(max_examples=15, deadline=None)
def test_the_drift_with_replacement_is_within_its_errors(n, beta1, c):
    q = beta1 / (1 - beta1)
    low, high = scaled_drift(n, beta1, c, "with-replacement")
    below, above = law_replacement.errors(n, q, c)
    middle = law_replacement.two_terms(n, c)
    assert low <= middle + above
    if middle > below:
        assert high > 0


@pytest.mark.parametrize("beta1", ["0", "1/2", "9/10"])
def test_the_errors_in_fact_fall_like_a_square(beta1):
    b1, c = Fraction(beta1), Fraction(4)
    q, sizes = b1 / (1 - b1), []
    for n in (40, 80):
        low, _ = scaled_drift(n, b1, c, "reshuffle")
        sizes.append(abs(float(low - law_reshuffle.two_terms(n, q, c))) * n * n)
    assert max(sizes) < 2 * min(sizes)


def test_errors_vanish_at_zero_and_grow():
    for errors in (law_reshuffle.errors, law_replacement.errors):
        assert errors(50, Fraction(1), Fraction(0)) == (0, 0)
        small, large = (errors(50, Fraction(1), c) for c in (Fraction(1), Fraction(2)))
        assert small[0] < large[0]
        assert small[1] < large[1]


@pytest.mark.parametrize(
    ("n", "beta1", "sampling"),
    [
        (60, "0", "reshuffle"),
        (60, "1/2", "reshuffle"),
        (60, "0", "with-replacement"),
        (60, "1/2", "with-replacement"),
    ],
)
def test_the_interval_holds_the_certified_edge(n, beta1, sampling):
    found, edge = law(n, beta1, sampling), upper_edge(n, beta1, sampling=sampling, digits=9)
    assert found.verdict is Verdict.PROVED
    assert found.lower <= edge.upper
    assert edge.lower <= found.upper
    assert found.lower < found.edge < found.upper


def test_few_parts_have_no_upper_bound_but_a_true_lower_one():
    found = law(10, "1/2")
    assert found.verdict is Verdict.UNDECIDED
    assert found.most is None
    assert upper_edge(10, "1/2").upper <= found.upper
    assert str(found).startswith("beta_2* <= 0.98")


def test_the_simple_constants_hold_for_the_computed_ones():
    for n, q in ((30, 0), (60, 1), (300, 9), (1000, 0), (1000, 1)):
        found = law(n, Fraction(q, 1 + q))
        margin = Fraction(350 + 120 * q + 40 * q * q, n * n)
        assert found.predicted - margin <= found.least < found.predicted
        assert found.predicted < found.most <= found.predicted + margin
    for n, q in ((100, 0), (100, 9), (1000, 99)):
        found = law(n, Fraction(q, 1 + q), Sampling.WITH_REPLACEMENT)
        assert found.predicted - Fraction(215, n * n) <= found.least
        assert found.most <= found.predicted + Fraction(215 + 9 * q, n * n)


def test_the_uniform_bound_reaches_what_the_claim_says():
    for n in (30, 100, 1000):
        assert law_reshuffle.uniform_bound(n, 4 - Fraction(25, n)) > 0


@pytest.mark.parametrize("sampling", ["cyclic", "shuffle-once"])
def test_there_is_no_law_for_one_order(sampling):
    with pytest.raises(InputError, match="sampling"):
        law(100, "1/2", sampling)


@pytest.mark.parametrize("side", ["0", "1/10", "1/5"])
def test_the_square_is_in_the_region(side):
    n = max(3, square_from(side))
    for sampling in ("reshuffle", "with-replacement", "cyclic"):
        assert drift(n, side, side, sampling=sampling, digits=4).sign == "negative"


@given(
    st.integers(3, 20),
    BETAS,
    st.sampled_from(["0", "1/3", "4/5", "99/100"]).map(Fraction),
    st.integers(0, 25),
)
@settings(max_examples=30, deadline=None)
def test_the_bound_of_the_drift_holds(n, beta1, beta2, age):
    bound = drift_below(n, beta1, beta2, age)
    for sampling in ("reshuffle", "with-replacement"):
        found = drift(n, beta1, beta2, sampling=sampling, digits=4)
        assert found.lower <= from_flint(bound.upper().fmpq())

"""The checker's own arithmetic for the drift, against the prover's and against brute force."""

import math
import random
from fractions import Fraction

import pytest

from colorball.checker.complex_bound import least_real_part
from colorball.checker.drift_value import drift_value
from colorball.checker.exponential import exp_minus, pi
from colorball.checker.failures import Rejected
from colorball.checker.fixed_point import ONE, Interval
from colorball.checker.interpolation import basis, sign_changes
from colorball.checker.language import Domain, Scope
from colorball.checker.phase_edges import DriftValue, NearOne, PhaseEdges
from colorball.phase.drift import drift
from colorball.phase.edges import edges_between
from colorball.phase.near_one import is_positive_from

SCOPE = Scope(Domain(symbols=frozenset(), positive=()))


def thin(value):
    return Interval.of(Fraction(value), Fraction(value))


@pytest.mark.parametrize("x", ["0", "1/64", "1/3", "1", "7/2", "20", "50"])
def test_exponentials_are_enclosed(x):
    found = exp_minus(thin(x))
    reference = Fraction(math.exp(-float(Fraction(x))))
    assert found.high - found.low <= 4
    assert abs(Fraction(found.low, ONE) - reference) < Fraction(1, 2**52)
    product = found * exp_minus(thin(Fraction(1)))
    sum_of_both = exp_minus(thin(Fraction(x) + 1))
    assert product.low <= sum_of_both.high
    assert sum_of_both.low <= product.high


def test_large_exponents_do_not_hang():
    assert exp_minus(thin(10**30)) == Interval(0, 1)


def test_pi_is_enclosed():
    assert Fraction(pi().low, ONE) < Fraction(355, 113)
    assert abs(Fraction(pi().low, ONE) - Fraction(math.pi)) < Fraction(1, 2**50)
    assert pi().high - pi().low <= 2


@pytest.mark.parametrize("bits", [8, 20, 40])
def test_both_programs_enclose_the_same_drift(bits):
    generator = random.Random(bits)
    for _ in range(12):
        n = generator.randint(3, 8)
        beta1 = Fraction(generator.randint(0, 95), 100)
        beta2 = Fraction(generator.randint(0, 97), 100)
        ours = drift_value(n, beta1, thin(beta2), bits)
        theirs = drift(n, beta1, beta2, digits=14)
        assert Fraction(ours.low, ONE) <= theirs.upper
        assert theirs.lower <= Fraction(ours.high, ONE)
        assert Fraction(ours.high - ours.low, ONE) < Fraction(64 * n, 2**bits)


def test_re_v_in_a_rectangle_is_above_the_bound():
    n, middle, half = 4, Fraction(1, 2), Fraction(1, 20)
    bound = float(least_real_part(n, middle, 3 * half, 2 * half, 8))
    assert bound > 0
    generator = random.Random(1)
    for _ in range(400):
        z = complex(0.5 + 0.15 * generator.uniform(-1, 1), 0.1 * generator.uniform(-1, 1))
        i, v = generator.randrange(n), complex(1)
        for epoch in range(60):
            age = n * epoch + i - generator.randrange(n)
            v += 15 * (1 - z) * z**age if age >= 0 else 0
        assert v.real >= bound


def test_a_rectangle_that_leaves_the_disc_is_rejected():
    with pytest.raises(Rejected, match="unit disc"):
        least_real_part(4, Fraction(9, 10), Fraction(2, 10), Fraction(1, 10), 4)


@pytest.mark.parametrize("degree", [5, 8, 12])
def test_interpolation_reproduces_polynomials_and_bounds_the_rest(degree):
    lagrange = basis(degree)
    square = lagrange.combine([node**2 for node in lagrange.nodes])
    assert square[:4] == [0, 0, 1, 0]
    for s in (Fraction(k, 37) for k in range(-37, 38)):
        values = [sum(c * s**k for k, c in enumerate(p)) for p in lagrange.polynomials]
        assert sum(map(abs, values)) <= lagrange.lebesgue
        assert abs(math.prod(s - node for node in lagrange.nodes)) <= lagrange.omega
    # 1/(4-s) is at most 1 for |Re s| <= 3
    error, slope_error = lagrange.errors(Fraction(1), Fraction(2), Fraction(0))
    p = lagrange.combine([1 / (4 - node) for node in lagrange.nodes])
    for s in (Fraction(k, 37) for k in range(-37, 38)):
        value = sum(c * s**k for k, c in enumerate(p))
        slope = sum(k * c * s ** (k - 1) for k, c in enumerate(p) if k)
        assert abs(value - 1 / (4 - s)) <= error
        assert abs(slope - 1 / (4 - s) ** 2) <= slope_error


def test_sign_changes_of_known_polynomials():
    third = Fraction(1, 3)
    (change,), first = sign_changes([-third, Fraction(1)], Fraction(0), Fraction(0))
    assert change.left < third < change.right
    assert (change.rising, first) == (True, -1)
    both, first = sign_changes([-third, Fraction(0), Fraction(1)], Fraction(0), Fraction(0))
    assert [change.rising for change in both] == [False, True]
    assert first == 1
    assert sign_changes([Fraction(0), Fraction(0), Fraction(1)], third, third) is None


STEP = {
    "name": "edges",
    "rule": "phase-edges",
    "n": 3,
    "beta1": "1/5",
    "breaks": [
        "41/1024",
        "59/512",
        "255/1024",
        "447/1024",
        "623/1024",
        "763/1024",
        "213/256",
        "7/8",
    ],
    "edges": [{"lower": "446383557/1000000000", "side": "divergence-below"}],
}
RULE = PhaseEdges("edges", n=3, beta1="1/5", unit="1/1000000000", breaks=tuple(STEP["breaks"]))


def test_the_edge_that_the_prover_finds_is_accepted():
    RULE.verify(STEP, SCOPE)


@pytest.mark.parametrize(
    ("edges", "reason"),
    [
        ([], "1 times, not 0"),
        ([{"lower": "446383558/1000000000", "side": "divergence-below"}], "lowest terms"),
        ([{"lower": "223191779/500000000", "side": "divergence-below"}], "as stated"),
        ([{"lower": "446383557/1000000000", "side": "divergence-above"}], "as stated"),
        ([{"lower": "1/3", "side": "divergence-below"}], "multiple of the unit"),
        (STEP["edges"] * 2, "1 times, not 2"),
    ],
)
def test_other_edges_are_rejected(edges, reason):
    with pytest.raises(Rejected, match=reason):
        RULE.verify({**STEP, "edges": edges}, SCOPE)


def test_a_drift_elsewhere_is_rejected():
    rule = DriftValue("value", n=3, beta1="1/5", beta2="3/10", unit="1/1000000")
    step = {"name": "value", "rule": "drift-value", "n": 3, "beta1": "1/5", "beta2": "3/10"}
    rule.verify({**step, "lower": "-17673/100000"}, SCOPE)
    with pytest.raises(Rejected, match="does not lie there"):
        rule.verify({**step, "lower": "-176731/1000000"}, SCOPE)


@pytest.mark.parametrize("n", [3, 5, 10])
@pytest.mark.parametrize("beta2", ["1/2", "9/10", "99/100"])
def test_near_one_is_what_the_prover_says(n, beta2):
    step = {"name": "near", "rule": "near-one", "n": n, "beta2": beta2}
    rule = NearOne("near", n=n, beta2=beta2)
    if is_positive_from(n, Fraction(beta2)):
        rule.verify(step, SCOPE)
    else:
        with pytest.raises(Rejected, match="does not show"):
            rule.verify(step, SCOPE)


def test_the_prover_isolates_what_the_checker_accepts():
    from flint import fmpq

    from colorball.balls.sampling import Sampling

    (edge,), reached = edges_between(
        3, fmpq(1, 5), Sampling.RESHUFFLE, fmpq(0), fmpq(7, 8), digits=9
    )
    assert reached == fmpq(7, 8)
    assert str(edge.lower) == STEP["edges"][0]["lower"]

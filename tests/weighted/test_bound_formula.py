"""The bound's formula agrees with its numbers."""

from fractions import Fraction

import pytest
import sympy

from colorball import InputError, radius_bound
from colorball.balls.labels import as_sympy
from colorball.weighted.bound_formula import bound_formula

CASES = [
    (("3", "-1"), 7, "9/10"),
    (("1", "2", "6"), 3, "1/2"),
    (("1", "-2", "5/2", "0", "1"), 40, "4/5"),
]


@pytest.mark.parametrize("filtration", ["predictable", "adapted"])
@pytest.mark.parametrize("sampling", ["reshuffle", "with-replacement"])
@pytest.mark.parametrize(("labels", "k", "beta"), CASES)
def test_the_formula_gives_the_numbers_of_radius_bound(labels, k, beta, filtration, sampling):
    numbers = [Fraction(c) for c in labels]
    n, mean = len(numbers), sum(numbers) / len(numbers)
    variance = sum((c - mean) ** 2 for c in numbers) / n
    formula = bound_formula(filtration, sampling).subs(
        {
            "n": n,
            "k": k,
            "beta": sympy.Rational(beta),
            "sigma": sympy.sqrt(as_sympy(variance)),
            "cbar": as_sympy(mean),
        }
    )
    bound = radius_bound(labels, k, beta, filtration=filtration, sampling=sampling)
    exact = as_sympy(bound.rational) + sum(sympy.sqrt(as_sympy(s)) for s in bound.squares)
    # both are sums of square roots of rationals: equal to 60 digits
    assert abs((formula - exact / sympy.sqrt(k)).evalf(80)) < sympy.Float("1e-60")
    # and the rational bound is above, by next to nothing
    assert 0 <= (as_sympy(bound.upper) - formula).evalf(80) < sympy.Float("1e-40")


def test_one_order_for_all_epochs_has_no_formula_in_mean_and_variance():
    with pytest.raises(InputError, match="sampling"):
        bound_formula(sampling="cyclic")

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from colorball.phase.spacing import between, spaced

UNIT = st.fractions(0, Fraction(999_999, 10**6), max_denominator=10**6)


@given(steps=st.lists(st.floats(0.1, 5), min_size=1, max_size=6), longest=st.floats(0.05, 1))
def test_neighbours_are_close_and_the_ends_are_there(steps, longest):
    places = [Fraction(sum(steps[:k])) for k in range(len(steps) + 1)]
    found = spaced(
        lambda x: float(x) ** 2,
        places,
        lambda a, b: (a + b) / 2,
        lambda p, q: abs(p - q),
        longest,
    )
    assert list(found) == sorted(found)
    assert {float(place) ** 2 for place in places} <= set(found)
    assert all(b - a <= longest for a, b in pairwise(found))


def test_a_jump_is_kept_and_does_not_go_on_for_ever():
    calls = []

    def step(x):
        calls.append(x)
        return 0 if x < Fraction(1, 3) else 1

    found = spaced(
        step, [Fraction(0), Fraction(1)], lambda a, b: (a + b) / 2, lambda p, q: abs(p - q), 0.5
    )
    assert set(found) == {0, 1}
    assert len(calls) < 60
    narrow = sorted(calls)
    assert min(b - a for a, b in pairwise(narrow)) < Fraction(1, 10**9)


@given(left=UNIT, right=UNIT, digits=st.integers(6, 15))
def test_between(left, right, digits):
    low, high = sorted((left, right))
    middle = between(low, high, digits)
    assert (middle * 10**digits).denominator == 1
    slack = Fraction(2, 10**digits) + Fraction(1, 10**12)
    assert low - slack <= middle <= high + slack
    assert abs((1 - middle) ** 2 - (1 - low) * (1 - high)) <= 4 * slack

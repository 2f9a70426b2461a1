"""Bad arguments of the radius and its relatives: one clear error, before any work."""

from fractions import Fraction

import pytest

from colorball import InputError, Sampling, radius, radius_bound, radius_limit

BAD = [
    (("c0,c1", 3, "1/2"), {}, "labels"),
    (("", 3, "1/2"), {}, "labels"),
    (("1,2", 0, "1/2"), {}, "epochs"),
    (("1,2", "k", "1/2"), {}, "epochs"),
    (("1,2", 10**6, "1/2"), {}, "epochs"),
    (("1,2", 3, "1"), {}, "beta"),
    (("1,2", 3, "-1/2"), {}, "beta"),
    (("1,2", 3, "beta"), {}, "beta"),
    (("1,2", 3, float("nan")), {}, "beta"),
    (("1,2", 3, "1/2"), {"filtration": "clairvoyant"}, "filtration"),
    (("1,2", 3, "1/2"), {"sampling": "sorted"}, "sampling"),
]


@pytest.mark.parametrize(("arguments", "options", "name"), BAD)
def test_radius_and_bound_name_the_argument(arguments, options, name):
    for function in (radius, radius_bound):
        with pytest.raises(InputError) as caught:
            function(*arguments, **options)
        assert caught.value.argument == name


@pytest.mark.parametrize("digits", [0, 1001, 10**9, "12"])
def test_digits_are_limited(digits):
    for call in (lambda: radius("1,2", 3, "1/2", digits=digits), lambda: _limit(digits)):
        with pytest.raises(InputError, match="digits"):
            call()


def _limit(digits):
    return radius_limit("1,2", "1/2", digits=digits)


@pytest.mark.parametrize("sampling", list(Sampling))
def test_equal_labels_at_many_epochs_leave_the_mean_alone(sampling):
    enclosure = radius("2,2", 100_000, "9/10", sampling=sampling)
    assert 0 <= enclosure.lower <= enclosure.upper <= Fraction(1, 10**32)


@pytest.mark.parametrize(
    ("labels", "sampling"),
    [(range(15), "reshuffle"), (range(300), "with-replacement"), (range(100), "shuffle-once")],
)
def test_too_many_partial_draws_are_refused_and_the_bound_is_offered(labels, sampling):
    with pytest.raises(InputError, match="--bound"):
        radius(labels, 1000, "9/10", sampling=sampling)


def test_many_epochs_are_enclosed_near_the_limit():
    enclosure, limit = radius("1,2", 100_000, "9/10"), radius_limit("1,2", "9/10", digits=4)
    assert 0 < enclosure.width < 1e-9
    # the rate is O(1/k): here far below 1e-3
    assert abs(float(enclosure.lower) * 100_000**0.5 - float(limit.lower)) < 1e-3

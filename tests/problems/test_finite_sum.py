"""A user's own functions, good and bad."""

import numpy as np
import pytest

from colorball.errors import InputError
from colorball.problems.finite_sum import finite_sum
from colorball.problems.problem import Constants, Problem
from colorball.problems.toy_pair import toy_apart

TOY = toy_apart(4, 1)
CENTRES = np.array([[1.0, 0.0], [0.0, 1.0], [2.0, 2.0]])


def gradients(part, x):
    return x - CENTRES[part]


def totals(x):
    return 0.5 * ((x[:, None] - CENTRES) ** 2).sum(axis=(1, 2))


def test_a_scalar_sum_is_the_same_problem():
    problem: Problem = finite_sum(TOY.gradients, TOY.totals, n=4, start=2.0)
    x = np.array([0.5, -1.0, 3.0])
    assert problem.total_gradients(x) == pytest.approx(TOY.total_gradients(x))
    assert np.array_equal(problem.gradients(np.array([0, 1, 2]), x), TOY.gradients([0, 1, 2], x))
    assert (problem.shape, problem.start, problem.odd_part) == ((), 2.0, None)
    with pytest.raises(NotImplementedError, match="curvatures"):
        problem.curvatures(np.array([0]), x[:1])


def test_a_vector_sum_with_everything_given():
    problem = finite_sum(
        gradients,
        totals,
        n="3",
        shape=(2,),
        start=[1, 2],
        total_gradients=lambda x: 3 * x - CENTRES.sum(axis=0),
        curvatures=lambda _part, x: np.ones_like(x),
        interval=(-5, 5),
        constants=Constants(minimizer=None),
        name="centres",
    )
    x = np.random.default_rng(1).normal(size=(5, 2))
    by_parts = finite_sum(gradients, totals, n=3, shape=(2,)).total_gradients(x)
    assert problem.total_gradients(x) == pytest.approx(by_parts)
    assert problem.totals(x).shape == (5,)
    assert problem.curvatures(np.zeros(5, dtype=int), x).shape == (5, 2)
    assert (problem.name, problem.interval, problem.start.tolist()) == (
        "centres",
        (-5.0, 5.0),
        [1.0, 2.0],
    )


def fails(_part, _x):
    raise RuntimeError("no such part")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (lambda part, x: (x - CENTRES[part]).sum(axis=1), "shape"),
        (lambda part, x: (x - CENTRES[part])[:1], "shape"),
        (lambda _part, x: x.astype(np.float32), "float32"),
        (lambda _part, x: x.astype(np.complex128), "complex128"),
        (lambda _part, x: x.tolist(), "list"),
        (lambda _part, _x: None, "NoneType"),
        (fails, "RuntimeError: no such part"),
    ],
)
def test_bad_gradients_are_named(bad, said):
    with pytest.raises(InputError, match=f"^gradients: .*{said}"):
        finite_sum(bad, totals, n=3, shape=(2,))
    with pytest.raises(InputError, match=f"^curvatures: .*{said}"):
        finite_sum(gradients, totals, n=3, shape=(2,), curvatures=bad)


def test_other_bad_functions_are_named():
    with pytest.raises(InputError, match=r"^totals: .*shape"):
        finite_sum(gradients, lambda x: x, n=3, shape=(2,))
    with pytest.raises(InputError, match=r"^total_gradients: .*shape"):
        finite_sum(gradients, totals, n=3, shape=(2,), total_gradients=totals)


def test_bad_numbers_are_named():
    for argument, value in (
        ("n", 0),
        ("shape", (2, 2)),
        ("shape", [2]),
        ("shape", (0,)),
        ("start", [1.0, 2.0, 3.0]),
        ("start", float("nan")),
        ("start", "left"),
        ("interval", (1, -1)),
        ("interval", (1,)),
        ("interval", "wide"),
    ):
        given = {"n": 3, "shape": (2,), argument: value}
        with pytest.raises(InputError, match=f"^{argument}:"):
            finite_sum(gradients, totals, **given)


def test_nan_is_left_to_the_run():
    problem = finite_sum(lambda _part, x: x * np.nan, totals, n=3, shape=(2,))
    assert np.isnan(problem.gradients(np.array([0]), np.ones((1, 2)))).all()


def test_the_functions_may_change_what_they_get():
    def careless(_part, x):
        x += 1.0
        return x

    problem = finite_sum(careless, lambda x: x, n=1, start=2.0)
    assert problem.start == 2.0

import sys
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from colorball.errors import InputError
from colorball.gallery.by_scipy import SCIPY_METHODS, MissingScipyError
from colorball.gallery.compare import gallery
from colorball.gallery.counted import Counted, gradient_at
from colorball.gallery.methods import METHODS, settings
from colorball.problems.problem import Constants

RULES = tuple(name for name in METHODS if name not in SCIPY_METHODS)
STEPS = (0.003, 0.01, 0.03, 0.1)


def test_all_methods_come_down_on_least_squares(squares):
    found = gallery(squares, iterations=400, steps=STEPS)
    assert [run.method for run in found.runs] == list(METHODS)
    assert found.least == 0
    assert found.least_is_known
    for run in found.runs:
        gaps = found.gaps(run.method)
        assert gaps.shape == (401,)
        assert gaps[0] == squares.totals(np.zeros((1, 4)))[0]
        assert 0 <= gaps[-1] < 1e-3 * gaps[0], run.method
        assert run.gradients2[0] == np.sum(gradient_at(squares, np.zeros(4)) ** 2)
        assert np.all(np.diff(run.evaluations) >= 0)


def test_gradient_descent_is_the_linear_recursion(squares):
    """``x_k - u = (I - step H)^k (x_0 - u)``, computed another way: by eigenvectors of H."""
    found = gallery(squares, iterations=25, methods=["gradient-descent"], steps=[0.02])
    values, vectors = np.linalg.eigh(squares.hessian())
    start = vectors.T @ -np.ones(4)
    for k in (1, 5, 25):
        expected = np.sum(values * ((1 - 0.02 * values) ** k * start) ** 2) / 2
        assert found.gaps("gradient-descent")[k] == pytest.approx(expected, rel=1e-10)


def test_nesterov_obeys_its_bound(squares):
    """For a step of at most 1/L: ``f - min f <= 2 |x_0 - u|^2 / (step (k + 1)^2)``."""
    step = 1 / np.linalg.eigvalsh(squares.hessian()).max()
    found = gallery(squares, iterations=60, methods=["nesterov", "gradient-descent"], steps=[step])
    bound = 2 * 4 / (step * (np.arange(61) + 1.0) ** 2)
    assert np.all(found.gaps("gradient-descent") <= 2 * bound)
    assert found.gaps("nesterov")[-1] < found.gaps("gradient-descent")[-1]


def test_barzilai_borwein_takes_inner_products_over_all_coordinates(squares):
    found = gallery(squares, iterations=3, methods=["barzilai-borwein"], steps=[0.01])
    x, hessian = -np.ones(4), squares.hessian()  # x - u, so that the gradient is H x
    old, x = x, x - 0.01 * hessian @ x
    for k in (2, 3):
        s = x - old
        old, x = x, x - (s @ s) / (s @ hessian @ s) * hessian @ x
        assert found.gaps("barzilai-borwein")[k] == pytest.approx(x @ hessian @ x / 2, rel=1e-9)


def test_newton_with_the_hessian_is_there_at_once(squares):
    """trust-exact: as soon as the trust region allows the whole step, it lands on the minimizer."""
    found = gallery(squares, iterations=10, methods=["newton"], hessian=lambda _: squares.hessian())
    run = found.run("newton")
    assert found.gaps("newton")[3] < 1e-25
    assert run.curvature_evaluations[-1] > 0
    without = gallery(squares, iterations=10, methods=["newton"]).run("newton")
    assert without.curvature_evaluations[-1] == 0
    assert without.evaluations[-1] > run.evaluations[-1]


def test_every_gradient_is_counted(squares):
    """The counts are those of a problem that counts by itself."""
    asked = []
    watched = replace(squares)
    plain = squares.total_gradients
    object.__setattr__(watched, "total_gradients", lambda x: asked.append(1) or plain(x))
    for method in ("newton", "bfgs", "l-bfgs", "lion"):
        asked.clear()
        run = gallery(watched, iterations=8, methods=[method], steps=[0.01]).run(method)
        own = 1 + (run.ended + 1)  # at the start, to check it; along the run, to show it
        assert len(asked) - own == run.evaluations[-1], method


def test_a_method_that_ends_early_stays_where_it_is(squares):
    run = gallery(squares, iterations=300, methods=["bfgs"]).run("bfgs")
    assert 0 < run.ended < 300
    assert run.note
    assert np.all(run.values[run.ended :] == run.values[run.ended])
    assert np.all(run.evaluations[run.ended :] == run.evaluations[run.ended])


def test_each_rule_has_the_best_of_the_steps(squares):
    each = [gallery(squares, iterations=50, methods=RULES, steps=[step]) for step in STEPS]
    best = gallery(squares, iterations=50, methods=RULES, steps=STEPS)
    for name in RULES:
        finals = [float(one.run(name).values[-1]) for one in each]
        assert best.run(name).values[-1] == min(finals)
        assert best.run(name).step == STEPS[int(np.argmin(finals))]


# Barzilai-Borwein uses the step once only; Lion and Sophia move by the step at most, to and fro
@pytest.mark.parametrize("method", ["gradient-descent", "nesterov", "sgdm", "adam"])
def test_a_step_that_is_too_large_is_noted_and_does_not_spread(squares, method):
    run = gallery(squares, iterations=400, methods=[method], steps=[1e300]).run(method)
    assert run.note
    assert run.ended < 400
    assert np.all(np.isfinite(run.evaluations))
    fine = gallery(squares, iterations=20, methods=[method], steps=[1e300, 0.01]).run(method)
    assert fine.step == 0.01
    assert fine.note == ""


@pytest.mark.parametrize("method", ["lion", "sophia"])
def test_values_that_overflow_are_no_reason_to_choose_a_step(squares, method):
    found = gallery(squares, iterations=21, methods=[method], steps=[1e300, 0.01]).run(method)
    assert found.step == 0.01


def test_without_second_derivatives_sophia_says_so(squares):
    class Plain(type(squares)):
        def curvatures(self, part, x):
            raise NotImplementedError

    run = gallery(Plain(), iterations=5, methods=["sophia"]).run("sophia")
    assert run.ended == 0
    assert "second derivatives" in run.note


def test_where_nothing_is_known_least_is_the_least_found(squares):
    object.__setattr__(squares, "constants", Constants())
    found = gallery(squares, iterations=20, steps=STEPS)
    assert not found.least_is_known
    assert found.least == min(run.values.min() for run in found.runs)


def test_counted_diagonal_is_the_hessians(squares):
    x = np.array([0.5, 1, -2, 3])
    assert Counted(squares).diagonal(x) == pytest.approx(np.diag(squares.hessian()))


def test_a_scalar_problem(squares):
    class Scalar(type(squares)):
        shape = ()
        n = 2
        start = np.array(4.0)
        constants = Constants(least=Fraction(0))

        def totals(self, x):
            return (x - 1) ** 2

        def total_gradients(self, x):
            return 2 * (x - 1)

        def curvatures(self, part, x):  # noqa: ARG002  all parts are alike
            return 1.0 + 0 * x

    found = gallery(Scalar(), iterations=200, steps=STEPS)
    assert found.start.shape == ()
    for run in found.runs:
        assert found.gaps(run.method)[-1] < 0.1, run.method


@pytest.mark.parametrize(
    ("argument", "wrong"),
    [
        ("iterations", 0),
        ("iterations", 1.5),
        ("iterations", 10**9),
        ("methods", []),
        ("methods", "adam"),
        ("methods", ["simplex"]),
        ("steps", []),
        ("steps", [0.0]),
        ("steps", [float("nan")]),
        ("steps", 1),
        ("start", 0.0),
        ("start", [1, 2, 3, float("inf")]),
        ("start", [1e200] * 4),
        ("start", "there"),
    ],
)
def test_bad_input(squares, argument, wrong):
    with pytest.raises(InputError) as caught:
        gallery(squares, **{argument: wrong})
    assert caught.value.argument == argument


def test_a_problem_with_an_interval_is_refused(squares):
    object.__setattr__(squares, "interval", (-1.0, 1.0))
    with pytest.raises(InputError, match="interval"):
        gallery(squares)


def test_nan_from_a_users_gradient_ends_the_run_with_a_note(squares):
    class Broken(type(squares)):
        def total_gradients(self, x):
            return np.where(np.abs(x) > 0.3, np.nan, super().total_gradients(x))

    found = gallery(Broken(), iterations=50, steps=[0.01])
    for run in found.runs:
        assert "not finite" in run.note, run.method
        assert np.all(np.isfinite(run.values))


def test_without_scipy_it_says_what_to_install(monkeypatch, squares):
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(MissingScipyError, match=r"pip install 'colorball\[simulate\]'"):
        gallery(squares)
    assert gallery(squares, iterations=3, methods=["adam"]).runs


def test_settings_are_the_usual_ones():
    assert settings("adam").betas == (Fraction(9, 10), Fraction(999, 1000))
    assert settings("adam").flags.bias_correction
    assert settings("nesterov").flags.growing

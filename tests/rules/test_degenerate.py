"""v = 0, beta = 0, empty steps: the branches at the edges."""

import numpy as np
import pytest

from colorball.errors import InputError
from colorball.rules.catalog import RULES
from colorball.rules.iterate import iterate

ROOTED = [rule.name for rule in RULES.values() if rule.under_root]


@pytest.mark.parametrize("name", ROOTED)
def test_where_v_is_zero_x_is_nan_and_stays_so(name):
    found = iterate(name, [0, 1], 0)
    assert getattr(found, RULES[name].under_root)[1] == 0
    assert np.isnan(found.x[1:]).all()


@pytest.mark.parametrize("name", ["adam", "amsgrad"])
def test_momentum_over_zero_is_infinite(name):
    """At beta2 = 0 v is the last square, and m is not 0."""
    found = iterate(name, [1, 0], 0, beta1="1/2", beta2=0)
    assert np.isinf(found.x[2]) == (name == "adam")


@pytest.mark.parametrize("name", ROOTED)
@pytest.mark.parametrize("epsilon", [0, "0.01"])
def test_no_step_where_v_is_zero_if_asked(name, epsilon):
    found = iterate(name, [0, 0, 3], 2, zero_if_zero=True, epsilon=epsilon)
    assert found.x[:3].tolist() == [2, 2, 2]
    assert np.isfinite(found.x[3])
    assert found.x[3] < 2


@pytest.mark.parametrize("name", ROOTED)
@pytest.mark.parametrize("place", ["outside", "inside"])
def test_epsilon_keeps_the_divisor_from_zero(name, place):
    found = iterate(name, [0, 3], 2, epsilon="0.01", epsilon_place=place)
    assert found.x[1] == 2
    assert np.isfinite(found.x).all()


@pytest.mark.parametrize("name", [rule.name for rule in RULES.values() if not rule.under_root])
def test_other_rules_stand_still_where_gradients_are_zero(name):
    assert iterate(name, [0, 0, 0], 2).x.tolist() == [2, 2, 2, 2]
    if name == "adabound":
        assert iterate(name, [0, 0, 0], 2, band="narrowing").x.tolist() == [2, 2, 2, 2]


def test_a_first_v_is_not_zero_if_it_starts_above():
    found = iterate("adam", [0, 0], 0, start_v=4, beta2="1/2")
    assert found.v.tolist() == [4, 2, 1]
    assert found.x.tolist() == [0, 0, 0]


def test_a_first_gradient_may_be_where_m_starts():
    found = iterate("adam", [3, -1], 0, beta1="1/2", beta2=0, start_m="first-gradient", step=1)
    assert found.m.tolist() == [0, 3, 1]
    assert found.x.tolist() == [0, -1, -2]


class TestBarzilaiBorwein:
    def test_on_a_quadratic_of_one_coordinate_two_steps_do(self):
        found = iterate("barzilai-borwein", lambda x: 8 * (x - 3), 0, iterations=2, step="1/16")
        assert found.x.tolist() == [0, 1.5, 3]

    def test_at_the_minimum_it_stays(self):
        found = iterate("barzilai-borwein", lambda x: 8 * (x - 3), 0, iterations=5, step="1/16")
        assert found.x[2:].tolist() == [3, 3, 3, 3]

    @pytest.mark.parametrize("secant_step", ["long", "short"])
    def test_where_f_is_linear_every_step_is_plain(self, secant_step):
        found = iterate("barzilai-borwein", [2, 2, 2], 0, step="1/4", secant_step=secant_step)
        assert found.x.tolist() == [0, -0.5, -1, -1.5]

    @pytest.mark.parametrize("secant_step", ["long", "short"])
    def test_vectors_have_one_step_size(self, secant_step):
        slopes = np.array([1.0, 3.0])
        found = iterate(
            "barzilai-borwein", lambda x: slopes * x, [1, 1], iterations=3, step=0.1,
            secant_step=secant_step,
        )  # fmt: skip
        x, g = found.x, slopes * found.x
        for t in (1, 2):
            s, y = x[t] - x[t - 1], g[t] - g[t - 1]
            size = s @ s / (s @ y) if secant_step == "long" else s @ y / (y @ y)
            np.testing.assert_allclose(x[t + 1], x[t] - size * g[t], rtol=1e-14)


class TestBadInput:
    @pytest.mark.parametrize(
        ("change", "argument"),
        [
            ({"rule": "adamw"}, "rule"),
            ({"gradients": [1, np.nan]}, "gradients"),
            ({"gradients": []}, "gradients"),
            ({"gradients": 3.0}, "gradients"),
            ({"gradients": [[1, 2]]}, "gradients"),
            ({"gradients": lambda x: x}, "iterations"),
            ({"gradients": lambda x: x, "iterations": 0}, "iterations"),
            ({"gradients": lambda x: x / 0 if x else np.inf, "iterations": 1}, "gradients"),
            ({"iterations": 2}, "iterations"),
            ({"start": np.inf}, "start"),
            ({"step": 0}, "step"),
            ({"step": "-1/2"}, "step"),
            ({"step": "1/1" + "0" * 400}, "step"),
            ({"step": "1" + "0" * 400}, "step"),
            ({"step": [1, 1, 1]}, "step"),
            ({"beta1": 1}, "beta1"),
            ({"beta2": -0.1}, "beta2"),
        ],
    )
    def test_each_is_refused(self, change, argument):
        given = {"rule": "adam", "gradients": [1, 2], "start": 0, **change}
        with pytest.raises(InputError) as caught:
            iterate(**given)
        assert caught.value.argument == argument

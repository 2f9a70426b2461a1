"""Problems by name, and the errors that list what there is."""

import numpy as np
import pytest

from colorball.errors import InputError
from colorball.problems.catalog import PROBLEM_NAMES, parameter_names, problem

WITH_FILES = ("mnist-logistic", "mnist-perceptron", "cifar10-logistic", "cifar10-perceptron")


@pytest.mark.parametrize("name", [name for name in PROBLEM_NAMES if name not in WITH_FILES])
def test_every_problem_has_the_shapes_it_must_have(name):
    if name.startswith("digits"):
        pytest.importorskip("sklearn", reason="scikit-learn is not installed")
    made = problem(name, n=5)
    assert (made.name, made.n) == (name, 5)
    assert made.start.shape == made.shape
    assert made.start.dtype == np.float64
    x = np.broadcast_to(made.start, (3, *made.shape)).copy()
    part = np.array([0, 4, 2])
    for found in (made.gradients(part, x), made.total_gradients(x), made.curvatures(part, x)):
        assert (found.shape, found.dtype) == (x.shape, np.float64)
    assert made.totals(x).shape == (3,)


def test_parameters_reach_the_problem():
    assert problem("reddi", C="7/2").odd[0] == 3.5
    assert problem("toy-apart", n=3, apart="1/2").odd == (3, 0.5)
    assert problem("function-2").n == 10


def test_parameters_are_listed():
    assert parameter_names("reddi") == ("C",)
    assert parameter_names("digits-logistic") == ("data", "samples", "l2", "data_seed")
    assert set(parameter_names("mnist-perceptron")) == {
        "data", "samples", "hidden", "activation", "l2", "data_seed", "start_seed",
    }  # fmt: skip


def test_unknown_names_list_what_there_is():
    with pytest.raises(InputError, match=r"^problem: got reddy; .*function-2.*cifar10-perceptron"):
        problem("reddy")
    with pytest.raises(InputError, match=r"^parameter of reddi: got size; valid is one of C"):
        problem("reddi", size=3)
    with pytest.raises(InputError, match=r"^parameter of function-2: got C; valid is none but n"):
        problem("function-2", C=3)


@pytest.mark.parametrize("name", WITH_FILES)
def test_files_must_be_given(name, tmp_path):
    with pytest.raises(InputError, match=r"^data: got None; valid is a folder"):
        problem(name)
    with pytest.raises(InputError, match=r"^data: "):
        problem(name, data=tmp_path)


def test_digits_take_no_folder(tmp_path):
    with pytest.raises(InputError, match=r"^data: "):
        problem("digits-logistic", data=tmp_path)

"""Logistic regression and the perceptron against differences and scikit-learn."""

import numpy as np
import pytest

from colorball.errors import InputError
from colorball.problems.batches import batches
from colorball.problems.dataset import dataset
from colorball.problems.logistic import logistic
from colorball.problems.perceptron import perceptron
from colorball.problems.problem import Problem

MAKERS = {
    "logistic": lambda data, n: logistic(data, n, l2="1/10"),
    "tanh": lambda data, n: perceptron(data, n, hidden=4, l2="1/10"),
    "relu": lambda data, n: perceptron(data, n, hidden=4, activation="relu", l2="1/10"),
}


@pytest.fixture(params=MAKERS)
def problem(request, small_data) -> Problem:
    return MAKERS[request.param](small_data, 4)


def some_points(problem, count=6, seed=3):
    return np.random.default_rng(seed).normal(size=(count, *problem.shape))


def one_part(problem, part, x):
    """A part's value: what is left of the sum with all other batches' losses taken away."""
    found = problem.loss(problem.batches.inputs[part], problem.batches.labels[part], x)
    penalty = problem.l2 / (2 * problem.n) * ((problem.is_weight * x) ** 2).sum(axis=-1)
    return found / problem.batches.samples + penalty


def test_parts_add_up(problem):
    x = some_points(problem)
    everywhere = [np.full(len(x), part) for part in range(problem.n)]
    assert sum(one_part(problem, i, x) for i in range(problem.n)) == pytest.approx(
        problem.totals(x)
    )
    added = sum(problem.gradients(part, x) for part in everywhere)
    assert added == pytest.approx(problem.total_gradients(x), abs=1e-14)


def test_gradients_are_central_differences(problem):
    x, h = some_points(problem, count=problem.n), 1e-5
    parts = np.arange(problem.n)
    found = problem.gradients(parts, x)
    whole = problem.total_gradients(x)
    for at in range(problem.shape[0]):
        step = np.zeros(problem.shape)
        step[at] = h
        wanted = [
            (one_part(problem, i, x[[i]] + step) - one_part(problem, i, x[[i]] - step))[0] / (2 * h)
            for i in parts
        ]
        assert found[:, at] == pytest.approx(wanted, abs=1e-9)
        rise = (problem.totals(x + step) - problem.totals(x - step)) / (2 * h)
        assert whole[:, at] == pytest.approx(rise, abs=1e-9)


def test_a_lane_does_not_depend_on_the_others(problem):
    x = some_points(problem, count=64)
    part = np.random.default_rng(5).integers(0, problem.n, size=64)
    for function in (problem.gradients, problem.curvatures):
        together = function(part, x)
        for lane in range(64):
            assert np.array_equal(function(part[[lane]], x[[lane]])[0], together[lane])
    for whole in (problem.totals, problem.total_gradients):
        together = whole(x)
        for lane in range(0, 64, 9):
            assert np.array_equal(whole(x[[lane]])[0], together[lane])


def test_groups_of_lanes_are_bounded_and_change_nothing(problem, monkeypatch):
    x, part = some_points(problem, count=40), np.arange(40) % problem.n
    before = problem.gradients(part, x)
    monkeypatch.setattr("colorball.problems.batches._MOST_NUMBERS", 100)
    assert np.array_equal(problem.gradients(part, x), before)


def test_logistic_curvatures_are_second_differences(small_data):
    problem, h = logistic(small_data, 3, l2="1/7"), 1e-5
    x, part = some_points(problem), np.arange(6) % 3
    found = problem.curvatures(part, x)
    for at in range(problem.shape[0]):
        step = np.zeros(problem.shape)
        step[at] = h
        rise = problem.gradients(part, x + step) - problem.gradients(part, x - step)
        assert found[:, at] == pytest.approx(rise[:, at] / (2 * h), abs=1e-8)


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_perceptron_curvatures_are_gauss_newtons(small_data, activation):
    """J^T (diag(p) - p p^T) J, with the Jacobian of the logits by differences."""
    problem = perceptron(small_data, 2, hidden=3, activation=activation)
    x, h = some_points(problem, count=1), 1e-6
    inputs = problem.batches.inputs[0]

    def logits(point):
        w, b, v, c = np.split(point, np.cumsum([15, 3, 9]))
        z = inputs @ w.reshape(5, 3) + b
        return (np.tanh(z) if activation == "tanh" else np.maximum(z, 0)) @ v.reshape(3, 3) + c

    p = np.exp(logits(x[0]))
    p /= p.sum(axis=1, keepdims=True)
    wanted = []
    for at in range(problem.shape[0]):
        step = np.zeros(problem.shape)
        step[at] = h
        slope = (logits(x[0] + step) - logits(x[0] - step)) / (2 * h)
        wanted.append(((p * slope**2).sum() - ((p * slope).sum(axis=1) ** 2).sum()) / 23)
    assert problem.curvatures(np.array([0]), x)[0] == pytest.approx(wanted, abs=1e-8)


def test_logistic_agrees_with_scikit_learn():
    sklearn = pytest.importorskip("sklearn", reason="scikit-learn is not installed")
    assert sklearn
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import log_loss

    from colorball.datasets.digits import digits

    whole, l2 = digits(), 0.01
    data = dataset("digits", whole.inputs[:300], whole.labels[:300], 10)
    problem = logistic(data, 7, l2=l2)
    model = LogisticRegression(C=1 / (l2 * len(data)), tol=1e-7, max_iter=2000)
    model.fit(data.inputs, data.labels)
    place = np.concatenate([model.coef_.T.ravel(), model.intercept_])[np.newaxis]
    penalty = l2 / 2 * (model.coef_**2).sum()
    theirs = log_loss(data.labels, model.predict_proba(data.inputs))
    assert problem.totals(place)[0] == pytest.approx(theirs + penalty, rel=1e-12)
    assert np.abs(problem.total_gradients(place)).max() < 1e-6  # their optimum is ours
    assert np.abs(problem.total_gradients(problem.start[np.newaxis])).max() > 1e-3


def test_perceptron_agrees_with_scikit_learn(small_data):
    pytest.importorskip("sklearn", reason="scikit-learn is not installed")
    from sklearn.metrics import log_loss
    from sklearn.neural_network import MLPClassifier

    problem = perceptron(small_data, 4, hidden=6)
    model = MLPClassifier((6,), activation="tanh", max_iter=1, solver="sgd", batch_size=23)
    with pytest.warns(UserWarning, match="Maximum iterations"):
        model.fit(small_data.inputs, small_data.labels)
    (w, v), (b, c) = model.coefs_, model.intercepts_
    place = np.concatenate([w.ravel(), b, v.ravel(), c])[np.newaxis]
    theirs = log_loss(small_data.labels, model.predict_proba(small_data.inputs))
    assert problem.totals(place)[0] == pytest.approx(theirs, rel=1e-12)


def test_far_weights_do_not_overflow(small_data):
    problem = logistic(small_data, 2)
    x = np.full((1, *problem.shape), 1e4)
    x[0, ::3] = -1e4
    assert np.isfinite(problem.totals(x)).all()
    assert np.isfinite(problem.gradients(np.array([0]), x)).all()


def test_batches_are_a_partition(small_data):
    for n in (1, 4, 22, 23):
        found = batches(small_data, n, seed=n)
        sizes = [len(labels) for labels in found.labels]
        assert max(sizes) - min(sizes) <= 1
        rows = np.concatenate(found.inputs)
        order = np.lexsort(rows.T)
        assert np.array_equal(rows[order], small_data.inputs[np.lexsort(small_data.inputs.T)])
        for inputs, labels in zip(found.inputs, found.labels, strict=True):
            for row, label in zip(inputs, labels, strict=True):
                (at,) = np.flatnonzero((small_data.inputs == row).all(axis=1))
                assert small_data.labels[at] == label


def test_starts_and_batches_depend_on_the_seeds_alone(small_data):
    one, same = (perceptron(small_data, 3, start_seed=1, data_seed=2) for _ in range(2))
    assert np.array_equal(one.start, same.start)
    assert np.array_equal(one.batches.inputs[0], same.batches.inputs[0])
    other = perceptron(small_data, 3, start_seed=2, data_seed=3)
    assert not np.array_equal(one.start, other.start)
    assert not np.array_equal(one.batches.inputs[0], other.batches.inputs[0])
    assert np.abs(one.start).max() <= np.sqrt(6 / 35)
    assert not logistic(small_data).start.any()


def test_batches_have_no_trace_of_a_periodic_file():
    """scikit-learn's digits go 0, 1, ..., 9 over and over at first."""
    data = dataset("cycle", np.zeros((400, 1)), np.arange(400) % 10, 10)
    assert all(len(set(labels.tolist())) >= 8 for labels in batches(data, 10).labels)


def test_bad_arguments(small_data):
    for argument, value in (
        ("n", 0),
        ("n", 24),
        ("n", "some"),
        ("l2", "-1"),
        ("l2", "much"),
        ("data_seed", -1),
    ):
        with pytest.raises(InputError, match=f"^{argument}:"):
            logistic(small_data, **{argument: value})
    for argument, value in (
        ("hidden", 0),
        ("hidden", 1.5),
        ("activation", "sine"),
        ("start_seed", 2**64),
    ):
        with pytest.raises(InputError, match=f"^{argument}:"):
            perceptron(small_data, **{argument: value})


def test_bad_data_are_refused():
    for inputs, labels, classes, argument in (
        ([1.0, 2.0], [0, 1], 2, "inputs"),
        ([[1.5], [0.0]], [0, 1], 2, "inputs"),
        ([[np.nan], [0.0]], [0, 1], 2, "inputs"),
        ([[0.5], [0.0]], [0, 2], 2, "labels"),
        ([[0.5], [0.0]], [0, -1], 2, "labels"),
        ([[0.5], [0.0]], [0.0, 1.0], 2, "labels"),
        ([[0.5], [0.0]], [0], 2, "labels"),
        ([[0.5], [0.0]], [0, 0], 1, "labels"),
    ):
        with pytest.raises(InputError, match=f"^{argument}:"):
            dataset("bad", np.array(inputs), np.array(labels), classes)

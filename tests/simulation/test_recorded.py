"""Recorded calls give NumPy's numbers, whatever becomes of the arrays."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorball.rules.elementary import between, inverse_root, larger, root, sign, smaller, where
from colorball.rules.rule import Betas, State
from colorball.simulation.aligned import aligned
from colorball.simulation.epochs import Epochs
from colorball.simulation.iteration import Point
from colorball.simulation.plan import make_plan
from colorball.simulation.recorded import Recorder

LANES = 7
FUNCTIONS = [
    lambda a, b: a * b + a,
    lambda a, b: 2.0 - a / b,
    lambda a, b: where(a > b, a, b * b),
    lambda a, b: where(b == b, b, a),
    lambda a, b: larger(smaller(a, b), 0.5) - sign(a),
    lambda a, b: between(-b, -1.0, a),
    lambda a, b: inverse_root(a * a, 0) + root(b * b),
]


@given(
    chosen=st.lists(
        st.tuples(st.integers(0, len(FUNCTIONS) - 1), st.integers(0, 99), st.integers(0, 99)),
        min_size=1, max_size=12,
    ),
    kept=st.lists(st.integers(0, 99), min_size=1, max_size=4),
)  # fmt: skip
@np.errstate(all="ignore")  # as the engine does: some divide by 0
def test_any_functions_of_any_values(chosen, kept):
    """Each function takes two of the values before it; some are asked for in the end."""
    random = np.random.default_rng(len(chosen))
    start = [random.normal(size=LANES), random.normal(size=LANES), np.array(1.5)]
    recorder = Recorder()
    noted = [recorder.stand_in(array.copy()) for array in start]
    values = list(start)
    for function, i, j in chosen:
        i, j = i % len(values), j % len(values)
        noted.append(FUNCTIONS[function](noted[i], noted[j]))
        values.append(FUNCTIONS[function](values[i], values[j]))
    asked = [i % len(values) for i in kept]
    for call in recorder.calls([noted[i] for i in asked]):
        call()
    for i in asked:
        np.testing.assert_array_equal(noted[i].array, values[i])


def test_columns_beside_vectors():
    """As in blocks of a problem in d dimensions, where betas have one column."""
    random = np.random.default_rng(0)
    beta, x = random.normal(size=(LANES, 1)), random.normal(size=(LANES, 3))
    recorder = Recorder()
    b, y = (recorder.stand_in(array.copy()) for array in (beta, x))
    result = (1.0 - b) * y + y / (b * b)
    for call in recorder.calls([result]):
        call()
    np.testing.assert_array_equal(result.array, (1.0 - beta) * x + x / (beta * beta))


def test_few_arrays_serve():
    recorder = Recorder()
    x, g = (recorder.stand_in(np.ones(LANES)) for _ in range(2))
    y = x
    for _ in range(20):
        y = 2.0 * (y * g + g * g) - 1.0
    calls = recorder.calls([y, g])
    arrays = {id(call.keywords["out"]) for call in calls}
    assert len(calls) == 100
    assert len(arrays) == 2
    assert y.array is x.array


@pytest.mark.parametrize(
    "function", [lambda a: np.sum(a), lambda a: np.add.reduce(a), lambda a: np.clip(a, 0, 1)]
)
def test_other_functions_are_refused(function):
    with pytest.raises(TypeError):
        function(Recorder().stand_in(np.ones(LANES)))


@pytest.mark.parametrize("shape", [(), (5,), (3, 2)])
def test_arrays_begin_where_a_line_of_the_cache_does(shape):
    for dtype in (np.float64, np.bool_):
        array = aligned(shape, dtype)
        assert (array.shape, array.dtype) == (shape, dtype)
        assert array.ctypes.data % 64 == 0


def test_slots_that_change_places():
    """New values of m and v that stand in each other's arrays."""

    def exchange(x, g, _h, state, *_):
        return x + g, State(state.v + 0.0, state.m + 1.0, state.w)

    plan = make_plan("toy-apart", n=3, rule="sgd", engine="reference", sampling="cyclic")
    plan = dataclasses.replace(plan, rule=dataclasses.replace(plan.rule, update=exchange))
    ones = np.ones(LANES)
    point = Point(ones, State(0.0 * ones, 10.0 * ones, ones), Betas(*(ones,) * 6))
    epochs = Epochs(plan, plan.problems[0], 0.1, point)
    epochs.run(np.zeros(LANES, dtype=np.intp), 1)  # three iterations
    assert (epochs.point.state.m == 11.0).all()
    assert (epochs.point.state.v == 2.0).all()
    assert (epochs.before.state.m == 0.0).all()
    assert (epochs.before.state.v == 10.0).all()
    assert (point.state.m == 0.0).all()

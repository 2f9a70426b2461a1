import pytest

from colorball.errors import InputError
from colorball.phase.sure import sure_sign
from colorball.phase.sure_top import sure_top
from colorball.verdict import Verdict


@pytest.mark.parametrize(("n", "epochs"), [(3, 1), (5, 2), (10, 3), (30, 1)])
def test_the_condition_holds_below_and_fails_above(n, epochs):
    holds, fails = sure_top(n, epochs=epochs, digits=6)
    assert 0 < holds < fails < 1
    for beta2, verdict in ((holds, Verdict.PROVED), (fails, Verdict.REFUTED)):
        assert sure_sign(n, 0, beta2, epochs=epochs).verdict is verdict
    for share in range(10):  # observed, not proved: an interval
        assert sure_sign(n, 0, holds * share / 10, epochs=epochs).verdict is Verdict.PROVED


def test_more_look_back_reaches_further():
    tops = [sure_top(10, epochs=k, digits=6)[0] for k in (1, 2, 3)]
    assert tops == sorted(tops)
    assert tops[0] < tops[2]


@pytest.mark.parametrize("arguments", [{"n": 2}, {"n": 10, "epochs": 0}, {"n": 10, "digits": 0}])
def test_bad_arguments(arguments):
    with pytest.raises(InputError):
        sure_top(**arguments)

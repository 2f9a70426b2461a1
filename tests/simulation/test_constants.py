"""Flags are constants of the compiler: it does not look into branches that they close."""

import pytest

pytest.importorskip("numba", reason="numba is an extra: colorball[simulate]")

from numba import njit
from numba.core.errors import TypingError

from colorball.rules.rule import Flags
from colorball.simulation.compiled.registration import registered


def chosen(x, flags):
    """What numba cannot compile is in branches."""
    if flags.bias_correction:
        x = x.nothing
    if flags.epsilon == 2:
        x = x + 1.0
    elif flags.epsilon:
        x = x.nothing
    if flags.plain_sum or flags.short_step:
        x = 10.0 * x
    if not flags.growing:
        return x
    return -x


def passed_on(x, flags):
    also = flags
    return also.epsilon + 0.0 * x if flags.narrowing else helper(x, flags)


def helper(x, flags):
    weight = flags.epsilon if flags.growing else flags.quick
    return weight * chosen(x, flags)


def compiled(function, flags):
    inner = registered(function)
    return njit(lambda x: inner(x, flags))


@pytest.mark.parametrize("function", [chosen, passed_on])
@pytest.mark.parametrize(
    "flags",
    [Flags(), Flags(epsilon=2), Flags(plain_sum=True), Flags(short_step=True, growing=True),
     Flags(epsilon=2, growing=True, quick=2), Flags(epsilon=2, narrowing=True)],
)  # fmt: skip
def test_closed_branches_are_not_compiled(function, flags):
    assert compiled(function, flags)(1.5) == function(1.5, flags)


@pytest.mark.parametrize("flags", [Flags(bias_correction=True), Flags(epsilon=1)])
def test_open_branches_are(flags):
    with pytest.raises(TypingError, match="nothing"):
        compiled(chosen, flags)(1.5)

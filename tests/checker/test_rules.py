"""Each rule accepts a right step and rejects the wrong ones next to it."""

import pytest

from colorball.checker.failures import Rejected
from colorball.checker.language import Domain, Scope
from colorball.checker.rules import (
    CauchySchwarz,
    Exchangeability,
    Identity,
    Induction,
    Inequality,
    Sum,
    Tower,
)

DOMAIN = Domain(
    symbols=frozenset({"n", "k", "l", "t", "m", "u", "v"}),
    positive=("beta", "n", "k", "1-beta", "k-m+1"),
    nonnegative=("m-1", "k-m"),
)

SUM = Sum("series", "beta^t", index="t", start="0", stop="n")
SUM_STEP = {
    "name": "series",
    "rule": "sum",
    "summand": "beta^t",
    "index": "t",
    "start": "0",
    "stop": "n",
    "antidifference": "(1-beta^t)/(1-beta)",
    "value": "(1-beta^n)/(1-beta)",
}
INEQUALITY = Inequality("age", "1/(k-m+1)", "m/k")
INEQUALITY_STEP = {
    "name": "age",
    "rule": "inequality",
    "smaller": "1/(k-m+1)",
    "larger": "m/k",
    "gap": "(m-1)*(k-m)/(k*(k-m+1))",
}
INDUCTION = Induction("steps", base="0", added="1", conclusion="k-1")
INDUCTION_STEP = {
    "name": "steps",
    "rule": "induction",
    "claim": "k-l",
    "base": "0",
    "added": "1",
    "conclusion": "k-1",
}
SWAP = {"first": "second", "second": "first", "other": "other"}
EXCHANGE = Exchangeability("one", classes="n")
EXCHANGE_STEP = {
    "name": "one",
    "rule": "exchangeability",
    "swap": SWAP,
    "events": "n",
    "probability": "1/n",
    "places": "1",
}


@pytest.fixture
def scope():
    return Scope(DOMAIN)


RIGHT = [
    (SUM, SUM_STEP),
    (INEQUALITY, INEQUALITY_STEP),
    (INDUCTION, INDUCTION_STEP),
    (EXCHANGE, EXCHANGE_STEP),
    (
        Identity("square", "(1-beta)^2", "1-2*beta+beta^2"),
        {"name": "square", "rule": "identity", "left": "(1-beta)^2", "right": "1-2*beta+beta^2"},
    ),
    (
        CauchySchwarz("product", "n", "k"),
        {
            "name": "product",
            "rule": "cauchy-schwarz",
            "first": "n",
            "second": "k",
            "bound_squared": "k*n",
        },
    ),
    (
        Tower("tower", measurable="l-1", known="l"),
        {"name": "tower", "rule": "tower", "measurable": "l-1", "known": "l"},
    ),
]


@pytest.mark.parametrize(("rule", "step"), RIGHT, ids=lambda part: getattr(part, "name", ""))
def test_a_right_step_is_accepted(rule, step, scope):
    rule.verify(step, scope)


@pytest.mark.parametrize(("rule", "step"), RIGHT, ids=lambda part: getattr(part, "name", ""))
def test_a_step_of_another_rule_or_with_a_further_field_is_rejected(rule, step, scope):
    for wrong in ({**step, "rule": "axiom"}, {**step, "note": "trust me"}):
        with pytest.raises(Rejected):
            rule.verify(wrong, scope)


@pytest.mark.parametrize(
    ("rule", "step", "change"),
    [
        (SUM, SUM_STEP, {"antidifference": "beta^t/(beta-1)"}),  # does not vanish at the start
        (SUM, SUM_STEP, {"antidifference": "(1-beta^(t+1))/(1-beta)"}),  # off by one
        (SUM, SUM_STEP, {"value": "(1-beta^(n+1))/(1-beta)"}),
        (SUM, SUM_STEP, {"stop": "n+1", "value": "(1-beta^(n+1))/(1-beta)"}),
        (SUM, SUM_STEP, {"index": "m"}),
        (SUM, SUM_STEP, {"antidifference": "(1-beta^t)/(1-beta)*(t/t)"}),
        (INEQUALITY, INEQUALITY_STEP, {"gap": "(m-1)*(k-m)/(k*(k-m+2))"}),  # not the difference
        (INEQUALITY, INEQUALITY_STEP, {"gap": "m/k-1/(k-m+1)"}),  # not seen to be nonnegative
        (INEQUALITY, INEQUALITY_STEP, {"smaller": "m/k", "larger": "1/(k-m+1)"}),
        (INDUCTION, INDUCTION_STEP, {"claim": "k-l+1"}),  # fails at the base
        (INDUCTION, INDUCTION_STEP, {"claim": "2*(k-l)"}),  # fails at the step
        (INDUCTION, INDUCTION_STEP, {"conclusion": "k"}),
        (EXCHANGE, EXCHANGE_STEP, {"probability": "1/k"}),
        (EXCHANGE, EXCHANGE_STEP, {"places": "2"}),
        (EXCHANGE, EXCHANGE_STEP, {"swap": {**SWAP, "other": "first"}}),
        (EXCHANGE, EXCHANGE_STEP, {"swap": {ball: ball for ball in SWAP}}),
    ],
)
def test_a_wrong_step_is_rejected(rule, step, change, scope):
    with pytest.raises(Rejected):
        rule.verify({**step, **change}, scope)


def test_an_even_power_is_nonnegative_and_an_odd_one_is_not(scope):
    rule = Inequality("square", "2*u*v", "u^2+v^2")
    step = {"name": "square", "rule": "inequality", "smaller": "2*u*v", "larger": "u^2+v^2"}
    rule.verify({**step, "gap": "(u-v)^2"}, scope)
    cube = Inequality("cube", "0", "(u-v)^3")
    step = {"name": "cube", "rule": "inequality", "smaller": "0", "larger": "(u-v)^3"}
    with pytest.raises(Rejected, match="nonnegative"):
        cube.verify({**step, "gap": "(u-v)^3"}, scope)


def test_a_sign_that_is_known_too_late_does_not_meet_its_conditioning(scope):
    late = Tower("late", measurable="l", known="l-1")
    with pytest.raises(Rejected, match="not known"):
        late.verify({"name": "late", "rule": "tower", "measurable": "l", "known": "l-1"}, scope)

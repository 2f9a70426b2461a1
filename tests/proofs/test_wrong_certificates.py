"""Certificates that a dishonest prover might make for wrong statements."""

import copy

import pytest

from colorball.certificates.document import certificate_text, new_certificate
from colorball.certificates.registry import find_claims
from colorball.checker import Rejected, check


@pytest.fixture(scope="module")
def lemma_a1():
    return find_claims(["lemma-a1"])[0].certificate()


def remade(certificate, **changes):
    parts = {**certificate, **changes}
    return certificate_text(
        new_certificate(parts["claim"], parts["statement"], parts["steps"], parts["instances"])
    ).encode()


def with_step(certificate, name, **fields):
    steps = copy.deepcopy(certificate["steps"])
    step = next(step for step in steps if step["name"] == name)
    step.update(fields)
    return remade(certificate, steps=steps)


def test_the_certificate_itself_is_accepted(lemma_a1):
    assert check(remade(lemma_a1)) == "lemma-a1"


@pytest.mark.parametrize(
    ("step", "fields"),
    [
        # the lemma with the exponent off by one, claim and conclusion alike
        (
            "repeated_cancellation",
            {
                "claim": "-beta^(n*(k-l)+1)*moment",
                "conclusion": "-beta^(n*(k-1)+1)*moment",
            },
        ),
        # a claim that holds at the base and the conclusion, but not in between
        ("repeated_cancellation", {"claim": "-beta^(n*(k-l))*moment*(1+(k-l)*(l-1))"}),
        # a sum one term longer
        ("moment", {"stop": "n+1"}),
        # an antidifference that telescopes but does not start at 0
        ("gradient_share", {"antidifference": "beta^t/(beta-1)"}),
        # probabilities that do not add up
        ("one_position", {"probability": "1/(n+1)"}),
        # a swap that is no bijection, or moves nothing
        ("one_position", {"swap": {"first": "second", "second": "second", "other": "other"}}),
        ("one_position", {"swap": {"first": "first", "second": "second", "other": "other"}}),
        # the sum of a step that another step already used, put in its place
        ("older_total", {"summand": "newest_weight"}),
        # division by something that may vanish
        ("mean_draw", {"left": "(k-j)/(k-j)"}),
    ],
)
def test_a_wrong_step_is_rejected(lemma_a1, step, fields):
    with pytest.raises(Rejected, match=step):
        check(with_step(lemma_a1, step, **fields))


def test_a_stronger_statement_is_rejected(lemma_a1):
    statement = {**lemma_a1["statement"], "sampling": "cyclic"}
    with pytest.raises(Rejected, match="statement"):
        check(remade(lemma_a1, statement=statement))


def test_the_certificate_of_one_claim_does_not_prove_another(lemma_a1):
    with pytest.raises(Rejected):
        check(remade(lemma_a1, claim="lemma-a2"))


def test_a_wrong_instance_is_rejected(lemma_a1):
    instances = copy.deepcopy(lemma_a1["instances"])
    instances[0]["expectation"] = "1/2"
    with pytest.raises(Rejected, match="expectation"):
        check(remade(lemma_a1, instances=instances))


def test_too_few_instances_are_rejected(lemma_a1):
    with pytest.raises(Rejected, match="instances"):
        check(remade(lemma_a1, instances=lemma_a1["instances"][:1]))


def test_zero_over_zero_is_no_witness(lemma_a1):
    # one_position is 1/n; at n = 0 it would be a quotient that equals everything
    nothing = "0*one_position(n=0)"
    with pytest.raises(Rejected, match="newest_weight: a certificate may not instantiate"):
        check(with_step(lemma_a1, "newest_weight", antidifference=nothing, value=nothing))

"""Certificates with one wrong thing in them: the export is written and does not compile."""

import json
import re
from fractions import Fraction

import pytest

from colorball.certificates.registry import find_claims
from colorball.checker.language import parse
from colorball.coq.export import export_certificate

# claim, step, field, what stands there, what is put in its place
WRONG_STEPS = [
    ("lemma-a1", "newest_weight", "value", "beta^n", "beta^(n+1)"),
    ("lemma-a1", "newest_weight", "antidifference", "(beta - 1)", "(beta - 2)"),
    ("lemma-a1", "older_weight", "summand", "- q", "- q + 1"),
    ("lemma-a1", "older_weight", "stop", "n", "n + 1"),
    ("lemma-a1", "one_position", "probability", "1/n", "1/(n + 1)"),
    ("lemma-a1", "moment", "value", "beta*beta^n*n", "2*beta*beta^n*n"),
    ("lemma-a1", "repeated_cancellation", "claim", "beta^(n*(k - l))", "beta^(n*(k - l + 1))"),
    ("lemma-a1", "repeated_cancellation", "conclusion", "-beta^(n*(k - 1))", "beta^(n*(k - 1))"),
    ("lemma-a1", "one_ball", "right", "0", "1"),
    ("lemma-a2", "covariance", "right", "-sigma2", "sigma2"),
    ("lemma-a2", "root_ages", "bound_squared", "^3", "^2"),
    ("lemma-a2-limit", "second_ages_limit", "gap", "beta^", "2*beta^"),
    ("lemma-a2-two-balls", "rest_limit", "larger", "beta^2", "beta^3"),
    ("lemma-a2-two-balls", "rest", "start", "1", "0"),
    ("region-limit", "old_limit", "gap", "beta^k", "beta^(k + 1)"),
    ("region-limit", "negative", "smaller", "3/s", "4/s"),
    ("function-2", "spread", "right", "(n + 1)^2", "(n + 1)^3"),
    ("sampling-schemes", "one_order_total", "value", "beta*beta^n*n", "beta*beta^n*(n+1)"),
    ("drift-decides", "second_ages", "antidifference", "4*beta^2*beta^t*t", "5*beta^2*beta^t*t"),
]
# claim, number of the instance, field, what is put there
WRONG_INSTANCES = [
    ("lemma-a1", 1, "expectation", "-43261/28125"),
    ("lemma-a1", 2, "expectation", "128/2187"),
    ("lemma-a1", 2, "beta", "1/3"),
    ("lemma-a2", 1, "terms", ["59049/100000", "59049/100000", "120953/200000"]),
    ("lemma-a2-two-balls", 1, "terms", ["0", "3/128", "3/32", "3/4"]),
    ("sampling-schemes", 4, "holds", True),
    ("sampling-schemes", 1, "holds", False),
    ("sampling-schemes", 10, "found", ["1/8"]),
]


def certificate(name):
    (claim,) = find_claims([name])
    return json.loads(json.dumps(claim.certificate()))


def value(tree, numbers):
    """A formula's value, by the letter."""
    match tree:
        case ("int", number):
            return Fraction(number)
        case ("name", name):
            return numbers[name]
        case ("+", left, right):
            return value(left, numbers) + value(right, numbers)
        case ("-", left, right):
            return value(left, numbers) - value(right, numbers)
        case ("*", left, right):
            return value(left, numbers) * value(right, numbers)
        case ("/", left, right):
            return value(left, numbers) / value(right, numbers)
        case ("^", base, exponent):
            power = value(exponent, numbers)
            assert power.denominator == 1
            return value(base, numbers) ** int(power)
    raise AssertionError(tree)


class Numbers(dict):
    """beta = 1/2, and another positive integer for each symbol."""

    def __missing__(self, name):
        self[name] = Fraction(1, 2) if name == "beta" else Fraction(len(self) + 3)
        return self[name]


def refuted_at(coq, folder, exported):
    """The lemma or theorem at which Coq stops; None if it does not stop."""
    file = folder / "certificate.v"
    file.write_text(exported.text)
    run = coq.compiles(file)
    if run.is_accepted:
        return None
    line = int(re.search(r"line (\d+)", run.complaint)[1])
    before = "\n".join(exported.text.splitlines()[:line])
    return re.findall(r"^(?:Lemma|Theorem) (\w+)", before, re.MULTILINE)[-1]


@pytest.mark.parametrize(("claim", "name", "field", "old", "new"), WRONG_STEPS)
def test_a_wrong_step_does_not_compile(coq, tmp_path, claim, name, field, old, new):
    document = certificate(claim)
    (step,) = (step for step in document["steps"] if step["name"] == name)
    right = step[field]
    assert old in right
    step[field] = right.replace(old, new, 1)
    # what stood there was proved, and this is another function: so it is wrong
    numbers = Numbers()
    assert value(parse(step[field]), numbers) != value(parse(right), numbers)
    assert refuted_at(coq, tmp_path, export_certificate(document)).startswith(f"{name}__")


@pytest.mark.parametrize(("claim", "number", "field", "new"), WRONG_INSTANCES)
def test_a_wrong_instance_does_not_compile(coq, tmp_path, claim, number, field, new):
    document = certificate(claim)
    instance = document["instances"][number - 1]
    assert instance[field] != new
    instance[field] = new
    document["steps"] = []  # they are another test's
    place = refuted_at(coq, tmp_path, export_certificate(document))
    assert place.startswith(f"instance_{number}__")


def test_a_swap_that_does_not_undo_itself_does_not_compile(coq, tmp_path):
    document = certificate("lemma-a1")
    document["steps"][0]["swap"] = {"first": "second", "second": "other", "other": "first"}
    assert refuted_at(coq, tmp_path, export_certificate(document)) == "one_position__swap_undone"


def test_a_gap_that_is_right_but_not_seen_to_be_positive_does_not_compile(coq, tmp_path):
    document = certificate("lemma-a2-two-balls")
    (step,) = (step for step in document["steps"] if step["name"] == "newest_dominates")
    step["gap"] = f"{step['gap']} + beta - beta"
    assert refuted_at(coq, tmp_path, export_certificate(document)) == "newest_dominates__sign"


def test_a_divisor_that_may_be_zero_does_not_compile(coq, tmp_path):
    document = certificate("lemma-a2-two-balls")
    (step,) = (step for step in document["steps"] if step["name"] == "limit")
    step["right"] = f"{step['right']}*(c-d)/(c-d)"
    assert refuted_at(coq, tmp_path, export_certificate(document)).startswith("limit__")

"""A certificate changed in any one place, its digest made to fit again, is rejected."""

import copy
import re
from fractions import Fraction

import pytest

from colorball.certificates.document import certificate_text, new_certificate
from colorball.certificates.registry import all_claims
from colorball.checker import NotACertificate, Rejected, check
from colorball.checker.claims import find
from colorball.checker.language import Scope

CLAIMS = [claim.name for claim in all_claims()]
LONG = 8  # of a longer list of numbers, an end and the middle are changed


def text_of(certificate):
    """The certificate's text with the digest that its content has."""
    known = {"format", "version", "claim", "statement", "steps", "instances", "digest"}
    remade = new_certificate(
        *(certificate.get(field, {}) for field in ("claim", "statement", "steps", "instances"))
    )
    odd = {key: value for key, value in certificate.items() if key not in known}
    kept = {key: value for key, value in remade.items() if key in certificate}
    return certificate_text({**kept, **odd}).encode()


def paths(node, path=()):
    """Where everything below the outermost object stands."""
    if isinstance(node, dict):
        items = list(node.items())
    elif isinstance(node, list):
        items = list(enumerate(node))
        if len(items) > LONG and all(isinstance(value, int) for value in node):
            items = [items[0], items[len(items) // 2]]
    else:
        return
    for key, value in items:
        yield (*path, key)
        yield from paths(value, (*path, key))


def at(node, path):
    for key in path:
        node = node[key]
    return node


def changed(certificate, path, value):
    tampered = copy.deepcopy(certificate)
    at(tampered, path[:-1])[path[-1]] = value
    return tampered


def without(certificate, path):
    tampered = copy.deepcopy(certificate)
    del at(tampered, path[:-1])[path[-1]]
    return tampered


def wrong_values(value):
    """Values that do not mean the same.

    Bounds in a long list are rounded, and have neighbours that are bounds too; 1000 is too far.
    """
    if isinstance(value, int) and value > 10**9:
        yield from (value + 1000, [value])
    elif isinstance(value, int):
        yield from (value + 1, -value - 1, str(value), [value])
    if isinstance(value, str):
        yield from (f"({value})+1", [value])
        if re.fullmatch(r"-?[0-9]+(/[0-9]+)?", value):
            yield f"{value.partition('/')[0]}1" + "".join(value.partition("/")[1:])
            if value != "0":
                yield value[1:] if value.startswith("-") else f"-{value}"
        else:
            yield f"-({value})"
            for symbol, other in (("n", "k"), ("k", "n"), ("beta", "n"), ("m", "k")):
                swapped = re.sub(rf"\b{symbol}\b", other, value)
                if swapped != value and not agree(value, swapped):
                    yield swapped
                    break


class Numbers(dict):
    """A number for every name."""

    def __missing__(self, name):
        self[name] = 3 + 2 * len(self)
        return self[name]


def agree(left, right):
    """Whether two texts have the same value at some point, if they have values."""
    point = Numbers(beta=Fraction(2, 3), __builtins__={})
    try:
        return eval(left.replace("^", "**"), {}, point) == eval(right.replace("^", "**"), {}, point)
    except (SyntaxError, TypeError, ZeroDivisionError):
        return False


class StepByStep:
    """Rejects as soon as the changed step or instance is rejected; all else is as it was."""

    def __init__(self, certificate):
        self.claim = find(certificate["claim"])
        self.values = [{}]
        scope = Scope(self.claim.domain)
        for step, rule in zip(certificate["steps"], self.claim.rules, strict=True):
            value = rule.verify(step, scope)
            if value is not None:
                scope.values[rule.name] = value
            self.values.append(dict(scope.values))

    def accepts(self, tampered, path):
        if path[0] == "steps" and len(path) > 2:
            rule, scope = self.claim.rules[path[1]], Scope(self.claim.domain)
            scope.values.update(self.values[path[1]])
            step = tampered["steps"][path[1]]
            try:
                if step.get("name") == rule.name:
                    rule.verify(step, scope)
            except Rejected:
                return False
        if path[0] == "instances" and len(path) > 2:
            try:
                self.claim.verify_instance(tampered["instances"][path[1]])
            except Rejected:
                return False
        return is_accepted(tampered)


def is_accepted(tampered):
    try:
        check(text_of(tampered))
    except (Rejected, NotACertificate):
        return False
    return True


@pytest.mark.parametrize("name", CLAIMS)
def test_the_certificates_themselves_are_accepted(certificates, name):
    assert check(text_of(certificates[name])) == name


@pytest.mark.parametrize("name", CLAIMS)
def test_every_change_of_a_value_is_rejected(certificates, name):
    certificate = certificates[name]
    accepted, steps = [], StepByStep(certificate)
    for path in paths(certificate):
        value = at(certificate, path)
        if path[0] in ("format", "version", "digest") or not isinstance(value, str | int):
            continue
        for wrong in wrong_values(value):
            if steps.accepts(changed(certificate, path, wrong), path):
                accepted.append((path, value, wrong))
    assert not accepted


@pytest.mark.parametrize("name", CLAIMS)
def test_every_field_and_entry_is_needed(certificates, name):
    certificate = certificates[name]
    steps = StepByStep(certificate)
    for path in paths(certificate):
        is_entry = isinstance(path[-1], int)
        if is_entry and path[-2] == "instances":
            continue  # more of them may be there than are required
        assert not steps.accepts(without(certificate, path), path), path


@pytest.mark.parametrize("name", CLAIMS)
def test_no_field_may_be_added(certificates, name):
    certificate = certificates[name]
    steps = StepByStep(certificate)
    for path in [(), *paths(certificate)]:
        if isinstance(at(certificate, path), dict):
            at_note = (*path, "note")
            assert not steps.accepts(changed(certificate, at_note, "x"), at_note), path


@pytest.mark.parametrize("name", CLAIMS)
def test_steps_may_not_be_swapped_or_repeated(certificates, name):
    steps = certificates[name]["steps"]
    for index in range(len(steps)):
        repeated = [*steps[: index + 1], *steps[index:]]
        assert not is_accepted({**certificates[name], "steps": repeated})
        if index:
            swapped = [*steps[: index - 1], steps[index], steps[index - 1], *steps[index + 1 :]]
            assert not is_accepted({**certificates[name], "steps": swapped})


@pytest.mark.parametrize("name", CLAIMS)
@pytest.mark.parametrize("other", CLAIMS)
def test_a_certificate_proves_its_own_claim_only(certificates, name, other):
    if name != other:
        assert not is_accepted({**certificates[name], "claim": other})


@pytest.mark.parametrize("name", CLAIMS)
def test_an_old_digest_is_rejected(certificates, name):
    certificate = dict(certificates[name])
    certificate["digest"] = "0" * 64
    with pytest.raises(Rejected, match="digest"):
        check(certificate_text(certificate).encode())

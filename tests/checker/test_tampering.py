"""A certificate changed in any one place, its digest made to fit again, is rejected."""

import copy
import re

import pytest

from colorball.certificates.document import certificate_text, new_certificate
from colorball.certificates.registry import all_claims
from colorball.checker import NotACertificate, Rejected, check

CLAIMS = [claim.name for claim in all_claims()]
LONG = 8  # of a longer list of numbers, the ends and the middle are changed


@pytest.fixture(scope="module")
def certificates():
    return {claim.name: claim.certificate() for claim in all_claims()}


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
            middle = len(items) // 2
            items = items[:3] + items[middle - 1 : middle + 2] + items[-3:]
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
    """Values that do not mean the same."""
    if isinstance(value, int):
        yield from (value + 1, value - 1, -value - 1, str(value), [value], None)
    if isinstance(value, str):
        yield from ("", f"({value})+1", f"2*({value})+1", f"{value} ", [value], None, 0)
        if re.fullmatch(r"-?[0-9]+(/[0-9]+)?", value):
            yield f"{value.partition('/')[0]}1" + "".join(value.partition("/")[1:])
            if value != "0":
                yield value[1:] if value.startswith("-") else f"-{value}"
        else:
            yield f"-({value})"
            for symbol, other in (("n", "k"), ("k", "n"), ("beta", "n"), ("m", "k")):
                swapped = re.sub(rf"\b{symbol}\b", other, value)
                if swapped != value:
                    yield swapped


def is_accepted(tampered):
    try:
        check(text_of(tampered))
    except (Rejected, NotACertificate) as reason:
        assert str(reason)
        return False
    return True


def means_the_same(original, path, value):
    """Spaces and minus zero change nothing in an expression of a step."""
    return path[0] == "steps" and isinstance(value, str) and value.strip() == original.strip()


def is_true_for_any_numbers(certificate, path):
    """One ball leaves nothing, whatever its label, beta and the number of epochs."""
    if path[0] != "instances":
        return False
    instance = certificate["instances"][path[1]]
    return len(instance.get("labels", ())) == 1


@pytest.mark.parametrize("name", CLAIMS)
def test_the_certificates_themselves_are_accepted(certificates, name):
    assert check(text_of(certificates[name])) == name


@pytest.mark.parametrize("name", CLAIMS)
def test_every_change_of_a_value_is_rejected(certificates, name):
    certificate = certificates[name]
    accepted = []
    for path in paths(certificate):
        value = at(certificate, path)
        if path[0] in ("format", "version", "digest") or not isinstance(value, str | int):
            continue
        for wrong in wrong_values(value):
            if isinstance(wrong, str) and means_the_same(str(value), path, wrong):
                continue
            if is_accepted(changed(certificate, path, wrong)) and not is_true_for_any_numbers(
                certificate, path
            ):
                accepted.append((path, value, wrong))
    assert not accepted


@pytest.mark.parametrize("name", CLAIMS)
def test_every_field_and_entry_is_needed(certificates, name):
    certificate = certificates[name]
    least = {"instances": 1}
    for path in paths(certificate):
        if path[0] == "instances" and len(path) == 2:
            continue  # more instances than are required may be there
        assert not is_accepted(without(certificate, path)), (path, least)


@pytest.mark.parametrize("name", CLAIMS)
def test_no_field_may_be_added(certificates, name):
    certificate = certificates[name]
    for path in [(), *paths(certificate)]:
        if isinstance(at(certificate, path), dict):
            assert not is_accepted(changed(certificate, (*path, "note"), "x")), path


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

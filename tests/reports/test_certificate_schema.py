import copy
import json
from importlib import resources

import jsonschema
import pytest

from colorball.certificates.document import certificate_text

SCHEMA = json.loads(
    resources.files("colorball.certificates").joinpath("schema.json").read_text("utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
RULES = {part["$ref"].rpartition("/")[2] for part in SCHEMA["$defs"]["step"]["oneOf"]}


def errors(certificate):
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(certificate)]


@pytest.fixture(scope="module")
def documents(certificates):
    return {name: json.loads(certificate_text(one)) for name, one in certificates.items()}


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_rule_in_use_is_in_the_schema(documents):
    used = {step["rule"] for c in documents.values() for step in c["steps"]}
    assert not used - RULES, (
        f"documents use the rules {sorted(used - RULES)}: describe them in "
        "colorball/documents/schema.json under $defs and list them in $defs.step.oneOf"
    )


def test_every_certificate_is_valid(documents):
    for name, certificate in documents.items():
        for step in certificate["steps"]:
            rule = {"$ref": f"#/$defs/{step['rule']}", "$defs": SCHEMA["$defs"]}
            found = list(jsonschema.Draft202012Validator(rule).iter_errors(step))
            assert not found, f"{name}, step {step['name']}: {found[0].message}"
        assert not errors(certificate), name


def test_every_step_is_held_to_its_own_rule(documents):
    step_schema = {"$ref": "#/$defs/step", "$defs": SCHEMA["$defs"]}
    validator = jsonschema.Draft202012Validator(step_schema)
    for rule in RULES:
        found = (s for c in documents.values() for s in c["steps"] if s["rule"] == rule)
        step = next(found, None)
        assert step is not None, f"no certificate uses the rule {rule} of the schema"
        assert validator.is_valid(step)
        for field in step:
            without = {key: value for key, value in step.items() if key != field}
            assert not validator.is_valid(without), (rule, field)
            assert not validator.is_valid({**step, field: 0.5}), (rule, field)
        assert not validator.is_valid({**step, "extra": "1"}), rule


def test_a_broken_step_makes_the_certificate_invalid(documents):
    certificate = copy.deepcopy(documents["lemma-a1"])
    certificate["steps"][0]["extra"] = "1"
    assert errors(certificate)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"version": 2},
        {"version": "1"},
        {"claim": "Lemma A.1"},
        {"claim": 3},
        {"statement": {}},
        {"statement": "E[S] = 0"},
        {"steps": {}},
        {"steps": ["sum"]},
        {"steps": [{"name": "a", "rule": "trust-me"}]},
        {"instances": [[]]},
        {"instances": [{"beta": 0.5}]},
        {"digest": "0" * 63},
        {"digest": "G" * 64},
        {"extra": 1},
    ],
)
def test_another_structure_is_not_valid(documents, change):
    assert errors({**documents["lemma-a1"], **change})


@pytest.mark.parametrize("field", SCHEMA["required"])
def test_every_field_is_required(documents, field):
    certificate = dict(documents["lemma-a1"])
    del certificate[field]
    assert errors(certificate)

import inspect
import json
from fractions import Fraction

import numpy as np
import pytest

from colorball.errors import InputError
from colorball.rules.catalog import RULES
from colorball.rules.libraries import library_options
from colorball.rules.option import OPTIONS
from colorball.simulation.plan import make_plan
from colorball.sweeps.settings import plan_of, read_config, read_settings


def config(tmp_path, text):
    path = tmp_path / "config.toml"
    path.write_text(text, "utf-8")
    return read_config(path)


def test_numbers_in_a_file_are_exact(tmp_path):
    settings = config(tmp_path, 'beta1 = 0.9\nbeta2 = [0.1, "2/3"]\nstep = 1e-3\nn = 10\n')
    assert settings == {"beta1": "9/10", "beta2": ["1/10", "2/3"], "step": "1/1000", "n": 10}
    assert plan_of(settings).axes["beta2"] == (Fraction(1, 10), Fraction(2, 3))


def test_a_whole_file(tmp_path):
    text = """
        problem = "toy-apart"
        rule = "amsgrad"
        n = {start = 10, stop = 30, count = 3}
        beta1 = {start = 0, stop = 0.9, count = 4}
        beta2 = {start = 0.9, stop = 0.999, count = 3, spacing = "one-minus-log"}
        epochs = 20
        seeds = 3
        common_noise = true
        start = -1.5
        window = [-1, inf]
        bias_correction = true
        [parameters]
        apart = 0.5
    """
    settings = config(tmp_path, text)
    plan = plan_of(settings)
    assert plan.shape == (3, 4, 3, 3)
    assert plan.common_noise is True
    assert plan.start == Fraction(-3, 2)
    assert plan.window == (-1.0, np.inf)
    assert plan.flags.bias_correction
    assert settings["parameters"] == {"apart": "1/2"}


def test_json_gives_settings_back(tmp_path):
    settings = config(tmp_path, "beta1 = [0.5]\nwindow = [-inf, 2.5]\nstart = 1\nrecord = 2\n")
    assert settings["window"] == [None, "5/2"]
    assert json.loads(json.dumps(settings)) == settings
    assert plan_of(settings).as_json() == plan_of(json.loads(json.dumps(settings))).as_json()


def test_python_values_too():
    settings = read_settings({"beta1": np.array([0.0, 0.5]), "beta2": (Fraction(1, 3), 0.25)})
    assert settings == {"beta1": ["0", "1/2"], "beta2": ["1/3", "1/4"]}


def test_none_is_not_given():
    assert read_settings({"n": 10, "start": None}) == {"n": 10}


@pytest.mark.parametrize(
    ("key", "nearest"), [("beta_1", "beta1"), ("epoch", "epochs"), ("Seed", "seed")]
)
def test_an_unknown_key_is_named_with_all_valid_ones_and_the_nearest(key, nearest):
    with pytest.raises(InputError) as caught:
        read_settings({key: 1})
    message = str(caught.value)
    assert message.startswith(f"key: got {key}; valid is one of problem, n, rule, beta1")
    assert message.endswith(f"{nearest} is the nearest")
    for name in inspect.signature(make_plan).parameters:
        assert name in message or name == "options"


def test_a_key_like_no_other():
    with pytest.raises(InputError, match=r"zero_if_zero$"):
        read_settings({"xyz": 1})


def test_another_rules_option_says_what_the_rule_takes():
    with pytest.raises(InputError, match="the rule sgd takes no options"):
        plan_of(read_settings({"rule": "sgd", "epsilon": "1/2"}))


@pytest.mark.parametrize("rule", [rule.name for rule in RULES.values() if not rule.full_batch])
def test_every_rule_and_option_can_be_asked_for(rule):
    options = {name: OPTIONS[name].default for name in RULES[rule].options}
    options |= dict(RULES[rule].defaults)
    for name in ("final", "gamma"):  # belong to AdaBound's other band
        if rule == "adabound":
            options.pop(name)
    assert plan_of(read_settings({"rule": rule, "problem": "toy-apart", **options})).lanes == 64


def test_a_librarys_options_and_one_that_goes_before_them():
    assert read_settings({"library": "pytorch"}) == library_options("adam", "pytorch")
    settings = read_settings({"library": "pytorch", "epsilon": "1/10"})
    assert settings == {**library_options("adam", "pytorch"), "epsilon": "1/10"}


@pytest.mark.parametrize(
    "given",
    [
        {"rule": 3},
        {"rule": ["adam", "sgd"]},
        {"rule": "adan"},
        {"problem": {}},
        {"problem": "function-3"},
        {"schedule": True},
        {"sampling": "sorted"},
        {"engine": "fast"},
        {"library": "keras"},
        {"library": "pytorch", "rule": "adafom"},
        {"common_noise": "yes"},
        {"common_noise": 1},
        {"seeds": 2.5},
        {"seeds": 0},
        {"epochs": True},
        {"epochs": "many"},
        {"seed": -1},
        {"record": -1},
        {"window": 3},
        {"window": "-1,2"},
        {"window": [1]},
        {"window": [2, 1]},
        {"parameters": 3},
        {"parameters": {"apart": 1}},
        {"beta1": []},
        {"beta1": 1},
        {"beta1": [0.5, 0.5]},
        {"beta1": [[0.5]]},
        {"beta1": {"start": 0, "stop": 1, "count": 3}},
        {"beta2": "x"},
        {"beta2": float("nan")},
        {"step": 0},
        {"step": -1},
        {"n": 2},
        {"n": 3.5},
        {"start": [1]},
        {"bias_correction": "yes"},
        {"epsilon": -1},
    ],
)
def test_bad_settings(given):
    with pytest.raises(InputError):
        plan_of(read_settings(given))


@pytest.mark.parametrize(
    "content", [b"n = ", b"\xff", b"n = 1\nn = 2\n", b"[" * 5000, b"n = 1979-05-27\n", b"n.x.y = 1"]
)
def test_files_that_are_no_configuration(tmp_path, content):
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    with pytest.raises(InputError):
        plan_of(read_config(path))


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_config(tmp_path / "nothing.toml")
    with pytest.raises(IsADirectoryError):
        read_config(tmp_path)
    with pytest.raises(InputError):
        read_config(tmp_path / "a\0b")

"""Options of the rules: what they become, and which are refused."""

from fractions import Fraction

import pytest

from colorball.errors import InputError
from colorball.rules.catalog import RULE_NAMES, RULES, rule
from colorball.rules.libraries import LIBRARIES, library_options
from colorball.rules.option import OPTIONS
from colorball.rules.options import default_options, read_options
from colorball.rules.rule import Flags, Numbers


@pytest.mark.parametrize("name", RULE_NAMES)
def test_defaults_given_or_not_are_the_same(name):
    given = default_options(rule(name))
    if name == "adabound":  # where the fixed band is the default, and numbers of the other are not
        del given["final"], given["gamma"]
    assert read_options(rule(name), **given) == read_options(rule(name))
    assert read_options(rule(name), **dict.fromkeys(OPTIONS)) == read_options(rule(name))


def test_by_default_formulas_are_the_talks():
    flags, numbers = read_options(rule("adam"))
    assert (flags, numbers) == (Flags(), Numbers())


def test_every_option_is_one_that_some_rule_takes():
    assert {name for each in RULES.values() for name in each.options} == set(OPTIONS)
    for each in RULES.values():
        assert dict(each.defaults).keys() <= set(each.options)
        assert len(set(each.options)) == len(each.options)


@pytest.mark.parametrize(
    ("name", "option", "value", "flag"),
    [
        ("adam", "bias_correction", True, {"bias_correction": True}),
        ("adam", "start_m", "first-gradient", {"first_gradient": True}),
        ("adam", "zero_if_zero", True, {"zero_if_zero": True}),
        ("amsgrad", "max_of", "corrected", {"correct_before_max": True}),
        ("sgdm", "momentum", "sum", {"plain_sum": True}),
        ("nesterov", "momentum_weight", "growing", {"growing": True}),
        ("sophia", "curvature", "last", {"last_curvature": True}),
        ("barzilai-borwein", "secant_step", "short", {"short_step": True}),
        ("adabound", "band", "narrowing", {"narrowing": True}),
    ],
)
def test_a_choice_sets_its_flag(name, option, value, flag):
    assert read_options(rule(name), **{option: value}).flags == Flags(**flag)


@pytest.mark.parametrize(
    ("place", "code"), [("outside", 1), ("inside", 2), ("outside-uncorrected", 3)]
)
def test_places_of_epsilon(place, code):
    found = read_options(rule("adam"), epsilon="0.01", epsilon_place=place)
    assert (found.flags.epsilon, found.numbers.epsilon) == (code, 0.01)
    assert read_options(rule("adam"), epsilon=0, epsilon_place=place).flags.epsilon == 0


def test_numbers_are_the_nearest_doubles_of_exact_ones():
    numbers = read_options(rule("adam"), epsilon=Fraction(1, 3), start_v="1/10").numbers
    assert (numbers.epsilon, numbers.start_v) == (1 / 3, 0.1)


@pytest.mark.parametrize(
    ("name", "given", "argument"),
    [
        ("sgd", {"epsilon": 1}, "epsilon"),
        ("adagrad", {"start_v": 1}, "start_v"),  # its first v is the first square
        ("lion", {"start_m": "zero"}, "start_m"),
        ("adam", {"nonsense": 1}, "nonsense"),
        ("adam", {"epsilon": -1}, "epsilon"),
        ("adam", {"epsilon": float("nan")}, "epsilon"),
        ("adam", {"epsilon": "1/" + "1" + "0" * 400}, "epsilon"),  # 0 as a double, but it is not 0
        ("adam", {"epsilon": "1" + "0" * 400}, "epsilon"),
        ("adam", {"epsilon": True}, "epsilon"),
        ("adam", {"start_v": "-1/2"}, "start_v"),
        ("adam", {"epsilon_place": "middle"}, "epsilon_place"),
        ("adam", {"bias_correction": "yes"}, "bias_correction"),
        ("adam", {"bias_correction": 1}, "bias_correction"),
        ("adam", {"bias_correction": True, "start_m": "first-gradient"}, "start_m"),
        ("adafom", {"epsilon": 1, "epsilon_place": "outside-uncorrected"}, "epsilon_place"),
        ("sophia", {"epsilon": 0}, "epsilon"),
        ("sophia", {"rho": 0}, "rho"),
        ("adabound", {"low": 0}, "low"),
        ("adabound", {"low": 3, "high": 2}, "low"),
        ("adabound", {"gamma": 1}, "gamma"),
        ("adabound", {"band": "narrowing", "low": 1}, "low"),
        ("sgdm", {"momentum": ["sum"]}, "momentum"),
    ],
)
def test_bad_options(name, given, argument):
    with pytest.raises(InputError) as caught:
        read_options(rule(name), **given)
    assert caught.value.argument == argument


def test_corrected_maximum_leaves_no_epsilon_before_the_correction():
    given = {"bias_correction": True, "max_of": "corrected", "epsilon": 1}
    with pytest.raises(InputError, match="epsilon_place"):
        read_options(rule("amsgrad"), **given, epsilon_place="outside-uncorrected")
    assert read_options(rule("amsgrad"), **given, epsilon_place="inside").flags.epsilon == 2


def test_the_message_lists_what_the_rule_takes():
    with pytest.raises(InputError, match="the rule sgdm takes momentum, start_m"):
        read_options(rule("sgdm"), gamma=1)
    with pytest.raises(InputError, match="the rule sgd takes no options"):
        read_options(rule("sgd"), gamma=1)


@pytest.mark.parametrize("name", ["Adam", "", None, 3])
def test_no_such_rule(name):
    with pytest.raises(InputError, match="sgd, sgdm, adagrad, adagrad-classical"):
        rule(name)


def test_library_settings_are_options_of_their_rules():
    for library, entries in LIBRARIES.items():
        for entry in entries:
            assert entry.library == library
            read_options(rule(entry.rule), **entry.options)
            assert set(entry.defaults) <= {"step", "beta1", "beta2"}
    assert library_options("rmsprop", "optax")["epsilon_place"] == "inside"
    assert library_options("sgdm", "pytorch") == {"momentum": "sum"}
    with pytest.raises(InputError, match="pytorch, optax"):
        library_options("adam", "keras")
    with pytest.raises(InputError, match="sgd, gradient-descent, sgdm"):
        library_options("adafom", "pytorch")
    with pytest.raises(InputError, match="rule"):
        library_options("adan", "pytorch")

import inspect
import json
import re
import shlex
import subprocess
import sys

import numpy as np
import pytest
from click import Option

from colorball.cli.simulate import simulate_command
from colorball.cli.simulation_options import FULL_BATCH_ONLY
from colorball.cli.sweep import sweep_command
from colorball.rules.catalog import RULES
from colorball.rules.libraries import LIBRARIES
from colorball.rules.option import OPTIONS
from colorball.simulation.engine import Engine
from colorball.simulation.plan import make_plan
from colorball.simulation.run import run_lanes

CASE = ["--n", "10", "--beta1", "9/10", "--beta2", "1/2", "--epochs", "30", "--seeds", "20"]


def answer(run, *arguments):
    result = run("simulate", *arguments, "--json", "-")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_the_contracts_command(run):
    document = answer(run, "--problem", "function-2", "--rule", "adam", *CASE)
    plan = make_plan(n=10, beta1="9/10", beta2="1/2", epochs=30, seeds=20)
    arrays = run_lanes(plan, 0, 20)
    assert document["lanes"] == 20
    row = document["observables"]["x"]
    assert row["mean"] == pytest.approx(arrays["x"].mean(), rel=1e-14)
    assert row["std"] == pytest.approx(arrays["x"].std(), rel=1e-12)
    assert row["q1"] == pytest.approx(np.quantile(arrays["x"], 0.25), rel=1e-14)
    assert row["max"] == arrays["x"].max()
    assert document["status"] == {"fine": 20, "overflow": 0, "nan": 0, "zero-v": 0}
    assert document["diverged"]["verdict"] == "sampled"
    assert (document["n"], document["beta1"], document["step"]) == (10, "9/10", "1/10")


def test_the_command_in_the_document_gives_the_same_document(run):
    options = ["--window=-1,", "--start=-1/2", "--record", "10", "--no-zero-if-zero"]
    document = answer(run, *CASE, *options, "--library", "optax", "--epsilon", "1/1000")
    program, command, *again = shlex.split(document["command"])
    assert (program, command) == ("colorball", "simulate")
    assert answer(run, *again) == document


def test_people_get_a_table_and_what_is_sampled(run):
    lines = run("simulate", *CASE).stdout.splitlines()
    assert lines[0].split() == [
        *("Observable", "Mean", "Std", "Least", "Quarter", "Median", "3", "quarters", "Greatest")
    ]
    assert [line.split()[0] for line in lines[2:7]] == [
        *("x", "f", "gradient2", "least_f", "least_gradient2")
    ]
    assert lines[-2] == "f rose within 30 epochs (diverged): 20 of 20"
    assert lines[-1].startswith("its probability is in [0.7")
    assert lines[-1].endswith("], confidence 99 % (sampled; Clopper-Pearson)")
    assert "ran to its end: 20 of 20" in lines


def test_the_engines_agree(run):
    pytest.importorskip("numba", reason="numba is in the extra simulate")
    one = answer(run, *CASE, "--engine", "reference")
    other = answer(run, *CASE, "--engine", "compiled")
    assert (one.pop("engine"), other.pop("engine")) == ("reference", "compiled")
    assert one.pop("command") != other.pop("command")
    assert one == other


def test_trajectories(run):
    document = answer(run, *CASE, "--record", "10")
    found = document["trajectories"]
    assert found["epoch"] == [0, 10, 20, 30]
    assert found["x"]["mean"][0] == 1.0
    assert found["x"]["mean"][-1] == document["observables"]["x"]["mean"]
    assert "trajectories" not in answer(run, *CASE)


def test_failed_lanes_are_told(run):
    # the first gradients are 0 at the minimizer: v = 0
    case = ["--problem", "toy-shared", "--start", "0", "--epochs", "3", "--seeds", "4"]
    document = answer(run, *case)
    assert document["status"]["zero-v"] == 4
    text = run("simulate", *case).stdout
    assert "stopped: division by the root of v = 0: 4 of 4" in text
    assert "stopped before the end: 4 of 4" in text
    assert answer(run, *case, "--zero-if-zero")["status"]["fine"] == 4


def test_the_window(run):
    case = ["--n", "3", "--beta2", "0.99", "--start=-0.9", "--step", "1/2", "--epochs", "20"]
    document = answer(run, *case, "--seeds", "9", "--window=-0.95,")
    assert document["window"] == ["-0.95", "inf"]
    assert 0 < document["observables"]["first_exit"]["finite"] <= 9
    assert "left the window: " in run("simulate", *case, "--window=-0.95,").stdout


def test_parameters_of_the_problem(run):
    case = ["--problem", "toy-apart", "--epochs", "3", "--seeds", "2"]
    one = answer(run, *case, "--parameter", "apart=2")
    assert one["observables"] != answer(run, *case)["observables"]
    assert "--parameter apart=2" in one["command"]


@pytest.mark.parametrize("rule", [rule.name for rule in RULES.values() if not rule.full_batch])
def test_every_rule_runs(run, rule):
    document = answer(run, *CASE, "--rule", rule, "--seeds", "3", "--engine", "reference")
    assert document["rule"] == rule
    assert document["status"]["fine"] == 3


def test_every_option_of_every_rule_has_a_flag(run):
    text = run("simulate", "--help").stdout
    for rule in RULES.values():
        for name in rule.options:
            flag = f"--{name.replace('_', '-')}"
            assert (flag in text) or (rule.full_batch and name in FULL_BATCH_ONLY), name
    assert set(FULL_BATCH_ONLY) == set(OPTIONS) - {
        name for rule in RULES.values() if not rule.full_batch for name in rule.options
    }


@pytest.mark.parametrize("command", [simulate_command, sweep_command])
def test_every_argument_has_a_flag_and_its_default_is_the_stated_one(command):
    texts = {option.name: option.help for option in command.params if isinstance(option, Option)}
    for name, parameter in inspect.signature(make_plan).parameters.items():
        if name in ("parameters", "options"):
            continue
        stated = re.search(r"\[default: ([^\],]+)", texts[name])[1]
        if parameter.default is None:
            assert "problem" in stated, name
        else:
            default = "no" if parameter.default is False else str(parameter.default)
            assert stated == default, name
    for name, option in OPTIONS.items():
        if name not in FULL_BATCH_ONLY:
            stated = re.search(r"\[default: ([^\],]+)", texts[name])[1]
            assert stated == (option.default or "no"), name


def test_choices_are_the_librarys(run):
    text = run("simulate", "--help").stdout
    assert f"[{'|'.join(['auto', 'exact', *Engine])}]" in text
    assert f"[{'|'.join(LIBRARIES)}]" in text


@pytest.mark.parametrize(
    "extra",
    [
        ["--step", "0"],
        ["--step", "-1"],
        ["--step", "nan"],
        ["--beta1", "1"],
        ["--beta1", "0,1/2"],
        ["--beta2", "-1/2"],
        ["--beta2", "1.0"],
        ["--n", "2"],
        ["--n", "10,20"],
        ["--n", "9" * 5000],
        ["--epochs", "0"],
        ["--epochs", "1e3"],
        ["--seeds", "0"],
        ["--seeds", "99999999999999999999"],
        ["--seed", "-1"],
        ["--seed", str(2**64)],
        ["--record", "-1"],
        ["--start", "inf"],
        ["--window", "1"],
        ["--window", "2,1"],
        ["--window", "a,b"],
        ["--rule", "adan"],
        ["--rule", "nesterov"],
        ["--rule", "sgd", "--epsilon", "1"],
        ["--rule", "sgd", "--zero-if-zero"],
        ["--problem", "function-3"],
        ["--problem", "mnist-logistic"],
        ["--problem", "mnist-logistic", "--data", "/nothing/here"],
        ["--problem", "digits-logistic", "--engine", "compiled"],
        ["--data", "x"],
        ["--parameter", "apart"],
        ["--parameter", "=1"],
        ["--parameter", "apart=1"],
        ["--schedule", "linear"],
        ["--sampling", "sorted"],
        ["--engine", "fast"],
        ["--library", "keras"],
        ["--library", "pytorch", "--rule", "adafom"],
        ["--epsilon", "-1"],
        ["--epsilon-place", "left"],
        ["--nothing"],
        ["left over"],
    ],
)
def test_bad_input(run, extra):
    result = run("simulate", *CASE, *extra)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)


def test_with_numpy_alone():
    hidden = ("numba", "xarray", "h5netcdf", "h5py", "scipy", "sklearn", "pandas", "matplotlib")
    program = (
        f"import sys\nfor name in {hidden!r}: sys.modules[name] = None\n"
        f"from colorball.cli.main import cli\ncli(['simulate', *{CASE!r}, '--json', '-'])"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    document = json.loads(result.stdout)
    assert document["engine"] == "reference"
    assert document["lanes"] == 20

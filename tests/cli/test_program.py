"""The program as a process: start, help, interruption, closed pipes."""

import importlib.metadata
import signal
import subprocess
import sys
import time

import pytest

PROGRAM = [sys.executable, "-m", "colorball"]
COMMANDS = [
    *("verify", "check", "export-coq", "export-coq-drift", "expect", "radius", "enumerate"),
    *("drift", "boundary", "classify"),
    *("simulate", "sweep"),
]


def start(*arguments, **options):
    return subprocess.Popen(
        [*PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )


def test_version_and_the_json_alone_on_standard_output():
    version = subprocess.run([*PROGRAM, "--version"], capture_output=True, text=True, check=True)
    assert version.stdout.strip() == f"colorball {importlib.metadata.version('colorball')}"


def test_help_needs_nothing_heavy():
    program = (
        "import sys\n"
        "from colorball.cli.main import cli\n"
        "cli(['--help'], standalone_mode=False)\n"
        "print({'sympy', 'numpy', 'flint', 'rich'} & set(sys.modules), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stderr == "set()\n"
    assert "Exit codes" in result.stdout


def test_no_command_shows_the_help(run):
    result = run()
    assert result.exit_code == 0
    assert result.stdout == run("--help").stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_has_an_example_and_a_source(run, command):
    text = run(command, "--help").stdout
    assert "Example" in text
    assert f"colorball {command}" in text
    assert "Source" in text
    assert max(len(line) for line in text.splitlines()) <= 100
    assert "\\b" not in text


def test_a_usage_error_in_a_process():
    process = start("expect", "--nothing")
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err.count("\n")) == (2, "", 1)


def test_a_closed_pipe_is_quiet():
    process = start("enumerate", "--labels", "a,b,c,d,e,f", "--epochs", "6")
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(timeout=30) == 141
    process.stderr.close()


def test_standard_output_on_a_full_disk():
    with open("/dev/full", "w") as full:  # noqa: PTH123
        arguments = ["expect", "--labels", "1", "--epochs", "1", "--beta", "0"]
        result = subprocess.run(
            [*PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert result.returncode == 2
    assert result.stderr == "colorball: error: No space left on device\n"


def test_interruption():
    process = start(
        "expect", "--labels", "1,2", "--epochs", "21", "--beta", "0", "--method", "enumeration"
    )
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    if process.returncode == 0:
        pytest.skip("it was done before it could be interrupted")
    assert (process.returncode, out, err) == (130, "", "colorball: error: interrupted\n")

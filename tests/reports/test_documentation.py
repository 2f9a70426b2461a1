"""What README.md and docs/ say is what happens."""

import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import colorball

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)\)")


def blocks(path, language):
    return [body for kind, body in FENCE.findall(path.read_text("utf-8")) if kind == language]


def python_blocks():
    return [
        pytest.param(body, id=f"{path.name}-{index}")
        for path in PAGES
        for index, body in enumerate(blocks(path, "python"))
        if not body.startswith(">>>")
    ]


def console_commands():
    """Each ``$ command`` of a console block with the output shown below it."""
    for path in PAGES:
        for body in blocks(path, "console"):
            for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                yield pytest.param(command, output, id=f"{path.name}: {command[:40]}")


def table_commands():
    """The examples in README's table of commands, but those that take the whole proof."""
    text = (ROOT / "README.md").read_text("utf-8")
    found = re.findall(r"`(colorball [^`]+)` \|$", text, flags=re.MULTILINE)
    assert len(found) == 12
    whole = ("verify", "check", "export-coq")
    return [command for command in found if command.split()[1] not in whole]


def run(command, folder=None):
    words = command.split()
    assert words[0] == "colorball"
    return subprocess.run(
        [sys.executable, "-m", "colorball", *words[1:]],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=120,
        cwd=folder,
    ).stdout


@pytest.mark.parametrize("code", python_blocks())
def test_python_examples_run(code, capsys):
    exec(compile(code, "example", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    assert printed[-1] == "proved"
    assert "425984/1171875" in printed
    said = re.findall(r"# .*?(\[[0-9., ]+\])$", code, flags=re.MULTILINE)
    assert all(value in printed for value in said)


def test_the_readme_example_has_five_lines():
    (code,) = blocks(ROOT / "README.md", "python")
    assert len([line for line in code.splitlines() if line]) == 5


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_interactive_examples_give_what_they_show(path):
    import doctest

    for body in blocks(path, "python"):
        if body.startswith(">>>"):
            test = doctest.DocTestParser().get_doctest(body, {}, path.name, str(path), 0)
            report = []
            doctest.DocTestRunner(verbose=False).run(test, out=report.append)
            assert not report, "".join(report)


@pytest.mark.parametrize(("command", "output"), list(console_commands()))
def test_commands_print_what_is_shown(command, output):
    assert run(command) == output


@pytest.mark.parametrize("command", table_commands())
def test_commands_of_the_table_run(command, tmp_path):
    assert run(command, tmp_path)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    for link in LINK.findall(path.read_text("utf-8")):
        assert (path.parent / link).exists(), link


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_machine_is_named(path):
    assert not re.search(r"/(home|work|root|tmp|Users)/", path.read_text("utf-8"))


@pytest.mark.parametrize("name", colorball.__all__)
def test_public_names_are_documented(name):
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    pattern = rf"^\.\. auto\w+:: colorball\.{name}$"
    assert re.search(pattern, page, flags=re.MULTILINE), (
        f"colorball.{name} is public: add it to docs/api.md"
    )
    thing = getattr(colorball, name)
    assert inspect.getdoc(thing)
    assert thing.__doc__, f"{name} inherits its docstring"


def test_only_public_names_are_documented():
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    documented = re.findall(r"^\.\. auto\w+:: colorball\.(\w+)$", page, flags=re.MULTILINE)
    assert sorted(documented) == sorted(colorball.__all__)


def test_the_documented_schemes_are_the_proved_ones():
    schemes = importlib.import_module("colorball.weighted.schemes")
    verdicts = {}
    for cell in schemes.scheme_table():
        verdicts.setdefault(str(cell.sampling), []).append(str(cell.verdict))
    page = (ROOT / "docs" / "lemmas.md").read_text("utf-8")
    table = page.split("<!-- schemes:")[1].split("\n\n")[1].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    assert rows[0] == ["Sampling scheme", *schemes.COLUMNS]
    assert {row[0]: row[1:] for row in rows[2:]} == verdicts


def test_the_documented_rules_are_those_of_the_schema():
    import json

    schema = json.loads((ROOT / "colorball/certificates/schema.json").read_text("utf-8"))
    rules = {part["$ref"].rpartition("/")[2] for part in schema["$defs"]["step"]["oneOf"]}
    page = (ROOT / "docs" / "certificates.md").read_text("utf-8")
    assert set(re.findall(r"^`([a-z-]+)`\n: ", page, flags=re.MULTILINE)) == rules

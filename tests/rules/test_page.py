"""docs/rules.md says of every rule and option what the program does."""

import re
from pathlib import Path

import pytest

from colorball.rules.catalog import RULES
from colorball.rules.libraries import LIBRARIES
from colorball.rules.option import OPTIONS

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^### (.+?)\n(.*?)(?=^### |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def rows(text):
    """The rows of the first table in a text, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    assert len({len(row) for row in cells}) == 1
    return cells[2:]


def joined(texts):
    return ", ".join(f"`{text}`" for text in texts)


def test_every_rule_has_a_section_and_no_section_is_left():
    assert list(SECTIONS) == [rule.title for rule in RULES.values()]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_a_section_has_name_source_formula_and_options(rule):
    section = SECTIONS[rule.title]
    words = " ".join(section.split())
    assert words.startswith(f"`{rule.name}`. Source: {rule.source}. ```text")
    assert re.search(r"```text\n(.*?)\n```", section, re.DOTALL)[1] == "\n".join(rule.formula)
    assert f"Options: {joined(rule.options) or 'none'}." in words


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_a_section_has_the_libraries_settings(rule):
    entries = [each for every in LIBRARIES.values() for each in every if each.rule == rule.name]
    expected = [
        [f"`{each.call}`"]
        + [
            joined(f"{name}={value}" for name, value in settings.items()) or "none"
            for settings in (each.options, each.defaults)
        ]
        for each in entries
    ]
    section = SECTIONS[rule.title]
    assert (rows(section) if "| --- |" in section else []) == expected


def test_the_table_of_options_is_the_programs():
    table = PAGE.split("<!-- options:")[1].split("\n\n")[1]
    expected = [
        [
            f"`{each.name}`",
            joined(each.choices) or ("yes or no" if each.is_switch else "a number"),
            f"`{each.default}`",
            each.meaning,
        ]
        for each in OPTIONS.values()
    ]
    assert rows(table) == expected


def test_own_defaults_are_told():
    words = " ".join(PAGE.split())
    told = "; ".join(
        f"{rule.name} has {joined(f'{name}={value}' for name, value in rule.defaults)}"
        for rule in RULES.values()
        if rule.defaults
    )
    assert f"Own defaults: {told}." in words

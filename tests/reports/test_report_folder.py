import json
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from colorball.checker import check
from colorball.reports.folder import write_report
from colorball.reports.mathml import mathml

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """Tags must be balanced; collects links, ids and tags."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.links, self.ids = [], set(), [], []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        values = dict(attrs)
        self.links += [values[name] for name in ("href", "src") if name in values]
        self.ids += [values["id"]] if "id" in values else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_all_files_are_written(ledger, tmp_path):
    paths = write_report(ledger, tmp_path / "deep" / "out")
    names = {str(path.relative_to(tmp_path / "deep" / "out").as_posix()) for path in paths}
    assert names == {"certificates/lemma-a1.json", "ledger.json", "report.md", "report.html"}
    left = {path for path in (tmp_path / "deep").rglob("*") if path.is_file()}
    assert left == set(paths)


def test_the_written_certificate_passes_the_checker(ledger, tmp_path):
    path = write_report(ledger, tmp_path)[0]
    assert check(path.read_bytes()) == "lemma-a1"


def test_the_ledger_file_is_the_ledger(ledger, tmp_path):
    write_report(ledger, tmp_path)
    assert json.loads((tmp_path / "ledger.json").read_text("utf-8")) == ledger.as_json()


def test_the_page_needs_nothing_else(ledger, tmp_path):
    write_report(ledger, tmp_path)
    text = (tmp_path / "report.html").read_text("utf-8")
    page = Page(text)
    assert {"svg", "math", "table"} <= page.tags
    assert not page.tags & {"script", "link", "img", "iframe"}
    assert "url(" not in text
    assert "@import" not in text
    for link in page.links:
        if link.startswith("#"):
            assert link[1:] in page.ids
        else:
            assert (tmp_path / link).is_file()
    assert len(page.ids) == len(set(page.ids))


def test_the_page_tells_the_whole_claim(ledger, tmp_path):
    write_report(ledger, tmp_path)
    result = ledger.results[0]
    for name in ("report.html", "report.md"):
        text = (tmp_path / name).read_text("utf-8")
        for words in (
            result.claim.source.split(",")[0],
            "bijection of the orders",
            "random reshuffling",
            "exponent off by one",
            "by enumeration, the statement says",
            "colorball check certificates/lemma-a1.json",
            "8/8 refuted",
            "proved",
        ):
            assert words in text, (name, words)
    assert f"$${result.claim.latex}$$" in text


def test_texts_are_escaped(bad_ledger, tmp_path):
    write_report(bad_ledger, tmp_path)
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "script" not in Page(page).tags
    text = (tmp_path / "report.md").read_text("utf-8")
    assert "<script" not in text.replace("\\<script", "")
    assert "[r_k S](x)" not in text
    assert "\n# e" not in text
    columns = [
        line.replace("\\|", "").count("|") for line in text.splitlines() if line.startswith("| ")
    ]
    assert set(columns) == {4, 8}


def test_what_is_unexpected_is_on_the_page(bad_ledger, ledger, tmp_path):
    write_report(bad_ledger, tmp_path)
    for name in ("report.html", "report.md"):
        text = (tmp_path / name).read_text("utf-8")
        assert "Not as expected" in text
        assert "sampled: statistics, with their confidence" in text.replace("</span>", "")
    write_report(ledger, tmp_path)
    for name in ("report.html", "report.md"):
        assert "Not as expected" not in (tmp_path / name).read_text("utf-8")


@pytest.mark.parametrize("latex", [r"\frac{1}", r"x^^2", r"}{", r"\undefined{ < & x"])
def test_a_formula_that_cannot_be_read_is_shown_as_it_is(latex):
    element = mathml(latex)
    assert element.startswith(("<code>", "<math"))
    Page(element)


def test_formulas_of_the_claims_become_mathml():
    from colorball.certificates.registry import all_claims

    for claim in all_claims():
        assert mathml(claim.latex).startswith("<math"), claim.name


def test_a_page_without_the_converter_shows_source_and_says_so():
    code = (
        "import sys; sys.modules['latex2mathml'] = None; "
        "from colorball.reports.mathml import MISSING, mathml; print(mathml('x^2')); print(MISSING)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    formula, message = run.stdout.splitlines()
    assert formula == "<code>x^2</code>"
    assert "colorball[report]" in message

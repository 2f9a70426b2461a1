from dataclasses import replace

import pytest

from colorball.certificates.verify import Ledger, verify
from colorball.reports.claim_tables import claim_tables
from colorball.reports.markdown import markdown_report
from colorball.reports.webpage import web_report
from colorball.verdict import Verdict


@pytest.fixture(scope="module")
def schemes():
    return verify(["sampling-schemes"]).results[0]


def test_most_claims_have_none(ledger):
    assert claim_tables(ledger.results[0]) == ()


def test_every_scheme_has_a_row_of_verdicts(schemes):
    table = claim_tables(schemes)[0]
    assert [row[0] for row in table.rows] == [
        "reshuffle",
        "with-replacement",
        "shuffle-once",
        "cyclic",
    ]
    assert {words for row in table.rows for words in row[1:]} == {"proved", "refuted"}


def test_every_refuted_cell_has_its_counterexample(schemes):
    verdicts, _, evidence = claim_tables(schemes)
    refuted = sum(row.count("refuted") for row in verdicts.rows)
    assert len(evidence.rows) == refuted > 0
    assert all("labels" in counterexample for _, counterexample in evidence.rows)


def test_without_the_proof_no_cell_is_proved(schemes):
    table = claim_tables(replace(schemes, verdict=Verdict.UNDECIDED))[0]
    assert {words for row in table.rows for words in row[1:]} == {"undecided", "refuted"}


@pytest.mark.parametrize("report", [markdown_report, web_report])
def test_the_reports_show_them(schemes, report):
    text = report(Ledger((schemes,)))
    assert "Which scheme keeps what" in text
    assert "A.2 adapted" in text

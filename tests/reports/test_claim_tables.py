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


@pytest.fixture(scope="module")
def sampled():
    return verify(["sampled-transition"])


def test_a_sampled_claim_shows_what_was_measured(sampled):
    (table,) = claim_tables(sampled.results[0])
    assert len(table.rows) == 6
    assert table.rows[0][:4] == ("below_1_2", "[0.984207, 1]", "[0.98, 1]", "1,024")
    assert table.rows[0][-1].startswith("colorball simulate --problem function-2 --n 10")


@pytest.mark.parametrize("report", [web_report, markdown_report])
def test_a_sampled_claim_is_not_called_proved_in_any_report(sampled, report):
    text = report(sampled)
    assert "How it was sampled" in text
    assert "6,144 lanes, 99.9999 % confidence" in text
    (result,) = sampled.results
    assert "rerun" in text
    assert result.as_json()["verdict"] == "sampled"
    assert result.as_json()["sample"]["lanes"] == 6144
    assert 'class="verdict proved">proved</span></dd>' not in text
    assert "**Verdict:** proved" not in text

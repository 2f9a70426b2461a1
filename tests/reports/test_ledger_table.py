import io
from dataclasses import replace

import pytest
from rich.console import Console

from colorball.certificates.registry import all_claims
from colorball.certificates.verify import Ledger
from colorball.reports.ledger import (
    certificate_state,
    controls_state,
    ledger_table,
    unexpected_lines,
)


def shown(ledger, width):
    file = io.StringIO()
    Console(file=file, width=width).print(ledger_table(ledger))
    return file.getvalue()


@pytest.mark.parametrize("width", [80, 120])
def test_the_table_fits_and_nothing_is_cut(ledger, width):
    text = shown(ledger, width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert "…" not in text
    for words in ("lemma-a1", "proved", "checked", "8/8", "exchangeability", "Seconds"):
        assert words in text
    assert f"{ledger.results[0].seconds:.2f}" in text


def test_square_brackets_are_text_and_not_markup(ledger):
    assert "E[S]" in shown(ledger, 120)


def test_what_is_sampled_is_never_called_proved(bad_ledger):
    table = ledger_table(bad_ledger)
    verdicts = [cell.plain for cell in table.columns[1].cells]
    assert verdicts == [
        "sampled\nnot as\nexpected",
        "refuted\nnot as\nexpected",
        "undecided\nnot as\nexpected",
    ]


@pytest.mark.parametrize("width", [80, 120])
def test_other_verdicts_fit_too(bad_ledger, width):
    text = shown(bad_ledger, width)
    assert max(len(line) for line in text.splitlines()) <= width
    for words in ("sampled", "refuted", "undecided"):
        assert words in text


def test_states(ledger, bad_ledger):
    good = ledger.results[0]
    assert (certificate_state(good), controls_state(good)) == ("checked", "8/8 refuted")
    sampled, refuted, undecided = bad_ledger.results
    assert certificate_state(sampled) == "not accepted"
    assert certificate_state(refuted) == "checked"
    assert certificate_state(undecided) == "not accepted"
    assert controls_state(sampled) == "7/8 refuted"


def test_only_what_is_unexpected_is_told(ledger, bad_ledger):
    assert unexpected_lines(ledger) == []
    lines = unexpected_lines(bad_ledger)
    assert [line.split(":")[0] for line in lines] == [
        "nasty-claim",
        "nasty-claim",
        "lemma-a1",
        "lemma-a1",
    ]
    assert "sampled, where proved is expected" in lines[0]
    assert "not refuted" in lines[1]
    assert "\n" not in "".join(lines)


def test_every_claims_name_leaves_room_for_the_seconds(ledger):
    good = ledger.results[0]
    results = tuple(
        replace(good, claim=claim, verdict=claim.expected, seconds=12.34) for claim in all_claims()
    )
    text = shown(Ledger(results), 80)
    assert text.count("12.34") == len(results)
    assert text.count(" sampled ") == sum(claim.sample is not None for claim in all_claims())

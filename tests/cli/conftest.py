from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from colorball.certificates import verify as verification
from colorball.certificates.claim import Claim, Control
from colorball.certificates.verify import ClaimResult, ControlResult, Ledger
from colorball.cli.main import cli
from colorball.verdict import Verdict


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs a command in this process; a traceback fails the test at once."""

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(
            cli, list(arguments), prog_name="colorball", catch_exceptions=False
        )

    return invoke


@pytest.fixture
def pretend(monkeypatch) -> Callable[..., None]:
    """Makes `colorball verify` come to any verdict without proving anything."""

    def install(verdict: Verdict, control: Verdict = Verdict.REFUTED) -> None:
        ledger = fake_ledger(verdict, control)
        monkeypatch.setattr(verification, "verify", lambda _names, **_options: ledger)

    return install


def fake_ledger(verdict: Verdict, control: Verdict) -> Ledger:
    claim = Claim(
        name="lemma-a1",
        title="A title",
        source="a slide",
        statement="a statement",
        latex="x = x",
        assumptions=(),
        proof=(),
        method="a method",
        certificate=dict,
        counterexample=lambda: None,
        controls=(Control("a wrong statement", lambda: "x = 1"),),
    )
    controls = (ControlResult("a wrong statement", control, "x = 1"),)
    return Ledger((ClaimResult(claim, verdict, 0.1, {}, True, None, "a note", controls),))

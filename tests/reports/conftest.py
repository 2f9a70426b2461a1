"""Ledgers to report on: a real one, and one where everything went wrong."""

from dataclasses import replace

import pytest

from colorball.certificates.verify import ControlResult, Ledger, verify
from colorball.verdict import Verdict


@pytest.fixture(scope="session")
def ledger():
    return verify(["lemma-a1"])


@pytest.fixture
def bad_ledger(ledger):
    """Texts that would break a page or a table if they were not escaped, and wrong verdicts."""
    good = ledger.results[0]
    nasty = "a <script>alert(1)</script> | [r_k S](x) `b` *c* & $d$\n# e"
    claim = replace(
        good.claim,
        name="nasty-claim",
        title=nasty,
        statement=nasty,
        method=nasty,
        assumptions=(nasty,),
        proof=(nasty,),
        latex=r"\undefined{ < & x",
        reason=nasty,
    )
    controls = (ControlResult(nasty, Verdict.UNDECIDED, None), *good.controls[1:])
    rejected = "the checker does not accept the certificate: step x"
    return Ledger(
        (
            replace(
                good,
                claim=claim,
                verdict=Verdict.SAMPLED,
                accepted=False,
                note=rejected,
                controls=controls,
            ),
            replace(good, verdict=Verdict.REFUTED, counterexample=nasty),
            replace(good, verdict=Verdict.UNDECIDED, accepted=False, note=rejected),
        )
    )

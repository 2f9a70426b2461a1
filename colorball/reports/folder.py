"""Everything that a run of ``verify`` leaves behind, in one folder."""

from __future__ import annotations

import json
from pathlib import Path

from colorball.certificates.document import certificate_text
from colorball.certificates.verify import Ledger
from colorball.files.whole_file import write_whole
from colorball.reports.markdown import markdown_report
from colorball.reports.webpage import web_report
from colorball.reports.wording import certificate_path

__all__ = ["write_report"]


def write_report(ledger: Ledger, directory: Path) -> list[Path]:
    """Write certificates, ledger and reports; files of other runs with other names stay.

    * ``certificates/CLAIM.json``: for ``colorball check``;
    * ``ledger.json``: what ``colorball verify --json`` writes;
    * ``report.md`` and ``report.html``: for people.

    Args:
        ledger: what was verified.
        directory: made if it is not there.

    Returns:
        The files, each written whole.

    Raises:
        OSError: if a file cannot be written.
    """
    texts = {
        certificate_path(result.claim.name): certificate_text(result.certificate)
        for result in ledger.results
    }
    texts["ledger.json"] = json.dumps(ledger.as_json(), indent=1) + "\n"
    texts["report.md"] = markdown_report(ledger)
    texts["report.html"] = web_report(ledger)
    return [write_whole(directory / name, text) for name, text in texts.items()]

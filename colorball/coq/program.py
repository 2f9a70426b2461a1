"""The program Coq: whether it is there, and what it says of a file."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

__all__ = ["PACKAGES", "Coq", "MissingCoqError", "Run", "find_coq"]

PACKAGES = (
    "coq",
    "libcoq-mathcomp-algebra",
    "libcoq-mathcomp-fingroup",
    "libcoq-coquelicot",
    "libcoq-interval",
)
_PROGRAMS = ("coqc", "coqchk", "coq_makefile", "make")
_TIME_LIMIT = 600  # seconds for one program
_SHOWN = 400  # characters of a complaint


class MissingCoqError(Exception):
    """Coq or a library of it is not installed; the message says how to install it."""

    def __init__(self, missing: str) -> None:
        packages = " ".join(PACKAGES)
        super().__init__(
            f"{missing}; the kernel needs Debian's packages {packages} (8.16 and MathComp 1.15 are "
            f"tested): sudo apt-get install {packages}"
        )


@dataclass(frozen=True)
class Run:
    """What came of a program.

    Attributes:
        is_accepted: it ended with exit code 0, in time.
        output: what it wrote to standard output.
        complaint: the end of what it wrote to standard error, in one line.
    """

    is_accepted: bool
    output: str
    complaint: str


@dataclass(frozen=True)
class Coq:
    """An installed Coq.

    Attributes:
        version: as ``coqc`` says it, such as ``8.16.1``.
    """

    version: str

    @property
    def name(self) -> str:
        """What the ledger calls it.

        Example:
            >>> Coq("8.16.1").name
            'coq 8.16'
        """
        return "coq " + ".".join(self.version.split(".")[:2])

    def compiles(self, file: Path, *, proofs: Path | None = None) -> Run:
        """Compile a file, in its own folder.

        Args:
            file: its name ends in ``.v``.
            proofs: a folder of compiled proofs, which it may require as ``colorball``.
        """
        library = () if proofs is None else ("-Q", str(proofs), "colorball")
        return run(["coqc", "-q", *library, file.name], file.parent)

    def makes(self, target: str, folder: Path) -> Run:
        """Run ``make`` in a folder."""
        return run(["make", "--no-print-directory", "-j2", target], folder)


def run(command: list[str], folder: Path) -> Run:
    """Run a program in a folder."""
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=_TIME_LIMIT, check=False
        )
    except subprocess.TimeoutExpired:
        return Run(False, "", f"{command[0]} took more than {_TIME_LIMIT} seconds")
    complaint = " ".join(done.stderr.split())[-_SHOWN:]
    return Run(done.returncode == 0, done.stdout, complaint)


def find_coq() -> Coq:
    """The installed Coq.

    Raises:
        MissingCoqError: if it or one of its programs is not there.
    """
    for name in _PROGRAMS:
        if shutil.which(name) is None:
            raise MissingCoqError(f"{name} was not found")
    said = run(["coqc", "--version"], Path.cwd()).output
    found = re.search(r"version (\S+)", said)
    if found is None:
        raise MissingCoqError("coqc does not say its version")
    return Coq(found.group(1))

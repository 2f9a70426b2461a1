"""Where results go: JSON whole or not at all, tables for people."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from colorball.files.whole_file import write_whole

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["JsonFile", "aligned", "json_file", "made_directory", "print_tables"]

_ROOMY = 1_000_000


@dataclass(frozen=True)
class JsonFile:
    """A place for JSON that was found writable when the command began.

    Attributes:
        path: the file; None for standard output.
    """

    path: Path | None

    @property
    def is_stdout(self) -> bool:
        """Whether standard output belongs to the JSON alone."""
        return self.path is None

    def write(self, document: Mapping[str, object]) -> None:
        """Write the document: a reader of the file sees the old text or the new, whole.

        Raises:
            OSError: if it cannot be written; the file is then as it was.
        """
        self.write_text(json.dumps(document, indent=2) + "\n")

    def write_text(self, text: str) -> None:
        """Write ASCII text in the same way.

        Raises:
            OSError: if it cannot be written; the file is then as it was.
        """
        if self.path is None:
            click.echo(text, nl=False)
        elif _is_special(self.path):
            self.path.write_text(text, encoding="ascii")
        else:
            write_whole(self.path.resolve(), text)  # a link stays a link


def _is_special(path: Path) -> bool:
    """A device or pipe, such as /dev/null: to be written to, not to be replaced."""
    return path.exists() and not path.is_file()


def json_file(value: str) -> JsonFile:
    """The value of ``--json``.

    Raises:
        click.BadParameter: if it cannot be written; before any work is done.
    """
    if value == "-":
        return JsonFile(None)
    if not value:
        raise click.BadParameter("the name of a file is empty")
    path = Path(value)
    try:
        if path.is_dir():
            raise click.BadParameter(f"{value!r} is a directory")
        with contextlib.suppress(FileNotFoundError):
            path.stat()  # finds names that are too long, links that go round
        if not _is_special(path):
            require_writable(path.resolve().parent)
    except (OSError, RuntimeError, ValueError) as error:  # Python 3.11: RuntimeError for such links
        reason = getattr(error, "strerror", None) or str(error)
        raise click.BadParameter(f"cannot write {value!r}: {reason}") from None
    return JsonFile(path)


def require_writable(directory: Path) -> None:
    """Find out by trying: permissions alone do not tell (root, read-only file systems).

    Raises:
        OSError: if no file can be made there.
    """
    probe = directory / f".colorball.{os.getpid()}.tmp"
    probe.touch()
    probe.unlink()


def made_directory(name: str) -> Path:
    """The value of ``--out``, made if it is not there.

    Raises:
        click.BadParameter: if it cannot be written to; before any work is done.
    """
    directory = Path(name)
    try:
        if not name:
            raise ValueError("the name is empty")
        directory.mkdir(parents=True, exist_ok=True)
        require_writable(directory)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise click.BadParameter(
            f"cannot write to directory {name!r}: {reason}", param_hint="'--out'"
        ) from None
    return directory


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """A large table as plain text: columns two spaces apart."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def print_tables(*parts: Table | str) -> None:
    """Print tables and lines to standard output.

    In a terminal tables are fitted to it. In a file or pipe they are as wide as their rows need,
    so that no row is broken or cut.
    """
    from rich.console import Console
    from rich.measure import Measurement
    from rich.table import Table

    # Rendered first and echoed by click, because rich ends the process when a pipe is closed.
    console = Console(highlight=False, emoji=False)
    with console.capture() as captured:
        for part in parts:
            if isinstance(part, Table) and not console.is_terminal:
                roomy = console.options.update(width=_ROOMY)
                console.width = Measurement.get(console, roomy, part).maximum
            console.print(part, soft_wrap=isinstance(part, str), markup=False)
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))

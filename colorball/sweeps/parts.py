"""The finished parts of a sweep: one file for each range of lanes, whole or not at all."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from colorball.files.whole_file import write_whole

__all__ = ["Arrays", "Span", "missing_spans", "read_part", "stored_spans", "write_part"]

Arrays = dict[str, NDArray[Any]]

_NAME = re.compile(r"([0-9]{12,15})-([0-9]{12,15})\.npz")
_KEY = "sweep"  # the array that says which sweep a part is of
# what a file that is not a whole part raises, depending on where it is damaged
_DAMAGE = (
    *(OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError),
    *(ValueError, KeyError, TypeError, SyntaxError, OverflowError, MemoryError),
)


class Span(NamedTuple):
    """The lanes ``first, ..., last - 1``."""

    first: int
    last: int

    @property
    def file_name(self) -> str:
        """Of the part that holds them; names sort like lanes."""
        return f"{self.first:012d}-{self.last:012d}.npz"


def write_part(folder: Path, span: Span, arrays: Arrays, key: str) -> Path:
    """Store the lanes of a span.

    Args:
        folder: where the parts are.
        span: the lanes.
        arrays: name to array; the last axis is the lane.
        key: the hash of the sweep.

    Raises:
        OSError: if it cannot be written; then nothing is there.
    """
    for name, array in arrays.items():
        assert array.shape[-1] == span.last - span.first, (name, array.shape, span)
    content = io.BytesIO()
    named: dict[str, Any] = {**arrays, _KEY: np.array(key)}
    np.savez(content, **named)
    return write_whole(folder / span.file_name, content.getvalue())


def read_part(folder: Path, span: Span, key: str) -> Arrays | None:
    """The arrays of a part; None if its file is damaged or of another sweep.

    Every number is looked at: the file has checksums (CRC-32).

    Raises:
        OSError: if there is a file and it cannot be read.
    """
    try:
        content = (folder / span.file_name).read_bytes()
    except FileNotFoundError:
        return None
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except _DAMAGE:
        return None
    found = arrays.pop(_KEY, None)
    if found is None or found.shape != () or str(found) != key or not arrays:
        return None
    if any(a.ndim == 0 or a.shape[-1] != span.last - span.first for a in arrays.values()):
        return None
    return arrays


def stored_spans(folder: Path, lanes: int) -> list[Span]:
    """The spans of the files in a folder, by name alone, in order; a missing folder has none."""
    if not folder.is_dir():
        return []
    spans = []
    for path in folder.iterdir():
        if match := _NAME.fullmatch(path.name):
            span = Span(int(match[1]), int(match[2]))
            if span.first < span.last <= lanes and span.file_name == path.name:
                spans.append(span)
    return sorted(spans)


def missing_spans(done: Iterable[Span], lanes: int) -> list[Span]:
    """The lanes from 0 to ``lanes - 1`` that no span holds.

    Example:
        >>> missing_spans([Span(2, 4), Span(3, 6)], 8)
        [Span(first=0, last=2), Span(first=6, last=8)]
    """
    missing, reached = [], 0
    for span in sorted(done):
        if span.first > reached:
            missing.append(Span(reached, span.first))
        reached = max(reached, span.last)
    if reached < lanes:
        missing.append(Span(reached, lanes))
    return missing
